"""Spreadsheets made for a test: .xlsx by openpyxl, .ods written out by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(
    path: Path,
    *rows: Sequence[object],
    title: str = "Data",
    merged: Sequence[str] = (),
    others: Sequence[tuple[str, Sequence[Sequence[object]], bool]] = (),
) -> Path:
    """A workbook: one sheet of these rows with cells merged, and others (name, rows, hidden)."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    for name, more, hidden in others:
        other = book.create_sheet(name)
        for row in more:
            other.append(list(row))
        if hidden:
            other.sheet_state = "hidden"
    book.save(path)
    return path


def ods(
    path: Path, *rows: Sequence[object], spanned: bool = False, repeats: tuple[int, int] = (1, 1)
) -> Path:
    """An OpenDocument spreadsheet; `spanned`: its first cell reaches over two rows.

    `repeats`: how often its last row, and every cell in that, is repeated.
    """
    lines = []
    for number, row in enumerate(rows):
        span = ' table:number-rows-spanned="2"' if spanned and number == 0 else ""
        down, along = repeats if number == len(rows) - 1 else (1, 1)
        span += f' table:number-columns-repeated="{along}"' if along > 1 else ""
        cells = "".join(
            f'<table:table-cell office:value-type="string"{span}><text:p>{escape(str(value))}'
            "</text:p></table:table-cell>"
            for value in row
        )
        again = f' table:number-rows-repeated="{down}"' if down > 1 else ""
        lines.append(f"<table:table-row{again}>{cells}</table:table-row>")
    names = "".join(f' xmlns:{one}="{_OFFICE}:{one}:1.0"' for one in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} '
        'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Data">'
        f"{''.join(lines)}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            "</manifest:manifest>",
        )
    return path
