"""Near repeat: do events follow one another nearer and sooner than chance would bring?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import cos, pi, radians
from typing import Any

import numpy as np

from frankpledge.analytics.engine import Value
from frankpledge.analytics.measures.current import find_places, slug
from frankpledge.analytics.measures.derived._support import P_VALUE, SEED_GIVEN, seed_words
from frankpledge.analytics.measures.derived.working import (
    Figures,
    Row,
    Working,
    month_of,
    number,
    p_value,
    refusing,
)
from frankpledge.analytics.measures.nouns import (
    CannotAnswer,
    Column,
    Example,
    Given,
    Measure,
    Question,
)

STATS19 = "collisions"
BY_MONTH = ("street", "outcomes", "stops")
DAYS = ("day", "at", "date")
EARTH = 6_371_000.0
WITHIN = """
CASE WHEN lsoa IN (SELECT from_code FROM place) THEN lsoa ELSE district END
IN (SELECT from_code FROM place WHERE code IN ({codes}))
"""


def derive(work: Working) -> Figures:
    """A row for each band of distance and of days: pairs, pairs expected, ratio and p."""
    # Here, because it brings a compiler along that takes a third of a second to wake.
    from frankpledge.analytics.near_repeat import day_numbers, even_bands, knox

    given = work.given
    table = _table(work)
    events = _events(work, table)
    days = [day for _, _, day in events]
    with refusing():
        found = knox(
            [x for x, _, _ in events],
            [y for _, y, _ in events],
            day_numbers(days, "day"),
            distances=even_bands(int(given["metres"]), int(given["rings"]), nought_apart=True),
            day_bands=even_bands(int(given["days"]), int(given["spans"]), nought_apart=False),
            generator=np.random.default_rng(int(given["seed"])),
            permutations=int(given["runs"]),
            noun="collisions" if table == STATS19 else "events",
        )
    first, last = number(min(days)), number(max(days))
    return Figures(
        columns=NEAR_REPEAT.figures,
        rows=tuple(_row(cell) for cell in found.tested),
        covered=work.period(work.coverage(table)) if table == STATS19 else (first, last),
        notes=(
            found.words,
            found.repeats.words,
            f"{found.events:,} events, {found.permutations:,} shuffles of their days. Distances "
            "are counted along the streets of a grid: east-west plus north-south.",
            seed_words(int(given["seed"])),
        ),
        tables=(table, "lookup") if work.question.places else (table,),
    )


def _table(work: Working) -> str:
    """The table that is asked about. Raises CannotAnswer for one without days or unknown.

    A partner's table that the one who asks may not see is as unknown as one that is not there.
    """
    from frankpledge.analytics.near_repeat.dates import MONTH_ONLY

    name = str(next(iter(work.given["table"]))).strip().lower().replace("-", "_")
    loaded = (one for one in work.current.parts if one.startswith("partner_"))
    partners = {one: one for one in loaded if one in work.partners}
    known = {STATS19: STATS19, **partners}
    known |= {one.removeprefix("partner_"): one for one in partners}
    if name in BY_MONTH:
        raise CannotAnswer(MONTH_ONLY)
    if name not in known:
        listed = ", ".join(known)
        raise CannotAnswer(f"No table “{name}” has days and places: expected one of {listed}.")
    if known[name] not in work.current.parts:
        raise CannotAnswer(
            "No road collisions are loaded. Load STATS19, or ask for a partner's table with days."
        )
    return known[name]


def _events(work: Working, table: str) -> list[tuple[float, float, date]]:
    """East, north (metres) and day of every event asked about that has them."""
    run = work.current.engine.run
    columns = run(f"SELECT * FROM {table} LIMIT 1", tables=work.current.tables).columns
    day = next((one for one in DAYS if one in columns), None)
    metric = {"easting", "northing"} <= set(columns)
    if day is None or not (metric or {"longitude", "latitude"} <= set(columns)):
        raise CannotAnswer(
            f"The table “{table.removeprefix('partner_')}” lacks the day (a column called day, at "
            "or date) or the place (easting and northing, or longitude and latitude) of each event."
        )
    x, y = ("easting", "northing") if metric else ("longitude", "latitude")
    where, values = _filters(work, table, day)
    sql = (
        f"SELECT CAST({x} AS DOUBLE) AS x, CAST({y} AS DOUBLE) AS y, CAST({day} AS DATE) AS day "
        f"FROM {table} WHERE {x} IS NOT NULL AND {y} IS NOT NULL AND {day} IS NOT NULL{where} "
        "ORDER BY day, x, y"
    )
    rows = run(sql, values, work.current.tables).rows
    points = [(float(str(a)), float(str(b))) for a, b, _ in rows]
    on = [day for *_, day in rows if isinstance(day, date)]
    if not rows:
        raise CannotAnswer("No event of those asked about has both a day and a place.")
    return [(a, b, c) for (a, b), c in zip(points if metric else metres(points), on, strict=True)]


def metres(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Longitude and latitude as metres from the equator and Greenwich, true near their middle.

    Within a county distances are right to a few in a thousand (an equirectangular projection).
    """
    middle = sum(lat for _, lat in points) / len(points)
    one = EARTH * pi / 180
    return [(lon * one * cos(radians(middle)), lat * one) for lon, lat in points]


def _filters(work: Working, table: str, day: str) -> tuple[str, dict[str, Value]]:
    asked = work.question
    if asked.types:
        raise CannotAnswer("Near repeats are not asked by crime type: those have months only.")
    sql = ""
    values: dict[str, Value] = {}
    for name, value, sign in (("first", asked.first, ">="), ("last", asked.last, "<")):
        if value is not None:
            edge = value if name == "first" else month_of(number(value) + 1)
            sql += f" AND CAST({day} AS DATE) {sign} ${name}"
            values[name] = edge
    if asked.places and table != STATS19:
        raise CannotAnswer("A partner's events are looked at all together: ask without a place.")
    if asked.places:
        places = find_places(work.current, asked.places, ())
        forces = {f"f{n}": slug(one.name) for n, one in enumerate(places) if one.level == "force"}
        others = {f"c{n}": one.code for n, one in enumerate(places) if one.level != "force"}
        listed = [", ".join(f"${name}" for name in names) for names in (forces, others)]
        any_of = [f"force IN ({listed[0]})"] if forces else []
        any_of += [WITHIN.format(codes=listed[1])] if others else []
        sql += f" AND ({' OR '.join(any_of)})"
        values |= forces | others
    return sql, values


def _row(cell: Any) -> Row:
    from frankpledge.analytics.near_repeat import days_words, distance_words

    return (
        distance_words(cell.distance),
        days_words(cell.days),
        cell.observed,
        round(cell.expected, 1),
        None if cell.ratio is None else round(cell.ratio, 2),
        p_value(cell.p),
        p_value(cell.corrected_p),
        "more than chance brings" if cell.stands_out else "what chance can bring",
    )


def _example_events() -> tuple[dict[str, Any], ...]:
    """Ten pairs of collisions at one place on days that follow, each pair far from the others."""
    days = [date(2024, 1 + n, 3 + 2 * n) for n in range(10)]
    return tuple(
        {
            "collision_index": f"a{n}{again}",
            "severity": 3,
            "month": day.replace(day=1),
            "day": date(day.year, day.month, day.day + again),
            "force": "somewhere",
            "easting": 400_000 + 5_000 * n,
            "northing": 200_000,
        }
        for n, day in enumerate(days)
        for again in (0, 1)
    )


NEAR_REPEAT = Measure(
    name="near-repeat",
    title="Near repeats",
    what="Whether events follow one another nearer and sooner than chance would bring.",
    unit="pairs of events",
    source=(
        "STATS19 road safety data, Department for Transport (Open Government Licence v3.0), or a "
        "partner's own. Methods: Knox, 1964; Besag and Diggle, 1977; Ratcliffe's Near Repeat "
        "Calculator"
    ),
    formula=(
        "Pairs of events are counted by distance and by days between them. Expected: pairs of that "
        "distance × pairs of those days ÷ all pairs. p: how often as many pairs come when the days "
        "are shuffled among the events. Corrected: how often any cell stands out so far."
    ),
    kind="count",
    subject="collisions",
    dimensions=(),
    figures=(
        Column("distance", "Apart in place", "text"),
        Column("days", "Apart in time", "text"),
        Column("pairs", "Pairs", "count", "pairs"),
        Column("expected", "Expected", "number", "pairs"),
        Column("ratio", "Times as many", "number"),
        P_VALUE,
        Column("corrected_p", "p, corrected for the number of cells", "number"),
        Column("kind", "What it is", "verdict"),
    ),
    caveats=(
        "Recorded crime is published by month, so it cannot be asked: collisions have days, and so "
        "may a partner's data.",
        "Places far apart with seasons of their own also bring pairs close in place and time.",
        "This says that events cluster. It does not say that one brings the other.",
    ),
    given=(
        Given("table", "Collisions, or a partner's table", "names", default=(STATS19,)),
        Given("metres", "Metres of a band", "number", default=200, low=1, high=20_000),
        Given("rings", "How many bands of distance", "number", default=3, low=1, high=10),
        Given("days", "Days of a band", "number", default=7, low=1, high=366),
        Given("spans", "How many bands of days", "number", default=3, low=1, high=10),
        Given("runs", "How many shuffles", "number", default=999, low=99, high=9_999),
        SEED_GIVEN,
    ),
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={"collisions": _example_events()},
        question=Question("near-repeat", parameters={"rings": 1, "spans": 1}),
        rows=(
            (
                "at the same place",
                "within 7 days",
                10,
                0.5,
                19.0,
                0.001,
                0.001,
                "more than chance brings",
            ),
            (
                "up to 200 m away, not at the same place",
                "within 7 days",
                0,
                0.0,
                None,
                1.0,
                1.0,
                "what chance can bring",
            ),
        ),
        arithmetic=(
            "Twenty collisions make 190 pairs. Ten are at one place, ten within 7 days: 10 × 10 ÷ "
            "190 = 0.53 would be expected to be both, and all ten are, 19 times as many. No "
            "shuffle of 999 gave as many: p = 1 ÷ 1,000."
        ),
    ),
)
