"""The model: a count each day is a level, times a steady trend, times its month of the year.

A quasi-Poisson log-linear model, fitted by iteratively reweighted least squares (McCullagh and
Nelder, Generalized Linear Models, 2nd ed., 2.5 and 6.2). The days of each month are its exposure,
so that February is not called quiet for being short. The twelve months' effects sum to nought on
the logarithmic scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from frankpledge.analytics.months import Month, Series
from frankpledge.analytics.predicting import Floats, Prediction, dispersion_of, predict
from frankpledge.shared.words import count_of, spell_list

LEAST_MONTHS: Final = 24
LEAST_YEARS: Final = 2
AVERAGE_DAYS: Final = 365.25 / 12
ROUNDS: Final = 50
# A month of which less than this is expected shows that the figures run off to nought.
VANISHING: Final = 1e-6
MONTHS: Final = range(1, 13)
NAMES: Final = tuple(f"{Month(2000, month)}".split()[0] for month in MONTHS)


class Unsettled(ValueError):
    """The figures determine no trend or season, such as those that stop after a year."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model. Coefficients: level, trend a year, and the effects of January to November;
    December's is what makes them sum to nought. `covariance` is for a dispersion of 1.
    """

    coefficients: Floats
    covariance: Floats
    dispersion: float
    freedom: int
    deviance: float
    centre: float

    def mean(self, month: Month) -> float:
        """The count expected in a month."""
        row = design([month], self.centre)[0]
        return float(np.exp(row @ self.coefficients) * month.days / AVERAGE_DAYS)

    def prediction(self, month: Month) -> Prediction:
        """How the count of a month may scatter: noise, and the uncertainty of the estimates."""
        row = design([month], self.centre)[0]
        mean, unsure = self.mean(month), float(row @ self.covariance @ row)

        def variance(dispersions: Floats) -> Floats:
            return dispersions * mean + mean**2 * np.expm1(dispersions * unsure)

        return predict(mean, self.dispersion, self.freedom, variance)


def shortage(series: Series) -> str:
    """Why there are too few figures for trend and season, or nothing when there are enough."""
    known = series.known
    if len(known) < LEAST_MONTHS:
        return f"there are {count_of(len(known), 'month')}, and {LEAST_MONTHS} are needed"
    seen = Counter(month.month for month in known)
    lacking = [NAMES[month - 1] for month in MONTHS if seen[month] < LEAST_YEARS]
    if lacking:
        return f"{spell_list(lacking)} must be known in at least {LEAST_YEARS} years"
    some = {month.month for month, count in known.items() if count}
    never = [NAMES[month - 1] for month in MONTHS if month not in some]
    if never:
        return f"there was none in any {spell_list(never)}, so its share of a year is not known"
    return ""


def fit(series: Series) -> Fit:
    """Fit trend and season to the known months.

    Raises Unsettled, with the reason, when `shortage` finds one or the figures fix no trend.
    """
    reason = shortage(series)
    if reason:
        raise Unsettled(reason)
    months, counts = list(series.known), np.array(list(series.known.values()), dtype=float)
    centre = float(np.mean([month.ordinal for month in months]))
    rows, days = design(months, centre), _offset(months)
    coefficients, means = _reweighted(rows, counts, days)
    covariance: Floats = np.asarray(np.linalg.inv((rows.T * means) @ rows), dtype=float)
    return Fit(
        coefficients,
        covariance,
        dispersion_of(counts, means, rows.shape[1]),
        len(counts) - rows.shape[1],
        deviance_of(counts, means),
        centre,
    )


def deviance_without_season(series: Series) -> float:
    """The deviance of level and trend alone, to see what the seasons explain."""
    months, counts = list(series.known), np.array(list(series.known.values()), dtype=float)
    centre = float(np.mean([month.ordinal for month in months]))
    _, means = _reweighted(design(months, centre)[:, :2], counts, _offset(months))
    return deviance_of(counts, means)


def effects() -> Floats:
    """A row for each of January to December: its effect in terms of the eleven coefficients."""
    return np.vstack([np.eye(11), -np.ones(11)])


def design(months: Sequence[Month], centre: float) -> Floats:
    """A row a month: 1, years from the centre, and eleven columns for the month of the year."""
    rows, seasonal = np.zeros((len(months), 13)), effects()
    rows[:, 0] = 1
    for row, month in zip(rows, months, strict=True):
        row[1] = (month.ordinal - centre) / 12
        row[2:] = seasonal[month.month - 1]
    return rows


def deviance_of(counts: Floats, means: Floats) -> float:
    """Twice how much less likely the counts are under these means than under themselves."""
    ratio = np.where(counts > 0, counts, 1) / np.where(counts > 0, means, 1)
    return float(2 * np.sum(counts * np.log(ratio) - (counts - means)))


def _offset(months: Sequence[Month]) -> Floats:
    return np.log(np.array([month.days for month in months]) / AVERAGE_DAYS)


def _reweighted(rows: Floats, counts: Floats, offset: Floats) -> tuple[Floats, Floats]:
    """The coefficients of most likelihood and the means they give."""
    linear = np.log(counts + 0.5)
    coefficients: Floats = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        means = np.exp(linear)
        weight = np.sqrt(means)
        working = linear - offset + (counts - means) / means
        before = coefficients
        coefficients = np.asarray(
            np.linalg.lstsq(rows * weight[:, None], working * weight, rcond=None)[0], dtype=float
        )
        linear = rows @ coefficients + offset
        if linear.min() < np.log(VANISHING):
            break
        if np.max(np.abs(coefficients - before)) < 1e-10:
            return coefficients, np.exp(linear)
    raise Unsettled("the figures fix no trend: they all but stop, or start, within the series")
