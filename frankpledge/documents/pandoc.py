"""Markdown, Word and OpenDocument text read into blocks, through pandoc.

Pandoc runs as a separate process in its sandbox (it can reach no file and no network), with a
cap on memory and on time. What it makes of the file is mapped by `pandoc_ast`.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypandoc

from frankpledge.documents.blocks import Block, Heading, plain_text
from frankpledge.documents.hidden import without_hidden
from frankpledge.documents.odt import made_plain
from frankpledge.documents.office import UnreadableDocument, open_office
from frankpledge.documents.pandoc_ast import Reader
from frankpledge.documents.safe import without_gaps
from frankpledge.documents.typed import (
    with_bold_headings,
    with_plain_numbers,
    with_typed_items,
    with_typed_numbers,
)

__all__ = ["Converted", "UnreadableDocument", "read_markdown", "read_office"]

# CommonMark, for there "$5", "@name" and "1 * 2" mean what they say; a few useful additions.
_MARKDOWN = "commonmark+pipe_tables+smart+footnotes+superscript+subscript+strikeout"
_SECONDS = 60
# About a page: what is longer needs headings.
_LONG = 2_000
_LONGEST_TEXT = 2_000_000


@dataclass(frozen=True, slots=True)
class Converted:
    """A document as blocks. `notes`: in plain words, what could not be carried over."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=128)
def read_markdown(text: str) -> tuple[Block, ...]:
    """Markdown as blocks; HTML in it is shown as the text it is, never obeyed.

    A line holding only `{recommendations}` becomes `RecommendationsHere`. Raises
    `UnreadableDocument` when the text is longer than two million characters.
    """
    if len(text) > _LONGEST_TEXT:
        raise UnreadableDocument("This text is too long. Keep a paper under 2 million characters.")
    reader = Reader(markdown=True)
    body = reader.body(_pandoc(_MARKDOWN, text.encode("utf-8", "replace")))
    return body + reader.footnotes()


def read_office(data: bytes, suffix: str) -> Converted:
    """A Word (".docx") or OpenDocument (".odt") file as blocks, with notes on what was lost.

    Raises `UnreadableDocument`, with a sentence for the person who sent the file, when it is not
    such a file, is locked, broken or unreasonably large.
    """
    office = open_office(data, suffix)
    reader = Reader(pictures=office.pictures)
    kind = suffix.removeprefix(".").lower()
    data, hid = without_hidden(data, suffix.lower())
    blocks = reader.body(_pandoc(kind, made_plain(data) if kind == "odt" else data))
    if not blocks:
        raise UnreadableDocument("This file holds no text. Check that it is the right one.")
    blocks, promoted = with_bold_headings(blocks)
    notes = [*office.notes, *(("Hidden text was left out.",) if hid else ()), *reader.notes()]
    if promoted:
        lines = "1 bold line was" if promoted == 1 else f"{promoted} bold lines were"
        notes.append(f"{lines} read as headings, because the file has no heading styles.")
    headed = any(isinstance(block, Heading) for block in blocks)
    if not headed and len(plain_text(blocks)) > _LONG:
        notes.append("There are no headings. Give it some, so that readers find their way.")
    numbered = with_plain_numbers(with_typed_items(with_typed_numbers(blocks)))
    return Converted(without_gaps(numbered + reader.footnotes()), tuple(notes))


def _pandoc(kind: str, data: bytes) -> Mapping[str, Any]:
    command = [
        pypandoc.get_pandoc_path(),
        f"--from={kind}",
        "--to=json",
        "--sandbox",
        *("+RTS", "-M512M", "-RTS"),
    ]
    unreadable = "This file could not be read. Open it in your word processor and save it again."
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument("This file took too long to read. Send it in parts.") from error
    if done.returncode == 251:  # GHC's code for a heap that is full
        raise UnreadableDocument("This file is too large to read. Send it in parts.")
    if done.returncode:
        raise UnreadableDocument(unreadable)
    try:
        result: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableDocument(unreadable) from error
    return result
