"""A spreadsheet as a paper: each sheet a heading, each stretch of filled rows a table.

Spreadsheets are read by calamine. It gives the figures that formulas last came to, and neither
formats nor charts: what is lost is counted and said.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from frankpledge.documents.blocks import Block, Heading, Paragraph, Table, Text, words
from frankpledge.documents.office import UnreadableDocument, check_unpacked
from frankpledge.documents.safe import clean
from frankpledge.documents.sheet_extent import reaches_too_far
from frankpledge.shared.words import count_of, spell_day, spell_list, spell_time

_BIGGEST_FILE: Final = 20 * 1024 * 1024
_MOST_SHEETS: Final = 20
_MOST_ROWS: Final = 1_000
_MOST_COLUMNS: Final = 30
# The names that programs give: they say nothing to a reader.
_NO_NAME: Final = re.compile(r"(sheet|tabelle|table) ?\d*", re.IGNORECASE)
# A row or column that is hidden, in Excel's words and in OpenDocument's.
_HIDES: Final = re.compile(
    rb"<(\w+:)?(row|col)\b[^>]* hidden=\"(1|true)\"|table:visibility=\"(collapse|filter)\""
)
_NUMBERS: Final = (int, float)
_TOO_FAR: Final = (
    "A sheet of this file reaches further than any table that people read. Copy what readers need "
    "into a new spreadsheet (.xlsx or .ods) and send that."
)

Row = tuple[Any, ...]


def read_spreadsheet(data: bytes) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of an Excel (.xlsx) or OpenDocument (.ods) spreadsheet, and what was lost.

    Raises `UnreadableDocument`, with a sentence for the person who sent the file.
    """
    if len(data) > _BIGGEST_FILE:
        raise UnreadableDocument("This spreadsheet is over 20 MB. Send the tables readers need.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_unpacked(archive)
            if reaches_too_far(archive):
                raise UnreadableDocument(_TOO_FAR)
            notes = list(_notes(archive))
        book = load_workbook(io.BytesIO(data))
        shown = [
            one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
        ]
        hidden = [name for name in book.sheet_names if name not in shown]
        if len(shown) > _MOST_SHEETS:
            raise UnreadableDocument(
                f"This spreadsheet has {len(shown)} sheets. Send those that readers need: "
                f"{_MOST_SHEETS} at most."
            )
        sheets = [book.get_sheet_by_name(name) for name in shown]
        blocks = tuple(block for sheet in sheets for block in _sheet(sheet, named=len(shown) > 1))
    except (
        zipfile.BadZipFile,
        zlib.error,
        CalamineError,
        EOFError,
        OSError,
        RuntimeError,
    ) as error:
        raise UnreadableDocument(
            "Expected a spreadsheet (.xlsx or .ods), but this file is damaged, locked with a "
            "password or something else. Open it in your spreadsheet program and save it again."
        ) from error
    if not any(isinstance(block, Table | Paragraph) for block in blocks):
        raise UnreadableDocument("This spreadsheet is empty. Check that it is the right file.")
    if hidden:
        notes.append(f"Hidden sheets were left out: {spell_list(hidden)}.")
    if merged := sum(len(sheet.merged_cell_ranges or ()) for sheet in sheets):
        notes.append(f"{count_of(merged, 'merged cell')} came over as single cells.")
    return blocks, tuple(notes)


def _sheet(sheet: CalamineSheet, *, named: bool) -> Iterator[Block]:
    rows = [tuple(row) for row in sheet.to_python(skip_empty_area=True)]
    if len(rows) > _MOST_ROWS or sheet.width > _MOST_COLUMNS:
        raise UnreadableDocument(
            f"The sheet “{sheet.name}” has {len(rows):,} rows and {sheet.width} columns. A paper "
            f"takes {_MOST_ROWS:,} rows and {_MOST_COLUMNS} columns: send a summary."
        )
    stretches = list(_stretches(rows))
    if stretches and (named or not _NO_NAME.fullmatch(sheet.name)):
        yield Heading(1, words(clean(sheet.name)))
    for stretch in stretches:
        yield from _stretch(stretch)


def _stretches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows that follow each other without an empty one, their empty columns left out."""
    current: list[Row] = []
    for row in (*rows, ()):
        if any(value not in ("", None) for value in row):
            current.append(row)
        elif current:
            used = [n for n in range(len(current[0])) if any(one[n] != "" for one in current)]
            yield [tuple(one[n] for n in used) for one in current]
            current = []


def _stretch(rows: list[Row]) -> Iterator[Block]:
    """A table; a first row with one cell is its caption; what has one column is text."""
    if len(rows[0]) == 1:
        yield from (Paragraph(_shown(row[0])) for row in rows)
        return
    caption = ""
    if len(rows) > 1 and _filled(rows[0]) == 1:
        caption = " ".join(_said(value) for value in rows[0]).strip()
        rows = rows[1:]
    head: Row = rows[0] if _heads(rows) else ()
    body = rows[1:] if head else rows
    numeric = tuple(
        column for column in range(len(rows[0])) if _is_numeric([row[column] for row in body])
    )
    firsts = [_said(row[0]) for row in body]
    yield Table(
        tuple(map(_shown, head)),
        tuple(tuple(map(_shown, row)) for row in body),
        caption,
        row_heads=0 not in numeric and all(0 < len(first) <= 60 for first in firsts),
        numeric=numeric,
    )


def _heads(rows: Sequence[Row]) -> bool:
    """Whether the first row heads the others: words in two columns at least, over figures.

    Over words alone, it must fill every column shortly, and say nothing that is said below it.
    """
    first, body = rows[0], rows[1:]
    filled = [value for value in first if value != ""]
    if not body or len(filled) < 2 or not all(isinstance(value, str) for value in filled):
        return False
    columns = range(len(first))
    if any(first[n] != "" and _is_numeric([row[n] for row in body]) for n in columns):
        return True
    return all(
        0 < len(str(first[n]).strip()) <= 40 and all(row[n] != first[n] for row in body)
        for n in columns
    )


def _filled(row: Row) -> int:
    return sum(value != "" for value in row)


def _is_numeric(values: Iterable[Any]) -> bool:
    filled = [value for value in values if value != ""]
    numbers = [value for value in filled if isinstance(value, _NUMBERS)]
    return bool(numbers) and len(numbers) * 2 >= len(filled)


def _shown(value: Any) -> Text:
    return words(_said(value))


def _said(value: Any) -> str:
    """A cell as a reader expects it: 15, 2.25, Yes, 11 October 2018, 10am."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case float() | int():
            return f"{value:.10g}"
        case datetime() if value.time() != time():
            return f"{spell_day(value.date())}, {spell_time(value.time())}"
        case datetime():
            return spell_day(value.date())
        case date():
            return spell_day(value)
        case time():
            return spell_time(value)
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02}"
    return " ".join(clean(str(value)).split())


def _notes(archive: zipfile.ZipFile) -> Iterator[str]:
    """What an .xlsx file holds beside its figures, in plain words."""
    names = archive.namelist()
    sheets = [name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
    formulas = sum(len(re.findall(rb"<f[ >/]", archive.read(name))) for name in sheets)
    if formulas:
        what = "is shown as the figure" if formulas == 1 else "are shown as the figures"
        yield f"{count_of(formulas, 'formula')} {what} last worked out."
    kinds = (
        (r"xl/charts/chart\d+\.xml", "chart"),
        (r"xl/media/.+", "picture"),
        (r"xl/pivotTables/pivotTable\d+\.xml", "pivot table"),
    )
    for pattern, noun in kinds:
        if found := sum(bool(re.fullmatch(pattern, name)) for name in names):
            verb = "was" if found == 1 else "were"
            yield f"{count_of(found, noun)} {verb} left out."
    drawn = [*sheets, *(name for name in names if name == "content.xml")]
    if any(_HIDES.search(archive.read(name)) for name in drawn):
        yield (
            "There are hidden rows or columns, and readers see them here. Delete what is not for "
            "them from the file, and send it again."
        )
    if any(name.startswith("xl/comments") for name in names):
        yield "Comments were left out."
