"""Numbers and headings that people type by hand, taken for what they are.

Most papers that arrive as Word files say "3.2" in the text and make headings by bold type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from frankpledge.documents.blocks import Block, Heading, ListBlock, Paragraph, Text, text_of
from frankpledge.documents.wordform_values import read_day

_HEADING = re.compile(r"^(\d{1,2})[.)]?\s+(?=\S)")
_ACTION = re.compile(r"^actions?\b[^:]{0,30}:", re.IGNORECASE)
_PLAIN = re.compile(r"^(\d{1,3})[.)]\s+(?=\S)")
_PARAGRAPH = re.compile(r"^(\d{1,2})\.(\d{1,3})\.?\s+(?=\S)")


def with_bold_headings(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], int]:
    """In a document without any heading, short lines all in bold become headings of level 1.

    Of the bold lines that open it (whose, what, when), the first and the last are headings; a
    date is none, nor are lines that nothing follows. Also returns how many there are.
    """
    blocks = tuple(blocks)
    if any(isinstance(block, Heading) for block in blocks):
        return blocks, 0
    bold = [isinstance(block, Paragraph) and _all_bold(block.text) for block in blocks]
    opening = next((place for place, one in enumerate(bold) if not one), len(bold))
    closing = len(bold) - next((n for n, one in enumerate(reversed(bold)) if not one), len(bold))
    between = range(1, opening - 1)
    result = tuple(
        Heading(1, tuple(replace(run, bold=False) for run in block.text))
        if isinstance(block, Paragraph)
        and bold[place]
        and place < closing
        and place not in between
        and _heads(block.text)
        else block
        for place, block in enumerate(blocks)
    )
    return result, sum(isinstance(block, Heading) for block in result)


def with_typed_numbers(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Takes "3. Background" and "3.2 The text" apart into number and text.

    Only where the numbers run on: heading 3 must follow heading 2, and 3.2 must stand under
    heading 3 after 3.1; so "5 priorities" and "1.5 million people" stay text.
    """
    heading = paragraph = 0
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and (found := _HEADING.match(text_of(block.text))):
            if int(found[1]) == heading + 1:
                heading, paragraph = heading + 1, 0
                block = replace(block, text=_after(block.text, found.end()), number=found[1])
        elif isinstance(block, Paragraph) and (found := _PARAGRAPH.match(text_of(block.text))):
            number = f"{heading}.{paragraph + 1}"
            if f"{found[1]}.{found[2]}" == number:
                paragraph += 1
                block = replace(block, text=_after(block.text, found.end()), number=number)
        result.append(block)
    return tuple(result)


def with_typed_items(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Takes "9. Would you …" after a list of eight for its ninth item."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        item = _next_item(before, block) if isinstance(before, ListBlock) else None
        if item and isinstance(before, ListBlock):
            result[-1] = replace(before, items=(*before.items, (item,)))
        else:
            result.append(block)
    return tuple(result)


def with_plain_numbers(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Takes "4. In principle" apart where the paragraphs of a paper are numbered 1, 2, 3 …"""
    blocks = tuple(blocks)
    places: dict[int, re.Match[str]] = {}
    last = 0
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.number:
            continue
        found = _PLAIN.match(text_of(block.text))
        if found and int(found[1]) in {1, last + 1}:
            last = int(found[1])
            places[place] = found
    if len(places) < 2:
        return blocks
    return tuple(
        replace(block, text=_after(block.text, places[place].end()), number=places[place][1])
        if isinstance(block, Paragraph) and place in places
        else block
        for place, block in enumerate(blocks)
    )


def _next_item(before: ListBlock, block: Block) -> Paragraph | None:
    """The paragraph as the list's next item, without its number; None when it is none."""
    if not before.ordered or not isinstance(block, Paragraph):
        return None
    found = _PLAIN.match(text_of(block.text))
    if not found or int(found[1]) != before.start + len(before.items):
        return None
    return replace(block, text=_after(block.text, found.end()))


def _all_bold(text: Text) -> bool:
    return bool(text_of(text).strip()) and all(run.bold for run in text if run.text.strip())


def _heads(text: Text) -> bool:
    """Whether a bold line can be a heading: short, no sentence, no date, no action for somebody."""
    line = text_of(text).strip()
    short = len(line) <= 120 and "\n" not in line and line[-1] not in ".;,"
    return short and read_day(line) is None and not _ACTION.match(line)


def _after(text: Text, count: int) -> Text:
    """The runs without their first `count` characters."""
    result = []
    for run in text:
        cut = min(count, len(run.text))
        count -= cut
        if run.text[cut:]:
            result.append(replace(run, text=run.text[cut:]))
    return tuple(result)
