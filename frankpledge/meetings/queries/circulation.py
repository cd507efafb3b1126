"""What went out to members for a meeting, what each addendum changed, and what is still awaited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from frankpledge.actions.owed import Obligation, asks
from frankpledge.documents.content import Block, Paragraph, words
from frankpledge.documents.difference import Row, blocks_difference, only_changes
from frankpledge.meetings.editions import CIRCULATED, Reader
from frankpledge.meetings.models import CirculatedPaper, Circulation, Meeting, Paper
from frankpledge.meetings.paper_content import sent_wording
from frankpledge.partnership.models import Body, PostHolding
from frankpledge.partnership.people import PUBLIC, Viewer
from frankpledge.shared.marking import Looker
from frankpledge.shared.words import count_of, spell_day


@dataclass(frozen=True)
class CirculationLine:
    """One circulation in a list: the pack, or an addendum."""

    circulation: Circulation
    name: str
    on: date
    papers: int
    why: str
    url: str


@dataclass(frozen=True)
class SentPaper:
    """A paper of a circulation. `before` is the version it replaces, None for a new paper."""

    sent: CirculatedPaper
    before: CirculatedPaper | None
    url: str
    before_url: str
    looker: Looker

    @property
    def name(self) -> str:
        """Its item's number and its title."""
        return f"Item {self.sent.label}: {self.sent.title}"

    @property
    def why(self) -> str:
        """Why it replaces what members had."""
        return self.sent.why

    @property
    def replaces(self) -> str:
        """Which version it replaces, in words."""
        if self.before is None:
            return ""
        went = self.before.circulation
        which = f"addendum {went.number}" if went.number else "the pack"
        return f"the version in {which} of {spell_day(went.on)}"

    @property
    def changes(self) -> tuple[Row, ...]:
        """What differs, line by line: its title, then its content. Nothing for a new paper."""
        if self.before is None:
            return ()
        return only_changes(
            blocks_difference(_whole(self.before, self.looker), _whole(self.sent, self.looker)),
        )

    @property
    def file_only(self) -> bool:
        """Whether the two cannot be laid side by side, because one of them is a PDF."""
        versions = (self.sent, self.before) if self.before else ()
        return any(one.source == "bound" for one in versions)


def _whole(sent: CirculatedPaper, looker: Looker) -> tuple[Block, ...]:
    return (Paragraph(words(sent.title)), *sent_wording(sent, looker))


@dataclass(frozen=True)
class Awaited:
    """A paper that had not gone out when this circulation did."""

    label: str
    title: str
    note: str


@dataclass(frozen=True)
class CirculationPage:
    """A circulation: what is new in it, what it replaces, and what was awaited when it went.

    `apart`: the items of papers that went with it and are not for the one who looks.
    """

    circulation: Circulation
    name: str
    new: tuple[SentPaper, ...]
    replaced: tuple[SentPaper, ...]
    awaited: tuple[Awaited, ...]
    apart: tuple[str, ...] = ()

    @property
    def papers(self) -> tuple[SentPaper, ...]:
        """Every paper that went out with it, in the order of the agenda."""
        return tuple(sorted((*self.new, *self.replaced), key=lambda one: one.sent.pk))


def circulations_of(meeting: Meeting) -> tuple[CirculationLine, ...]:
    """The pack and every addendum of a meeting, in order."""
    found = Circulation.objects.filter(meeting=meeting).annotate(count=Count("papers"))
    lines: list[CirculationLine] = []
    for one in found:
        one.meeting = meeting
        lines.append(
            CirculationLine(one, str(one), one.on, one.count, one.why, one.get_absolute_url())
        )
    return tuple(lines)


def circulation_page(circulation: Circulation, viewer: Viewer = PUBLIC) -> CirculationPage:
    """One circulation, held against those before it; for a viewer who was sent it.

    Without one, what every member may read.
    """
    versions = _versions(circulation)
    reader = Reader(viewer, CIRCULATED)
    papers: list[SentPaper] = []
    apart: list[str] = []
    for one in versions:
        if one.circulation_id != circulation.pk:
            continue
        if not reader.is_among(one.paper):
            apart.append(one.label)
            continue
        before = _version_before(one, versions)
        where = (sent_url(one), sent_url(before) if before else "")
        papers.append(SentPaper(one, before, *where, reader.looks_at(one.paper)))
    return CirculationPage(
        circulation=circulation,
        name=f"{circulation} of {spell_day(circulation.on)}",
        new=tuple(one for one in papers if one.before is None),
        replaced=tuple(one for one in papers if one.before is not None),
        awaited=_awaited(circulation, {one.paper_id for one in versions}, reader),
        apart=tuple(dict.fromkeys(apart)),
    )


def sent_url(sent: CirculatedPaper) -> str:
    """The page of a paper as it went out."""
    return f"{sent.paper.get_absolute_url()}sent/{sent.circulation.number}/"


def _versions(circulation: Circulation) -> list[CirculatedPaper]:
    """Everything that had gone out for the meeting with this circulation, in order."""
    found = list(
        CirculatedPaper.objects.filter(
            circulation__meeting=circulation.meeting_id,
            circulation__number__lte=circulation.number,
        )
        .select_related("circulation", "paper__item", "paper__author_body")
        .prefetch_related("paper__named", "paper__withholdings__named")
        .order_by("circulation__number", "pk")
    )
    for one in found:
        one.circulation.meeting = one.paper.item.meeting = circulation.meeting
    return found


def _version_before(
    sent: CirculatedPaper, versions: list[CirculatedPaper]
) -> CirculatedPaper | None:
    earlier = [
        one
        for one in versions
        if one.paper_id == sent.paper_id and one.circulation.number < sent.circulation.number
    ]
    return earlier[-1] if earlier else None


def _awaited(circulation: Circulation, gone: set[int], reader: Reader) -> tuple[Awaited, ...]:
    """Papers asked for by then that had not gone out, and that are for the one who looks."""
    asked_by_then = Q(commissioned=None) | Q(commissioned__lte=circulation.on)
    found = (
        Paper.objects.filter(asked_by_then, item__meeting=circulation.meeting)
        .exclude(pk__in=gone)
        .select_related("item__meeting")
        .prefetch_related("named")
        .order_by("item__number", "item__letter", "pk")
        .defer("content", "text", "conversion_notes")
    )
    return tuple(
        Awaited(one.item.label, one.title, one.note) for one in found if reader.is_among(one)
    )


def latest_sent(paper: Paper) -> CirculatedPaper | None:
    """The version of a paper that members have, if it has gone out."""
    found: CirculatedPaper | None = (
        CirculatedPaper.objects.filter(paper=paper)
        .select_related("circulation")
        .order_by("circulation__number")
        .last()
    )
    if found is not None:
        found.paper = paper
    return found


def going_out(meeting: Meeting) -> tuple[Paper, ...]:
    """The papers that a press of “Circulate” would send now, in the order of the agenda."""
    gone = CirculatedPaper.objects.filter(circulation__meeting=meeting).values("paper")
    found = (
        Paper.objects.filter(item__meeting=meeting)
        .filter(Q(state="received") | (Q(state="withheld") & ~Q(pk__in=gone)))
        .select_related("item", "author_body")
        .order_by("item__number", "item__letter", "pk")
        .defer("content", "text", "conversion_notes")
    )
    return tuple(found)


@asks
def publication_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """Withheld papers for which nothing is left to wait: their secretary may publish them now.

    Publishing is a person's act, so nothing here does it: it is only never forgotten.
    """
    wanted = {body.pk: body for body in bodies}
    run = PostHolding.objects.on(on).filter(duty="secretary", body__in=wanted)
    free = (
        Paper.objects.free_on(on)
        .filter(item__meeting__body__in=run.values("body"))
        .values("item__meeting")
        .annotate(count=Count("pk"), since=Min(Coalesce("withheld_until", "released_by__taken")))
        .order_by("since")
    )
    found = {one["item__meeting"]: one for one in free}
    for meeting in Meeting.objects.filter(pk__in=found).order_by("date"):
        meeting.body = wanted[meeting.body_id]
        one = found[meeting.pk]
        yield Obligation(
            body=meeting.body,
            what=f"{count_of(one['count'], 'paper')} may be published now",
            to=f"the meeting of {meeting.when}",
            due=one["since"],
            why="what they were withheld for has come",
            url=meeting.get_absolute_url(),
        )
