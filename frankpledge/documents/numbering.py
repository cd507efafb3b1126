"""Numbers for headings and paragraphs, so that a meeting can cite "paragraph 3.2"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from frankpledge.documents.blocks import (
    Block,
    Heading,
    Paragraph,
    Recommendations,
    RecommendationsHere,
    Text,
)


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Numbers level-1 headings 1, 2, 3 and the paragraphs and recommendations under them 1.1, 1.2.

    Lists, tables and the paragraphs before the first heading take no number. A document whose
    headings or paragraphs already carry numbers comes back unchanged.
    """
    blocks = tuple(blocks)
    if _has_numbers(blocks):
        return blocks
    heading = paragraph = 0
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            heading, paragraph = heading + 1, 0
            result.append(replace(block, number=str(heading)))
        elif isinstance(block, Paragraph) and heading:
            paragraph += 1
            result.append(replace(block, number=f"{heading}.{paragraph}"))
        elif isinstance(block, Recommendations):
            place = str(heading) if heading else ""
            result.append(replace(block, numbers=_numbers(place, paragraph, len(block.items))))
            paragraph += len(block.items)
        else:
            result.append(block)
    return tuple(result)


def with_recommendations(blocks: Iterable[Block], items: Iterable[Text]) -> tuple[Block, ...]:
    """Puts the recommendations at each `RecommendationsHere`, numbered for that place.

    Under heading 2 they are 2.1, 2.2; under heading 7, 7.1, 7.2; after a paragraph 2.1 they go on
    with 2.2. When the document was numbered by `numbered`, the paragraphs after them move on.
    """
    blocks, items = tuple(blocks), tuple(items)
    ours = _has_numbers(blocks) and numbered(_bare(blocks)) == blocks
    heading, ordinal, paragraph = "", 0, 0
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            ordinal, paragraph = ordinal + 1, 0
            heading = block.number.rstrip(".") or str(ordinal)
        elif isinstance(block, Paragraph):
            last = block.number.rpartition(".")[2]
            paragraph = int(last) if last.isdecimal() else paragraph
        elif isinstance(block, RecommendationsHere):
            block = Recommendations(items, _numbers(heading, paragraph, len(items)))
            paragraph += len(items)
        result.append(block)
    return numbered(_bare(tuple(result))) if ours else tuple(result)


def _numbers(heading: str, after: int, count: int) -> tuple[str, ...]:
    dot = f"{heading}." if heading else ""
    return tuple(f"{dot}{after + index}" for index in range(1, count + 1))


def _has_numbers(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(block, Heading | Paragraph) and block.number for block in blocks)


def _bare(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks without the numbers of headings and paragraphs."""
    return tuple(
        replace(block, number="") if isinstance(block, Heading | Paragraph) else block
        for block in blocks
    )
