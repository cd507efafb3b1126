"""Who may read a paper, what of it is withheld, and how it reads to others."""

from dataclasses import dataclass
from datetime import date

from frankpledge.documents.content import Block, blocks_from_json, numbered, plain_text
from frankpledge.documents.difference import Row, blocks_difference, with_gaps
from frankpledge.meetings.models import NamedReader, NamedReaderOfPart, Paper, Withholding
from frankpledge.meetings.paper_content import KEEPER, PUBLIC_LOOKER, paper_blocks
from frankpledge.meetings.rules.withholding import can_be_withheld, lost, paragraph_mark, waits
from frankpledge.partnership.models import Body
from frankpledge.shared.marking import AUDIENCES, BY_NAME, Looker
from frankpledge.shared.words import count_of, spell_list

LONGEST = 110
# A member who is named nowhere: what everybody on the board may read.
MEMBER = Looker(sits=True)
# Block → what it is called where it has no words of its own.
KINDS = {"Table": "Table", "Figure": "Picture", "ListBlock": "List", "Heading": "Heading"}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list, table or picture that can be withheld, by its number and first words."""

    mark: str
    words: str


@dataclass(frozen=True)
class PartLine:
    """Some withheld paragraphs as the secretary sees them."""

    withholding: Withholding
    who: str
    why: str
    until: str
    paragraphs: tuple[str, ...]
    lost: bool


@dataclass(frozen=True)
class Reading:
    """How a paper reads to others beside the whole of it: what differs, with its neighbours."""

    name: str
    rows: tuple[Row, ...]


def paragraphs_of(paper: Paper) -> tuple[Paragraph, ...]:
    """What of a paper can be withheld by itself, in order; what stands twice is offered once."""
    blocks = blocks_from_json(paper.content)
    shown = blocks if paper.source == "converted" else numbered(blocks)
    found: dict[str, Paragraph] = {}
    for data, block in zip(paper.content, shown, strict=True):
        if can_be_withheld(data):
            mark = paragraph_mark(data)
            found.setdefault(mark, Paragraph(mark, _words(block)))
    return tuple(found.values())


def _words(block: Block) -> str:
    said = " ".join(plain_text([block]).split())
    kind = KINDS.get(type(block).__name__, "")
    whole = ": ".join(filter(None, (kind, said))) or "Something without words"
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1].rstrip()}…"


def parts_of_paper(paper: Paper, on: date) -> tuple[PartLine, ...]:
    """What of a paper is withheld, in order."""
    words = {one.mark: one.words for one in paragraphs_of(paper)}
    found = Withholding.objects.standing().filter(paper=paper).prefetch_related("named")
    lines = []
    for one in found:
        one.paper = paper
        named = Body.objects.with_names().filter(
            pk__in=NamedReaderOfPart.objects.filter(withholding=one).values("body")
        )
        lines.append(
            PartLine(
                withholding=one,
                who=_audience(one.audience, [body.name_on(on) for body in named]),
                why=one.why,
                until=waits(one.until, one.until_decision),
                paragraphs=tuple(words[mark] for mark in words if mark in one.marks),
                lost=lost(one.marks, one.count, paper.content),
            )
        )
    return tuple(lines)


def audience_words(paper: Paper, on: date) -> str:
    """Who may read a paper once it is out to them, in words."""
    named = Body.objects.with_names().filter(
        pk__in=NamedReader.objects.filter(paper=paper).values("body")
    )
    return _audience(paper.audience, [body.name_on(on) for body in named])


def _audience(audience: str, named: list[str]) -> str:
    return spell_list(named) if audience in BY_NAME else AUDIENCES[audience]


def readings(paper: Paper) -> tuple[Reading, ...]:
    """The paper as the secretary has it, beside what members and the public read of it."""
    whole = paper_blocks(paper, KEEPER)
    others = (
        ("A member who is not named", paper_blocks(paper, MEMBER)),
        ("The public, once it is published", paper_blocks(paper, PUBLIC_LOOKER)),
    )
    return tuple(
        Reading(name, with_gaps(blocks_difference(whole, blocks))) for name, blocks in others
    )


def lost_parts(paper: Paper) -> str:
    """What must be looked at before a paper goes out, in a sentence; nothing where all is well."""
    gone = [
        one
        for one in Withholding.objects.standing().filter(paper=paper)
        if lost(one.marks, one.count, paper.content)
    ]
    if not gone:
        return ""
    which = count_of(len(gone), "withheld part")
    return (
        f"“{paper.title}” was changed, and {which} of it can no longer be found. Choose the "
        "withheld paragraphs again before it goes out."
    )
