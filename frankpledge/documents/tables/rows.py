"""Reading a list row by row: each cell as what it should be, or a problem with its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from frankpledge.documents.tables.columns import Columns
from frankpledge.documents.tables.days import read_day
from frankpledge.documents.tables.shapes import Cell, Grid, Problem, Row, TableFile
from frankpledge.shared.formulas import FORMULA
from frankpledge.shared.words import spell_list

A_DAY = "a day, such as 11 October 2018 or 11/10/2018"


@dataclass
class Found:
    """What went wrong in a file, what is only told, and which rows are not taken."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    bad: set[str] = field(default_factory=set)


def place_of(grid: Grid, row: Row) -> str:
    """Where a row is, as its reader finds it."""
    return f"{grid.place}, row {row.number}" if grid.place else f"row {row.number}"


def left_out(grid: Grid, columns: Columns) -> list[str]:
    """What is said of a list's columns that are not read: a sentence, or none."""
    quoted = spell_list([f"“{name}”" for name in columns.left])
    return [f"Left out, {grid.place or 'the list'}: {quoted}."] if quoted else []


def lists_of(
    file: TableFile,
    columns_of: Callable[[Grid], Columns | None],
    what: str,
    head_it: str,
    into: Found,
) -> Iterator[tuple[Grid, Columns]]:
    """Each table of a file that is a list, with its columns.

    `what`: what such a list holds, such as “risks”; `head_it`: how its columns are to be headed,
    said where no table is one. What is left out is noted.
    """
    grids = [grid for grid in file.grids if any(row.filled for row in grid.rows)]
    known = {place: found for place, grid in enumerate(grids) if (found := columns_of(grid))}
    if not known:
        into.problems.append(Problem(file.name, "", "", f"no table has {what}; {head_it}"))
    for place, grid in enumerate(grids):
        if place in known:
            into.notes += left_out(grid, known[place])
            yield grid, known[place]
        elif known:
            there = grid.place or "the list"
            into.notes.append(f"{there[:1].upper()}{there[1:]} has no {what}, and was left out.")


def rows_of(grid: Grid, columns: Columns) -> Iterator[Row]:
    """The rows of a list that hold something of it: no headings, and none that only divide it."""
    for row in grid.rows[columns.first_row :]:
        said = {row.text(column) for column in row.filled}
        if said and not columns.heads_again(row) and not (row.wide and len(said) == 1):
            yield row


class RowReader:
    """One row of a list. `most`: kind → how many letters it may have."""

    most: Mapping[str, int] = {}

    def __init__(self, where: str, row: Row, columns: Columns, found: Found) -> None:
        self.where, self.row, self.columns, self.found = where, row, columns, found

    @property
    def is_bad(self) -> bool:
        """Whether anything in the row could not be read."""
        return self.where in self.found.bad

    def wrong(self, kind: str, expected: str, value: str = "") -> None:
        """Note a problem of this row."""
        said = value or self.columns.words(self.row, kind)
        problem = Problem(self.where, self.columns.name(kind), said, expected)
        self.found.problems.append(problem)
        self.found.bad.add(self.where)

    def text(self, kind: str) -> str:
        """A cell's words, without the mark that keeps a spreadsheet from running them."""
        said = self.columns.words(self.row, kind)
        said = said[1:] if said.startswith("'") and said[1:].startswith(FORMULA) else said
        most = self.most.get(kind)
        if most and len(said) > most:
            self.wrong(kind, f"at most {most} letters; it has {len(said)}", said)
        return said

    def cell(self, kind: str) -> Cell:
        """A cell as the file has it; nothing where there is none."""
        return self.columns.cell(self.row, kind)

    def day(self, kind: str) -> date | None:
        """A day, or a problem; None where nothing is said."""
        cell = self.cell(kind)
        found = read_day(cell)
        if found is None and cell != "":
            self.wrong(kind, A_DAY)
        return found
