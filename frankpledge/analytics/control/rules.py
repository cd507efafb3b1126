"""The four rules that tell a change from chance: those of NHS England's Making Data Count.

Why these, and why seven: docs/decisions/0021-spc-rules.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from frankpledge.analytics.control.limits import Spread
from frankpledge.analytics.control.nouns import Rule, Side

SHIFT: Final = 7
TREND: Final = 7
WARNING_SIGMAS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that was broken: by which readings of the segment (counted from 0), on which side."""

    rule: Rule
    points: tuple[int, ...]
    side: Side


def broken(values: Sequence[float | None], spread: Spread) -> list[Found]:
    """Every rule that the readings of one segment break, the most telling rule first."""
    found: list[Found] = []
    for rule in (beyond_limits, shifts, trends, two_of_three):
        found += rule(values, spread)
    return found


def beyond_limits(values: Sequence[float | None], spread: Spread) -> list[Found]:
    """Single readings outside their own limits; one on a limit is inside."""
    limits = zip(spread.upper, spread.lower, strict=True)
    found: list[Found] = []
    for index, (value, (upper, lower)) in enumerate(zip(values, limits, strict=True)):
        if value is not None and value > upper + spread.hair:
            found.append(Found("beyond a limit", (index,), "above"))
        elif value is not None and value < lower - spread.hair:
            found.append(Found("beyond a limit", (index,), "below"))
    return found


def shifts(values: Sequence[float | None], spread: Spread) -> list[Found]:
    """Seven or more readings in a row on one side of the average. One on it ends the run."""
    sides = [_side(value, spread.centre, spread.hair) for value in values]
    return [Found("shift", tuple(run), side) for run, side in _runs(sides) if len(run) >= SHIFT]


def trends(values: Sequence[float | None], spread: Spread) -> list[Found]:
    """Seven or more readings in a row, each higher (or each lower) than the one before it."""
    steps = [
        None if before is None or after is None else _side(after, before, spread.hair)
        for before, after in pairwise(values)
    ]
    return [
        Found("trend", (*run, run[-1] + 1), side)
        for run, side in _runs(steps)
        if len(run) + 1 >= TREND
    ]


def two_of_three(values: Sequence[float | None], spread: Spread) -> list[Found]:
    """Two of three readings in a row more than two sigma from the average, on one side.

    Windows that share a reading are one signal. A missing reading among the three is no window.
    """
    far = [
        _side(value, spread.centre, spread.hair)
        if value is not None and abs(value - spread.centre) > WARNING_SIGMAS * sigma + spread.hair
        else None
        for value, sigma in zip(values, spread.sigmas, strict=True)
    ]
    found: list[Found] = []
    for side in ("above", "below"):
        joined: list[set[int]] = []
        for start in range(len(values) - 2):
            window = range(start, start + 3)
            hits = {index for index in window if far[index] == side}
            if len(hits) < 2 or any(values[index] is None for index in window):
                continue
            if joined and joined[-1] & hits:
                joined[-1] |= hits
            else:
                joined.append(hits)
        found += [Found("two of three", tuple(sorted(hits)), side) for hits in joined]
    return found


def _side(value: float | None, centre: float, hair: float) -> Side | None:
    if value is None or abs(value - centre) <= hair:
        return None
    return "above" if value > centre else "below"


def _runs(sides: Sequence[Side | None]) -> Iterator[tuple[list[int], Side]]:
    run: list[int] = []
    for index, side in enumerate([*sides, None]):
        held = sides[run[-1]] if run else None
        if held and side != held:
            yield run, held
            run = []
        if side:
            run.append(index)
