"""What a paper says, as blocks: as it stands now, or as it went out to members."""

from collections.abc import Sequence
from typing import Any

from frankpledge.documents.content import (
    Block,
    Heading,
    RecommendationsHere,
    blocks_from_json,
    numbered,
    with_recommendations,
    words,
)
from frankpledge.documents.pack import BoundPdf
from frankpledge.meetings.models import CirculatedPaper, Paper


def paper_blocks(paper: Paper) -> tuple[Block, ...]:
    """A paper's content with its recommendations in place and its paragraphs numbered."""
    asked = [one.text for one in paper.recommendations.all()]
    return _blocks(paper.content, asked, paper.source)


def sent_blocks(sent: CirculatedPaper) -> tuple[Block, ...]:
    """The same of a paper as it went out, whatever has become of it since."""
    return _blocks(sent.content, sent.recommendations, sent.source)


def sent_wording(sent: CirculatedPaper) -> tuple[Block, ...]:
    """The same without numbers, to compare: a new paragraph must not make all after it differ."""
    return _placed(sent.content, sent.recommendations)


def _blocks(content: list[dict[str, Any]], asked: Sequence[str], source: str) -> tuple[Block, ...]:
    placed = _placed(content, asked)
    return placed if source == "converted" else numbered(placed)


def _placed(content: list[dict[str, Any]], asked: Sequence[str]) -> tuple[Block, ...]:
    blocks = blocks_from_json(content)
    if asked and not any(isinstance(one, RecommendationsHere) for one in blocks):
        # A text or a Word file that gives them no place: what is asked must not be lost.
        blocks = (Heading(1, words("Recommendations")), RecommendationsHere(), *blocks)
    return with_recommendations(blocks, [words(text) for text in asked])


def bound_pdf(one: Paper | CirculatedPaper, where: str) -> tuple[BoundPdf, ...]:
    """The PDF that a paper is, to be bound in; nothing for one that has its text here.

    `where`: the address at which the original can be had.
    """
    if one.source != "bound":
        return ()
    with one.original.open("rb") as file:
        data = file.read()
    place = f"on this paper’s page in Frankpledge: {where}"
    return (BoundPdf(data, one.title, one.original_name, place),)
