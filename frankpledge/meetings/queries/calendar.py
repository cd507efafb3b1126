"""Meetings, their deadlines, and what bodies owe to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from frankpledge.actions.owed import Obligation, asks
from frankpledge.meetings.models import EarlierDate, Meeting, Paper
from frankpledge.meetings.queries.deadlines import deadlines_of, dues, without_terms
from frankpledge.meetings.rules import Counted, Deadlines, deadlines
from frankpledge.partnership.models import Body, PostHolding
from frankpledge.partnership.queries.register import terms_in_force
from frankpledge.partnership.rules import Gap, cadence

AWAITED = ("to-follow", "draft")


def meeting_named(body: Body, slug: str) -> Meeting:
    """A body's meeting by its slug, which for a dated meeting is its date, or by an earlier one.

    Raises LookupError with a sentence that names the meetings there are.
    """
    found: Meeting | None = (
        Meeting.objects.select_related("body").filter(body=body, slug=slug).first()
    ) or meeting_moved_from(body.slug, slug)
    if found is None:
        known = ", ".join(
            Meeting.objects.filter(body=body).in_order().values_list("slug", flat=True)
        )
        raise LookupError(
            f"{body.slug} has no meeting “{slug}”. Its meetings: {known or 'none yet'}."
        )
    return found


def meeting_moved_from(body: str, slug: str) -> Meeting | None:
    """The meeting that last went by this slug and has been moved away from it."""
    earlier = (
        EarlierDate.objects.select_related("meeting__body")
        .filter(meeting__body__slug=body, slug=slug)
        .order_by("pk")
        .last()
    )
    return earlier.meeting if earlier else None


def deadlines_for(body: Body, meeting: date) -> Deadlines:
    """A body's deadlines for a meeting on a day, by the terms of reference in force that day.

    Raises LookupError where no terms are in force, HolidaysUnknown beyond the known holidays.
    """
    terms = terms_in_force(body, meeting)
    if terms is None:
        raise LookupError(without_terms(body, meeting))
    return deadlines(
        meeting, terms.receipt, terms.circulation, circulation_is_aim=terms.circulation_is_aim
    )


def deadlines_on(body: Body, day: date) -> Deadlines:
    """A body's deadlines for a day: as they are kept for its meeting, or as they would be.

    Raises LookupError and HolidaysUnknown like the above.
    """
    meeting = Meeting.objects.select_related("body").filter(body=body, date=day).first()
    return deadlines_of(meeting) if meeting else deadlines_for(body, day)


def minutes_awaited(meeting: Meeting) -> QuerySet[Meeting]:
    """The body's earlier meetings whose minutes nobody took here, the latest first."""
    found: QuerySet[Meeting] = (
        Meeting.objects.filter(body=meeting.body, date__lt=meeting.date, state="held")
        .filter(minutes__isnull=True, papers_of_minutes__isnull=True)
        .select_related("body")
        .order_by("-date")
    )
    return found


@dataclass(frozen=True)
class CalendarPage:
    """A body's meetings in order, with the gaps between the dated ones."""

    meetings: tuple[Meeting, ...]
    gaps: tuple[Gap, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """Gaps out of the cadence."""
        return tuple(gap.warning for gap in self.gaps if gap.warning)


def calendar(body: Body, on: date) -> CalendarPage:
    """A body's calendar, held against the cadence of its terms of reference on a day."""
    found = tuple(
        Meeting.objects.select_related("body").filter(body=body).taking_place().in_order()
    )
    terms = terms_in_force(body, on)
    dates = [one.date for one in found if one.date]
    gaps = (
        cadence(dates, terms.meetings_a_year, terms.gap_tolerance)
        if terms and terms.meetings_a_year
        else ()
    )
    return CalendarPage(found, gaps)


def next_meeting(body: Body, on: date) -> Meeting | None:
    """The body's first meeting on or after a day."""
    found: Meeting | None = (
        Meeting.objects.select_related("body")
        .filter(body=body, date__gte=on)
        .taking_place()
        .order_by("date")
        .first()
    )
    return found


@asks
def papers_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """Papers not yet in, from their author bodies; and circulation, from the secretary's body.

    As many queries for a thousand papers as for one.
    """
    wanted = {body.pk: body for body in bodies}
    awaited = list(
        Paper.objects.filter(author_body__in=wanted, state__in=AWAITED, item__meeting__date__gte=on)
        .exclude(item__meeting__state="cancelled")
        .select_related("item__meeting")
        .defer("content", "text", "conversion_notes")
    )
    meetings = _with_bodies(one.item.meeting for one in awaited)
    due = dues(list(meetings.values()))
    for paper in awaited:
        meeting = paper.item.meeting = meetings[paper.item.meeting_id]
        reports = due[meeting.pk].get("reports", Counted())
        yield Obligation(
            body=wanted[paper.author_body_id],
            what=f"Paper for item {paper.item.label}: {paper.title}",
            to=f"{meeting.body.short_on(meeting.date or on)}, {meeting.when}",
            due=paper.extended_to or reports.due,
            why=f"more time given: {paper.extended_why}" if paper.extended_to else reports.why,
            url=paper.get_absolute_url(),
            expected=paper.state == "to-follow",
            asked_by=meeting.body,
            answers=paper.get_absolute_url(),
        )
    yield from _circulation_owed(wanted, on)


def _with_bodies(found: Iterable[Meeting]) -> dict[int, Meeting]:
    """Meetings by key, each once and with its body's names, in two queries at most."""
    meetings = {one.pk: one for one in found}
    bodies = Body.objects.with_names().in_bulk({one.body_id for one in meetings.values()})
    for one in meetings.values():
        one.body = bodies[one.body_id]
    return meetings


def _circulation_owed(wanted: dict[int, Body], on: date) -> Iterable[Obligation]:
    run = PostHolding.objects.on(on).filter(duty="secretary", body__in=wanted)
    coming = (
        Meeting.objects.filter(
            body__in=run.values("body"), date__gte=on, circulated__isnull=True, state="called"
        )
        .select_related("body")
        .order_by("date")
    )
    meetings = list(coming)
    due = dues(meetings)
    for meeting in meetings:
        papers = due[meeting.pk].get("papers", Counted())
        yield Obligation(
            body=wanted[meeting.body_id],
            what="Circulate the papers",
            to=f"the meeting of {meeting.when}",
            due=papers.due,
            why=papers.why,
            url=meeting.get_absolute_url(),
        )
