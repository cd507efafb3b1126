"""What a file is, told by its bytes: neither its name nor what a browser says of it counts."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, Final


class NotTaken(ValueError):
    """The file cannot be taken; the message tells whoever sent it why, and what to do."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what people call it, its type on the web, and the endings it may have.

    The first ending is the one that it is given where it has none.
    """

    words: str
    media: str
    endings: tuple[str, ...]


_OOXML: Final = "application/vnd.openxmlformats-officedocument"
_ODF: Final = "application/vnd.oasis.opendocument"
TEXT: Final = Kind("plain text", "text/plain", (".txt", ".csv", ".tsv", ".md", ".geojson", ".eml"))
PDF: Final = Kind("a PDF", "application/pdf", (".pdf",))
PNG: Final = Kind("a picture (.png)", "image/png", (".png",))
JPEG: Final = Kind("a picture (.jpg)", "image/jpeg", (".jpg", ".jpeg"))
GIF: Final = Kind("a picture (.gif)", "image/gif", (".gif",))
ZIP: Final = Kind("a zip archive", "application/zip", (".zip",))
DOCX: Final = Kind(
    "a Word document (.docx)", f"{_OOXML}.wordprocessingml.document", (".docx", ".docm")
)
XLSX: Final = Kind("an Excel workbook (.xlsx)", f"{_OOXML}.spreadsheetml.sheet", (".xlsx", ".xlsm"))
PPTX: Final = Kind(
    "a PowerPoint presentation (.pptx)", f"{_OOXML}.presentationml.presentation", (".pptx", ".pptm")
)
XLSB: Final = Kind(
    "an Excel workbook in binary form (.xlsb)",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    (".xlsb",),
)
ODT: Final = Kind("an OpenDocument text (.odt)", f"{_ODF}.text", (".odt",))
ODS: Final = Kind("an OpenDocument spreadsheet (.ods)", f"{_ODF}.spreadsheet", (".ods",))
ODP: Final = Kind("an OpenDocument presentation (.odp)", f"{_ODF}.presentation", (".odp",))
XLS: Final = Kind("an older Excel workbook (.xls)", "application/vnd.ms-excel", (".xls",))
DOC: Final = Kind("an older Word file (.doc)", "application/msword", (".doc",))
PPT: Final = Kind(
    "an older PowerPoint presentation (.ppt)", "application/vnd.ms-powerpoint", (".ppt",)
)
MSG: Final = Kind("an Outlook message (.msg)", "application/vnd.ms-outlook", (".msg",))
RTF: Final = Kind("a rich text file (.rtf)", "application/rtf", (".rtf",))
PAGE: Final = Kind("a web page or drawing", "application/octet-stream", (".html", ".svg", ".xml"))
LOCKED: Final = Kind("a file locked with a password", "application/octet-stream", ())
BROKEN_ARCHIVE: Final = Kind("a damaged archive", "application/octet-stream", ())
PROGRAM: Final = Kind("a program", "application/octet-stream", ())
OTHER: Final = Kind("some other kind of file", "application/octet-stream", ())

_HEAD: Final = 4096
_PIECE: Final = 1 << 20
_SIGNATURES: Final = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"{\\rtf", RTF),
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams by which an older office file is told; their names stand in its directory.
_STREAMS: Final = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", DOC),
    ("PowerPoint Document", PPT),
    ("__properties_version1.0", MSG),
    ("Workbook", XLS),
    ("Book", XLS),
)
# What the main part of an office file is said to be; the same words with macros and without.
_MAIN: Final = (
    ("wordprocessingml.document.main+xml", DOCX),
    ("ms-word.document.macroenabled.main+xml", DOCX),
    ("spreadsheetml.sheet.main+xml", XLSX),
    ("ms-excel.sheet.macroenabled.main+xml", XLSX),
    ("ms-excel.sheet.binary.macroenabled.main", XLSB),
    ("presentationml.presentation.main+xml", PPTX),
    ("ms-powerpoint.presentation.macroenabled.main+xml", PPTX),
)
_BY_MEDIA: Final = {one.media: one for one in (ODT, ODS, ODP)}
# What a broken or locked archive raises; a NotImplementedError is a RuntimeError too.
BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_MARKUP: Final = re.compile(rb"\s*<(!doctype|html|head|body|svg|\?xml|\?php)", re.IGNORECASE)
# Bytes that Windows-1252 leaves without a letter.
_NO_LETTER: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def kind_of(file: IO[bytes]) -> Kind:
    """What a file is by its content. Reads as much as it must, and goes back to the start."""
    file.seek(0)
    head = file.read(_HEAD)
    try:
        for signature, kind in _SIGNATURES:
            if head.startswith(signature):
                return kind
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _in_archive(file)
        if head.startswith(_OLD_OFFICE):
            return _in_old_office(file)
        return _in_text(file, head)
    finally:
        file.seek(0)


def _in_archive(file: IO[bytes]) -> Kind:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return _BY_MEDIA.get(_start_of(archive, "mimetype", 100).strip(), OTHER)
            if "[Content_Types].xml" not in names:
                return ZIP
            types = _start_of(archive, "[Content_Types].xml", _PIECE).lower()
    except BROKEN:
        return BROKEN_ARCHIVE
    return next((kind for main, kind in _MAIN if main in types), OTHER)


def _start_of(archive: zipfile.ZipFile, name: str, most: int) -> str:
    # Its first bytes only: a few bytes of archive may unpack to more than there is memory.
    with archive.open(name) as part:
        return part.read(most).decode("utf-8", "replace")


def _in_old_office(file: IO[bytes]) -> Kind:
    file.seek(0)
    data = file.read()
    return next((kind for name, kind in _STREAMS if f"{name}\0".encode("utf-16-le") in data), OTHER)


def _in_text(file: IO[bytes], head: bytes) -> Kind:
    if not head:
        return OTHER
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return TEXT if _decodes(file, "utf-16") else OTHER
    if _MARKUP.match(head.removeprefix(codecs.BOM_UTF8)):
        return PAGE
    if _CONTROL.search(head):
        return PROGRAM if head.startswith((b"MZ", b"\x7fELF")) else OTHER
    return TEXT if _decodes(file, "utf-8") or _is_western(file) else OTHER


def _decodes(file: IO[bytes], encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while piece := file.read(_PIECE):
            if "\0" in decoder.decode(piece):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_western(file: IO[bytes]) -> bool:
    file.seek(0)
    while piece := file.read(_PIECE):
        if _NO_LETTER.search(piece) or _CONTROL.search(piece):
            return False
    return True
