"""Control charts a second time, written otherwise: exact fractions, and rules as text patterns.

It is slow and plain on purpose, and shares nothing with frankpledge/analytics/control.
"""

from __future__ import annotations

import re
from fractions import Fraction
from statistics import mean

Values = list[int | None]
Marked = set[tuple[str, str, int]]


def individuals(values: Values) -> tuple[Fraction, Fraction] | None:
    """The mean and sigma, or None when fewer than eight readings count."""
    known = [Fraction(v) for v in values if v is not None]
    ranges = []
    for place in range(1, len(values)):
        here, before = values[place], values[place - 1]
        if here is not None and before is not None:
            ranges.append(Fraction(max(here, before) - min(here, before)))
    if len(known) < 8 or len(ranges) < 7:
        return None
    return mean(known), mean(ranges) * 1000 / 1128


def marked(values: Values) -> Marked:
    """Every (rule, side, place) of an individuals chart without breaks."""
    found = individuals(values)
    if found is None:
        return set()
    centre, sigma = found
    return (
        {("beyond a limit", s, n) for s, n in _beyond(values, centre, 3 * sigma)}
        | _patterns("shift", _letters(values, centre), 7)
        | _trend(values)
        | _pairs(values, centre, sigma)
    )


def shares_beyond(counts: list[tuple[int, int]], *, share: bool) -> set[int]:
    """Which counts of a p or u chart are beyond a limit, by squares, so that no root is taken."""
    rate = Fraction(sum(c for c, _ in counts), sum(n for _, n in counts))
    spread = rate * (1 - rate) if share else rate
    return {
        place
        for place, (count, base) in enumerate(counts)
        if (Fraction(count, base) - rate) ** 2 > 9 * spread / base
    }


def _beyond(values: Values, centre: Fraction, width: Fraction) -> set[tuple[str, int]]:
    high = {("above", n) for n, v in enumerate(values) if v is not None and v > centre + width}
    return high | {
        ("below", n) for n, v in enumerate(values) if v is not None and v < centre - width
    }


def _letters(values: Values, centre: Fraction) -> str:
    return "".join("?" if v is None or v == centre else "a" if v > centre else "b" for v in values)


def _patterns(rule: str, letters: str, least: int, more: int = 0) -> Marked:
    marks: Marked = set()
    for letter, side in (("a", "above"), ("b", "below")):
        for match in re.finditer(f"{letter}{{{least},}}", letters):
            marks |= {(rule, side, n) for n in range(match.start(), match.end() + more)}
    return marks


def _trend(values: Values) -> Marked:
    letters = ""
    for place in range(len(values) - 1):
        here, after = values[place], values[place + 1]
        known = here is not None and after is not None and here != after
        letters += ("a" if after > here else "b") if known else "?"  # type: ignore[operator]
    return _patterns("trend", letters, 6, more=1)


def _pairs(values: Values, centre: Fraction, sigma: Fraction) -> Marked:
    marks: Marked = set()
    far = _beyond(values, centre, 2 * sigma)
    for start in range(len(values) - 2):
        if None in values[start : start + 3]:
            continue
        for side in ("above", "below"):
            hits = [n for n in range(start, start + 3) if (side, n) in far]
            if len(hits) >= 2:
                marks |= {("two of three", side, n) for n in hits}
    return marks
