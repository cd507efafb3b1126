"""The page of one meeting: its agenda with times and papers, as a viewer may see it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from frankpledge.meetings.contributions import ToCheck, warnings_for
from frankpledge.meetings.models import PAPER_STATES, AgendaItem, Meeting, Paper
from frankpledge.meetings.permissions import can_read_members_pack, can_run, can_see_agenda
from frankpledge.meetings.queries.calendar import deadlines_for
from frankpledge.meetings.rules import Deadlines, timing
from frankpledge.partnership.models import Body, Membership
from frankpledge.partnership.people import Viewer
from frankpledge.shared.words import count_of, spell_day
from frankpledge.shared.working_days import HolidaysUnknown


@dataclass(frozen=True)
class PaperLine:
    """A paper on an agenda; `url` is empty where the viewer may not read it."""

    title: str
    state: str
    note: str
    url: str
    author: str


@dataclass(frozen=True)
class ItemLine:
    """An item on an agenda."""

    item: AgendaItem
    label: str
    title: str
    purpose: str
    lead: str
    minutes: int
    at: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True)
class MeetingPage:
    """A meeting as a viewer may see it on a day."""

    meeting: Meeting
    body_name: str
    items: tuple[ItemLine, ...]
    shows_agenda: bool
    total: int
    time_warning: str
    deadlines: Deadlines | None
    deadline_problem: str
    to_check: tuple[ToCheck, ...]
    runs: bool
    members_pack: bool
    public_pack: bool
    members: int
    in_count: int
    paper_count: int

    @property
    def circulate_label(self) -> str:
        """What the button does, to how many."""
        return f"Circulate to {count_of(self.members, 'member')}"


def _members(meeting: Meeting, day: date) -> int:
    return Membership.objects.on(day).filter(seat__body=meeting.body).count()


def meeting_page(meeting: Meeting, viewer: Viewer, on: date) -> MeetingPage:
    """Everything the page of a meeting shows to a viewer, and nothing else."""
    day = meeting.date or on
    shows = bool(can_see_agenda(viewer, meeting))
    inside = meeting.body_id in viewer.boards
    runs = bool(can_run(viewer, meeting))
    items = _items(meeting) if shows else []
    readable = set(
        Paper.objects.visible_to(viewer).filter(item__in=items).values_list("pk", flat=True)
    )
    times = timing([one.minutes for one in items], meeting.starts, meeting.slot_minutes)
    wanted = {one.lead_body_id for one in items if one.lead_body_id}
    papers = [paper for one in items for paper in one.papers.all()]
    bodies = Body.objects.with_names().in_bulk({*wanted, *(one.author_body_id for one in papers)})
    found, problem = _deadlines(meeting)
    return MeetingPage(
        meeting=meeting,
        body_name=meeting.body.name_on(day),
        items=tuple(
            _line(one, at.at, inside, readable, bodies, day)
            for one, at in zip(items, times.items, strict=True)
        ),
        shows_agenda=shows,
        total=times.total,
        time_warning=times.warning,
        deadlines=found,
        deadline_problem=problem,
        to_check=warnings_for(meeting, on) if runs else (),
        runs=runs,
        members_pack=bool(can_read_members_pack(viewer, meeting)) and bool(items),
        public_pack=bool(meeting.published or runs) and bool(items),
        members=_members(meeting, day) if runs else 0,
        in_count=sum(1 for one in papers if one.state not in {"to-follow", "draft"}),
        paper_count=len(papers),
    )


def _line(
    item: AgendaItem,
    at: str,
    inside: bool,
    readable: set[int],
    bodies: dict[int, Body],
    day: date,
) -> ItemLine:
    """An item as it may be shown: to outsiders by its public title, where it has one."""
    lead = bodies[item.lead_body_id].name_on(day) if item.lead_body_id else ""
    return ItemLine(
        item=item,
        label=item.label,
        title=item.title if inside else item.public_title or item.title,
        purpose=item.purpose if inside or not item.public_title else "",
        lead=item.lead_post or lead,
        minutes=item.minutes,
        at=at,
        papers=tuple(
            _paper(paper, paper.pk in readable, bodies, day) for paper in item.papers.all()
        ),
    )


def _items(meeting: Meeting) -> list[AgendaItem]:
    # A page that lists papers does not need what is in them.
    papers = Paper.objects.defer("content", "text", "conversion_notes")
    found = AgendaItem.objects.filter(meeting=meeting).prefetch_related(
        Prefetch("papers", queryset=papers)
    )
    items = list(found)
    for item in items:
        item.meeting = meeting
        for paper in item.papers.all():
            paper.item = item
    return items


def _paper(paper: Paper, readable: bool, bodies: dict[int, Body], day: date) -> PaperLine:
    author = bodies[paper.author_body_id].name_on(day)
    if readable:
        state = PAPER_STATES[paper.state]
        return PaperLine(paper.title, state, _note(paper), paper.get_absolute_url(), author)
    if paper.state in {"withheld", "to-follow"}:
        return PaperLine("Paper", PAPER_STATES[paper.state], _note(paper), "", author)
    # To others a paper that is not out is simply still to come, whatever its state within.
    return PaperLine("Paper", "To follow", "Published after it has gone to members", "", author)


def _note(paper: Paper) -> str:
    if paper.state == "withheld":
        if paper.withheld_until:
            return f"Withheld from the public until {spell_day(paper.withheld_until)}"
        return f"Withheld from the public {paper.withheld_until_decision}"
    return paper.note


def _deadlines(meeting: Meeting) -> tuple[Deadlines | None, str]:
    if meeting.date is None:
        return None, "Deadlines are counted back from the day of the meeting, once it has one."
    try:
        return deadlines_for(meeting.body, meeting.date), ""
    except (LookupError, HolidaysUnknown) as error:
        return None, str(error)
