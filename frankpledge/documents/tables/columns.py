"""Which column of a list holds what, whatever its heading is called."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from frankpledge.documents.tables.shapes import Cell, Grid, Row

LONGEST_HEADING = 60
HEAD_ROWS = 30
LEFT = "left"
"""The kind of a heading that is known, and left out."""


@dataclass(frozen=True)
class Headings:
    """What a kind of list calls its columns.

    `patterns`: (kind, regular expression), of which the first that fits a heading counts.
    `wanted`: kind → what such a column would hold. `several`: kinds that may have more columns
    than one.
    """

    patterns: tuple[tuple[str, str], ...]
    wanted: Mapping[str, str]
    several: frozenset[str] = frozenset()

    def kind(self, heading: str) -> str:
        """The kind of column that a heading names, LEFT for one that is left out, or nothing."""
        said = heading.lower().replace("&", " and ").replace("#", " number ").replace("×", " x ")
        said = re.sub(r"\(.*?\)", " ", said)
        said = " ".join(re.sub(r"[^a-z ]+", " ", said).split())
        return next((kind for kind, pattern in self.patterns if re.fullmatch(pattern, said)), "")

    def columns_of(self, grid: Grid, is_head: Callable[[set[str]], bool]) -> "Columns | None":
        """The columns of a grid, in its first rows; None where it has no headings.

        `is_head` tells from the kinds that a row names whether it is the row of headings.
        """
        for place, row in enumerate(grid.rows[:HEAD_ROWS]):
            names = {column: row.text(column) for column in row.filled}
            if any(len(text) > LONGEST_HEADING for text in names.values()):
                continue
            kinds = {column: self.kind(text) for column, text in names.items()}
            if is_head(set(kinds.values()) - {"", LEFT}):
                return self._columns(place + 1, names, kinds)
        return None

    def _columns(self, first: int, names: dict[int, str], kinds: dict[int, str]) -> "Columns":
        by_kind: dict[str, tuple[int, ...]] = {}
        left: list[str] = []
        for column, kind in kinds.items():
            if kind in ("", LEFT) or (kind in by_kind and kind not in self.several):
                left.append(names[column])
            else:
                by_kind[kind] = (*by_kind.get(kind, ()), column)
        return Columns(first, by_kind, names, tuple(left), self.wanted)


@dataclass(frozen=True)
class Columns:
    """Where a list begins, and which kind of thing each of its columns holds.

    `names`: each column's own heading; `left`: headings of columns that are left out.
    """

    first_row: int
    by_kind: dict[str, tuple[int, ...]]
    names: dict[int, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    wanted: Mapping[str, str] = field(default_factory=dict)

    def name(self, kind: str) -> str:
        """The heading of a kind's column, or what it would hold where it has none."""
        columns = self.by_kind.get(kind, ())
        return self.names.get(columns[0], self.wanted[kind]) if columns else self.wanted[kind]

    @property
    def heads(self) -> tuple[tuple[str, str], ...]:
        """Each kind with the heading of its column."""
        return tuple((kind, self.names[columns[0]]) for kind, columns in self.by_kind.items())

    def words(self, row: Row, kind: str) -> str:
        """What a row says of a kind, all its columns together; nothing where there are none."""
        said = (row.text(column).strip() for column in self.by_kind.get(kind, ()))
        return "\n".join(dict.fromkeys(filter(None, said)))

    def cell(self, row: Row, kind: str) -> Cell:
        """The first cell of a row that holds anything of a kind; nothing where none does."""
        found = (row.cells[one] for one in self.by_kind.get(kind, ()) if row.text(one))
        return next(found, "")

    def heads_again(self, row: Row) -> bool:
        """Whether a row repeats the headings, as at the top of a printed page."""
        return {column: row.text(column) for column in row.filled} == self.names
