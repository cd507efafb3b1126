"""The page of one meeting: its agenda with times and papers, as a viewer may see it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from frankpledge.meetings.contributions import ToCheck, warnings_for
from frankpledge.meetings.editions import CIRCULATED, Reader
from frankpledge.meetings.models import PAPER_STATES, AgendaItem, CirculatedPaper, Meeting, Paper
from frankpledge.meetings.permissions import (
    can_ask,
    can_read_members_pack,
    can_run,
    can_see_agenda,
)
from frankpledge.meetings.queries.circulation import CirculationLine, circulations_of
from frankpledge.meetings.queries.deadlines import deadlines_of
from frankpledge.meetings.rules import Deadlines, timing
from frankpledge.meetings.rules.questions import questions_close
from frankpledge.partnership.models import Body, Membership
from frankpledge.partnership.people import Viewer
from frankpledge.shared.marking import BY_NAME, Audience
from frankpledge.shared.words import count_of, spell_day

# What is said of a paper to whom it is not for: that it is there.
NOT_FOR = {
    Audience.PARTNERSHIP: "Not for the public",
    Audience.NAMED: "For named bodies only",
    Audience.ONE: "For one body only",
}


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
class Out:
    """What has gone out to members, what may follow, and what still waits for the public.

    For the secretary: `late` papers have come in since, `to_publish` are circulated, `due` are
    withheld until a day that has come, `waiting` names what is withheld with what it waits for.
    """

    sent: tuple[CirculationLine, ...] = ()
    late: int = 0
    due: int = 0
    to_publish: int = 0
    waiting: tuple[str, ...] = ()

    @property
    def late_label(self) -> str:
        """What the button does with late papers."""
        return f"Send out {count_of(self.late, 'late paper')}"

    @property
    def due_label(self) -> str:
        """What the button does with papers whose day has come."""
        return f"Publish {count_of(self.due, 'paper')} whose wait is over"


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
    out: Out
    questions_close: date | None

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
    has_pack = bool(can_read_members_pack(viewer, meeting))
    sent = _sent(meeting, viewer) if has_pack else {}
    return MeetingPage(
        meeting=meeting,
        body_name=meeting.body.name_on(day),
        items=tuple(
            _line(one, at.at, inside, _Papers(readable, sent, bodies, day))
            for one, at in zip(items, times.items, strict=True)
        ),
        shows_agenda=shows,
        total=times.total,
        time_warning=times.warning,
        deadlines=found,
        deadline_problem=problem,
        to_check=warnings_for(meeting, on) if runs else (),
        runs=runs,
        members_pack=has_pack and bool(items),
        public_pack=bool(meeting.published or runs) and bool(items),
        members=_members(meeting, day) if runs else 0,
        in_count=sum(1 for one in papers if one.state not in {"to-follow", "draft"}),
        paper_count=len(papers),
        out=_out(meeting, papers, on, runs=runs, has_pack=has_pack),
        questions_close=_questions_close(meeting, viewer),
    )


def _out(meeting: Meeting, papers: list[Paper], on: date, *, runs: bool, has_pack: bool) -> Out:
    if not has_pack:
        return Out()
    sent = circulations_of(meeting)
    if not (runs and meeting.circulated):
        return Out(sent)
    return Out(
        sent=sent,
        late=sum(1 for one in papers if one.state == "received"),
        to_publish=sum(
            1 for one in papers if one.state == "circulated" and one.audience == Audience.PUBLIC
        ),
        due=Paper.objects.free_on(on).filter(item__meeting=meeting).count(),
        waiting=tuple(_waiting(one) for one in papers if one.state == "withheld"),
    )


def waiting_papers(meeting: Meeting) -> tuple[str, ...]:
    """Each withheld paper of a meeting, with what it waits for."""
    found = Paper.objects.filter(item__meeting=meeting, state="withheld")
    return tuple(_waiting(one) for one in found.order_by("item__number", "item__letter", "pk"))


def _waiting(paper: Paper) -> str:
    if paper.withheld_until:
        return f"“{paper.title}” until {spell_day(paper.withheld_until)}"
    if paper.released_by_id:
        return f"“{paper.title}”, released already: it is published with the other papers"
    return f"“{paper.title}” {paper.withheld_until_decision}"


def _questions_close(meeting: Meeting, viewer: Viewer) -> date | None:
    """The last day for questions, for those who may send them in or answer them."""
    if meeting.circulated is None or meeting.date is None or not can_ask(viewer, meeting):
        return None
    return questions_close(meeting.date)


def _sent(meeting: Meeting, viewer: Viewer) -> dict[int, CirculatedPaper]:
    """Paper's key → the latest version that this member has, without what is in it."""
    found = (
        CirculatedPaper.objects.filter(circulation__meeting=meeting)
        .select_related("paper__item__meeting")
        .prefetch_related("paper__named")
        .defer("content", "paper__content", "paper__text", "paper__conversion_notes")
    )
    reader = Reader(viewer, CIRCULATED)
    return {one.paper_id: one for one in found.order_by("pk") if reader.is_among(one.paper)}


@dataclass(frozen=True)
class _Papers:
    """What is needed to show papers to one viewer: which they may read, and what they were sent."""

    readable: set[int]
    sent: dict[int, CirculatedPaper]
    bodies: dict[int, Body]
    day: date


def _line(item: AgendaItem, at: str, inside: bool, papers: _Papers) -> ItemLine:
    """An item as it may be shown: to outsiders by its public title, where it has one."""
    lead = papers.bodies[item.lead_body_id].name_on(papers.day) if item.lead_body_id else ""
    return ItemLine(
        item=item,
        label=item.label,
        title=item.title if inside else item.public_title or item.title,
        purpose=item.purpose if inside or not item.public_title else "",
        lead=item.lead_post or lead,
        minutes=item.minutes,
        at=at,
        papers=tuple(_paper(paper, papers, inside) for paper in item.papers.all()),
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


def _paper(paper: Paper, papers: _Papers, inside: bool) -> PaperLine:
    author = papers.bodies[paper.author_body_id].name_on(papers.day)
    if paper.pk in papers.readable:
        state = PAPER_STATES[paper.state]
        return PaperLine(paper.title, state, _note(paper), paper.get_absolute_url(), author)
    if held := papers.sent.get(paper.pk):
        note = "You have the version that went out"
        return PaperLine(held.title, "Being revised", note, paper.get_absolute_url(), author)
    if paper.state in {"withheld", "to-follow"}:
        return PaperLine("Paper", PAPER_STATES[paper.state], _note(paper), "", author)
    apart = BY_NAME if inside else NOT_FOR
    if paper.audience in apart and paper.state != "draft":
        return PaperLine("Paper", PAPER_STATES["withheld"], NOT_FOR[paper.audience], "", author)
    # To others a paper that is not out is simply still to come, whatever its state within.
    return PaperLine("Paper", "To follow", "Published after it has gone to members", "", author)


def _note(paper: Paper) -> str:
    if paper.state == "withheld":
        if paper.withheld_until:
            return f"Withheld from the public until {spell_day(paper.withheld_until)}"
        return f"Withheld from the public {paper.withheld_until_decision}"
    if paper.state == "published" and paper.published:
        return f"on {spell_day(paper.published)}"
    return paper.note


def _deadlines(meeting: Meeting) -> tuple[Deadlines | None, str]:
    try:
        return deadlines_of(meeting), ""
    except LookupError as error:
        return None, str(error)
