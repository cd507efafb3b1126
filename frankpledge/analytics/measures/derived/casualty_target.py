"""Casualty target: killed or seriously injured, against an averaged baseline and its target."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from frankpledge.analytics.comparing import MissingYears, baseline_of, judge, target_of, trajectory
from frankpledge.analytics.measures.derived.working import Figures, Row, Working, month_of
from frankpledge.analytics.measures.nouns import (
    CannotAnswer,
    Column,
    Example,
    Given,
    Measure,
    Question,
)

SOURCE = "STATS19 road safety data, Department for Transport (Open Government Licence v3.0)"
COUNTED = ("ksi", "killed", "serious", "adjusted")


def derive(work: Working) -> Figures:
    """A row a year: the figure, what is expected on the way, the target, and how it stands."""
    given = work.given
    base = range(int(given["from"]), int(given["to"]) + 1)
    due = int(given["by"])
    if not base or due <= base[-1]:
        raise CannotAnswer(
            f"A baseline of {given['from']} to {given['to']} and a target for {due}: expected "
            "years that follow each other."
        )
    values = _years(work)
    try:
        baseline = baseline_of(values, base)
    except MissingYears as why:
        held = ", ".join(map(str, values)) or "none"
        raise CannotAnswer(f"{why} Whole years loaded: {held}. Load the others.") from why
    target = target_of(baseline, -Decimal(int(given["percent"])))
    way = trajectory(base[-1], baseline, due, target)
    first, last = work.question.first, work.question.last
    years = [
        year
        for year in values
        if (not first or year >= first.year) and (not last or year <= last.year)
    ]
    if not years:
        raise CannotAnswer("No whole year of those asked for is loaded.")
    average = f"the average of {base[0]} to {base[-1]}" if len(base) > 1 else f"{base[0]}"
    return Figures(
        columns=CASUALTY_TARGET.figures,
        rows=tuple(
            _row(year, values[year], way.get(year), target, due, base[-1]) for year in years
        ),
        covered=(12 * years[0] + 1, 12 * years[-1] + 12),
        notes=(f"Baseline: {average}. Target: {given['percent']}% fewer by {due}.",),
        tables=("collisions",),
    )


def _years(work: Working) -> dict[int, Decimal]:
    """Each whole year that is loaded, with its figure."""
    coverage = work.coverage("collisions").whole_years()
    months = coverage.whole(min(coverage.months), max(coverage.months))
    whole = sorted(
        {
            (m - 1) // 12
            for m in months
            if {12 * ((m - 1) // 12) + n for n in range(1, 13)} <= months
        }
    )
    found: dict[int, Decimal] = {}
    if not whole:
        return found
    months_asked = {"first": month_of(12 * whole[0] + 1), "last": month_of(12 * whole[-1] + 12)}
    name = COUNTED[int(work.given["count"])]
    rows = {
        int(str(row["year"])): row for row in work.ask("ksi", ("year",), **months_asked).dicts()
    }
    for year in whole:
        # Of whole years that are loaded, one without a row had nobody hurt.
        found[year] = Decimal(str(rows[year][name])) if year in rows else Decimal(0)
    return found


def _row(
    year: int, value: Decimal, expected: Decimal | None, target: Decimal, due: int, base: int
) -> Row:
    found = judge(value, target=target, better="lower", due=year >= due, expected=expected)
    shown = target if year >= due else expected
    return (
        year,
        _plain(value),
        None if shown is None else _plain(shown),
        _plain(target),
        "baseline" if year <= base else found.state,
    )


def _plain(value: Decimal) -> int | float:
    """Whole where it is; else to one place."""
    return int(value) if value == value.to_integral_value() else round(float(value), 1)


def _hurt(year: int, times: int) -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    """A made-up collision in which so many were seriously injured."""
    index = f"{year}350000001"
    collision = {
        "collision_index": index,
        "severity": 2,
        "month": month_of(12 * year + 12),
        "force": "somewhere",
    }
    casualty = {
        "collision_index": index,
        "collision_year": year,
        "severity": 2,
        "force": "somewhere",
        "casualty_class": 1,
        "casualty_type": 9,
    }
    return (collision,), (casualty,) * times


_EXAMPLE = [_hurt(year, n) for year, n in ((2018, 4), (2019, 6), (2020, 4), (2021, 4), (2022, 3))]

CASUALTY_TARGET = Measure(
    name="casualty-target",
    title="Casualty target",
    what="Those killed or seriously injured each year, against a baseline and its target.",
    unit="casualties",
    source=f"{SOURCE}. By default the baseline is 2005 to 2009 and the target −40% by 2020",
    formula=(
        "Baseline: the average of its years, each of which must be loaded. Target: baseline × (100 "
        "− per cent) ÷ 100. Expected: the straight line from the baseline's last year to the "
        "target's. On course: no more than expected. Met: no more than the target, exactly: at a "
        "target of 60, 60 is met and 61 is missed."
    ),
    kind="count",
    subject="casualties",
    dimensions=("year",),
    figures=(
        Column("year", "Year", "year"),
        Column("casualties", "Casualties", "number", "casualties"),
        Column("expected", "Expected at most", "number", "casualties"),
        Column("target", "Target", "number", "casualties"),
        Column("state", "How it stands", "verdict"),
    ),
    caveats=(
        "Only collisions on public roads in which someone was hurt and of which the police know.",
        "When a force goes over to recording by injury, more are serious: then ask for the "
        "adjusted figure, of baseline and years alike.",
        "Of a small number one more or less is chance; the target does not know that.",
    ),
    given=(
        Given("from", "First year of the baseline", "number", default=2005, low=1979, high=2100),
        Given("to", "Last year of the baseline", "number", default=2009, low=1979, high=2100),
        Given("percent", "How many per cent fewer", "number", default=40, low=1, high=100),
        Given("by", "The target's year", "number", default=2020, low=1980, high=2100),
        Given(
            "count",
            "0: killed or seriously injured, 1: killed, 2: seriously injured, 3: as 0, adjusted",
            "number",
            default=0,
            high=3,
        ),
    ),
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={
            "collisions": tuple(row for rows, _ in _EXAMPLE for row in rows),
            "casualties": tuple(row for _, rows in _EXAMPLE for row in rows),
        },
        question=Question(
            "casualty-target", parameters={"from": 2018, "to": 2019, "percent": 40, "by": 2021}
        ),
        rows=(
            (2018, 4, None, 3, "baseline"),
            (2019, 6, 5, 3, "baseline"),
            (2020, 4, 4, 3, "on course"),
            (2021, 4, 3, 3, "missed"),
            (2022, 3, 3, 3, "met"),
        ),
        arithmetic=(
            "Baseline (4 + 6) ÷ 2 = 5; 40% fewer is 3 by 2021. Half way, in 2020, 4 are expected "
            "at most: 4 is on course. In 2021 4 is more than 3: missed. In 2022 3 is met."
        ),
    ),
)
