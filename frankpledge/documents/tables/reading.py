"""A file as grids of cells, whatever kind of file it is: documents, spreadsheets, CSV.

What a file is, is told by its content. A cell is text, a day, a number or nothing; what was merged
downwards stands in every row that it covered.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence

from frankpledge.documents.content import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Table,
    Text,
    text_of,
)
from frankpledge.documents.pandoc import UnreadableDocument, read_office
from frankpledge.documents.tables.shapes import (
    Cell,
    Grid,
    Row,
    TableFile,
    UnreadableTables,
    too_long,
)
from frankpledge.documents.tables.sheets import plain, read_sheets

KINDS = "Word (.docx), OpenDocument (.odt, .ods), Excel (.xlsx, .xls) or CSV"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
DELIMITERS = ",;\t"
# What a broken or locked archive raises; a NotImplementedError is a RuntimeError too.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)


def read_tables(name: str, data: bytes, wanted: str = "table") -> TableFile:
    """Every table of a file. `wanted`: what it should be, such as “action log”.

    Raises UnreadableTables, in words for the sender, where it cannot be read.
    """
    if not data:
        raise UnreadableTables(f"“{name}” is empty. Choose the file again.")
    if data.startswith(b"%PDF"):
        raise UnreadableTables(
            f"“{name}” is a PDF. What stands in which column of a PDF cannot be told for certain: "
            f"ask for the file it was made from, and send that as {KINDS}."
        )
    if data.startswith(b"PK"):
        return _archive(name, data, wanted)
    if data.startswith(OLD_OFFICE):
        return _spreadsheet(name, data)
    return TableFile(name, (_delimited(name, data, wanted),))


def _archive(name: str, data: bytes, wanted: str) -> TableFile:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
            media = _media_type(archive) if "mimetype" in parts else b""
    except (*DAMAGED, ValueError) as error:
        raise UnreadableTables(f"“{name}” is damaged or cut short. Send it again.") from error
    if "word/document.xml" in parts:
        return _document(name, data, ".docx")
    if b"opendocument.text" in media:
        return _document(name, data, ".odt")
    if b"opendocument.spreadsheet" in media or any(one.startswith("xl/") for one in parts):
        return _spreadsheet(name, data)
    raise _something_else(name, wanted)


def _something_else(name: str, wanted: str) -> UnreadableTables:
    return UnreadableTables(f"“{name}” is no {wanted} that can be read. Send it as {KINDS}.")


def _media_type(archive: zipfile.ZipFile) -> bytes:
    # Its first bytes only: a few bytes of archive may unpack to more than there is memory.
    with archive.open("mimetype") as part:
        return part.read(100)


def _spreadsheet(name: str, data: bytes) -> TableFile:
    grids, notes = read_sheets(name, data)
    return TableFile(name, grids, notes)


# ---------------------------------------------------------------- documents


def _document(name: str, data: bytes, suffix: str) -> TableFile:
    try:
        found = read_office(data, suffix)
    except UnreadableDocument as error:
        raise UnreadableTables(f"“{name}”: {error}") from error
    return TableFile(name, tuple(_tables(found.blocks)), found.notes)


def _tables(blocks: Iterable[Block]) -> Iterable[Grid]:
    """Each table of a document, with the lines that stand above it since the last one."""
    above: list[str] = []
    count = 0
    for block in blocks:
        if isinstance(block, Table):
            count += 1
            yield Grid(f"table {count}", tuple(above), _table_rows(block))
            above = []
        else:
            above += [line for line in _lines(block) if line]


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield plain(text_of(text))
        case ListBlock(items=items):
            for item in items:
                for inner in item:
                    yield from _lines(inner)


def _table_rows(table: Table) -> tuple[Row, ...]:
    written = [*([table.head] if table.head else []), *table.rows]
    cells: list[list[Cell]] = [[plain(text_of(cell)) for cell in row] for row in written]
    wide: set[int] = set()
    for top, left, down, across in table.merged:
        for row in range(top, min(top + down, len(cells))):
            cells[row][left] = cells[top][left]
        if across > 1 and down == 1:
            wide.add(top)
    return tuple(
        Row(number, tuple(row), wide=number - 1 in wide, bold=_is_bold(written[number - 1]))
        for number, row in enumerate(cells, start=1)
    )


def _is_bold(row: Sequence[Text]) -> bool:
    runs = [run for cell in row for run in cell if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


# ---------------------------------------------------------------- text


def _delimited(name: str, data: bytes, wanted: str) -> Grid:
    text = _decoded(name, data, wanted)
    delimiter = max(DELIMITERS, key=lambda mark: _evenness(text, mark))
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableTables(
            f"“{name}” cannot be read as CSV: a quotation mark is opened and not closed."
        ) from error
    too_long(name, len(found))
    rows = tuple(
        Row(number, tuple(plain(cell) for cell in row)) for number, row in enumerate(found, start=1)
    )
    return Grid("", (), rows)


def _decoded(name: str, data: bytes, wanted: str) -> str:
    """Text in the encodings that spreadsheets save: UTF-8, UTF-16, or Windows' own."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data or _is_markup(data):
        raise _something_else(name, wanted)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _is_markup(data: bytes) -> bool:
    start = data[:500].lstrip().lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml", b"{\\rtf"))


def _evenness(text: str, mark: str) -> int:
    """How many of the first lines have this mark, weighed by how often: the delimiter has most."""
    lines = text.splitlines()[:50]
    return sum(min(line.count(mark), 3) for line in lines)
