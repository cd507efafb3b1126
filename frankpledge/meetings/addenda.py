"""An addendum as a document: what it changes, then only the papers that came with it."""

from frankpledge.documents.content import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
    words,
)
from frankpledge.documents.difference import Piece
from frankpledge.documents.pack import Pack, Section
from frankpledge.meetings.editions import CIRCULATED, Reader
from frankpledge.meetings.models import Circulation
from frankpledge.meetings.pack_parts import (
    agenda_lines,
    agenda_notes,
    parts_of,
    sent_section,
)
from frankpledge.meetings.papers import meeting_line, pack_stamp
from frankpledge.meetings.queries.circulation import CirculationPage, SentPaper, circulation_page
from frankpledge.partnership.people import PUBLIC, Viewer
from frankpledge.shared.marking import highest
from frankpledge.shared.words import count_of, spell_day


def addendum_pack(circulation: Circulation, viewer: Viewer = PUBLIC) -> Pack:
    """One circulation by itself, for members. Raises LookupError for a meeting without a date.

    `viewer`: whose copy it is; without one, what every member may read.

    Its papers are those that went out, word for word, with the item numbers they had and section
    keys that are the same as in the whole pack.
    """
    meeting = circulation.meeting
    parts, page = parts_of(meeting), circulation_page(circulation, viewer)
    reader = Reader(viewer, CIRCULATED)
    items = {item.pk: item for item in parts.items}
    sections: dict[int, tuple[Section, ...]] = {}
    for one in page.papers:
        item = items[one.sent.paper.item_id]
        state = "Revised" if one.before else ""
        made = sent_section(parts, item, one.sent, state, reader)
        sections[item.pk] = (*sections.get(item.pk, ()), made)
    board, day = meeting.body.name_on(parts.day), spell_day(parts.day)
    return Pack(
        title=f"{circulation} for {day}",
        body_name=board,
        meeting_line=meeting_line(meeting),
        place=meeting.place,
        edition=f"{circulation}, for members",
        circulated_line=f"Circulated on {spell_day(circulation.on)}",
        author=board,
        timestamp=pack_stamp(circulation.on),
        keywords=("board papers", str(circulation).lower(), board, day),
        cover=difference_list(page),
        agenda=agenda_lines(parts, CIRCULATED, sections),
        agenda_notes=agenda_notes(parts),
        marking=highest(one.sent.paper.marking for one in page.papers).line,
        sections=tuple(one for item in parts.items for one in sections.get(item.pk, ())),
    )


def difference_list(page: CirculationPage) -> tuple[Block, ...]:
    """Why it comes late, what is new, what is replaced and how it differs, what is awaited."""
    blocks: list[Block] = []
    if page.circulation.why:
        why = f"{page.circulation.why.rstrip('.')}."
        blocks.append(Paragraph((Run("Why this comes late: ", bold=True), Run(why))))
    if page.new:
        blocks.append(Heading(2, words(count_of(len(page.new), "new paper"))))
        blocks.append(_list([one.name for one in page.new]))
    for one in page.replaced:
        blocks.extend(_replaced(one))
    if page.apart:
        blocks.append(Heading(2, words("For named bodies only")))
        blocks.append(
            _list([f"Item {label}: a paper that is not in this copy" for label in page.apart])
        )
    if page.awaited:
        blocks.append(Heading(2, words("Still to come")))
        blocks.append(_list([f"Item {one.label}: {one.title}" for one in page.awaited]))
    return tuple(blocks)


def _replaced(one: SentPaper) -> list[Block]:
    said = f"It replaces {one.replaces}."
    reason = f" Why: {one.why.rstrip('.')}." if one.why else ""
    blocks: list[Block] = [
        Heading(2, words(f"Replaced: {one.name}")),
        Paragraph(words(said + reason)),
    ]
    if one.file_only:
        blocks.append(Paragraph(words("The two cannot be laid side by side: one is a PDF.")))
    elif one.changes:
        rows = tuple((_pieces(row.old), _pieces(row.new)) for row in one.changes)
        head = (words("As it was"), words("As it is now"))
        blocks.append(Table(head=head, rows=rows, row_heads=False))
    else:
        blocks.append(Paragraph(words("Its words are the same.")))
    return blocks


def _pieces(line: tuple[Piece, ...]) -> Text:
    """A line with its changed words in bold; a dash where the other side has a line of its own."""
    return tuple(Run(piece.text, bold=piece.marked) for piece in line) or words("–")


def _list(lines: list[str]) -> ListBlock:
    return ListBlock(tuple((Paragraph(words(line)),) for line in lines))
