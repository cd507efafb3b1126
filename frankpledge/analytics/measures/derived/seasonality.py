"""Seasonality: how each month of the year stands to the average month, and the trend."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from frankpledge.analytics.measures.derived._support import ONE_PLACE, RECORDED, SOURCE, by_months
from frankpledge.analytics.measures.derived.series import Monthly, monthly
from frankpledge.analytics.measures.derived.working import Figures, Key, Row, Working
from frankpledge.analytics.measures.months import spans
from frankpledge.analytics.measures.nouns import CannotAnswer, Column, Example, Measure, Question
from frankpledge.analytics.seasons import Seasons, seasonality
from frankpledge.analytics.seasons.fitting import NAMES

MOST = 60
ENOUGH = (
    "Load earlier months of street-level crime: data.police.uk has those since December 2010 in "
    "its archive."
)


def derive(work: Working) -> Figures:
    """Twelve rows for each place or type, January first."""
    found = monthly(work, MOST)
    seasons = {key: seasonality(found.series(key)) for key in found.counts}
    refuse_if_none(found, [one.refused for one in seasons.values()])
    rows = [row for key, one in seasons.items() for row in _rows(key, one)]
    return Figures(
        columns=(*found.columns, *SEASONALITY.figures),
        rows=tuple(rows),
        covered=found.covered,
        notes=tuple(named(key, one.words) for key, one in seasons.items()),
    )


def refuse_if_none(found: Monthly, refused: list[str]) -> None:
    """Raise CannotAnswer, saying what to load, where every series is too short."""
    if all(refused):
        held = spans(found.known)
        raise CannotAnswer(f"Loaded is {held}: {refused[0]}. {ENOUGH}")


def named(key: Key, words: str) -> str:
    """A note, with the place or type it is about where there is one."""
    of = ", ".join(str(one) for one in key[:1] + key[2:])
    return f"{of}: {words}" if of else words


def _rows(key: Key, seasons: Seasons) -> list[Row]:
    return [
        (
            *key,
            NAMES[one.month - 1],
            *(round(100 * value, 1) for value in (one.value, *one.interval)),
        )
        for one in seasons.factors
    ]


def one_a_day_counts() -> tuple[tuple[date, int], ...]:
    """Two years of months with a crime a day, and two a day in December."""
    return tuple(
        (date(year, month, 1), monthrange(year, month)[1] * (2 if month == 12 else 1))
        for year in (2022, 2023)
        for month in range(1, 13)
    )


def one_a_day() -> tuple[dict[str, Any], ...]:
    """The same as made-up rows."""
    return by_months(None, ((f"{day:%Y-%m}", count) for day, count in one_a_day_counts()))


SEASONALITY = Measure(
    name="seasonality",
    title="Months of the year",
    what="How recorded crime of each month of the year stands to the average month, day for day.",
    unit="% of the average month",
    source=f"{SOURCE}. Method: McCullagh and Nelder, Generalized Linear Models, 1989, 6.2",
    formula=(
        "Crimes of a month = its days × a level × a steady trend × a factor of its month of the "
        "year, fitted as over-dispersed counts. The factors of the twelve months average 100. With "
        "intervals of 95%. At least 24 months, each month of the year twice."
    ),
    kind="percent",
    subject="street",
    dimensions=(*ONE_PLACE, "type", "month"),
    figures=(
        Column("calendar_month", "Month of the year", "text"),
        Column("factor", "Of the average month", "percent"),
        Column("low", "From", "percent"),
        Column("high", "To", "percent"),
    ),
    caveats=(
        *RECORDED,
        "A single odd month, as of a lockdown, is taken for part of its month of the year.",
        "When people report and when police record is part of a season too.",
    ),
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={"street": one_a_day()},
        question=Question("seasonality"),
        rows=(
            ("January", 92.3, 69.8, 122.1),
            ("February", 92.3, 69.1, 123.2),
            ("March", 92.3, 70.2, 121.4),
            ("April", 92.3, 70.1, 121.6),
            ("May", 92.3, 70.5, 120.9),
            ("June", 92.3, 70.2, 121.3),
            ("July", 92.3, 70.6, 120.8),
            ("August", 92.3, 70.5, 120.8),
            ("September", 92.3, 70.2, 121.4),
            ("October", 92.3, 70.3, 121.1),
            ("November", 92.3, 69.9, 121.9),
            ("December", 184.6, 152.1, 224.1),
        ),
        arithmetic=(
            "One crime a day, and two a day in December: the average month has (11 × 1 + 2) ÷ 12 = "
            "1.083 a day, so eleven months are 1 ÷ 1.083 = 92.3% and December 184.6%."
        ),
    ),
)
