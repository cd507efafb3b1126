"""Small registers of risks in every kind of spreadsheet, with the traps of real ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from tests.actions.logs import csv_log, xlsx_log

HEAD = ("Risk No", "Risk Description", "Risk Owner", "Likelihood", "Impact", "Status")
ROWS: tuple[tuple[Any, ...], ...] = (
    HEAD,
    ("R1", "Signs fade", "Road Safety Partnership", "4 - Likely", 3, "Open"),
    ("R2", "Salt runs out", "Cambridgeshire County Council", "Possible", "Major", "Live"),
)


def ods_register(rows: Sequence[Sequence[Any]], name: str = "Register") -> bytes:
    """An OpenDocument spreadsheet; every cell is text."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        'office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{name}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    media = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", media)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


KINDS = {
    "csv": lambda rows: csv_log(rows),
    "xlsx": lambda rows: xlsx_log(rows, name="Register"),
    "ods": ods_register,
}
