"""Papers and packs as the plain data that the Typst templates read, pictures as files beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

from frankpledge.documents.blocks import (
    NOTICE_WORDS,
    Block,
    Facts,
    Figure,
    ListBlock,
    Notice,
    Quote,
    Run,
    Table,
    Text,
    words,
)
from frankpledge.documents.columns import NESTED, PDF, columns, spreads
from frankpledge.documents.pictures import media_type_of
from frankpledge.documents.safe import clean, safe_link, without_gaps
from frankpledge.documents.svg import can_be_drawn

_SUFFIX = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
# Charts name the fonts of the web; on paper they take the paper's own.
_FONT = re.compile(rb"(font-family\s*[=:]\s*['\"]?)")


class TypstData:
    """Turns blocks into data; `files` gathers the pictures by file name, each once.

    `tables` lists, in reading order, the column that heads the rows of each table, or None: Typst
    cannot yet tag row heads without an experimental switch, so `tagging` does it afterwards.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.tables: list[int | None] = []
        # How many lists and quotations stand around the block in hand.
        self._depth = 0

    def blocks(self, blocks: Iterable[Block]) -> list[dict[str, Any]]:
        """The blocks as dicts, each with its "type"; a wide table with its own as a "Spread"."""
        result: list[dict[str, Any]] = []
        for wide, group in spreads(without_gaps(blocks), PDF):
            made = [self._value(block) for block in group]
            result.extend([{"type": "Spread", "blocks": made}] if wide else made)
        return result

    def text(self, text: tuple[Run, ...]) -> list[dict[str, Any]]:
        """Runs as dicts, links made safe."""
        return [self._value(run) for run in text]

    def pairs(self, pairs: Iterable[tuple[str, tuple[Run, ...]]]) -> list[Any]:
        """The rows of a summary list, which is set as a table."""
        rows = [[clean(name), self.text(value)] for name, value in pairs]
        if rows:
            self.tables.append(0)
        return rows

    def _value(self, value: Any) -> Any:
        match value:
            case Figure():
                return self._figure(value)
            case Facts():
                return {"type": "Facts", "pairs": self.pairs(value.pairs)}
            case Table():
                return self._table(value)
            case ListBlock() | Quote():
                self._depth += 1
                record = self._record(value)
                self._depth -= 1
                return record
            case str():
                return clean(value)
            case tuple():
                return [self._value(item) for item in value]
        return self._record(value) if is_dataclass(value) else value

    def _record(self, value: Any) -> dict[str, Any]:
        record = {field.name: self._value(getattr(value, field.name)) for field in fields(value)}
        record["type"] = type(value).__name__
        if isinstance(value, Run):
            record["link"] = safe_link(value.link, absolute=True)
        elif isinstance(value, Notice):
            record["word"] = NOTICE_WORDS[value.kind]
        return record

    def _figure(self, figure: Figure) -> dict[str, Any]:
        alt = clean(figure.alt or figure.caption or "A picture without a description")
        name = ""
        # A type that lies, or a broken file, would stop the whole pack: it is looked at first.
        media_type = media_type_of(figure.data)
        if media_type in _SUFFIX and (media_type != "image/svg+xml" or can_be_drawn(figure.data)):
            name = f"{hashlib.sha256(figure.data).hexdigest()[:24]}.{_SUFFIX[media_type]}"
            data = figure.data
            if name.endswith(".svg"):
                data = _FONT.sub(rb"\1Source Sans 3, ", data)
            self.files[name] = data
        return {"type": "Figure", "file": name, "alt": alt, "caption": clean(figure.caption)}

    def _table(self, table: Table) -> dict[str, Any]:
        width = table.width
        if not width or not table.rows:
            return {"type": "Quote", "blocks": []}
        self.tables.append(0 if table.row_heads else None)
        empty: tuple[Run, ...] = ()
        head = table.head + (empty,) * (width - len(table.head)) if any(table.head) else ()
        rows = [row + (empty,) * (width - len(row)) for row in table.rows]
        room = NESTED if self._depth else PDF
        layout = columns(table, room)

        def cells(row: tuple[Text, ...]) -> list[Any]:
            return [self.text(layout.broken(cell, i, room)) for i, cell in enumerate(row)]

        return {
            "type": "Table",
            "head": cells(head),
            "rows": [cells(row) for row in rows],
            "caption": clean(table.caption),
            "row_heads": table.row_heads,
            "numeric": [column for column in table.numeric if column < width],
            "total": table.total,
            "columns": layout.widths,
            "gap": layout.gap,
            "size": layout.size,
            "place": layout.place,
            # A short table is easier to read on one page than over two, most of all one of
            # figures; but a page half empty is no help either.
            "keep": layout.height <= (125 if table.numeric else 80),
            # A cell longer than about a third of a page must be allowed to break.
            "breakable": layout.tallest > 80,
        }


def meta(
    *, title: str, author: str, keywords: tuple[str, ...], language: str, timestamp: datetime
) -> dict[str, Any]:
    """What the file says about itself; the time as UTC."""
    stamp = timestamp.astimezone(UTC)
    language, _, region = language.partition("-")
    return {
        "title": clean(title),
        "author": [clean(author)] if author.strip() else [],
        "keywords": [clean(word) for word in keywords],
        "lang": language.lower() or "en",
        "region": region.upper() if len(region) == 2 else None,
        "date": [stamp.year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second],
    }


def original_text(original: str) -> tuple[Run, ...]:
    """A sentence that says where an original is, its address as a link."""
    link = safe_link(original, absolute=True)
    if link and " " not in original.strip():
        return (Run("The original is at "), Run(link, link=link), Run("."))
    sentence = original.strip()
    return words(sentence if sentence.endswith(".") or not sentence else f"{sentence}.")
