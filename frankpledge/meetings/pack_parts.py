"""The parts that a whole pack and an addendum are both put together from.

What an edition may not show never enters a part, so it cannot leak into text, bookmarks, keys or
metadata.
"""

from dataclasses import dataclass
from datetime import date

from frankpledge.documents.content import Block, Notice, Paragraph, Run, words
from frankpledge.documents.pack import AgendaLine, Section
from frankpledge.meetings.contributions import bound_sections
from frankpledge.meetings.editions import CIRCULATED, MEMBERS, Edition, Reader
from frankpledge.meetings.models import PAPER_STATES, AgendaItem, CirculatedPaper, Meeting, Paper
from frankpledge.meetings.paper_content import bound_pdf, paper_blocks, sent_blocks
from frankpledge.meetings.rules import timing
from frankpledge.partnership.models import Body
from frankpledge.shared.marking import Audience
from frankpledge.shared.words import spell_day

Sections = dict[int, tuple[Section, ...]]


@dataclass(frozen=True)
class Parts:
    """A meeting's items with their papers, the bodies behind them, and what last went out."""

    meeting: Meeting
    day: date
    items: tuple[AgendaItem, ...]
    bodies: dict[int, Body]
    sent: dict[int, CirculatedPaper]


def parts_of(meeting: Meeting) -> Parts:
    """Everything a pack of the meeting is made from. Raises LookupError for one without a date."""
    if meeting.date is None:
        raise LookupError(f"The meeting “{meeting.label}” has no date yet, so it has no pack.")
    items = tuple(
        AgendaItem.objects.filter(meeting=meeting)
        .select_related("meeting__body", "lead_body")
        .prefetch_related("papers__recommendations", "papers__named", "papers__withholdings__named")
    )
    wanted = {paper.author_body_id for item in items for paper in item.papers.all()}
    wanted |= {item.lead_body_id for item in items if item.lead_body_id}
    went = CirculatedPaper.objects.filter(circulation__meeting=meeting)
    sent = {one.paper_id: one for one in went.select_related("circulation").order_by("pk")}
    bodies = Body.objects.with_names().in_bulk(wanted)
    return Parts(meeting, meeting.date, items, bodies, sent)


def item_title(item: AgendaItem, edition: Edition) -> str:
    """Its title in an edition: the public may have another, where even the title must wait."""
    return item.public_title or item.title if edition.public else item.title


def agenda_lines(parts: Parts, edition: Edition, sections: Sections) -> tuple[AgendaLine, ...]:
    """The agenda with its times, each item leading to its first section in this document."""
    meeting, day = parts.meeting, parts.day
    times = timing([one.minutes for one in parts.items], meeting.starts, meeting.slot_minutes)
    lines: list[AgendaLine] = []
    for item, at in zip(parts.items, times.items, strict=True):
        lead = parts.bodies[item.lead_body_id].name_on(day) if item.lead_body_id else ""
        found = sections.get(item.pk)
        lines.append(
            AgendaLine(
                number=item.label,
                title=item_title(item, edition),
                lead=item.lead_post or lead,
                minutes=item.minutes,
                starts=at.at,
                # A purpose says as much as the title that must wait.
                purpose="" if edition.public and item.public_title else item.purpose,
                section=found[0].key if found else "",
            )
        )
    return tuple(lines)


def agenda_notes(parts: Parts) -> tuple[Block, ...]:
    """Under the agenda: the time it takes, and when the board meets next."""
    meeting = parts.meeting
    found = timing([one.minutes for one in parts.items], meeting.starts, meeting.slot_minutes)
    slot = f" of the {found.slot} the meeting has" if found.slot else ""
    notes: list[Block] = [Paragraph(words(f"The items take {found.total} minutes{slot}."))]
    following = (
        Meeting.objects.filter(body=meeting.body, date__gt=parts.day)
        .taking_place()
        .order_by("date")
        .first()
    )
    if following:
        when = ", ".join(filter(None, (following.when, following.hours, following.place)))
        notes.append(Paragraph((Run("Next meeting: ", bold=True), Run(f"{when}."))))
    return tuple(notes)


def item_sections(parts: Parts, item: AgendaItem, reader: Reader) -> tuple[Section, ...]:
    """An item's papers, and what it binds in from elsewhere, as an edition may show them."""
    papers = tuple(_paper_section(parts, item, paper, reader) for paper in item.papers.all())
    return papers + bound_sections(item, reader, parts.day)


def section_key(label: str, slug: str) -> str:
    """What names a paper's section: the same in the pack and in every addendum."""
    return f"item-{label}-{slug}".lower()


def sent_section(
    parts: Parts, item: AgendaItem, sent: CirculatedPaper, state: str, reader: Reader
) -> Section:
    """A paper as it went out."""
    paper = sent.paper
    return Section(
        key=section_key(sent.label, paper.slug),
        number=sent.label,
        title=sent.title,
        state=state,
        facts=_facts(parts, item, paper),
        blocks=sent_blocks(sent, reader.looks_at(paper)),
        bound=bound_pdf(sent, paper.get_absolute_url()),
    )


def still_held(parts: Parts, paper: Paper, reader: Reader) -> CirculatedPaper | None:
    """What members were sent of a paper that was taken back: theirs until they get the new one."""
    edition = reader.edition
    if edition is not CIRCULATED or edition.reads(paper) or not reader.is_among(paper):
        return None
    return parts.sent.get(paper.pk)


def _paper_section(parts: Parts, item: AgendaItem, paper: Paper, reader: Reader) -> Section:
    if held := still_held(parts, paper, reader):
        held.paper = paper
        return sent_section(parts, item, held, "Being revised", reader)
    if not reader.reads(paper):
        return _placeholder(parts, item, paper, reader)
    return Section(
        key=section_key(item.label, paper.slug),
        number=item.label,
        title=paper.title,
        state="" if paper.state in {"received", "circulated"} else PAPER_STATES[paper.state],
        facts=_facts(parts, item, paper),
        blocks=paper_blocks(paper, reader.looks_at(paper)),
        bound=bound_pdf(paper, paper.get_absolute_url()),
    )


def _facts(parts: Parts, item: AgendaItem, paper: Paper) -> tuple[tuple[str, str], ...]:
    author = parts.bodies[paper.author_body_id].name_on(parts.day)
    return (
        ("To", parts.meeting.body.name_on(parts.day)),
        ("From", f"{author} ({paper.author_post})" if paper.author_post else author),
        ("Date", spell_day(paper.dated or parts.day)),
        *((("Marking", line),) if (line := paper.marking.line) else ()),
    )


def _placeholder(parts: Parts, item: AgendaItem, paper: Paper, reader: Reader) -> Section:
    """The page that stands for a paper that is not in this copy: it says when, and no more."""
    edition = reader.edition
    # A paper's address may say as much as a title that must wait.
    hidden = edition.public and item.public_title
    key = section_key(item.label, f"paper-{paper.pk}" if hidden else paper.slug)
    title = item_title(item, edition)
    if paper.state == "withheld" or (edition.public and paper.state in MEMBERS.shows):
        notice = Notice("withheld", "This paper is not public yet", words(_until(paper)))
        return Section(key, item.label, title, "Withheld", (), (notice,))
    if edition.reads(paper):
        text = "It has gone to the bodies that are to read it, and is not in this copy."
        notice = Notice("withheld", "This paper is for named bodies only", words(text))
        key = section_key(item.label, f"paper-{paper.pk}")
        return Section(key, item.label, title, "Withheld", (), (notice,))
    author = parts.bodies[paper.author_body_id].name_on(parts.day)
    text = paper.note or "It was not in when this pack was made."
    if paper.state == "received":
        text = "It came in after the papers went out, and goes out in an addendum."
    notice = Notice("to-follow", "This paper is still to come", words(text))
    return Section(key, item.label, title, "To follow", (("From", author),), (notice,))


def _until(paper: Paper) -> str:
    """What the public may know of a paper that they may not read."""
    if paper.audience != Audience.PUBLIC:
        return "It is not for the public."
    if paper.state != "withheld":
        return "It has gone to members and has not been published."
    if paper.withheld_until:
        return f"It is withheld until {spell_day(paper.withheld_until)}."
    return f"It is withheld {paper.withheld_until_decision}."
