"""Of what each count of a finding is, so that findings made public together give nothing away."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from frankpledge.analytics.measures import CannotAnswer, measure_named
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.rules.figures import CODE, Cell, Figures, day_of
from frankpledge.evidence.findings.rules.public import Keyed

PLACES = ("lsoa", "ward", "district", "csp", "force")
# Columns of counts that are of the asked period, and of the same months a year before.
NOW, BEFORE = ("crimes", "now"), "before"


def keyed(finding: Finding) -> Keyed:
    """A finding's figures with the keys of its counts.

    Two counts of one kind of thing, in the same places, of the same types and over the same time
    have one key, whichever measure told them.
    """
    figures = finding.figures
    subject = _subject(finding.measure)
    keys: dict[tuple[int, int], Hashable] = {}
    for place in figures.places_of_values:
        name = figures.columns[place].name
        if subject and name in (*NOW, BEFORE):
            for n, row in enumerate(figures.rows):
                keys[n, place] = (subject, *_of(finding, figures, row, before=name == BEFORE))
    return Keyed(figures, keys)


def _subject(measure: str) -> str:
    try:
        return measure_named(measure).subject
    except CannotAnswer:
        return ""


def _of(
    finding: Finding, figures: Figures, row: tuple[Cell, ...], *, before: bool
) -> tuple[Hashable, ...]:
    """Places, types, first and last month, and whatever else the row is of."""
    asked = finding.question
    places: Hashable = frozenset(asked.get("places", ()))
    types: Hashable = frozenset(asked.get("types", ()))
    first, last = figures.covered or ("", "")
    others: list[Hashable] = []
    at = {one.name: row[n] for n, one in enumerate(figures.columns)}
    for n in figures.places_of_names:
        name = figures.columns[n].name
        if name in PLACES:
            places = frozenset([at.get(f"{name}{CODE}", at[name])])
        elif name == "type":
            types = frozenset([at[name]])
        elif name == "month":
            first = last = str(at[name])
        else:
            others.append((name, at[name]))
    if before:
        first, last = _year_before(first), _year_before(last)
    return (places, types, first, last, tuple(others))


def _year_before(month: str) -> str:
    day = day_of(month)
    return date(day.year - 1, day.month, 1).isoformat() if day else month
