"""Numbers and headings that people type by hand, taken for what they are.

Most papers that arrive as Word files say "3.2" in the text and make headings by bold type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from frankpledge.documents.blocks import Block, Heading, Paragraph, Text, text_of

_HEADING = re.compile(r"^(\d{1,2})[.)]?\s+(?=\S)")
_PARAGRAPH = re.compile(r"^(\d{1,2})\.(\d{1,3})\.?\s+(?=\S)")


def with_bold_headings(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], int]:
    """In a document without any heading, short lines all in bold become headings of level 1.

    Also returns how many.
    """
    blocks = tuple(blocks)
    if any(isinstance(block, Heading) for block in blocks):
        return blocks, 0
    result = tuple(
        Heading(1, tuple(replace(run, bold=False) for run in block.text))
        if isinstance(block, Paragraph) and _all_bold(block.text)
        else block
        for block in blocks
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


def _all_bold(text: Text) -> bool:
    line = text_of(text).strip()
    bold = all(run.bold for run in text if run.text.strip())
    return bool(line) and bold and len(line) <= 90 and "\n" not in line and line[-1] not in ".;,"


def _after(text: Text, count: int) -> Text:
    """The runs without their first `count` characters."""
    result = []
    for run in text:
        cut = min(count, len(run.text))
        count -= cut
        if run.text[cut:]:
            result.append(replace(run, text=run.text[cut:]))
    return tuple(result)
