"""What may be said of figures to the public: the one way in which findings leave the house.

Every count passes `analytics.small_numbers`: a small one is held back, and with it the further
ones from which it could be worked out. A rate or a share that stands beside a count that is held
back is held back too, for the count could be worked out from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from frankpledge.analytics.small_numbers import NOT_SHOWN, Policy, guard, guard_row, guard_table
from frankpledge.evidence.findings.rules.figures import Cell, Figures

USUAL: Final = Policy()
HELD = "Small counts are not shown, nor others from which they could be worked out."
NO_COUNT = (
    "Figures without the counts that they rest on are not shown: whether a count is small "
    "cannot be seen."
)
# From these a count can be worked out by whoever knows the base.
TELLING = ("rate", "percent")
_NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d%])")


@dataclass(frozen=True)
class Disclosed:
    """Figures as the public may see them; `held` are the counts that it may not."""

    figures: Figures
    held: frozenset[int]

    @property
    def all_shown(self) -> bool:
        """Whether nothing was held back."""
        return not any(isinstance(row[n], str) for row in self.figures.rows for n in self._values)

    @property
    def _values(self) -> tuple[int, ...]:
        return self.figures.places_of_values


def disclosed(figures: Figures, policy: Policy = USUAL) -> Disclosed:
    """Figures as the public may see them: what is held back reads "not shown".

    Counts in one row are guarded with their total, counts by two names as a table with its
    totals. Where no column is a count, rates and shares are held back.
    """
    counts = [n for n in figures.places_of_values if figures.columns[n].kind == "count"]
    rows = [list(row) for row in figures.rows]
    if not counts:
        return _without_counts(figures)
    held: set[int] = set()
    for place in counts:
        shown = _guarded(figures, place, policy)
        for index, value in enumerate(shown):
            cell = figures.rows[index][place]
            if value is None and isinstance(cell, (int, float)):
                held.add(int(cell))
                rows[index][place] = NOT_SHOWN
            elif value is not None:
                rows[index][place] = value
    for row in rows:
        if any(row[n] == NOT_SHOWN for n in counts):
            for n in figures.places_of_values:
                row[n] = NOT_SHOWN
    # No total is told: the cells were guarded with it, and a sentence has no need of it.
    found = replace(figures, rows=tuple(tuple(row) for row in rows), total=None)
    hidden = any(row[n] == NOT_SHOWN for row in rows for n in counts)
    if hidden and HELD not in found.notes:
        found = replace(found, notes=(*found.notes, HELD))
    return Disclosed(found, frozenset(held))


def _without_counts(figures: Figures) -> Disclosed:
    telling = {n for n in figures.places_of_values if figures.columns[n].kind in TELLING}
    rows = tuple(
        tuple(
            NOT_SHOWN if n in telling and cell is not None else cell for n, cell in enumerate(row)
        )
        for row in figures.rows
    )
    notes = (*figures.notes, NO_COUNT) if telling and rows else figures.notes
    return Disclosed(replace(figures, rows=rows, notes=notes), frozenset())


def _guarded(figures: Figures, place: int, policy: Policy) -> list[int | None]:
    """What may be shown of each count of a column, None where it is held back or unknown."""
    cells = [row[place] for row in figures.rows]
    counts = [int(one) if isinstance(one, (int, float)) else 0 for one in cells]
    names = len(figures.places_of_names)
    if len(cells) <= 1 or names == 0:
        shown = [guard(one, policy).value for one in counts]
    elif names == 1:
        shown = [one.value for one in guard_row(counts, policy).cells]
    else:
        shown = _as_table(figures, counts, policy)
    return [
        value if isinstance(cell, (int, float)) else None
        for cell, value in zip(cells, shown, strict=True)
    ]


def _as_table(figures: Figures, counts: list[int], policy: Policy) -> list[int | None]:
    """Counts by two or more names: the last name goes across, all before it go down."""
    keys = [figures.identity(row) for row in figures.rows]
    down = list(dict.fromkeys(key[:-1] for key in keys))
    across = list(dict.fromkeys(key[-1] for key in keys))
    at: dict[tuple[int, int], int] = {}
    for index, key in enumerate(keys):
        at[down.index(key[:-1]), across.index(key[-1])] = index
    grid = [
        [counts[at[r, c]] if (r, c) in at else 0 for c in range(len(across))]
        for r in range(len(down))
    ]
    guarded = guard_table(grid, policy)
    shown: list[int | None] = [None] * len(counts)
    for (r, c), index in at.items():
        shown[index] = guarded.cells[r][c].value
    return shown


def quotes(texts: Iterable[str], held: Iterable[int]) -> tuple[str, ...]:
    """The counts held back that words seem to quote: somebody should look before it is public.

    It cannot tell a count of 3 from "3 of 5 districts", so it warns and does not refuse.
    """
    small = set(held)
    found: dict[str, None] = {}
    for text in texts:
        for match in _NUMBER.findall(text):
            plain = match.replace(",", "")
            if plain.isdecimal() and int(plain) in small:
                found[match] = None
    return tuple(found)


def is_held(cell: Cell) -> bool:
    """Whether a figure is held back."""
    return cell == NOT_SHOWN
