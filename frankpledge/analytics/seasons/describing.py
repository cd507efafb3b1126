"""What the months of the year and the years make of a count, in figures and words."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from scipy import special

from frankpledge.analytics.exceptional import ALPHA, Exceptional
from frankpledge.analytics.exceptional.judging import judge_prediction, unsaid
from frankpledge.analytics.months import Series
from frankpledge.analytics.rates import LEVEL, Interval, figure
from frankpledge.analytics.seasons.fitting import (
    MONTHS,
    NAMES,
    Fit,
    Unsettled,
    deviance_without_season,
    effects,
    fit,
)


@dataclass(frozen=True, slots=True)
class Factor:
    """A month of the year against the average month, day for day: 1.1 is 10% above."""

    month: int
    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Trend:
    """The change in per cent a year."""

    percent: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Seasons:
    """Factors of January to December, and the trend; none, and `refused`, when there are too few
    months. `p_value`: how often seasons as marked come by chance where there are none.
    """

    factors: tuple[Factor, ...]
    trend: Trend | None
    p_value: float | None
    dispersion: float | None
    months: int
    refused: str
    words: str


def seasonality(series: Series, *, level: float = LEVEL) -> Seasons:
    """Month-of-year factors and trend of at least 24 months, with intervals and words."""
    known = series.known
    try:
        found = fit(series)
        plain = deviance_without_season(series)
    except Unsettled as reason:
        words = f"Seasons cannot be said: {reason}."
        return Seasons((), None, None, None, len(known), str(reason), words)
    dispersion = max(1.0, found.dispersion)
    reach = float(special.stdtrit(found.freedom, 1 - (1 - level) / 2)) * sqrt(dispersion)
    factors = _factors(found, reach)
    ratio = max(0.0, plain - found.deviance) / 11 / dispersion
    p_value = float(special.fdtrc(11, found.freedom, ratio))
    trend = _trend(found, reach)
    words = f"{_season_words(factors, p_value, level)} {_trend_words(trend)}"
    if len(known) < 36:
        words += f" It rests on {len(known)} months only: each month of the year was seen twice."
    return Seasons(factors, trend, p_value, found.dispersion, len(known), "", words)


def against_season(series: Series, *, alpha: float = ALPHA) -> Exceptional:
    """Is the last month of the series exceptional, for its month of the year and the trend?

    The months before it set what is usual. With too few of those it cannot be said, and why.
    Raises ValueError when the last month has no figure.
    """
    latest = series.counts[-1] if series.counts else None
    if latest is None:
        raise ValueError("The last month of the series has no figure to judge.")
    month = series.months[-1]
    try:
        found = fit(series.until(len(series.counts) - 1))
    except Unsettled as reason:
        return unsaid(latest, f"before {month}, {reason}")
    prediction = found.prediction(month)
    against = f"{latest:,} in {month}, where {figure(prediction.mean)} was to be expected"
    return judge_prediction(latest, prediction, found.dispersion, against, alpha)


def _factors(found: Fit, reach: float) -> tuple[Factor, ...]:
    """Each month's effect over the mean of all twelve. The intervals are on the logarithmic scale,
    by the delta method: the mean, too, moves with the coefficients.
    """
    coding = effects()
    ratios = np.exp(coding @ found.coefficients[2:])
    ratios /= ratios.mean()
    gradients = coding - ratios @ coding / 12
    spreads = np.sqrt(np.einsum("mi,ij,mj->m", gradients, found.covariance[2:, 2:], gradients))
    return tuple(
        Factor(month, float(ratio), _around(float(ratio), reach * float(spread)))
        for month, ratio, spread in zip(MONTHS, ratios, spreads, strict=True)
    )


def _trend(found: Fit, reach: float) -> Trend:
    value, spread = exp(found.coefficients[1]), sqrt(found.covariance[1, 1])
    interval = _around(value, reach * spread)
    return Trend((value - 1) * 100, Interval(*((end - 1) * 100 for end in interval)))


def _around(ratio: float, half: float) -> Interval:
    return Interval(ratio * exp(-half), ratio * exp(half))


def _season_words(factors: tuple[Factor, ...], p_value: float, level: float) -> str:
    if p_value > 1 - level:
        return "No month of the year stands out from what chance gives."
    high, low = max(factors, key=_value), min(factors, key=_value)
    return (
        f"Usually highest in {NAMES[high.month - 1]}, {_against(high)}, and lowest in "
        f"{NAMES[low.month - 1]}, {_against(low)}, day for day."
    )


def _value(factor: Factor) -> float:
    return factor.value


def _against(factor: Factor) -> str:
    percent = (factor.value - 1) * 100
    side = "above" if percent > 0 else "below"
    ends = sorted(abs(end - 1) * 100 for end in factor.interval)
    if factor.interval.holds(1):
        return f"{abs(percent):.0f}% {side} the average month, which chance could account for"
    return f"{abs(percent):.0f}% {side} the average month ({ends[0]:.0f}% to {ends[1]:.0f}%)"


def _trend_words(trend: Trend) -> str:
    if trend.interval.holds(0):
        return "Over the years neither a rise nor a fall can be told from chance."
    way = "rising" if trend.percent > 0 else "falling"
    ends = sorted(abs(end) for end in trend.interval)
    return (
        f"Over the years {way} by {figure(abs(trend.percent))}% a year "
        f"({figure(ends[0])}% to {figure(ends[1])}%)."
    )
