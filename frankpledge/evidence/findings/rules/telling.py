"""What gives a small count away without being one: a percentage of a count, a note in words."""

from __future__ import annotations

import re
from math import isclose
from typing import Final

from frankpledge.analytics.small_numbers import Policy
from frankpledge.evidence.findings.rules.figures import Cell, Figures

PERCENT: Final = "percent"
# A published percentage has so many decimal places; one that is kept may be rounded to as many.
PLACES: Final = 1
ROUNDED_BY: Final = 0.5 * 10**-PLACES
A_FEW: Final = "a few"

Spot = tuple[int, int]


def telling_shares(figures: Figures, policy: Policy) -> frozenset[Spot]:
    """Percentages, and counts, that tell a small part of a count: 30.0% of 10 is 3, and 7 are not.

    By row and column. Part and remainder are worked out (per cent × count ÷ 100); where either is
    small, the percentage is one of these, and so is the count in its row that is the part itself. A
    change between two counts is no part, and a row's share of all rows has the row's own count for
    its part, which is guarded already.
    """
    counts = [n for n in figures.places_of_values if figures.columns[n].kind == "count"]
    found: set[Spot] = set()
    for at, column in enumerate(figures.columns):
        if column.kind != PERCENT:
            continue
        for base in counts:
            if not _is_share_of_all(figures, at, base):
                found |= _of_base(figures, at, base, counts, policy)
    return frozenset(found)


def _of_base(figures: Figures, at: int, base: int, counts: list[int], policy: Policy) -> set[Spot]:
    found: set[Spot] = set()
    for n, row in enumerate(figures.rows):
        percent, whole = _number(row[at]), _number(row[base])
        if percent is None or not whole or not 0 <= percent <= 100:
            continue
        others = [one for one in counts if one != base]
        if any(_is_change(percent, whole, _number(row[one])) for one in others):
            continue
        if whole < policy.threshold or _is_small(percent, whole, policy):
            found.add((n, at))
            part = percent * whole / 100
            found |= {(n, one) for one in others if isclose(part, _number(row[one]) or -1)}
    return found


def _is_small(percent: float, whole: float, policy: Policy) -> bool:
    """Whether some small part, or small remainder, is what the percentage says."""
    slack = ROUNDED_BY * whole / 100
    part = percent * whole / 100
    small = range(policy.least, policy.threshold)
    return any(abs(one - count) <= slack + 1e-6 for one in (part, whole - part) for count in small)


def _is_change(percent: float, before: float, after: float | None) -> bool:
    return after is not None and isclose(percent, 100 * (after - before) / before, abs_tol=1e-9)


def _is_share_of_all(figures: Figures, at: int, base: int) -> bool:
    """Whether a column says what part each row's count is of the counts of several rows."""
    sums: dict[float, float] = {}
    for row in figures.rows:
        percent, count = _number(row[at]), _number(row[base])
        if percent is None or count is None or bool(percent) != bool(count):
            return False
        if percent:
            whole = round(100 * count / percent, 3)
            sums[whole] = sums.get(whole, 0) + count
    # Groups of one size, such as two months, have their counts under one sum.
    return all(
        count >= whole - 0.01 and isclose(count / whole, round(count / whole), abs_tol=1e-3)
        for whole, count in sums.items()
    )


def rounded_share(cell: Cell) -> Cell:
    """A percentage as it is published."""
    return round(float(cell), PLACES) if isinstance(cell, float) else cell


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


# What is counted, and what is said of it after "and" where the noun is left out.
_NOUNS: Final = {
    "crime": "crimes",
    "stop": "stops",
    "collision": "collisions",
    "event": "events",
    "pair": "pairs",
    "row": "rows",
    "casualty": "casualties",
    "person": "people",
}
_VERBS: Final = {"has": "have", "lies": "lie", "is": "are", "was": "were"}
_COUNTED: Final = "|".join([*_NOUNS, *_NOUNS.values()])
_SAID: Final = "|".join([*_VERBS, *_VERBS.values()])
_COUNT: Final = re.compile(
    rf"(?<![\d.,])(?P<count>\d+) "
    rf"(?:(?P<noun>{_COUNTED})\b(?: (?P<verb>{_SAID})\b)?|(?P<said>{_SAID})\b)"
)


def vague_note(note: str, policy: Policy) -> str:
    """A note without small counts: "A few crimes lie outside the 6 districts; a few have no place".

    Only what is counted of records is made vague: 6 districts and 12 months stay.
    """

    def vague(match: re.Match[str]) -> str:
        if not policy.hides(int(match["count"])):
            return match[0]
        told = [A_FEW]
        if noun := match["noun"]:
            told.append(_NOUNS.get(noun, noun))
        if verb := match["verb"] or match["said"]:
            told.append(_VERBS.get(verb, verb))
        words = " ".join(told)
        starts = not match.start() or note[: match.start()].endswith((". ", ": "))
        return words[:1].upper() + words[1:] if starts else words

    return _COUNT.sub(vague, note)
