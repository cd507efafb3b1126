"""A file of answers, opened: its columns, its rows, and what of it is no answer."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from frankpledge.analytics.store.sheets import NotATable, Table, read_table
from frankpledge.evidence.surveys.rules.columns import Column

MOST_ROWS = 50_000
MOST_COLUMNS = 150


class NotASurvey(ValueError):
    """The file cannot be read as a table of answers; the words say where and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A table of answers. `left_out`: rows that are none, such as totals, by number and why."""

    where: str
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    left_out: tuple[tuple[int, str], ...]


def open_sheet(name: str, data: bytes) -> Sheet:
    """The one table of a spreadsheet or CSV file. Raises NotASurvey."""
    suffix = Path(name).suffix.lower()
    try:
        with tempfile.NamedTemporaryFile(suffix=suffix) as kept:
            kept.write(data)
            kept.flush()
            return _sheet(read_table(Path(kept.name), name=name))
    except NotATable as no:
        raise NotASurvey(str(no)) from no


def _sheet(table: Table) -> Sheet:
    heads = [(n, cell) for n, cell in enumerate(table.header.cells) if cell]
    if not table.lines:
        raise NotASurvey(f"{table.where} has headings and no row of answers below them.")
    if len(table.lines) > MOST_ROWS or len(heads) > MOST_COLUMNS:
        raise NotASurvey(
            f"{table.where} has {len(table.lines):,} rows and {len(heads)} columns. Up to "
            f"{MOST_ROWS:,} and {MOST_COLUMNS} can be taken: leave columns out, or send parts."
        )
    columns = tuple(
        Column(
            place,
            heading[:300],
            {
                line.number: line.cells[place].strip() if place < len(line.cells) else ""
                for line in table.lines
            },
        )
        for place, heading in heads
    )
    rows = tuple(line.number for line in table.lines)
    return Sheet(
        table.where, columns, rows, tuple((one.line, one.expected) for one in table.left_out)
    )
