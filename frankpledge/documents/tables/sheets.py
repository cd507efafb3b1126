"""Spreadsheets as grids: Excel and OpenDocument, through calamine."""

import io
import zipfile
import zlib
from datetime import date, datetime

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from frankpledge.documents.sheet_extent import reaches_too_far
from frankpledge.documents.tables.shapes import Cell, Grid, Row, UnreadableTables, too_long
from frankpledge.shared.words import spell_list

BIGGEST_INSIDE = 250 * 1024 * 1024
MOST_COLUMNS = 200
PIECE = 1024 * 1024
TOO_BIG = "“{}” unpacks to more than 250 MB. Check the file."
TOO_FAR = (
    "A sheet of “{}” reaches further than any list. Copy the list into a new spreadsheet (.xlsx or "
    ".ods) and send that."
)


def read_sheets(name: str, data: bytes) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """Each sheet that is shown, and notes on those left out. Raises UnreadableTables."""
    if data.startswith(b"PK"):
        _check_size(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
        ]
        hidden = [one.name for one in book.sheets_metadata if one.name not in shown]
        grids = tuple(_grid(name, book.get_sheet_by_name(sheet)) for sheet in shown)
    except CalamineError as error:
        raise UnreadableTables(_why(name, data)) from error
    notes = (f"Hidden sheets were left out: {spell_list(hidden)}.",) if hidden else ()
    return grids, notes


def _why(name: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"“{name}” is locked with a password. Remove it and send the file again."
    if "WordDocument".encode("utf-16-le") in data:
        return f"“{name}” is an older Word file (.doc). Save it as .docx and send it again."
    return f"“{name}” cannot be read. Open it in your spreadsheet, save it again and send that."


def _check_size(name: str, data: bytes) -> None:
    """Unpacks without keeping, for the sizes that an archive declares may lie."""
    left = BIGGEST_INSIDE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                with archive.open(part) as file:
                    while piece := file.read(PIECE):
                        left -= len(piece)
                        if left < 0:
                            raise UnreadableTables(
                                f"“{name}” unpacks to more than 250 MB. Check the file."
                            )
            if reaches_too_far(archive):
                raise UnreadableTables(TOO_FAR.format(name))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise UnreadableTables(_why(name, data)) from error
    except NotImplementedError as error:
        raise UnreadableTables(_why(name, data)) from error


def _grid(name: str, sheet: CalamineSheet) -> Grid:
    too_long(name, (sheet.start or (0, 0))[0] + sheet.total_height)
    values = sheet.to_python(skip_empty_area=False) if sheet.total_height else []
    cells = [[as_cell(value) for value in row[:MOST_COLUMNS]] for row in values]
    wide: set[int] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= len(cells) or left >= len(cells[top]):
            continue
        for row in range(top, min(bottom + 1, len(cells))):
            cells[row][left] = cells[top][left]
        if right > left and top == bottom:
            wide.add(top)
    rows = tuple(
        Row(number, tuple(row), wide=number - 1 in wide) for number, row in enumerate(cells, 1)
    )
    return Grid(f"sheet “{sheet.name}”", (), rows)


def as_cell(value: object) -> Cell:
    """A spreadsheet's value as a cell: a moment is its day; yes and no are words."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date | int | float):
        return value
    return plain(str(value))


def plain(text: str) -> str:
    """A cell's words: no spaces around or doubled, its lines kept."""
    lines = (" ".join(line.split()) for line in text.replace("\u200b", "").splitlines())
    return "\n".join(line for line in lines if line)
