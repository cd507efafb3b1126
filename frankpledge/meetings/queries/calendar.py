"""Meetings, their deadlines, and what bodies owe to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.actions.owed import Obligation, asks
from frankpledge.meetings.models import Meeting, Paper
from frankpledge.meetings.rules import Deadlines, deadlines
from frankpledge.partnership.models import Body, PostHolding
from frankpledge.partnership.queries.register import terms_in_force
from frankpledge.partnership.rules import Gap, cadence
from frankpledge.shared.words import spell_day
from frankpledge.shared.working_days import HolidaysUnknown

AWAITED = ("to-follow", "draft")


def meeting_named(body: Body, slug: str) -> Meeting:
    """A body's meeting by its slug, which for a dated meeting is its date.

    Raises LookupError with a sentence that names the meetings there are.
    """
    found: Meeting | None = (
        Meeting.objects.select_related("body").filter(body=body, slug=slug).first()
    )
    if found is None:
        known = ", ".join(
            Meeting.objects.filter(body=body).in_order().values_list("slug", flat=True)
        )
        raise LookupError(
            f"{body.slug} has no meeting “{slug}”. Its meetings: {known or 'none yet'}."
        )
    return found


def deadlines_for(body: Body, meeting: date) -> Deadlines:
    """A body's deadlines for a meeting on a day, by the terms of reference in force that day.

    Raises LookupError where no terms are in force, HolidaysUnknown beyond the known holidays.
    """
    terms = terms_in_force(body, meeting)
    if terms is None:
        raise LookupError(
            f"{body.name_on(meeting)} has no terms of reference in force on {spell_day(meeting)}, "
            "so nothing says when reports are due."
        )
    return deadlines(
        meeting, terms.receipt, terms.circulation, circulation_is_aim=terms.circulation_is_aim
    )


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
    """Papers not yet in, from their author bodies; and circulation, from the secretary's body."""
    wanted = {body.pk: body for body in bodies}
    awaited = (
        Paper.objects.filter(author_body__in=wanted, state__in=AWAITED, item__meeting__date__gte=on)
        .exclude(item__meeting__state="cancelled")
        .select_related("item__meeting__body")
        .defer("content", "text", "conversion_notes")
    )
    for paper in awaited:
        meeting = paper.item.meeting
        due, why = _due(meeting, "receipt")
        yield Obligation(
            body=wanted[paper.author_body_id],
            what=f"Paper for item {paper.item.label}: {paper.title}",
            to=f"{meeting.body.short_on(meeting.date or on)}, {meeting.when}",
            due=due,
            why=why,
            url=paper.get_absolute_url(),
            expected=paper.state == "to-follow",
        )
    yield from _circulation_owed(wanted, on)


def _circulation_owed(wanted: dict[int, Body], on: date) -> Iterable[Obligation]:
    run = PostHolding.objects.on(on).filter(duty="secretary", body__in=wanted)
    coming = (
        Meeting.objects.filter(
            body__in=run.values("body"), date__gte=on, circulated__isnull=True, state="called"
        )
        .select_related("body")
        .order_by("date")
    )
    for meeting in coming:
        due, why = _due(meeting, "circulation")
        yield Obligation(
            body=wanted[meeting.body_id],
            what="Circulate the papers",
            to=f"the meeting of {meeting.when}",
            due=due,
            why=why,
            url=meeting.get_absolute_url(),
        )


def _due(meeting: Meeting, which: str) -> tuple[date | None, str]:
    """The deadline and its rule in words. What cannot be worked out is said, never left silent."""
    if meeting.date is None:
        return None, "The meeting has no date yet."
    try:
        found = deadlines_for(meeting.body, meeting.date)
    except (LookupError, HolidaysUnknown) as error:
        return None, str(error)
    if which == "receipt":
        return found.receipt, str(found.receipt_rule or "")
    return found.circulation, str(found.circulation_rule or "")
