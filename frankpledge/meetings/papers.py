"""The content of a board pack, as one frozen object that page, PDF and Word all render.

What an edition may not show never enters the object, so it cannot leak into text, bookmarks or
metadata.
"""

from datetime import date, datetime, time

from frankpledge.documents.content import Block, Notice, Table, words
from frankpledge.documents.pack import Pack, Section
from frankpledge.meetings.contributions import contributes, opening_sections
from frankpledge.meetings.editions import Reader
from frankpledge.meetings.models import AgendaItem, Circulation, Meeting
from frankpledge.meetings.pack_parts import (
    Parts,
    agenda_lines,
    agenda_notes,
    item_sections,
    parts_of,
    still_held,
)
from frankpledge.meetings.paper_content import paper_blocks
from frankpledge.meetings.queries.plan import forward_plan
from frankpledge.shared.clock import LONDON
from frankpledge.shared.marking import highest
from frankpledge.shared.words import spell_day, spell_list

__all__ = ["board_pack", "forward_plan_section", "meeting_line", "pack_stamp", "paper_blocks"]


def board_pack(meeting: Meeting, reader: Reader) -> Pack:
    """The pack of a meeting in one edition. Raises LookupError for a meeting without a date.

    The same records give the same object, so the same document: its timestamp is the day on which
    something last went out, or the day of the meeting until then.
    """
    parts, edition = parts_of(meeting), reader.edition
    sections = {item.pk: item_sections(parts, item, reader) for item in parts.items}
    sent = list(Circulation.objects.filter(meeting=meeting))
    name, day = meeting.body.name_on(parts.day), spell_day(parts.day)
    return Pack(
        title=f"{edition.name}, {day}",
        body_name=name,
        meeting_line=meeting_line(meeting),
        place=meeting.place,
        edition=edition.name,
        circulated_line=_circulated(meeting, sent),
        author=name,
        timestamp=pack_stamp(sent[-1].on if sent else meeting.circulated or parts.day),
        keywords=("board papers", name, day),
        cover=_cover(parts, reader),
        agenda=agenda_lines(parts, edition, sections),
        agenda_notes=agenda_notes(parts),
        marking=_marking(parts, reader),
        sections=(
            *opening_sections(meeting, reader, parts.day),
            *(section for item in parts.items for section in sections[item.pk]),
        ),
    )


def meeting_line(meeting: Meeting) -> str:
    """Its day and its hours."""
    return ", ".join(filter(None, (meeting.when, meeting.hours)))


def pack_stamp(day: date) -> datetime:
    """The one moment in a pack's metadata: noon of the day it went out."""
    return datetime.combine(day, time(12), tzinfo=LONDON)


def _circulated(meeting: Meeting, sent: list[Circulation]) -> str:
    if not meeting.circulated:
        return "Draft: not yet circulated"
    addenda = [f"addendum {one.number} of {spell_day(one.on)}" for one in sent if one.number]
    line = f"Circulated on {spell_day(meeting.circulated)}"
    return f"{line}, with {spell_list(addenda)}" if addenda else line


def _marking(parts: Parts, reader: Reader) -> str:
    """The marking of a copy: at least that of each paper in it."""
    papers = (paper for item in parts.items for paper in item.papers.all())
    return highest(
        paper.marking for paper in papers if reader.reads(paper) or still_held(parts, paper, reader)
    ).line


def _cover(parts: Parts, reader: Reader) -> tuple[Block, ...]:
    """A note on the papers that this copy does not hold; nothing where it holds them all."""
    missing = [
        f"item {item.label}"
        for item in parts.items
        for paper in item.papers.all()
        if not (reader.reads(paper) or still_held(parts, paper, reader))
    ]
    if not missing:
        return ()
    which = spell_list(list(dict.fromkeys(missing)))
    papers = [paper for item in parts.items for paper in item.papers.all()]
    apart = any(reader.edition.reads(one) and not reader.is_among(one) for one in papers)
    why = "are still to come" + (
        " or not public yet" if reader.edition.public else " or for named bodies" if apart else ""
    )
    place = "A page stands in the place of each and says when it is expected."
    return (
        Notice(
            "information", "Papers not in this pack", words(f"Papers for {which} {why}. {place}")
        ),
    )


def _plan_table(item: AgendaItem, reader: Reader, day: date) -> tuple[Block, ...]:
    plan = forward_plan(item.meeting.body, day, public=reader.edition.public)
    head = (words("Slot"), *(words(_column(one)) for one in plan.meetings))
    rows = tuple(
        (
            words(f"{row.slot.number}. {row.slot.label}"),
            *(words(cell.words or "–") for cell in row.cells),
        )
        for row in plan.rows
    )
    table = Table(head=head, rows=rows, caption="The forward agenda plan")
    if not plan.gaps:
        return (table,)
    return (
        table,
        Notice("information", "Who has no turn in the plan", words(f"{'. '.join(plan.gaps)}.")),
    )


def _column(meeting: Meeting) -> str:
    return spell_day(meeting.date) if meeting.date else meeting.label


@contributes("forward-plan")
def forward_plan_section(item: AgendaItem, reader: Reader, day: date) -> tuple[Section, ...]:
    """The forward plan as the system holds it, bound in behind the paper that proposes it."""
    section = Section(
        key=f"item-{item.label}-forward-plan".lower(),
        number=item.label,
        title="Forward agenda plan",
        state="",
        facts=(),
        blocks=_plan_table(item, reader, day),
        level=2,
    )
    return (section,)
