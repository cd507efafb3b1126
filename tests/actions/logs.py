"""Small action logs in every kind of file, with the traps of real ones, made when asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pypandoc

Rows = Sequence[Sequence[Any]]
HEAD = ("Ref", "Action required", "By whom", "Deadline", "Status", "Update")


def csv_log(rows: Rows, *, mark: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    lines = (mark.join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


def xlsx_log(rows: Rows, *, merged: Sequence[str] = (), name: str = "Log") -> bytes:
    """An Excel file with one sheet; `merged` ranges such as A2:C2."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def office_log(suffix: str, markdown: str) -> bytes:
    """A Word or OpenDocument text, from Markdown with tables."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"log.{suffix}"
        pypandoc.convert_text(markdown, suffix, format="markdown", outputfile=str(path))
        return path.read_bytes()


def headless_table(rows: Rows) -> str:
    """A table without headings, as the logs of some boards have it, in OpenDocument's own words."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell><text:p>{escape(str(cell))}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f"<table:table>{columns}{body}</table:table>"


def odt_log(*parts: str | Rows) -> bytes:
    """An OpenDocument text: a string is a paragraph, rows are a table without headings."""
    text = "".join(
        f"<text:p>{escape(part)}</text:p>" if isinstance(part, str) else headless_table(part)
        for part in parts
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2">'
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    media = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    styles = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-styles '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", media)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", styles)
        archive.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


# Three logs of one group, as a real one keeps them: no headings, sections above each table, the
# lead's initials in the section, statuses left empty, one table with nothing in it.
AUTUMN = odt_log(
    "Group Action Log – 13 November 2012",
    "All actions for next meeting unless otherwise stated",
    "Secretariat",
    [["Circulate the minutes of the seventh meeting", "Complete"]],
    "Space",
    [["Submit case studies", "Carried forward"], ["Advise members on its use", ""]],
    "Business process",
    [["", ""]],
    "Address data – Lead ZQ/QZ",
    [["Develop the case", ""]],
    "Weather records – Lead ZX",
    [["Develop the case", ""]],
)
SPRING = odt_log(
    "Group Action Log – 12th March 2013",
    "Space",
    [["Submit case studies", "XW/XY", "Carried forward"]],
    "Address data – Lead ZQ/QZ",
    [["Develop the case", "QZ", "Carried forward"]],
    "Weather records – Lead QX",
    [["Develop the case", "QX", "Completed"]],
)
SUMMER = odt_log(
    "Group Action Log – 11 June 2013",
    "Space",
    [["Submit case studies", "Ongoing"]],
    "Address data - QZ",
    [["Develop the case", "Carried forward"], ["Publish the case", "New"]],
)
