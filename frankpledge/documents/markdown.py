"""Blocks as the Markdown that people write here, so that what Word brought can be written on.

Only what comes back the same is given: the text is read again and compared. Pictures, notices and
merged lines of a table have no place in our Markdown, and a paper that holds them stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from frankpledge.documents.blocks import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    RecommendationsHere,
    Run,
    Table,
    Text,
    text_of,
)
from frankpledge.documents.office import UnreadableDocument
from frankpledge.documents.pandoc import read_markdown
from frankpledge.documents.safe import without_gaps

_Escape = Callable[[str], str]
# First as people write it themselves; then with every sign that Markdown might take for its own.
_SIGNS = re.compile(r"([\\`*_\[\]<>|~^#])")
_EVERY_SIGN = re.compile(r"""([!-/:-@\[-`{-~])""")
_OPENING_SIGN = re.compile(r"^(\s*)([-+#>]|\d+(?=[.)]))(?=[.)\s#>])")


class _NoPlace(Exception):
    """Markdown has no words for a block."""


def markdown_of(blocks: Iterable[Block]) -> str | None:
    """Markdown that `read_markdown` reads as these very blocks; None where there is none."""
    wanted = _tidy(blocks)
    for escape in (_lightly, _wholly):
        try:
            text = "\n\n".join(_block(block, escape) for block in wanted) + "\n"
            if read_markdown(text) == wanted:
                return text
        except (_NoPlace, UnreadableDocument):
            continue
    return None


def _lightly(text: str) -> str:
    escaped = _SIGNS.sub(r"\\\1", text)
    return _OPENING_SIGN.sub(_guarded, escaped)


def _guarded(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdecimal() else f"{space}\\{sign}"


def _wholly(text: str) -> str:
    return _EVERY_SIGN.sub(r"\\\1", text)


def _tidy(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with spaces outside bold and italics, and no space at the ends of a line."""
    return without_gaps(_tidied(block) for block in blocks)


def _tidied(block: Block) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, text=_tidy_text(block.text))
        case ListBlock(items=items):
            return replace(block, items=tuple(tuple(map(_tidied, item)) for item in items))
        case Quote(blocks=inner):
            return replace(block, blocks=tuple(map(_tidied, inner)))
        case Table(head=head, rows=rows):
            tidy = tuple(tuple(map(_tidy_text, row)) for row in rows)
            return replace(block, head=tuple(map(_tidy_text, head)), rows=tidy, merged=())
    return block


def _tidy_text(text: Text) -> Text:
    pieces: list[Run] = []
    for run in text:
        core = run.text.strip()
        plain = Run("", link=run.link)
        before = run.text[: len(run.text) - len(run.text.lstrip())] if core else run.text
        after = run.text[len(run.text.rstrip()) :] if core else ""
        for part, style in ((before, plain), (core, run), (after, plain)):
            pieces.extend([replace(style, text=" " if part.isspace() else part)] if part else [])
    joined = [
        replace(style, text="".join(run.text for run in runs))
        for style, runs in groupby(pieces, key=lambda run: replace(run, text=""))
    ]
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(replace(run, text=re.sub(r" {2,}", " ", run.text)) for run in joined if run.text)


def _block(block: Block, escape: _Escape) -> str:
    match block:
        case Heading(level=level, text=text, number=""):
            return f"{'#' * level} {_line(text, escape)}"
        case Paragraph(text=text, number=""):
            return _line(text, escape)
        case RecommendationsHere():
            return "{recommendations}"
        case ListBlock():
            return _list(block, escape)
        case Quote(blocks=inner):
            lines = "\n\n".join(_block(one, escape) for one in inner).split("\n")
            return "\n".join(f"> {line}".rstrip() for line in lines)
        case Table(caption=""):
            return _table(block, escape)
    raise _NoPlace


def _list(block: ListBlock, escape: _Escape) -> str:
    items = []
    for number, item in enumerate(block.items, start=block.start):
        mark = f"{number}. " if block.ordered else "- "
        lines = "\n\n".join(_block(one, escape) for one in item).split("\n")
        inset = " " * len(mark)
        items.append(mark + "\n".join(f"{inset}{line}".rstrip() for line in lines).lstrip())
    return "\n".join(items)


def _table(block: Table, escape: _Escape) -> str:
    head = block.head or ((),) * block.width
    rules = ["--:" if column in block.numeric else "---" for column in range(block.width)]
    rows = [_cells(head, escape), f"| {' | '.join(rules)} |"]
    return "\n".join([*rows, *(_cells(row, escape) for row in block.rows)])


def _cells(row: Iterable[Text], escape: _Escape) -> str:
    cells = list(row)
    if any("\n" in text_of(cell) for cell in cells):
        raise _NoPlace
    return f"| {' | '.join(_line(cell, escape) for cell in cells)} |"


def _line(text: Text, escape: _Escape) -> str:
    return "".join(_runs(text, escape)).replace("\n", "\\\n")


def _runs(text: Text, escape: _Escape) -> Iterator[str]:
    for run in text:
        said = escape(run.text)
        for wanted, mark in (
            (run.raised, "^"),
            (run.lowered, "~"),
            (run.italic, "*"),
            (run.bold, "**"),
        ):
            said = f"{mark}{said}{mark}" if wanted else said
        yield f"[{said}](<{run.link}>)" if run.link else said
