"""A file of figures read: its rows as figures, and every cell that could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frankpledge.documents.tables.reading import read_tables
from frankpledge.documents.tables.rows import Found, RowReader, lists_of, place_of, rows_of
from frankpledge.documents.tables.shapes import Problem, TableFile
from frankpledge.review.indicators.importing.cells import read_figure, read_period, read_yes
from frankpledge.review.indicators.importing.columns import columns_of
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.operations.recording import Figure
from frankpledge.review.indicators.rules.periods import Period
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
HEAD_IT = "head one column “Period” and one “Figure”, or “Numerator” and “Denominator”"
FIGURE = "a number, such as 512, 36.2 or “at least 80”"


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


def open_figures(name: str, data: bytes) -> TableFile:
    """A file's tables. Raises UnreadableTables, in words for the sender."""
    return read_tables(name, data, "table of figures")


def read_values(
    file: TableFile, offered: Mapping[str, Indicator], only: Indicator | None = None
) -> ValueReading:
    """Every figure of a file. `offered`: indicators by the names that a row may call them by;
    `only`: the indicator whose figures they are, where the file has no column that says so."""
    found, rows = Found(), []
    for grid, columns in lists_of(file, columns_of, "figures", HEAD_IT, found):
        if only is None and "indicator" not in columns.by_kind:
            expected = "a column “Indicator” that says which one each figure is of"
            found.problems.append(Problem(grid.place or file.name, "", "", expected))
            continue
        for row in rows_of(grid, columns):
            reader = _RowReader(place_of(grid, row), row, columns, found)
            value = reader.read(offered, only)
            if value is not None:
                rows.append(value)
    notes = (*file.notes, *found.notes)
    return ValueReading(file.name, tuple(rows), tuple(found.problems), notes, len(found.bad))


class _RowReader(RowReader):
    """One row: each cell as what it should be, or a problem with its place."""

    most = MOST

    def read(self, offered: Mapping[str, Indicator], only: Indicator | None) -> WantedValue | None:
        """The figure; None where the row has a problem, which is noted."""
        indicator = self.indicator(offered, only)
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
            return None
        return WantedValue(self.where, indicator, series, figure, recorded)

    def indicator(
        self, offered: Mapping[str, Indicator], only: Indicator | None
    ) -> Indicator | None:
        """Whose figure it is: the column's, which must be the one asked for where one is."""
        said = self.text("indicator")
        if not said:
            if only is None:
                self.wrong("indicator", "the name of an indicator")
            return only
        found = offered.get(said.casefold())
        if found is None or (only is not None and found.pk != only.pk):
            names = sorted({one.name for one in offered.values()})
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
        cell = self.cell("period")
        found = read_period(cell, frequency) if cell != "" else None
        if found is None:
            self.wrong("period" if "period" in self.columns.by_kind else "starts", PERIOD)
        return found

    def number(self, kind: str) -> tuple[Decimal | None, bool]:
        """A figure, and whether it is known only as "at least"; or a problem."""
        cell = self.cell(kind)
        if cell == "":
            return None, False
        found = read_figure(cell)
        if found[0] is None:
            self.wrong(kind, FIGURE)
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
