"""What a file is read into: grids, rows, cells, and what is wrong with them."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date
MOST_ROWS = 20_000


class UnreadableTables(ValueError):
    """No tables can be read from the file; the message says what to do."""


@dataclass(frozen=True)
class Row:
    """One row, with the number that its reader sees.

    `wide`: it is one cell merged across columns; `bold`: all its words are bold.
    """

    number: int
    cells: tuple[Cell, ...]
    wide: bool = False
    bold: bool = False

    def text(self, column: int) -> str:
        """A cell's words; nothing beyond the row's end."""
        return cell_words(self.cells[column]) if column < len(self.cells) else ""

    @property
    def filled(self) -> list[int]:
        """The columns that hold anything."""
        return [column for column, cell in enumerate(self.cells) if cell_words(cell)]


@dataclass(frozen=True)
class Grid:
    """One table or sheet: where it is in the file, and the lines that stand above it."""

    place: str
    above: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class TableFile:
    """A file's grids, and what the reader could not carry over."""

    name: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Something in a file that was not expected: where, under which heading, what, and what was."""

    place: str
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.place, self.column and f"column “{self.column}”")))
        value = f"“{self.value[:80]}”: " if self.value else ""
        return f"{where}: {value}{self.expected}" if where else f"{value}{self.expected}"


def cell_words(cell: Cell) -> str:
    """A cell as somebody reads it: a day as 11/06/2013, 3.0 as 3."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def too_long(name: str, rows: int) -> None:
    """Raises UnreadableTables for a list beyond all reason, which is mostly empty rows."""
    if rows > MOST_ROWS:
        raise UnreadableTables(
            f"“{name}” has {rows:,} rows; up to {MOST_ROWS:,} can be read. Delete the rows below "
            "the list, or send it in parts."
        )
