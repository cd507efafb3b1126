"""Files as an attacker, or a careless person, would send them: real ones with something put in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import docx
import openpyxl
import pikepdf
from lxml import etree
from PIL import Image

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every virus scanner takes for a virus, by agreement; it does nothing."""


def picture(kind: str = "PNG", **more: object) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (12, 8), "green").save(out, kind, **more)
    return out.getvalue()


def word(text: str = "The board met.") -> bytes:
    """A Word document with somebody's name in its properties."""
    made = docx.Document()
    made.core_properties.author = made.core_properties.last_modified_by = "Nobody Known"
    made.add_heading("Purpose", 1)
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def excel() -> bytes:
    """A workbook with two figures and their sum."""
    made = openpyxl.Workbook()
    made.properties.creator = "Nobody Known"
    for row in (("Action", "Count"), ("Visits", 2), ("Calls", 3), ("Total", "=SUM(B2:B3)")):
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def pdf(**root: object) -> bytes:
    """A PDF of one page, with these keys in its root."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    for key, value in root.items():
        made.Root[f"/{key}"] = value
    made.docinfo["/Author"] = "Nobody Known"
    made.docinfo["/Title"] = "A paper"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part of an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def with_parts(data: bytes, **changed: bytes | str) -> bytes:
    """An archive with parts added or changed; `__` in a name stands for a slash, `_0` for a dot."""
    named = {name.replace("__", "/").replace("_0", "."): part for name, part in changed.items()}
    return archive(parts_of(data) | named)


def related(
    data: bytes, source: str, kind: str, target: str, *, outside: bool = False, key: str = "rIdX"
) -> bytes:
    """An office file with one more relation, from a part of it."""
    parts = parts_of(data)
    folder, _, last = source.rpartition("/")
    where = f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels"
    root = etree.fromstring(parts.get(where, f'<Relationships xmlns="{RELS}"/>'.encode()))
    one = etree.SubElement(root, f"{{{RELS}}}Relationship", Id=key, Target=target)
    one.set("Type", kind if "/" in kind else f"{OFFICE}/{kind}")
    if outside:
        one.set("TargetMode", "External")
    parts[where] = etree.tostring(root)
    return archive(parts)


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """An archive with words in one part replaced."""
    parts = parts_of(data)
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new, 1).encode()
    return archive(parts)


def in_body(data: bytes, markup: str) -> bytes:
    """A Word document with markup put at its end."""
    spaces = f'xmlns:r="{OFFICE}" xmlns:o="urn:schemas-microsoft-com:office:office"'
    parts = parts_of(data)
    text = parts["word/document.xml"].decode()
    markup = re.sub(r"<([\w:]+)", rf"<\1 {spaces}", markup, count=1)
    parts["word/document.xml"] = text.replace("<w:sectPr", markup + "<w:sectPr", 1).encode()
    return archive(parts)


def with_macros(data: bytes, main: str) -> bytes:
    """An office file with a macro project, as Word and Excel keep it."""
    made = related(
        data, main, "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "vbaProject.bin",
    )  # fmt: skip
    parts = parts_of(made)
    parts[f"{main.partition('/')[0]}/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + bytes(500)
    types = parts["[Content_Types].xml"].decode()
    for plain, macros in (
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    ):
        types = types.replace(plain, macros)
    types = types.replace(
        "</Types>",
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    parts["[Content_Types].xml"] = types.encode()
    return archive(parts)
