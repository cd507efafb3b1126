"""Of what each count of a finding is, so that findings made public together give nothing away."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date

from frankpledge.analytics.measures import CannotAnswer, PlaceName, measure_named
from frankpledge.analytics.measures import places as places_in
from frankpledge.analytics.months import Month
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.rules.figures import CODE, Cell, day_of
from frankpledge.evidence.findings.rules.linked import Of
from frankpledge.evidence.findings.rules.public import Keyed
from frankpledge.evidence.keeping import store

PLACES = ("lsoa", "ward", "district", "csp", "force")
# Columns of counts that are of the asked period, and of the same months a year before.
NOW, BEFORE = ("crimes", "now", "stops", "collisions", "casualties"), "before"
# Measures whose counts are all that was recorded of their places, types and months, and so add up.
ADD_UP = frozenset(
    {"recorded-crime", "crime-rate", "like-for-like", "share-by-type", "harm", "stop-and-search"}
    | {"stop-and-search-shares", "collisions", "casualties", "crimes-by-small-area"}
)
ROLLING = "rolling-twelve-months"
# The levels of places, each finer than the next.
LEVELS = ("lsoa", "ward", "district", "csp", "force")


def codes_of(known: Iterable[PlaceName]) -> dict[str, str]:
    """What a question may call a place → its code: its name, or "district:" and its name."""
    found: dict[str, str] = {}
    for one in sorted(known, key=lambda one: -LEVELS.index(one.level)):
        found[f"{one.level}:{one.name}"] = one.code
        found[one.name] = one.code
    return found


def within_of(tables: Iterable[Keyed]) -> frozenset[tuple[str, str]]:
    """Which of the places told lie in which: pairs of codes, of the finer and the wider."""
    codes = frozenset().union(*(of.places for one in tables for of, _ in one.counts))
    if not codes:
        return frozenset()
    known = {one.code: one for one in places_in(store()) if one.code in codes}
    levels = {code: LEVELS.index(one.level) for code, one in known.items()}
    finest = min(levels.values(), default=0)
    return frozenset(
        (part.code, code)
        for code, level in levels.items()
        if level > finest
        for part in places_in(store(), within=code)
        if part.code in levels and levels[part.code] < level
    )


def keyed(finding: Finding, codes: Mapping[str, str] | None = None) -> Keyed:
    """A finding's figures with the keys of its counts.

    `codes`: what a question calls a place → its code. Two counts of one kind of thing, in the same
    places, of the same types and over the same time have one key, whichever measure told them.
    """
    figures = finding.figures
    subject = _subject(finding.measure)
    keys: dict[tuple[int, int], Hashable] = {}
    for place in figures.places_of_values:
        name = figures.columns[place].name
        if subject and name in (*NOW, BEFORE):
            for n, row in enumerate(figures.rows):
                keys[n, place] = _of(
                    subject, finding, row, before=name == BEFORE, codes=codes or {}
                )
    return Keyed(figures, keys)


def _subject(measure: str) -> str:
    try:
        return measure_named(measure).subject
    except CannotAnswer:
        return ""


def _of(
    subject: str,
    finding: Finding,
    row: tuple[Cell, ...],
    *,
    before: bool,
    codes: Mapping[str, str],
) -> Of:
    """Places, types, first and last month, and whatever else the row is of."""
    asked, figures = finding.question, finding.figures
    places = frozenset(codes.get(one, one) for one in asked.get("places", ()))
    types = frozenset(asked.get("types", ()))
    first, last = figures.covered or ("", "")
    others: list[Hashable] = []
    at = {one.name: row[n] for n, one in enumerate(figures.columns)}
    for n in figures.places_of_names:
        name = figures.columns[n].name
        if name in PLACES:
            places = frozenset([str(at.get(f"{name}{CODE}", at[name]))])
        elif name == "type":
            types = frozenset([str(at[name])])
        elif name == "month":
            first = last = str(at[name])
        elif name in SPANS and (day := day_of(at[name])):
            first, last = str(at[name]), _after(day, SPANS[name] - 1)
        else:
            others.append((name, at[name]))
    if before:
        first, last = _year_before(first), _year_before(last)
    if finding.measure == ROLLING and (day := day_of(first)):
        first = _after(day, -11)
    adds = finding.measure in ADD_UP or finding.measure == ROLLING
    return Of(subject, places, types, first, last, tuple(others), adds)


# Names of stretches of time, and how many months they have.
SPANS = {"quarter": 3}


def _after(day: date, months: int) -> str:
    return Month.of(day).after(months).first_day.isoformat()


def _year_before(month: str) -> str:
    day = day_of(month)
    return date(day.year - 1, day.month, 1).isoformat() if day else month
