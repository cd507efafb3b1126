"""Everything a finished document says anywhere: on its pages, in its bookmarks, in its metadata."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2


def said_in(data: bytes, suffix: str) -> str:
    """All the words that can be got out of a .pdf, .docx or .html file."""
    return {".pdf": _pdf, ".docx": _docx, ".html": _html}[suffix](data)


def _pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    titles = [bookmark.get_title() for bookmark in document.get_toc()]
    document.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        inside = [word for thing in pdf.objects for word in _strings(thing)]
    return "\n".join([*pages, *titles, *inside])


def _strings(thing: Any) -> Iterator[str]:
    """Strings and streams of one PDF object; another object that it refers to is left to itself."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
        return
    if isinstance(thing, pikepdf.Stream):
        try:
            yield thing.read_bytes().decode("latin-1")
        except pikepdf.PdfError:  # a picture in a form that is left as it is
            yield thing.read_raw_bytes().decode("latin-1")
    held: list[Any] = []
    if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
        held = [value for _, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        held = list(thing)
    for value in held:
        if not getattr(value, "is_indirect", False):
            yield from _strings(value)


def _docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        texts = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    # With the markup and without it: a word may be cut by a run's end.
    return "\n".join([*texts, *(re.sub(r"<[^>]+>", "", text) for text in texts)])


def _html(data: bytes) -> str:
    return data.decode("utf-8")
