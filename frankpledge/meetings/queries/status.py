"""How each paper of a meeting stands: asked for, due, received, late, circulated, published."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import AgendaItem, CirculatedPaper, Meeting, Paper
from frankpledge.meetings.queries.deadlines import ByKind, dues, recounted
from frankpledge.meetings.rules import Counted, days_late
from frankpledge.partnership.models import Body
from frankpledge.shared.words import count_of

OUT = frozenset({"circulated", "published", "withheld"})


@dataclass(frozen=True)
class PaperStatus:
    """One paper as it stood on a day; without a paper, an item that waits for none."""

    item: AgendaItem
    paper: Paper | None = None
    author: str = ""
    commissioned: date | None = None
    due: date | None = None
    why: str = ""
    received: date | None = None
    late: int = 0
    circulated: date | None = None
    published: date | None = None
    withheld: bool = False

    @property
    def lateness(self) -> str:
        """4 days late, or nothing."""
        return f"{count_of(self.late, 'day')} late" if self.late else ""

    @property
    def waits(self) -> bool:
        """Whether it is asked for and has not come in."""
        came = self.received or self.circulated or self.published
        return self.paper is not None and not came

    @property
    def state(self) -> str:
        """One word for how it stands: the furthest that it has come."""
        if self.paper is None:
            return ""
        if self.published:
            return "Published"
        if self.withheld:
            return "Withheld"
        if self.circulated:
            return "Circulated"
        if self.received:
            return "Received"
        return "Late" if self.late else "Commissioned" if self.commissioned else "To follow"


@dataclass(frozen=True)
class MeetingStatus:
    """A meeting's papers as they stood on a day, with its deadlines."""

    meeting: Meeting
    on: date
    deadlines: ByKind
    lines: tuple[PaperStatus, ...]
    recounted: tuple[str, ...]

    @property
    def late(self) -> tuple[PaperStatus, ...]:
        """What has not come in and is late."""
        return tuple(line for line in self.lines if line.waits and line.late)

    @property
    def papers(self) -> int:
        """How many papers the meeting has or waits for."""
        return sum(1 for line in self.lines if line.paper)

    @property
    def in_hand(self) -> int:
        """How many of them are in."""
        return self.papers - sum(1 for line in self.lines if line.waits)


def meeting_status(meeting: Meeting, on: date) -> MeetingStatus:
    """Every item of a meeting and how its papers stood on a day."""
    items = list(AgendaItem.objects.filter(meeting=meeting))
    papers = list(
        Paper.objects.filter(item__in=items)
        .select_related("author_body")
        .defer("content", "text", "conversion_notes")
    )
    authors = Body.objects.with_names().in_bulk({paper.author_body_id for paper in papers})
    names = {key: body.name_on(meeting.date or on) for key, body in authors.items()}
    deadlines = dues([meeting])[meeting.pk]
    sent = _sent(meeting)
    reports = deadlines.get("reports", Counted())
    lines: list[PaperStatus] = []
    for item in items:
        item.meeting = meeting
        its = [paper for paper in papers if paper.item_id == item.pk]
        lines += [
            _line(item, paper, names[paper.author_body_id], reports, sent, on) for paper in its
        ] or [PaperStatus(item)]
    return MeetingStatus(meeting, on, deadlines, tuple(lines), recounted(meeting))


def paper_status(paper: Paper, on: date) -> PaperStatus:
    """How one paper stood on a day: what its author was asked, and by when."""
    meeting = paper.item.meeting
    reports = dues([meeting])[meeting.pk].get("reports", Counted())
    author = paper.author_body.name_on(meeting.date or on)
    return _line(paper.item, paper, author, reports, _sent(meeting), on)


def _sent(meeting: Meeting) -> dict[int, date]:
    """Paper's key → the day it first went out to members."""
    rows = CirculatedPaper.objects.filter(circulation__meeting=meeting).order_by(
        "-circulation__number"
    )
    return dict(rows.values_list("paper", "circulation__on"))


def _line(
    item: AgendaItem,
    paper: Paper,
    author: str,
    reports: Counted,
    sent: dict[int, date],
    on: date,
) -> PaperStatus:
    paper.item, meeting = item, item.meeting
    due = paper.extended_to or reports.due
    out = sent.get(paper.pk) or (meeting.circulated if paper.state in OUT else None)
    public = paper.published or (meeting.published if paper.state == "published" else None)
    # What has gone out had come by then: a revised paper is received a second time.
    received = _by(paper.received, on)
    came = min(filter(None, (received, _by(out, on))), default=None)
    return PaperStatus(
        item=item,
        paper=paper,
        author=author,
        commissioned=_by(paper.commissioned, on),
        due=due,
        why=f"more time given: {paper.extended_why}" if paper.extended_to else reports.why,
        received=received,
        late=days_late(due, came, on),
        circulated=_by(out, on),
        published=_by(public, on),
        withheld=paper.state == "withheld",
    )


def _by(day: date | None, on: date) -> date | None:
    """A day that had come by then."""
    return day if day and day <= on else None
