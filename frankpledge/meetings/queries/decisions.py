"""What a board has decided, and what each decision brought about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from frankpledge.meetings.models import CARRIED, OUTCOMES, Decision, DecisionEffect, Meeting, Paper
from frankpledge.partnership.models import Body, Membership
from frankpledge.partnership.people import Viewer
from frankpledge.shared.words import spell_day

HELD_BACK = "In the words of a paper that is not public yet."


def repeats_what_is_not_public(decision: Decision) -> bool:
    """Whether it was taken in the words of a paper that the public may not read yet."""
    asked = decision.recommendation
    return asked is not None and asked.paper.state != "published"


def is_outside(viewer: Viewer, body: Body) -> bool:
    """Whether a viewer has no part in a board: they see what is public, and nothing else."""
    return body.pk not in viewer.boards | viewer.secretary_of | viewer.chair_of


@dataclass(frozen=True)
class Brought:
    """One thing that a decision brought about, in words, and where it stands.

    `public`: whether anybody may open that page, and not the board alone.
    """

    words: str
    url: str = ""
    public: bool = True


# Given a decision, what it brought about in one part of the system.
Source = Callable[[Decision], Iterable[Brought]]
_sources: list[Source] = []


def brings_about(source: Source) -> Source:
    """Register what decisions bring about in a part of the system above this one."""
    if source not in _sources:
        _sources.append(source)
    return source


@dataclass(frozen=True)
class DecisionLine:
    """One decision in a list; `outcome` in words."""

    decision: Decision
    number: int
    text: str
    outcome: str
    carried: bool
    item: str
    url: str


@dataclass(frozen=True)
class MeetingDecisions:
    """The decisions of one meeting, in order."""

    meeting: Meeting
    lines: tuple[DecisionLine, ...]


@dataclass(frozen=True)
class DecisionPage:
    """A decision and everything it brought about."""

    line: DecisionLine
    meeting: Meeting
    body_name: str
    recommendation: str
    paper_title: str
    paper_url: str
    in_minutes: bool
    brought: tuple[Brought, ...]


def carried_decisions(body: Body) -> "QuerySet[Decision]":
    """A body's decisions that were agreed, the latest first: those that others may rest on."""
    found: QuerySet[Decision] = (
        Decision.objects.carried()
        .filter(meeting__body=body)
        .select_related("meeting__body", "item")
        .order_by("-taken", "-number")
    )
    return found


def decisions_of(body: Body, viewer: Viewer) -> tuple[MeetingDecisions, ...]:
    """A board's decisions that the viewer may see, by meeting, the latest meeting first."""
    found = (
        Decision.objects.visible_to(viewer)
        .filter(meeting__body=body)
        .select_related("meeting__body", "item", "recommendation__paper")
        .order_by("-taken", "number")
    )
    public = is_outside(viewer, body)
    meetings: dict[int, list[Decision]] = {}
    for one in found:
        meetings.setdefault(one.meeting_id, []).append(one)
    return tuple(
        MeetingDecisions(
            taken[0].meeting, tuple(decision_line(one, public=public) for one in taken)
        )
        for taken in meetings.values()
    )


def decision_line(decision: Decision, *, public: bool) -> DecisionLine:
    """A decision as lists show it; `public`: to those outside the board."""
    held_back = public and repeats_what_is_not_public(decision)
    return DecisionLine(
        decision=decision,
        number=decision.number,
        text=HELD_BACK if held_back else decision.text,
        outcome=OUTCOMES[decision.outcome],
        carried=decision.outcome in CARRIED,
        item=f"Item {decision.item.label}" if decision.item else "",
        url=decision.get_absolute_url(),
    )


def decision_page(decision: Decision, viewer: Viewer) -> DecisionPage:
    """One decision, the recommendation it answered, and what it brought about."""
    asked = decision.recommendation
    paper = asked.paper if asked else None
    shows = paper is not None and Paper.objects.visible_to(viewer).filter(pk=paper.pk).exists()
    outside = is_outside(viewer, decision.meeting.body)
    return DecisionPage(
        line=decision_line(decision, public=outside),
        meeting=decision.meeting,
        body_name=decision.meeting.body.name_on(decision.taken),
        recommendation=asked.text if asked and shows and asked.text != decision.text else "",
        paper_title=paper.title if paper and shows else "",
        paper_url=paper.get_absolute_url() if paper and shows else "",
        in_minutes=hasattr(decision, "note"),
        brought=tuple(
            one if one.public or not outside else replace(one, url="")
            for source in _sources
            for one in source(decision)
        ),
    )


@brings_about
def register_brought_about(decision: Decision) -> Iterable[Brought]:
    """Terms of reference adopted, members appointed, memberships ended."""
    effects = DecisionEffect.objects.filter(decision=decision).select_related(
        "terms__body", "membership__seat__body"
    )
    for one in effects:
        if one.terms:
            words = f"Terms of reference {one.terms.slug} are in force {one.terms.period}"
            yield Brought(words, one.terms.body.get_absolute_url())
        if one.membership:
            seat = one.membership.seat
            how = _appointed if one.what == "appointed" else _ended
            yield Brought(how(one.membership), seat.body.get_absolute_url())


def _appointed(membership: Membership) -> str:
    since = f" from {spell_day(membership.starts)}" if membership.starts else ""
    return f"{membership.post} holds the seat “{membership.seat.title}”{since}"


def _ended(membership: Membership) -> str:
    until = f" until {spell_day(membership.ends)}" if membership.ends else ""
    return f"{membership.post} held the seat “{membership.seat.title}”{until}"


@brings_about
def minutes_brought_about(decision: Decision) -> Iterable[Brought]:
    """Minutes approved, papers released, corrections made, all in this package."""
    for minutes in decision.minutes_approved.select_related("meeting__body"):
        yield Brought(
            f"The minutes of {minutes.meeting.when} are approved",
            minutes.get_absolute_url(),
            public=minutes.state == "published",
        )
    for paper in decision.papers_released.filter(state="published").select_related(
        "item__meeting__body"
    ):
        yield Brought(f"“{paper.title}” is published", paper.get_absolute_url())


def held_meetings(body: Body, on: date) -> "QuerySet[Meeting]":
    """A body's meetings up to a day that took place: those that can have decided something."""
    found: QuerySet[Meeting] = (
        Meeting.objects.filter(body=body, date__lte=on)
        .taking_place()
        .select_related("body")
        .order_by("-date")
    )
    return found
