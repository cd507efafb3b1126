"""What a paper says, as blocks, to whoever looks: as it stands now, or as it went out to members.

What is withheld from the one who looks is left out here, before anything is made of the blocks: a
notice stands in its place. Whoever does not say who looks gets what the public may read.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from frankpledge.documents.content import (
    Block,
    Heading,
    Notice,
    RecommendationsHere,
    blocks_from_json,
    numbered,
    with_recommendations,
    words,
)
from frankpledge.documents.pack import BoundPdf
from frankpledge.meetings.models import CirculatedPaper, Paper, Withholding
from frankpledge.meetings.rules.withholding import paragraph_mark, waits
from frankpledge.partnership.people import Viewer
from frankpledge.shared.marking import Looker, sees

PUBLIC_LOOKER = Looker()
# Who wrote the paper, and the board's secretary: nothing is withheld from them.
KEEPER = Looker(keeps=True)


def looker_at(paper: Paper, viewer: Viewer) -> Looker:
    """What a viewer is to a paper, as far as reading it goes."""
    board = paper.item.meeting.body_id
    return Looker(
        bodies=viewer.reads_for,
        keeps=board in viewer.secretary_of or paper.author_body_id in viewer.bodies,
        sits=board in viewer.boards,
    )


def hidden_from(paper: Paper, looker: Looker) -> dict[str, Withholding]:
    """The marks of what is withheld from the one who looks, each with why. Empty: nothing is."""
    return {
        mark: one
        for one in paper.withholdings.all()
        if one.released is None and not sees(one.audience, one.named_bodies, looker)
        for mark in one.marks
    }


def hands_out_file(one: Paper | CirculatedPaper, looker: Looker) -> bool:
    """Whether the one who looks may have the file that a paper came as.

    A PDF is the paper itself. A Word file or a spreadsheet may hold what nobody sees on its page:
    tracked changes, comments, hidden text. Readers have what was made of it, so the file is for
    its author and the board's secretary.
    """
    if not one.original:
        return False
    paper = one if isinstance(one, Paper) else one.paper
    return looker.keeps or (one.source == "bound" and not hidden_from(paper, looker))


def paper_blocks(paper: Paper, looker: Looker = PUBLIC_LOOKER) -> tuple[Block, ...]:
    """A paper's content with its recommendations in place and its paragraphs numbered."""
    asked = [one.text for one in paper.recommendations.all()]
    return _blocks(paper.content, asked, paper.source, hidden_from(paper, looker))


def sent_blocks(sent: CirculatedPaper, looker: Looker = PUBLIC_LOOKER) -> tuple[Block, ...]:
    """The same of a paper as it went out, whatever has become of it since."""
    hidden = hidden_from(sent.paper, looker)
    return _blocks(sent.content, sent.recommendations, sent.source, hidden)


def sent_wording(sent: CirculatedPaper, looker: Looker = PUBLIC_LOOKER) -> tuple[Block, ...]:
    """The same without numbers, to compare: a new paragraph must not make all after it differ."""
    placed = _placed(sent.content, sent.recommendations)
    return _without(sent.content, placed, hidden_from(sent.paper, looker))


def _blocks(
    content: list[dict[str, Any]],
    asked: Sequence[str],
    source: str,
    hidden: dict[str, Withholding],
) -> tuple[Block, ...]:
    placed = _placed(content, asked)
    # Numbered whole: a paragraph keeps its number, whatever before it is withheld from whom.
    return _without(content, placed if source == "converted" else numbered(placed), hidden)


def _placed(content: list[dict[str, Any]], asked: Sequence[str]) -> tuple[Block, ...]:
    blocks = blocks_from_json(content)
    if asked and not any(isinstance(one, RecommendationsHere) for one in blocks):
        # A text or a Word file that gives them no place: what is asked must not be lost.
        blocks = (Heading(1, words("Recommendations")), RecommendationsHere(), *blocks)
    return with_recommendations(blocks, [words(text) for text in asked])


def _without(
    content: list[dict[str, Any]], blocks: tuple[Block, ...], hidden: dict[str, Withholding]
) -> tuple[Block, ...]:
    """The blocks without what is hidden; those withheld together have one notice in their place."""
    if not hidden:
        return blocks
    # Recommendations that were put first stand before the content's own blocks.
    before = len(blocks) - len(content)
    shown: list[Block] = list(blocks[:before])
    run: list[Block] = []
    why: Withholding | None = None
    for data, block in zip(content, blocks[before:], strict=True):
        held = hidden.get(paragraph_mark(data))
        if why is not None and held is not why:
            shown.append(_notice(run, why))
            run = []
        why = held
        if held is None:
            shown.append(block)
        else:
            run.append(block)
    if why is not None:
        shown.append(_notice(run, why))
    return tuple(shown)


def _notice(run: Iterable[Block], why: Withholding) -> Notice:
    """What stands in the place of withheld paragraphs: which, why and until when; no more."""
    numbers = [number for one in run if (number := getattr(one, "number", ""))]
    if not numbers:
        title = "Part of this paper is withheld"
    elif len(numbers) == 1:
        title = f"{numbers[0]} is withheld"
    else:
        title = f"{numbers[0]} to {numbers[-1]} are withheld"
    until = waits(why.until, why.until_decision)
    return Notice("withheld", title, words(f"{why.why.strip().rstrip('.')}. Withheld {until}."))


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
