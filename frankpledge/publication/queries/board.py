"""What a board has made public: its meetings with their papers, minutes and decisions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from frankpledge.meetings.models import Decision, Meeting, Minutes, Paper
from frankpledge.meetings.queries.calendar import next_meeting
from frankpledge.partnership.models import Body, TermsOfReference
from frankpledge.partnership.people import PUBLIC
from frankpledge.partnership.queries.register import SeatLine, seats, terms_in_force


@dataclass(frozen=True)
class PublicMeeting:
    """A meeting of which something is public."""

    meeting: Meeting
    papers: int
    waiting: int
    minutes: Minutes | None
    decisions: int


@dataclass(frozen=True)
class BoardPage:
    """A board as anybody may see it on a day."""

    body: Body
    name: str
    name_cy: str
    next: Meeting | None
    meetings: tuple[PublicMeeting, ...]
    terms: TermsOfReference | None
    seats: tuple[SeatLine, ...]


def board_page(body: Body, on: date) -> BoardPage:
    """Everything public of a board and nothing else, whoever looks."""
    return BoardPage(
        body=body,
        name=body.name_on(on),
        name_cy=body.welsh_on(on),
        next=next_meeting(body, on),
        meetings=_published(body),
        terms=terms_in_force(body, on),
        seats=seats(body, on),
    )


def _published(body: Body) -> tuple[PublicMeeting, ...]:
    """Meetings with published papers or minutes, the latest first."""
    papers = dict(
        Paper.objects.visible_to(PUBLIC)
        .filter(item__meeting__body=body)
        .order_by()
        .values_list("item__meeting")
        .annotate(count=Count("pk"))
    )
    withheld = dict(
        Paper.objects.filter(item__meeting__body=body, state="withheld")
        .order_by()
        .values_list("item__meeting")
        .annotate(count=Count("pk"))
    )
    minutes = {
        one.meeting_id: one for one in Minutes.objects.visible_to(PUBLIC).filter(meeting__body=body)
    }
    decisions = dict(
        Decision.objects.visible_to(PUBLIC)
        .filter(meeting__body=body)
        .order_by()
        .values_list("meeting")
        .annotate(count=Count("pk"))
    )
    shown = Q(pk__in=papers) | Q(pk__in=minutes) | Q(published__isnull=False)
    meetings = Meeting.objects.filter(shown, body=body).select_related("body").order_by("-date")
    return tuple(
        PublicMeeting(
            meeting=one,
            papers=papers.get(one.pk, 0),
            waiting=withheld.get(one.pk, 0) if one.published else 0,
            minutes=minutes.get(one.pk),
            decisions=decisions.get(one.pk, 0),
        )
        for one in meetings
    )


def boards_that_meet() -> tuple[Body, ...]:
    """Every body that has meetings: each has a page and a calendar."""
    meeting = Meeting.objects.values("body")
    return tuple(Body.objects.with_names().filter(pk__in=meeting))
