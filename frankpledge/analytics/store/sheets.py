"""One table out of a spreadsheet or a CSV file kept by hand.

Partners send what they keep: a title above the headings, headings over two rows, one ward's name
merged down its rows, totals below, notes at the foot. What can only mean one thing is read so.
What cannot is left out with its row and the reason, or refused: a figure is never guessed.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice, zip_longest
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from frankpledge.analytics.store.extent import reaches_too_far
from frankpledge.analytics.store.nouns import Reject

Fits = Callable[[Sequence[str]], bool]
SPREADSHEETS = {".xlsx", ".xlsm", ".xls", ".ods"}
DEEPEST_HEADINGS = 40
"""Headings further down than this row are not looked for."""
BIGGEST_INSIDE = 400 * 1024 * 1024
"""Bytes that a spreadsheet may unpack to."""
TOTAL_FIRST = re.compile(r"((grand|overall|sub)[- ]?)?totals?\b.*|(is-?)?cyfanswm\b.*")
TOTAL_ALONE = re.compile(r"((grand|overall|sub)[- ]?)?totals?:?|(is-?)?cyfanswm:?")


class NotATable(Exception):
    """The file holds no table that can be read; the words say where and what was expected."""


@dataclass(frozen=True)
class Line:
    """A row and its number in the file, counted from 1 as spreadsheets count."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Headings, rows below them, and rows that are no data. `where` names file and sheet.

    What stands in a row that is no data is for whoever reads the file, never to be kept: a note or
    a total may name somebody.
    """

    where: str
    header: Line
    lines: tuple[Line, ...]
    left_out: tuple[Reject, ...]


@dataclass
class _Grid:
    where: str
    rows: list[Line]
    across: dict[int, str] = field(default_factory=dict)
    """Row → the cells in it that are merged over several columns, as a spreadsheet names them."""
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Merged over several columns: row, first column, last column, from 0."""


def read_table(
    path: Path,
    *,
    name: str = "",
    wanted: Sequence[str] = (),
    fits: Fits | None = None,
    sheet: str = "",
    header_row: int | None = None,
) -> Table:
    """The table in this file whose headings include all that are wanted, or that fit.

    `name`: what people call the file; `sheet`: the sheet's name, where there are several;
    `header_row`: the row of the headings, where it is known. Headings are compared without regard
    to capitals and spaces; those wanted are given back in the spelling that is wanted. Raises
    NotATable.
    """
    name = name or path.name
    grids = _grids(path, name, sheet, wanted)
    found = [
        (grid, header)
        for grid in grids
        if (header := _header(grid, wanted, fits, header_row)) is not None
    ]
    if not found:
        raise NotATable(_missing(name, grids, wanted, header_row))
    if len(found) > 1 and (wanted or fits):
        names = ", ".join(grid.where for grid, _ in found)
        raise NotATable(f"Several sheets have these columns: {names}. Say which to load.")
    grid, header = found[0]
    _distinct(grid, header, wanted)
    return _below(grid, header, wanted)


def folded(text: str) -> str:
    """A heading as it is compared: no capitals, no doubled spaces, no dashes of other kinds."""
    return " ".join(text.replace("–", "-").replace("_", " ").casefold().split())


def cell_text(value: object) -> str:
    """A cell as text: 12, 2.5, 2024-03-01, 2024-03-01 12:30:00, 12:30:00, yes, no."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case None:
            return ""
    return " ".join(str(value).replace("\u200b", "").split())


# ------------------------------------------------------------------ finding the headings


def _header(
    grid: _Grid, wanted: Sequence[str], fits: Fits | None, header_row: int | None
) -> Line | None:
    need = {folded(name) for name in wanted}
    if not need and fits is None and header_row is None:
        return _widest(grid)
    for row in grid.rows:
        if header_row is None and row.number > DEEPEST_HEADINGS:
            break
        if header_row not in {None, row.number}:
            continue
        if header_row is None and not need and not _looks_like_headings(row):
            continue
        for one in (row, _joined(grid, row)):
            if one is None or not need <= {folded(cell) for cell in one.cells}:
                continue
            if fits is None or fits(one.cells):
                return one
    return None


def _widest(grid: _Grid) -> Line | None:
    """Nothing is known of the headings: a title above fills fewer cells, rows below no more."""
    likely = [row for row in grid.rows[:DEEPEST_HEADINGS] if _looks_like_headings(row)]
    return max(likely, key=lambda row: sum(map(bool, row.cells)), default=None)


def _looks_like_headings(row: Line) -> bool:
    filled = [cell for cell in row.cells if cell]
    return len(filled) > 1 and not any(re.fullmatch(r"[-\d.,:/]+", cell) for cell in filled)


def _joined(grid: _Grid, row: Line) -> Line | None:
    """Headings over two rows as one: a group's heading goes before each of its columns'."""
    above = next((one for one in grid.rows if one.number == row.number - 1), None)
    if above is None:
        return None
    groups = list(above.cells)
    for number, first, last in grid.spans:
        if number == above.number:
            groups[first : last + 1] = [groups[first]] * (last + 1 - first)
    pairs = zip_longest(groups, row.cells, fillvalue="")
    return Line(row.number, tuple(" ".join(filter(None, pair)) for pair in pairs))


def _missing(name: str, grids: list[_Grid], wanted: Sequence[str], header_row: int | None) -> str:
    """What is expected and what is there instead, of the row that comes nearest."""
    rows = [
        (grid.where, row)
        for grid in grids
        for row in grid.rows
        if any(row.cells) and (row.number <= DEEPEST_HEADINGS or row.number == header_row)
    ]
    if not rows:
        return f"“{name}” is empty."
    if not wanted:
        return f"“{name}” has no row of headings that is known. Say which columns it has."

    def lacks(row: Line) -> list[str]:
        there = {folded(cell) for cell in row.cells}
        return [one for one in wanted if folded(one) not in there]

    near = [one for one in rows if header_row in {None, one[1].number}] or rows
    where, row = min(near, key=lambda one: len(lacks(one[1])))
    # Only headings that are wanted are quoted: without headings the row is a row of data.
    has = [one for one in wanted if one not in lacks(row)]
    nearest = f" Row {row.number} comes nearest, with {_quoted(has)}." if has else ""
    return f"{where}: no column {_quoted(lacks(row))}.{nearest}"


def _quoted(names: Sequence[str]) -> str:
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return ", ".join(f"“{name}”" for name in names[:12]) + more


def _distinct(grid: _Grid, header: Line, wanted: Sequence[str]) -> None:
    counts = Counter(folded(cell) for cell in header.cells if cell)
    asked = {folded(name) for name in wanted} or set(counts)
    twice = [name for name, count in counts.items() if count > 1 and name in asked]
    if twice:
        raise NotATable(
            f"{grid.where}, row {header.number}: several columns are called {_quoted(twice)}. "
            "Give each a heading of its own."
        )


# ------------------------------------------------------------------ the rows below


def _below(grid: _Grid, header: Line, wanted: Sequence[str]) -> Table:
    spelt = {folded(one): one for one in wanted}
    named = Line(header.number, tuple(spelt.get(folded(cell), cell) for cell in header.cells))
    lines, left_out = [], []
    for row in grid.rows:
        if row.number <= header.number or not any(row.cells) or row.cells == header.cells:
            continue  # headings stand again at the top of each printed page
        if reject := _no_data(grid, header, row):
            left_out.append(reject)
        else:
            lines.append(row)
    return Table(grid.where, named, tuple(lines), tuple(left_out))


def _no_data(grid: _Grid, header: Line, row: Line) -> Reject | None:
    names = dict(enumerate(header.cells))
    filled = [(names.get(place, ""), cell) for place, cell in enumerate(row.cells) if cell]
    total = next((one for one in filled if TOTAL_ALONE.fullmatch(folded(one[1]))), None)
    if total is None and TOTAL_FIRST.fullmatch(folded(filled[0][1])):
        total = filled[0]
    if total is not None:
        return Reject(grid.where, row.number, *total, "a row of data, not a total")
    if row.number in grid.across:
        expected = f"one cell for each column; {grid.across[row.number]} are merged"
        return Reject(grid.where, row.number, *filled[0], expected)
    if len(filled) == 1 and sum(map(bool, header.cells)) > 2:
        return Reject(grid.where, row.number, *filled[0], "a row of data, not a note")
    return None


# ------------------------------------------------------------------ files as grids


def _grids(path: Path, name: str, sheet: str, wanted: Sequence[str]) -> list[_Grid]:
    if path.suffix.lower() in SPREADSHEETS:
        return _spreadsheet(path, name, sheet)
    return [_delimited(path, name, wanted)]


def _delimited(path: Path, name: str, wanted: Sequence[str]) -> _Grid:
    """Rows as they are: one too short or too long is for the checks of the store to reject."""
    text = _decoded(path.read_bytes())
    mark = max(",;\t|", key=lambda mark: _parted(text, mark, wanted))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append(Line(line, tuple(map(cell_text, cells))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotATable(f"“{name}”, row {line}: {error}. Expected a CSV file.") from error
    return _Grid(f"“{name}”", rows)


def _parted(text: str, mark: str, wanted: Sequence[str]) -> int:
    """How well a delimiter parts a file: by the headings alone, whatever stands in the rows.

    The headings that are wanted and found in one row; where none are wanted, the first rows that
    have as many values as the headings.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        rows = [
            Line(number, tuple(map(cell_text, cells)))
            for number, cells in enumerate(islice(reader, DEEPEST_HEADINGS), 1)
        ]
    except csv.Error:
        return -1
    if need := {folded(name) for name in wanted}:
        return max((len(need & {folded(cell) for cell in row.cells}) for row in rows), default=0)
    header = _widest(_Grid("", rows))
    width = len(header.cells) if header else 0
    return sum(len(row.cells) == width for row in rows)


def _decoded(data: bytes) -> str:
    """UTF-8, Excel's “Unicode text” (UTF-16 with its mark), or else Windows' Western letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _spreadsheet(path: Path, name: str, sheet: str) -> list[_Grid]:
    try:
        if zipfile.is_zipfile(path):
            _check_inside(path, name)
        with CalamineWorkbook.from_path(str(path)) as book:
            shown = [
                one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
            ]
            if sheet and sheet not in book.sheet_names:
                raise NotATable(
                    f"“{name}” has no sheet “{sheet}”. It has {_quoted(book.sheet_names)}."
                )
            names = [sheet] if sheet else shown
            return [_grid(name, book.get_sheet_by_name(one)) for one in names]
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, RuntimeError) as error:
        raise NotATable(
            f"“{name}” cannot be read: it is damaged, locked with a password or no "
            "spreadsheet. Open it in your spreadsheet program, save it again and send that."
        ) from error


def _check_inside(path: Path, name: str) -> None:
    """Refuse what is too large, and OpenDocument's merged rows, which calamine cannot tell."""
    left = BIGGEST_INSIDE
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            with archive.open(part) as content:
                while piece := content.read(1 << 20):
                    left -= len(piece)
                    if left < 0:
                        raise NotATable(f"“{name}” unpacks to over 400 MB. Check the file.")
        if reaches_too_far(archive):
            raise NotATable(
                f"A sheet of “{name}” reaches further than any table. Copy the table into a new "
                "spreadsheet and send that."
            )
        if "content.xml" in archive.namelist():
            merged = re.search(rb'number-rows-spanned="(?!1")\d', archive.read("content.xml"))
            if merged:
                raise NotATable(
                    f"“{name}” has cells merged over several rows. Split them, and give every "
                    "row its own value, or save the file as .xlsx."
                )


def _grid(name: str, sheet: CalamineSheet) -> _Grid:
    values = sheet.to_python(skip_empty_area=False) if sheet.total_height else []
    cells = [[cell_text(value) for value in row] for row in values]
    grid = _Grid(f"“{name}”, sheet “{sheet.name}”", [])
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= len(cells):
            continue
        for row in range(top, min(bottom + 1, len(cells))):
            cells[row][left] = cells[top][left]
        if right > left:
            words = f"{_address(top, left)}:{_address(bottom, right)}"
            for row in range(top, bottom + 1):
                grid.across[row + 1] = words
                grid.spans.append((row + 1, left, right))
    grid.rows = [Line(number, tuple(row)) for number, row in enumerate(cells, 1)]
    return grid


def _address(row: int, column: int) -> str:
    """A cell's address as spreadsheets write it, from a row and column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
