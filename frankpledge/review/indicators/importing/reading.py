"""A file of figures read: its rows as figures, and every cell that could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frankpledge.actions.importing.grids import KINDS, LogFile, read_file
from frankpledge.actions.importing.shapes import Grid, NotALog, Problem, Row
from frankpledge.actions.importing.values import read_day
from frankpledge.review.indicators.importing.cells import read_figure, read_period, read_yes
from frankpledge.review.indicators.importing.columns import Columns, columns_of
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.operations.recording import Figure
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.shared.formulas import FORMULA
from frankpledge.shared.words import spell_list

MOST = {"source": 300, "note": 500, "series": 120}
STANDINGS = {
    "provisional": "provisional",
    "p": "provisional",
    "yes": "provisional",
    "revised": "revised",
    "r": "revised",
    "final": "final",
    "f": "final",
    "no": "final",
    "": "final",
}
PERIOD = "a period such as 2018, 2018/19, Q1 2018/19, July 2018 or July to September 2018"
FIGURE = "a number, such as 512, 36.2 or “at least 80”"


class NotFigures(ValueError):
    """The file cannot be read as figures; the message says what to do."""


@dataclass(frozen=True)
class WantedValue:
    """One row of a file: which indicator and series, the figure, and when it was known."""

    where: str
    indicator: Indicator
    series: str
    figure: Figure
    recorded: date | None


@dataclass(frozen=True)
class ValueReading:
    """A file read. A row with a problem is not among `rows`; `notes` are only told."""

    name: str
    rows: tuple[WantedValue, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    bad_rows: int


def open_figures(name: str, data: bytes) -> LogFile:
    """A file's tables. Raises NotFigures, in words for the sender, where it cannot be read."""
    try:
        return read_file(name, data)
    except NotALog as error:
        said = f"“{name}” is no table of figures that can be read. Send it as {KINDS}."
        raise NotFigures(said if "no action log" in str(error) else str(error)) from error


def read_values(
    file: LogFile, offered: Mapping[str, Indicator], only: Indicator | None = None
) -> ValueReading:
    """Every figure of a file. `offered`: indicators by the names that a row may call them by;
    `only`: the indicator whose figures they are, where the file has no column that says so."""
    reader = _Reader(file, offered, only)
    reader.read()
    return ValueReading(
        file.name,
        tuple(reader.rows),
        tuple(reader.problems),
        (*file.notes, *reader.notes),
        len(reader.bad),
    )


class _Reader:
    """Goes through a file's tables once, keeping what it finds."""

    def __init__(
        self, file: LogFile, offered: Mapping[str, Indicator], only: Indicator | None
    ) -> None:
        self.file, self.offered, self.only = file, offered, only
        self.rows: list[WantedValue] = []
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.bad: set[str] = set()

    def read(self) -> None:
        """Every table that has figures; what is left out is said."""
        grids = [grid for grid in self.file.grids if any(row.filled for row in grid.rows)]
        known = {n: found for n, grid in enumerate(grids) if (found := columns_of(grid))}
        if not known:
            expected = (
                "no table has figures; head one column “Period” and one “Figure”, or “Numerator” "
                "and “Denominator”"
            )
            self.problems.append(Problem(self.file.name, "", "", expected))
            return
        for n, grid in enumerate(grids):
            if n in known:
                self._grid(grid, known[n])
            else:
                there = grid.place or "the list"
                self.notes.append(f"{there[:1].upper()}{there[1:]} has no figures: left out.")

    def _grid(self, grid: Grid, columns: Columns) -> None:
        if columns.left:
            quoted = spell_list([f"“{name}”" for name in columns.left])
            self.notes.append(f"Left out, {grid.place or 'the list'}: {quoted}.")
        if self.only is None and "indicator" not in columns.by_kind:
            expected = "a column “Indicator” that says which one each figure is of"
            self.problems.append(Problem(grid.place or self.file.name, "", "", expected))
            return
        for row in grid.rows[columns.first_row :]:
            said = {column: row.text(column) for column in row.filled}
            if not said or said == columns.names or (row.wide and len(set(said.values())) == 1):
                continue
            where = f"{grid.place}, row {row.number}" if grid.place else f"row {row.number}"
            _RowReader(self, where, row, columns).read()


class _RowReader:
    """One row: each cell as what it should be, or a problem with its place."""

    def __init__(self, reader: _Reader, where: str, row: Row, columns: Columns) -> None:
        self.reader, self.where, self.row, self.columns = reader, where, row, columns
        self.is_bad = False

    def read(self) -> None:
        """Keep the figure, or the row's problems."""
        indicator = self.indicator()
        period = self.period(indicator.frequency if indicator else "irregular")
        value, floor = self.number("value")
        numerator, denominator = self.number("numerator")[0], self.number("denominator")[0]
        if value is None and numerator is None and not self.is_bad:
            self.wrong("value", FIGURE)
        figure = (
            Figure(
                starts=period.starts,
                ends=period.ends,
                value=None if numerator is not None else value,
                numerator=numerator,
                denominator=denominator,
                at_least=self.at_least() or floor,
                standing=self.standing(),
                as_at=self.day("as_at"),
                source=self.text("source"),
                note=self.text("note"),
            )
            if period
            else None
        )
        recorded, series = self.day("recorded"), self.text("series")
        if self.is_bad or indicator is None or figure is None:
            self.reader.bad.add(self.where)
        else:
            found = WantedValue(self.where, indicator, series, figure, recorded)
            self.reader.rows.append(found)

    def wrong(self, kind: str, expected: str) -> None:
        """Note a problem of this row."""
        self.is_bad = True
        said = self.columns.words(self.row, kind)
        problem = Problem(self.where, self.columns.name(kind), said, expected)
        self.reader.problems.append(problem)

    def text(self, kind: str) -> str:
        """A cell's words, without the mark that keeps a spreadsheet from running them."""
        said = self.columns.words(self.row, kind)
        said = said[1:] if said.startswith("'") and said[1:].startswith(FORMULA) else said
        most = MOST.get(kind)
        if most and len(said) > most:
            self.wrong(kind, f"at most {most} letters; it has {len(said)}")
        return said

    def indicator(self) -> Indicator | None:
        """Whose figure it is: the column's, which must be the one asked for where one is."""
        said, only = self.text("indicator"), self.reader.only
        if not said:
            if only is None:
                self.wrong("indicator", "the name of an indicator")
            return only
        found = self.reader.offered.get(said.casefold())
        if found is None or (only is not None and found.pk != only.pk):
            names = sorted({one.name for one in self.reader.offered.values()})
            wanted = f"“{only}”" if only else spell_list([f"“{name}”" for name in names[:6]])
            self.wrong("indicator", f"one that this body has: {wanted or 'it has none yet'}")
            return None
        return found

    def period(self, frequency: str) -> Period | None:
        """The row's period: from its two days, or as its one cell names it."""
        if {"starts", "ends"} <= set(self.columns.by_kind) and self.text("starts"):
            starts, ends = self.day("starts"), self.day("ends")
            if not self.text("ends"):
                self.wrong("ends", "the last day of the period")
            return Period(starts, ends) if starts and ends else None
        column = self.columns.by_kind.get("period")
        cell = self.row.cells[column] if column is not None and self.text("period") else ""
        found = read_period(cell, frequency) if cell != "" else None
        if found is None:
            self.wrong("period" if column is not None else "starts", PERIOD)
        return found

    def number(self, kind: str) -> tuple[Decimal | None, bool]:
        """A figure, and whether it is known only as "at least"; or a problem."""
        column = self.columns.by_kind.get(kind)
        if column is None or not self.text(kind):
            return None, False
        found = read_figure(self.row.cells[column])
        if found[0] is None:
            self.wrong(kind, FIGURE)
        return found

    def day(self, kind: str) -> date | None:
        """A day, or a problem."""
        column = self.columns.by_kind.get(kind)
        if column is None or not self.row.text(column):
            return None
        found = read_day(self.row.cells[column])
        if found is None:
            self.wrong(kind, "a day, such as 11 October 2018 or 11/10/2018")
        return found

    def standing(self) -> str:
        """Provisional, revised or final, which it is where nothing is said."""
        said = STANDINGS.get(self.text("standing").lower().strip(" ."))
        if said is None:
            self.wrong("standing", "Provisional, Revised or Final")
        return said or "final"

    def at_least(self) -> bool:
        """Whether a column says that the figure is known only as "at least"."""
        found = read_yes(self.text("at_least"))
        if found is None:
            self.wrong("at_least", "Yes or No")
        return bool(found)
