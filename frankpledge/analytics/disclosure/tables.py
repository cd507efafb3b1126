"""Tables of counts as they are, and as they may be shown.

A cell is known by its keys: dimension → value, or ALL for a total. A dimension that is not named
is a total too, so the total of a ward is one and the same cell in every table that has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final, Literal

from frankpledge.analytics.small_numbers import NOT_SHOWN, Guarded, Policy

ALL: Final = "(all)"

Key = frozenset[tuple[str, str]]
"""A cell's keys without its totals: the same for the same cell, in whichever table it stands."""

Within = Mapping[str, Mapping[str, Collection[str]]]
"""Dimension → value → the wider values it lies in: {"place": {"Abbey": ["North"]}}."""

State = Literal["shown", "rounded", "hidden", "withheld"]
"""`withheld`: not shown whatever it is, so that a reader is told nothing of it."""


def key_of(keys: Mapping[str, str]) -> Key:
    """The key of a cell, whose totals are left out."""
    return frozenset((dimension, value) for dimension, value in keys.items() if value != ALL)


def words_of(key: Key) -> str:
    """A cell's key for a sentence: "offence Arson, ward Abbey", or "the whole"."""
    return ", ".join(f"{dimension} {value}" for dimension, value in sorted(key)) or "the whole"


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of records, by its keys: dimension → value, or ALL."""

    keys: Mapping[str, str]
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """A named list of cells over the records of a release.

    Where a table has cells that are no total, its missing combinations are noughts. One that is
    not `published` is only worked out by readers, such as what was added since an earlier edition:
    nothing of it is shown, and its small counts are guarded all the same.
    """

    name: str
    cells: tuple[Cell, ...]
    published: bool = True

    def counts(self) -> dict[Key, int]:
        """Key → count, with the noughts that were left out.

        Raises ValueError for a count below nought, or one cell with two counts.
        """
        found: dict[Key, int] = {}
        for cell in self.cells:
            key = key_of(cell.keys)
            where = f"In “{self.name}”, {words_of(key)}"
            if cell.count < 0:
                raise ValueError(f"{where}: a count is not below nought: {cell.count}.")
            if found.setdefault(key, cell.count) != cell.count:
                raise ValueError(f"{where} has two counts, {found[key]:,} and {cell.count:,}.")
        values: dict[str, set[str]] = {}
        for dimension, value in (pair for key in found for pair in key):
            values.setdefault(dimension, set()).add(value)
        if any(len(key) == len(values) for key in found):
            for one in product(*([(d, v) for v in sorted(values[d])] for d in sorted(values))):
                found.setdefault(frozenset(one), 0)
        return found


def two_way(name: str, rows: str, columns: str, counts: Mapping[tuple[str, str], int]) -> Table:
    """A table of (row value, column value) → count, with the totals of both and of the whole."""
    found: dict[tuple[str, str], int] = {}
    for (row, column), count in counts.items():
        for key in ((row, column), (row, ALL), (ALL, column), (ALL, ALL)):
            found[key] = found.get(key, 0) + count
    cells = (Cell({rows: row, columns: column}, count) for (row, column), count in found.items())
    return Table(name, tuple(cells))


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it may be shown: its value, or None where it is hidden, and its words."""

    key: Key
    value: int | None
    state: State
    words: str

    @classmethod
    def of(cls, key: Key, count: int, policy: Policy, *, hidden: bool) -> ShownCell:
        """The cell as the policy shows it: hidden, rounded, or as it is, as noughts are."""
        if hidden:
            return cls(key, None, "hidden", NOT_SHOWN)
        told: Guarded = policy.shown(count)
        state: State = "rounded" if policy.round_to > 1 and count else "shown"
        return cls(key, told.value, state, told.words)

    def possible(self, policy: Policy) -> tuple[int, int | None]:
        """The least and the most it may be (None: no limit), as far as it says by itself."""
        if self.value is None:
            return policy.least, None
        if self.state == "shown":
            return self.value, self.value
        # What is shown and is no nought is known to be no small count either.
        low = self.value - policy.round_to // 2
        return max(low, policy.threshold, 1), low + policy.round_to - 1


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as it may be shown, its cells in the order they were given."""

    name: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class Published:
    """Tables as they may be shown together, and what a reader of them is told.

    `given_away`: small counts that figures published before give away already, whatever is
    hidden now. `words` says what was held back and whether totals may not sum.
    """

    tables: tuple[ShownTable, ...]
    policy: Policy
    within: Within
    words: str
    given_away: tuple[Key, ...] = ()

    @cached_property
    def cells(self) -> dict[Key, ShownCell]:
        """Every cell once, by its key, in whichever tables it stands."""
        return {cell.key: cell for table in self.tables for cell in table.cells}

    def cell(self, **keys: str) -> ShownCell:
        """The cell of these keys: `cell(ward="Abbey")`. Raises ValueError where there is none."""
        key = key_of(keys)
        if key not in self.cells:
            raise ValueError(f"No table has a cell for {words_of(key)}.")
        return self.cells[key]

    @property
    def hidden(self) -> tuple[Key, ...]:
        """The keys of the cells that are hidden; those withheld are not among them."""
        return tuple(key for key, cell in self.cells.items() if cell.state == "hidden")


def dimensions_of(keys: Iterable[Key]) -> dict[str, set[str]]:
    """Dimension → the values that some cell has."""
    found: dict[str, set[str]] = {}
    for key in keys:
        for dimension, value in key:
            found.setdefault(dimension, set()).add(value)
    return found
