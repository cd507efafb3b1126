"""Everything a document, a page or a feed says anywhere, and every address that leads to one.

`said_in` is for a finished file, `said_by` for a response with its headers; `walk` follows every
link from where it is told to begin, through pages, calendars and open data, and tells what each
address says, so that a test can look for a word that nobody there may read.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pikepdf
import pypdfium2

from tests.support.letting_go import let_go
from tests.support.parsing import parsed

HOST = "testserver"
# Where the public side of the service begins: whatever else there is can be reached from here.
STARTS = ("/", "/meetings/", "/partnership/", "/review/", "/planning/", "/calendar/", "/oparl/")
MOST = 600
SUFFIXES = {"application/pdf": ".pdf", "text/html": ".html"}


def walk(client: Any, starts: Iterable[str] = STARTS) -> dict[str, str]:
    """Address → everything said there, for every address that links lead to from `starts`.

    Raises AssertionError where there are more addresses than any visitor would follow.
    """
    found: dict[str, str] = {}
    todo = list(starts)
    while todo:
        at = todo.pop()
        if at in found:
            continue
        assert len(found) < MOST, f"the walk never ends: {sorted(found)[-20:]}"
        response = client.get(at)
        data = whole(response)
        found[at] = f"{at}\n{said_by(response, data)}"
        todo += [one for one in _links(at, response, data) if one not in found]
    return found


def whole(response: Any) -> bytes:
    """A response's body, read to its end; the response is let go."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    let_go(response)
    return bytes(data)


def said_by(response: Any, data: bytes) -> str:
    """All that a response says: its headers, its text, and what is packed inside a file."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    kind = response.get("Content-Type", "").split(";")[0]
    if "wordprocessingml" in kind:
        return f"{headers}\n{said_in(data, '.docx')}"
    if kind in SUFFIXES:
        return f"{headers}\n{said_in(data, SUFFIXES[kind])}"
    # A calendar folds its lines anywhere: unfolded, a word is whole again.
    return f"{headers}\n{data.decode('utf-8', 'replace')}".replace("\r\n ", "")


def _links(at: str, response: Any, data: bytes) -> list[str]:
    """The addresses of this service that a response leads to."""
    kind = response.get("Content-Type", "").split(";")[0]
    if kind == "application/json":
        given = list(_addresses(json.loads(data)))
    elif kind == "text/html":
        page = parsed(data.decode("utf-8"))[0]
        given = [one.get("href", "") for one in page.iter() if one.tag in ("a", "link")]
    else:
        given = []
    if response.get("Location"):
        given.append(response["Location"])
    return [one for link in given if (one := _here(at, link))]


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(f"http://{HOST}/"):
            yield value
        return
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for inner in held:
        yield from _addresses(inner)


def _here(at: str, link: str) -> str:
    """A link's path on this service, or nothing where it leads away, to a style sheet or in."""
    parts = urlsplit(urljoin(f"http://{HOST}{at}", urldefrag(link).url))
    if parts.netloc != HOST or parts.path.startswith(("/static/", "/account/")):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


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
