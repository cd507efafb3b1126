"""Calling a meeting, giving it another day, and cancelling it; those concerned are told once."""

from datetime import date, time

from frankpledge.answering.links.operations import readdress
from frankpledge.chasing.telling import tell
from frankpledge.meetings.models import EarlierDate, Meeting, Paper
from frankpledge.meetings.moving_news import cancelled_message, moved_message
from frankpledge.meetings.operations.deadlines import ensure_deadlines, set_deadlines
from frankpledge.meetings.queries.concerned import concerned_bodies
from frankpledge.meetings.queries.deadlines import kept
from frankpledge.meetings.rules import (
    Counted,
    kept_extension,
    may_call,
    may_cancel,
    may_move,
    may_plan_meeting,
)
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require


@operation("Planned a meeting")
def plan_meeting(
    *,
    by: Actor,
    body: Body,
    day: date,
    starts: time | None,
    ends: time | None,
    place: str,
    on: date,
) -> Meeting:
    """Give a body one more meeting, such as one that its chair directs between the usual ones.

    Nobody is told until it is called. Raises Refused.
    """
    others = Meeting.objects.filter(body=body)
    taken = others.exclude(date=None).values_list("date", flat=True)
    require(may_plan_meeting(day, on, set(taken)))
    slug = day.isoformat()
    if others.filter(slug=slug).exists():
        require(refused(f"Another meeting of the body goes by {slug}. Choose another day."))
    meeting = Meeting(body=body, slug=slug, date=day, starts=starts, ends=ends, place=place)
    meeting.save()
    return meeting


@operation("Called the meeting")
def call_meeting(*, by: Actor, meeting: Meeting) -> None:
    """Call a planned meeting: its agenda is public and its deadlines are kept. Raises Refused."""
    require(may_call(meeting.state, meeting.date))
    meeting.state = "called"
    meeting.save()
    ensure_deadlines(by=by, meeting=meeting)


@operation("Moved the meeting")
def move_meeting(
    *,
    by: Actor,
    meeting: Meeting,
    to: date,
    starts: time | None,
    ends: time | None,
    place: str,
    reason: str,
    on: date,
) -> int:
    """Give a meeting a day, hours and a place; a foreseen one gets its first day the same way.

    Its deadlines move with it, and every body concerned is told, once. Where nothing changes
    nothing is done and nobody is told. How many were told. Raises Refused.
    """
    if (meeting.date, meeting.starts, meeting.ends, meeting.place) == (to, starts, ends, place):
        return 0
    others = Meeting.objects.filter(body=meeting.body).exclude(pk=meeting.pk)
    taken = others.exclude(date=None).values_list("date", flat=True)
    require(may_move(meeting.state, to, on, set(taken)))
    was, from_slug = meeting.when, meeting.slug
    if others.filter(slug=to.isoformat()).exists():
        require(refused(f"Another meeting of the body goes by {to.isoformat()}. Choose another."))
    meeting.starts, meeting.ends, meeting.place = starts, ends, place
    moved = meeting.date != to
    earlier = meeting.date
    if moved:
        meeting.date, meeting.slug = to, to.isoformat()
    meeting.save()
    if moved:
        EarlierDate(meeting=meeting, slug=from_slug, date=earlier, moved=on, reason=reason).save()
        set_deadlines(by=by, meeting=meeting)
        _overtaken(meeting, to)
        # Links in mail that has gone out lead to its papers by the old address.
        board = meeting.body.slug
        readdress(by=by, was=f"/{board}/{from_slug}/", now=f"/{board}/{meeting.slug}/")
    subject, text = moved_message(meeting, was, reason)
    return tell(
        by=by,
        bodies=concerned_bodies(meeting, to),
        key=f"moved:{meeting.pk}:{meeting.version}",
        about="moved",
        subject=subject,
        text=text,
    )


def _overtaken(meeting: Meeting, day: date) -> None:
    """Take back extra time that the new deadline has overtaken, or that the meeting has."""
    reports = kept([meeting]).get(meeting.pk, {}).get("reports", Counted())
    for paper in Paper.objects.filter(item__meeting=meeting, extended_to__isnull=False):
        if kept_extension(paper.extended_to, reports.due, day) is None:
            paper.extended_to, paper.extended_why = None, ""
            paper.save()


@operation("Cancelled the meeting")
def cancel_meeting(*, by: Actor, meeting: Meeting, reason: str, on: date) -> int:
    """Cancel a meeting and tell every body concerned, once. How many were told. Raises Refused."""
    require(may_cancel(meeting.state))
    meeting.state, meeting.cancelled_why = "cancelled", reason
    meeting.save()
    subject, text = cancelled_message(meeting, reason)
    return tell(
        by=by,
        bodies=concerned_bodies(meeting, meeting.date or on),
        key=f"cancelled:{meeting.pk}:{meeting.version}",
        about="moved",
        subject=subject,
        text=text,
    )
