"""Forecast: what the coming months are likely to bring, and how sure that is."""

from __future__ import annotations

from datetime import date

from frankpledge.analytics.measures.derived._support import CRIMES, ONE_PLACE, RECORDED, SOURCE
from frankpledge.analytics.measures.derived.seasonality import (
    named,
    one_a_day,
    one_a_day_counts,
    refuse_if_none,
)
from frankpledge.analytics.measures.derived.series import Monthly, monthly
from frankpledge.analytics.measures.derived.working import Figures, Key, Row, Working, month_of
from frankpledge.analytics.measures.nouns import Column, Example, Given, Measure, Question
from frankpledge.analytics.seasons import Forecast, forecast

MOST = 20


def derive(work: Working) -> Figures:
    """A row for each month that is known, and for each month ahead."""
    found = monthly(work, MOST)
    ahead = int(work.given["ahead"])
    made = {key: forecast(found.series(key), ahead) for key in found.counts}
    refuse_if_none(found, [one.refused for one in made.values()])
    rows = [row for key, one in made.items() for row in (*_known(found, key), *_coming(key, one))]
    return Figures(
        columns=(*found.columns, *FORECAST.figures),
        rows=tuple(rows),
        covered=found.covered,
        notes=tuple(named(key, one.words) for key, one in made.items()),
    )


def _known(found: Monthly, key: Key) -> list[Row]:
    of, nothing = found.counts[key], (None,) * 5
    return [(*key, month_of(m), of.get(m, 0), *nothing) for m in found.known]


def _coming(key: Key, made: Forecast) -> list[Row]:
    return [
        (
            *key,
            date(one.month.year, one.month.month, 1),
            None,
            round(one.expected, 1),
            *(round(end) for end in (*one.range_80, *one.range_95)),
        )
        for one in made.points
    ]


FORECAST = Measure(
    name="forecast",
    title="Forecast",
    what="Recorded crime month by month, and what the coming months are likely to bring.",
    unit="crimes",
    source=(
        f"{SOURCE}. Methods: McCullagh and Nelder, 1989; Hyndman and Athanasopoulos, Forecasting: "
        "Principles and Practice, 5.2 and 5.10"
    ),
    formula=(
        "Trend and months of the year, or last year's same month: whichever was the nearer when "
        "both were tried on the months of this very series. The ranges hold the figure 80 and 95 "
        "times in 100. At least 24 months, each month of the year twice."
    ),
    kind="count",
    subject="street",
    dimensions=(*ONE_PLACE, "type", "month"),
    figures=(
        Column("month", "Month", "month"),
        CRIMES,
        Column("expected", "Expected", "number", "crimes"),
        Column("low_80", "80%: from", "count", "crimes"),
        Column("high_80", "80%: to", "count", "crimes"),
        Column("low_95", "95%: from", "count", "crimes"),
        Column("high_95", "95%: to", "count", "crimes"),
    ),
    caveats=(
        *RECORDED,
        "A forecast takes the past to go on: it knows of no new measure or new way of recording.",
        "The latest months may still be revised by a later release.",
    ),
    given=(Given("ahead", "How many months ahead", "number", default=6, low=1, high=24),),
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={"street": one_a_day()},
        question=Question("forecast", parameters={"ahead": 1}),
        rows=(
            *((day, count, *(None,) * 5) for day, count in one_a_day_counts()),
            (date(2024, 1, 1), None, 31.0, 22, 41, 17, 47),
        ),
        arithmetic=(
            "One crime a day in all months but December, in both years alike: no trend, so 31 are "
            "expected in January."
        ),
    ),
)
