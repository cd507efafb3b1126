"""The content of a board pack, as one frozen object that page, PDF and Word all render.

What an edition may not show never enters the object, so it cannot leak into text, bookmarks or
metadata.
"""

from datetime import date, datetime, time

from frankpledge.documents.content import (
    Block,
    Heading,
    Notice,
    Paragraph,
    RecommendationsHere,
    Run,
    Table,
    blocks_from_json,
    numbered,
    with_recommendations,
    words,
)
from frankpledge.documents.pack import AgendaLine, BoundPdf, Pack, Section
from frankpledge.meetings.contributions import bound_sections, contributes
from frankpledge.meetings.editions import MEMBERS, Edition, Reader
from frankpledge.meetings.models import PAPER_STATES, AgendaItem, Meeting, Paper
from frankpledge.meetings.queries.plan import forward_plan
from frankpledge.meetings.rules import timing
from frankpledge.partnership.models import Body
from frankpledge.shared.clock import LONDON
from frankpledge.shared.words import spell_day, spell_list


def board_pack(meeting: Meeting, reader: Reader) -> Pack:
    """The pack of a meeting in one edition. Raises LookupError for a meeting without a date.

    The same records give the same object, so the same document: its timestamp is the day it was
    circulated, or the day of the meeting until then.
    """
    if meeting.date is None:
        raise LookupError(f"The meeting “{meeting.label}” has no date yet, so it has no pack.")
    day, body, edition = meeting.date, meeting.body, reader.edition
    items = _items(meeting)
    bodies = _bodies(items)
    sections = {item.pk: _sections(item, reader, day, bodies) for item in items}
    stamp = datetime.combine(meeting.circulated or day, time(12), tzinfo=LONDON)
    name = body.name_on(day)
    return Pack(
        title=f"{edition.name}, {spell_day(day)}",
        body_name=name,
        meeting_line=", ".join(filter(None, (meeting.when, meeting.hours))),
        place=meeting.place,
        edition=edition.name,
        circulated_line=_circulated(meeting),
        author=name,
        timestamp=stamp,
        keywords=("board papers", name, spell_day(day)),
        cover=_cover(items, edition),
        agenda=_agenda(meeting, items, edition, sections, day, bodies),
        agenda_notes=_agenda_notes(meeting, items),
        sections=tuple(section for item in items for section in sections[item.pk]),
    )


def paper_blocks(paper: Paper) -> tuple[Block, ...]:
    """A paper's content with its recommendations in place and its paragraphs numbered."""
    asked = [words(one.text) for one in paper.recommendations.all()]
    content = blocks_from_json(paper.content)
    if asked and not any(isinstance(one, RecommendationsHere) for one in content):
        # A text or a Word file that gives them no place: what is asked must not be lost.
        content = (Heading(1, words("Recommendations")), RecommendationsHere(), *content)
    blocks = with_recommendations(content, asked)
    return blocks if paper.source == "converted" else numbered(blocks)


def _items(meeting: Meeting) -> list[AgendaItem]:
    return list(
        AgendaItem.objects.filter(meeting=meeting)
        .select_related("meeting__body", "lead_body")
        .prefetch_related("papers__recommendations")
    )


def _bodies(items: list[AgendaItem]) -> dict[int, Body]:
    wanted = {paper.author_body_id for item in items for paper in item.papers.all()}
    wanted |= {item.lead_body_id for item in items if item.lead_body_id}
    return Body.objects.with_names().in_bulk(wanted)


def _title(item: AgendaItem, edition: Edition) -> str:
    return item.public_title or item.title if edition.public else item.title


def _agenda(
    meeting: Meeting,
    items: list[AgendaItem],
    edition: Edition,
    sections: dict[int, tuple[Section, ...]],
    day: date,
    bodies: dict[int, Body],
) -> tuple[AgendaLine, ...]:
    times = timing([item.minutes for item in items], meeting.starts, meeting.slot_minutes).items
    return tuple(
        AgendaLine(
            number=item.label,
            title=_title(item, edition),
            lead=item.lead_post
            or (bodies[item.lead_body_id].name_on(day) if item.lead_body_id else ""),
            minutes=item.minutes,
            starts=at.at,
            purpose=item.purpose,
            section=sections[item.pk][0].key if sections[item.pk] else "",
        )
        for item, at in zip(items, times, strict=True)
    )


def _agenda_notes(meeting: Meeting, items: list[AgendaItem]) -> tuple[Block, ...]:
    found = timing([item.minutes for item in items], meeting.starts, meeting.slot_minutes)
    slot = f" of the {found.slot} the meeting has" if found.slot else ""
    notes: list[Block] = [Paragraph(words(f"The items take {found.total} minutes{slot}."))]
    following = (
        Meeting.objects.filter(body=meeting.body, date__gt=meeting.date)
        .taking_place()
        .order_by("date")
        .first()
    )
    if following:
        when = ", ".join(filter(None, (following.when, following.hours, following.place)))
        notes.append(Paragraph((Run("Next meeting: ", bold=True), Run(f"{when}."))))
    return tuple(notes)


def _circulated(meeting: Meeting) -> str:
    if meeting.circulated:
        return f"Circulated on {spell_day(meeting.circulated)}"
    return "Draft: not yet circulated"


def _cover(items: list[AgendaItem], edition: Edition) -> tuple[Block, ...]:
    """A note on the papers that this edition does not hold; nothing where it holds them all."""
    papers = [(item, paper) for item in items for paper in item.papers.all()]
    missing = [f"item {item.label}" for item, paper in papers if not edition.reads(paper)]
    if not missing:
        return ()
    which = spell_list(list(dict.fromkeys(missing)))
    why = "are still to come or not public yet" if edition.public else "are still to come"
    place = "A page stands in the place of each and says when it is expected."
    return (
        Notice(
            "information", "Papers not in this pack", words(f"Papers for {which} {why}. {place}")
        ),
    )


def _sections(
    item: AgendaItem, reader: Reader, day: date, bodies: dict[int, Body]
) -> tuple[Section, ...]:
    papers = tuple(
        _paper_section(item, paper, reader.edition, day, bodies[paper.author_body_id])
        for paper in item.papers.all()
    )
    return papers + bound_sections(item, reader, day)


def _paper_section(
    item: AgendaItem, paper: Paper, edition: Edition, day: date, author: Body
) -> Section:
    key = f"item-{item.label}-{paper.slug}".lower()
    if not edition.reads(paper):
        return _placeholder(key, item, paper, edition, author.name_on(day))
    bound: tuple[BoundPdf, ...] = ()
    blocks = paper_blocks(paper)
    if paper.source == "bound":
        with paper.original.open("rb") as file:
            data = file.read()
        where = f"on this paper’s page in Frankpledge: {paper.get_absolute_url()}"
        bound = (BoundPdf(data, paper.title, paper.original_name, where),)
    return Section(
        key=key,
        number=item.label,
        title=paper.title,
        state="" if paper.state in {"received", "circulated"} else PAPER_STATES[paper.state],
        facts=_facts(item, paper, author.name_on(day), day),
        blocks=blocks,
        bound=bound,
    )


def _facts(item: AgendaItem, paper: Paper, author: str, day: date) -> tuple[tuple[str, str], ...]:
    sender = f"{author} ({paper.author_post})" if paper.author_post else author
    pairs = (
        ("To", item.meeting.body.name_on(day)),
        ("From", sender),
        ("Date", spell_day(paper.dated or day)),
    )
    return pairs


def _placeholder(
    key: str, item: AgendaItem, paper: Paper, edition: Edition, author: str
) -> Section:
    """The page that stands for a paper that is not in this edition: it says when, and no more."""
    title = _title(item, edition)
    if paper.state == "withheld":
        if paper.withheld_until:
            until = f"until {spell_day(paper.withheld_until)}"
        else:
            until = paper.withheld_until_decision
        notice = Notice(
            "withheld", "This paper is not public yet", words(f"It is withheld {until}.")
        )
        return Section(key, item.label, title, "Withheld", (), (notice,))
    if edition.public and paper.state in MEMBERS.shows:
        text = "It has gone to members and has not been published."
        notice = Notice("withheld", "This paper is not public yet", words(text))
        return Section(key, item.label, title, "Withheld", (), (notice,))
    text = paper.note or "It was not in when this pack was made."
    notice = Notice("to-follow", "This paper is still to come", words(text))
    return Section(key, item.label, title, "To follow", (("From", author),), (notice,))


def _plan_table(item: AgendaItem, day: date) -> tuple[Block, ...]:
    plan = forward_plan(item.meeting.body, day)
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
        blocks=_plan_table(item, day),
        level=2,
    )
    return (section,)
