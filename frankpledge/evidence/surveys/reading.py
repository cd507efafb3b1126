"""A file of answers, opened: its columns, its rows, and what of it is no answer."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from frankpledge.analytics.store.sheets import NotATable, Table, read_table
from frankpledge.evidence.surveys.rules.columns import Column

MOST_ROWS = 50_000
MOST_COLUMNS = 150
# What sheets.py expects of a row with one filled cell.
NOTE = "a row of data, not a note"


class NotASurvey(ValueError):
    """The file cannot be read as a table of answers; the words say where and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A table of answers. `left_out`: rows that are none, such as totals, by number and why.

    `notes`: rows below the last answer with one filled cell. They look like notes; a service that
    sent nothing but its name looks so too, and somebody says which they are.
    """

    where: str
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    left_out: tuple[tuple[int, str], ...]
    notes: tuple[int, ...] = ()


def open_sheet(name: str, data: bytes, *, notes_too: bool = False) -> Sheet:
    """The one table of a spreadsheet or CSV file; `notes_too`: what looks like notes is answers.

    Raises NotASurvey.
    """
    suffix = Path(name).suffix.lower()
    try:
        with tempfile.NamedTemporaryFile(suffix=suffix) as kept:
            kept.write(data)
            kept.flush()
            return _sheet(read_table(Path(kept.name), name=name), notes_too=notes_too)
    except NotATable as no:
        raise NotASurvey(str(no)) from no


def _sheet(table: Table, *, notes_too: bool) -> Sheet:
    heads = [(n, cell) for n, cell in enumerate(table.header.cells) if cell]
    if not table.lines:
        raise NotASurvey(f"{table.where} has headings and no row of answers below them.")
    if len(table.lines) > MOST_ROWS or len(heads) > MOST_COLUMNS:
        raise NotASurvey(
            f"{table.where} has {len(table.lines):,} rows and {len(heads)} columns. Up to "
            f"{MOST_ROWS:,} and {MOST_COLUMNS} can be taken: leave columns out, or send parts."
        )
    alone = {one.line: one for one in table.left_out if one.expected == NOTE}
    last = table.lines[-1].number
    notes = tuple(row for row in alone if row > last)
    filled = {
        line.number: {n: line.cells[n].strip() for n, _ in heads if n < len(line.cells)}
        for line in table.lines
    }
    for row, one in alone.items():
        # Between answers it is one to a single question; the base would be wrong without it.
        if notes_too or row < last:
            filled[row] = {n: one.value for n, heading in heads if heading == one.column}
    rows = tuple(sorted(filled))
    columns = tuple(
        Column(place, heading[:300], {row: filled[row].get(place, "") for row in rows})
        for place, heading in heads
    )
    others = [(one.line, one.expected) for one in table.left_out if one.line not in filled]
    return Sheet(table.where, columns, rows, tuple(others), notes)
