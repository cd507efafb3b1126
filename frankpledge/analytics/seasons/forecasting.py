"""Forecasts of monthly counts, by the method that has proved the better on this very series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from frankpledge.analytics.months import Month, Series
from frankpledge.analytics.predicting import Prediction
from frankpledge.analytics.rates import Interval, figure
from frankpledge.analytics.seasons.back_testing import BackTest, Score, back_test
from frankpledge.analytics.seasons.fitting import Unsettled, fit
from frankpledge.analytics.seasons.last_year import last_year
from frankpledge.shared.words import count_of

Method = Literal["trend and season", "last year's same month"]

# Ranges meant to hold 95 in 100 that held fewer than this are said to be too narrow.
ENOUGH: Final = 0.9
HEDGE: Final = (
    "A forecast takes the past to go on: it knows of no new measure or new way of recording."
)


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """What a month is expected to bring, and between what it will lie 80 and 95 times in 100."""

    month: Month
    expected: float
    range_80: Interval
    range_95: Interval
    words: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """The months ahead. No points, and `refused` says why, when there are too few months."""

    points: tuple[ForecastPoint, ...]
    method: Method | None
    tested: BackTest | None
    refused: str
    words: str


def forecast(series: Series, ahead: int = 6) -> Forecast:
    """Forecast the months after the series, from at least 24 known ones.

    The model of trend and season is held against last year's same month on the series itself; the
    one with the smaller average error is used, and said. Too short a series for that trial (some
    36 months) has the model untried, which is said too. Raises ValueError when `ahead` is not 1 to
    24: a trend drawn further is a guess.
    """
    if not 1 <= ahead <= 24:
        raise ValueError(f"A forecast looks 1 to 24 months ahead, not {ahead}.")
    try:
        model = fit(series)
    except Unsettled as reason:
        return Forecast((), None, None, str(reason), f"No forecast: {reason}.")
    tested = back_test(series, ahead)
    naive = last_year(series)
    months = [series.first.after(len(series.counts) + lead) for lead in range(ahead)]
    method: Method = "trend and season"
    predictions: list[Prediction | None] = [model.prediction(month) for month in months]
    if tested.model_is_better is False:
        method, predictions = "last year's same month", [naive.prediction(m) for m in months]
    points = [_point(m, p) for m, p in zip(months, predictions, strict=True) if p is not None]
    return Forecast(tuple(points), method, tested, "", f"{_proof(tested)} {HEDGE}")


def _point(month: Month, prediction: Prediction) -> ForecastPoint:
    range_80, range_95 = prediction.interval(0.8), prediction.interval(0.95)
    words = (
        f"{month}: about {prediction.mean:,.0f} ({_ends(range_80)} with a chance of 8 in 10, "
        f"{_ends(range_95)} with 19 in 20)"
    )
    return ForecastPoint(month, prediction.mean, range_80, range_95, words)


def _proof(tested: BackTest) -> str:
    if tested.model is None or tested.last_year is None:
        return (
            "This rests on the trend and the months of the year. The series is too short to try "
            "whether that beats last year's same month."
        )
    model, naive = (f"{figure(one.error)} a month" for one in (tested.model, tested.last_year))
    tried = f"{count_of(tested.forecasts, 'forecast')} of {count_of(tested.months, 'month')}"
    if tested.model_is_better:
        return (
            f"This rests on the trend and the months of the year. Tried on {tried} of this series, "
            f"that was off by {model} on average, last year's same month by {naive}. "
            f"{_held(tested.model)}"
        )
    return (
        f"This is last year's same month. Tried on {tried} of this series, it was off by {naive} "
        f"on average, no worse than the trend and the months of the year, off by {model}. "
        f"{_held(tested.last_year)}"
    )


def _held(score: Score) -> str:
    words = f"Its wider ranges held the figure {score.within_95 * 100:.0f} times in 100"
    return f"{words}." if score.within_95 >= ENOUGH else f"{words}: take them for too narrow."


def _ends(interval: Interval) -> str:
    return f"{interval.low:,.0f} to {interval.high:,.0f}"
