"""Places that are high again and again: "in the top 20% in at least three of four quarters"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite

Figure = int | float | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Flag:
    """One place: in which periods it was in the top (None where it had no value), and whether it
    is flagged."""

    place: str
    in_top: tuple[bool | None, ...]
    flagged: bool
    words: str


@dataclass(frozen=True, slots=True)
class Flags:
    """All places in the order given, the names of those flagged, and the rule in words."""

    places: tuple[Flag, ...]
    flagged: tuple[str, ...]
    words: str


def flags(
    values: Mapping[str, Sequence[Figure | None]],
    *,
    share: Fraction = Fraction(1, 5),
    least: int = 3,
    what: str = "quarters",
) -> Flags:
    """Flag the places that were in the top `share` in at least `least` of the periods.

    `values`: for each place its count or rate in each period, None where there is none; give a
    rate as a Fraction(count, population) and ties are exact. The rule: of n places with a value the
    top has the share of n, rounded down, and at least one place. A place is in the top when fewer
    places than that are higher than it. So places that tie at the edge are all in, and the top can
    be larger than the share. A value of nought or below is never in the top.

    Raises ValueError for no places, rows of different lengths, a share not within 0 to 1, and a
    `least` that no place could reach.
    """
    periods = {len(row) for row in values.values()}
    if len(periods) != 1:
        raise ValueError("Each place needs a value, or None, for each of the same periods.")
    number = periods.pop()
    if not 0 < share < 1:
        raise ValueError(f"A share of {share} is not between 0 and 1.")
    if not 1 <= least <= number:
        raise ValueError(f"No place can be in the top in {least} of {number} {what}.")
    exact = {place: [_exact(one, place) for one in row] for place, row in values.items()}
    edges = [_edge([row[period] for row in exact.values()], share) for period in range(number)]
    places = tuple(_flag(place, row, edges, least, what) for place, row in exact.items())
    return Flags(
        places,
        tuple(each.place for each in places if each.flagged),
        f"Flagged: in the top {_percent(share)} of places in at least {least} of {number} {what}. "
        "Places that tie at the edge are all in the top; nought never is.",
    )


def _exact(value: Figure | None, place: str) -> Fraction | None:
    if value is None:
        return None
    if not isfinite(value):
        raise ValueError(f"{place}: {value} is not a number. Give None where there is no value.")
    return Fraction(value)


def _edge(column: Sequence[Fraction | None], share: Fraction) -> Fraction | None:
    """The lowest value in the top; None when nothing has a value."""
    ordered = sorted((value for value in column if value is not None), reverse=True)
    if not ordered:
        return None
    return ordered[max(1, int(share * len(ordered))) - 1]


def _flag(
    place: str,
    row: Sequence[Fraction | None],
    edges: Sequence[Fraction | None],
    least: int,
    what: str,
) -> Flag:
    in_top = tuple(
        None if value is None or edge is None else value >= edge and value > 0
        for value, edge in zip(row, edges, strict=True)
    )
    times, known = sum(map(bool, in_top)), sum(one is not None for one in in_top)
    words = f"in the top in {times} of {known} {what}"
    if known < len(row):
        words += f"; {len(row) - known} of {len(row)} have no value"
    return Flag(place, in_top, times >= least, words)


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g}%"
