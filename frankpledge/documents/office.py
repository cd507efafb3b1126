"""Looks into a Word or OpenDocument file before pandoc does: is it one, is it safe, what is in it.

Pandoc's sandbox gives no pictures, so they are taken from the file's own zip archive here.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from frankpledge.documents.blocks import Figure
from frankpledge.documents.pictures import picture

_BIGGEST_FILE: Final = 40 * 1024 * 1024
_BIGGEST_INSIDE: Final = 250 * 1024 * 1024
_BIGGEST_TEXT: Final = 40 * 1024 * 1024
_MOST_PARTS: Final = 5_000
_NAMES: Final = {".docx": "a Word document (.docx)", ".odt": "an OpenDocument text (.odt)"}
_BODY: Final = {".docx": "word/document.xml", ".odt": "content.xml"}


class UnreadableDocument(ValueError):
    """The document cannot be read; the message is a plain sentence for whoever sent it."""


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """What was found beside the text: pictures by pandoc's name for them, and plain-word notes."""

    pictures: dict[str, Figure]
    notes: tuple[str, ...]


def open_office(data: bytes, suffix: str) -> OfficeFile:
    """Checks the file and gathers its pictures; raises `UnreadableDocument`."""
    suffix = suffix.lower()
    if suffix not in _NAMES:
        raise UnreadableDocument(
            f"A {suffix or 'nameless'} file cannot be read here. Save it as .docx or .odt."
        )
    if len(data) > _BIGGEST_FILE:
        raise UnreadableDocument("This file is over 40 MB. Make its pictures smaller, or split it.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, suffix)
            body = _read(archive, _BODY[suffix], _BIGGEST_TEXT).decode("utf-8", "replace")
            pictures, lost = _pictures(archive, suffix)
            return OfficeFile(pictures, tuple(_notes(archive, suffix, body) + lost))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, zlib.error) as error:
        raise UnreadableDocument(_what_it_is(data, suffix)) from error
    except (RuntimeError, OSError, ValueError) as error:
        if isinstance(error, UnreadableDocument):
            raise
        raise UnreadableDocument(
            f"Expected {_NAMES[suffix]}, but this file is damaged or locked with a password. "
            "Open it in your word processor and save it again."
        ) from error


def _what_it_is(data: bytes, suffix: str) -> str:
    expected = f"Expected {_NAMES[suffix]}, but "
    if not data:
        return expected + "this file is empty."
    if data.startswith(b"%PDF"):
        return expected + "this is a PDF. Send the file it was made from, or bind it as a PDF."
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return expected + "this file is locked with a password. Remove it and send it again."
        return expected + "this is an older Word file (.doc). Save it as .docx and send it again."
    if data.startswith(b"{\\rtf"):
        return expected + "this is a rich text file (.rtf). Save it as .docx and send it again."
    if data.startswith(b"PK"):
        return expected + "this file is damaged or cut short. Send it again."
    return expected + "this is some other kind of file."


def check_unpacked(archive: zipfile.ZipFile) -> None:
    """Raises `UnreadableDocument` for a file that says it unpacks to more than any paper would."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _BIGGEST_INSIDE:
        raise UnreadableDocument(
            "This file unpacks to more than 250 MB, or to more than 5,000 parts. "
            "A paper is smaller than that: check the file."
        )


def _check(archive: zipfile.ZipFile, suffix: str) -> None:
    check_unpacked(archive)
    names = set(archive.namelist())
    if _BODY[suffix] in names:
        return
    for other, body in _BODY.items():
        if other != suffix and body in names:
            raise UnreadableDocument(
                f"This file is named {suffix} but is {_NAMES[other]}, or something near it. "
                "Give it its right name and send it again."
            )
    raise UnreadableDocument(
        f"Expected {_NAMES[suffix]}, but this file is a zip archive of something else."
    )


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    # The sizes a zip declares may lie, so no more than the cap is ever unpacked.
    with archive.open(name) as part:
        data = part.read(most + 1)
    if len(data) > most:
        raise UnreadableDocument("A part of this file is too large to read. Send it in parts.")
    return data


def _pictures(archive: zipfile.ZipFile, suffix: str) -> tuple[dict[str, Figure], list[str]]:
    folder = "word/media/" if suffix == ".docx" else "Pictures/"
    pictures: dict[str, Figure] = {}
    lost: set[str] = set()
    count = 0
    for part in archive.infolist():
        if not part.filename.startswith(folder) or part.is_dir():
            continue
        found = picture(_read(archive, part.filename, _BIGGEST_FILE))
        if found is None:
            count += 1
            lost.add(part.filename.rpartition(".")[2].upper()[:5])
            continue
        # Pandoc names a Word picture "media/image1.png", an ODF one "Pictures/1000.png".
        pictures[part.filename.removeprefix("word/")] = found
    if not count:
        return pictures, []
    noun = "1 picture was" if count == 1 else f"{count} pictures were"
    return pictures, [
        f"{noun} left out: the format ({', '.join(sorted(lost))}) cannot be shown. "
        "Save such pictures as PNG."
    ]


def _notes(archive: zipfile.ZipFile, suffix: str, body: str) -> list[str]:
    names = archive.namelist()
    notes: list[str] = []
    if suffix == ".docx":
        embedded = [name for name in names if name.startswith("word/embeddings/")]
        changed = bool(re.search(r"<w:(ins|del) ", body))
        comments = "word/comments.xml" in names
        boxes = "<w:txbxContent" in body
        charts = sum(bool(re.fullmatch(r"word/charts/chart\d+\.xml", name)) for name in names)
    else:
        embedded = [
            name for name in names if re.fullmatch(r"(Object|Formula) \d+/content.xml", name)
        ]
        changed = "<text:tracked-changes" in body
        comments = "<office:annotation" in body
        boxes = "<draw:text-box" in body or "<draw:custom-shape" in body
        charts = 0
    if embedded:
        sheets = all(re.search(r"\.xls[xmb]?$", name) for name in embedded)
        what = "spreadsheet" if sheets else "object"
        noun = (
            f"an embedded {what} was"
            if len(embedded) == 1
            else f"{len(embedded)} embedded {what}s were"
        )
        notes.append(f"{noun[0].upper()}{noun[1:]} left out.")
    if charts:
        noun = "1 chart was" if charts == 1 else f"{charts} charts were"
        notes.append(f"{noun} left out: paste charts as pictures, with a description.")
    if changed:
        notes.append("Tracked changes were taken as accepted.")
    if comments:
        notes.append("Comments were left out.")
    if boxes:
        notes.append("There are text boxes: check that their words came over, and in order.")
    return notes
