"""What forecasts would have been worth: each made from what was known at the time, then checked.

Rolling origin, as in R. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice, 3rd
ed., 5.10; the rival is their seasonal naive method (5.2), last year's same month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from frankpledge.analytics.months import Month, Series
from frankpledge.analytics.predicting import Prediction
from frankpledge.analytics.seasons.fitting import LEAST_MONTHS, Unsettled, fit
from frankpledge.analytics.seasons.last_year import last_year

# Less than a year of months forecast proves nothing either way.
LEAST_TRIED: Final = 12


@dataclass(frozen=True, slots=True)
class Score:
    """How far off forecasts were on average, and which share of their ranges held the figure."""

    error: float
    within_80: float
    within_95: float


@dataclass(frozen=True, slots=True)
class BackTest:
    """The model beside last year's same month, over the same `forecasts` of so many `months`.

    Both scores are None when fewer than 12 months could be tried.
    """

    months: int
    forecasts: int
    model: Score | None
    last_year: Score | None

    @property
    def model_is_better(self) -> bool | None:
        """Whether its average error is the smaller; None when too few could be tried."""
        if self.model is None or self.last_year is None:
            return None
        return self.model.error < self.last_year.error


Trial = tuple[int, Prediction]


def back_test(series: Series, ahead: int = 1) -> BackTest:
    """Forecast each month from the 25th on, one to `ahead` months before, by both methods.

    Every forecast uses the months before its origin only. Months without a figure, and origins
    from which the model cannot be fitted, are passed over for both.
    Raises ValueError when `ahead` is not at least 1.
    """
    if ahead < 1:
        raise ValueError(f"A forecast looks at least one month ahead, not {ahead}.")
    models: list[Trial] = []
    naives: list[Trial] = []
    tried: set[Month] = set()
    known = series.known
    for origin in range(LEAST_MONTHS, len(series.counts)):
        past = series.until(origin)
        coming = [past.first.after(origin + lead) for lead in range(ahead)]
        for month, model, naive in _predictions(past, [m for m in coming if m in known]):
            models.append((known[month], model))
            naives.append((known[month], naive))
            tried.add(month)
    if len(tried) < LEAST_TRIED:
        return BackTest(len(tried), len(models), None, None)
    return BackTest(len(tried), len(models), _score(models), _score(naives))


def _predictions(
    past: Series, months: Sequence[Month]
) -> list[tuple[Month, Prediction, Prediction]]:
    try:
        model = fit(past)
    except Unsettled:
        return []
    naive = last_year(past)
    both = [(month, model.prediction(month), naive.prediction(month)) for month in months]
    return [(month, one, other) for month, one, other in both if other is not None]


def _score(trials: Sequence[Trial]) -> Score:
    many = len(trials)
    held = [each.holds(count, 0.8, 0.95) for count, each in trials]
    return Score(
        sum(abs(count - each.mean) for count, each in trials) / many,
        sum(within_80 for within_80, _ in held) / many,
        sum(within_95 for _, within_95 in held) / many,
    )
