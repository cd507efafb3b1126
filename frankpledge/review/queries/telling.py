"""Updates among what bodies owe, what a secretary should know of them, and who can be asked."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.actions.owed import Obligation, asks
from frankpledge.meetings.contributions import ToCheck, gathers, warns
from frankpledge.meetings.models import AgendaItem, Meeting
from frankpledge.meetings.queries.deadlines import deadlines_of
from frankpledge.partnership.models import Body
from frankpledge.review.models import QuarterlyUpdate, UpdateTemplate
from frankpledge.review.queries.updates import update_round


@warns
def update_warnings(meeting: Meeting, on: date) -> tuple[ToCheck, ...]:
    """What a secretary should know of a meeting's updates before they go out."""
    found = update_round(meeting, None, meeting.date or on)
    missing = tuple(
        ToCheck(name, ("the update is still to follow",)) for _, name in found.outstanding
    )
    return missing + tuple(
        ToCheck(page.group_name, page.warnings) for page in found.received if page.warnings
    )


@gathers("quarterly-updates")
def groups_gathered(item: AgendaItem, on: date) -> tuple[Body, ...]:
    """The groups whose updates are in for an item's meeting: those that can be asked about one."""
    arrived = QuarterlyUpdate.objects.filter(meeting=item.meeting, state="received")
    return tuple(Body.objects.with_names().filter(pk__in=arrived.values("group")))


@asks
def updates_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """Updates not yet in for the next dated meeting of each board that expects them."""
    wanted = {body.pk: body for body in bodies}
    templates = UpdateTemplate.objects.select_related("board__area")
    for template in templates.filter(board__area__in={body.area_id for body in bodies}):
        meeting = (
            Meeting.objects.filter(body=template.board, date__gte=on)
            .taking_place()
            .select_related("body")
            .order_by("date")
            .first()
        )
        if meeting is None or meeting.date is None:
            continue
        role = template.expected_from_role
        expected = Body.objects.filter(pk__in=wanted).holding(role, meeting.date)
        arrived = QuarterlyUpdate.objects.filter(meeting=meeting, state="received")
        for body in expected.exclude(pk__in=arrived.values("group")):
            yield _owed(wanted[body.pk], meeting, meeting.date, template)


def _owed(body: Body, meeting: Meeting, day: date, template: UpdateTemplate) -> Obligation:
    due, why = None, ""
    try:
        found = deadlines_of(meeting)
        due, why = found.receipt, str(found.receipt_rule or "")
    except LookupError as error:
        why = str(error)
    at = [meeting.body.slug, meeting.slug]
    # Once the papers are public only the secretary can still put an update to them.
    closed = meeting.published is not None
    return Obligation(
        body=body,
        what=template.name,
        to=f"{meeting.body.short_on(day)}, {meeting.when}",
        due=due,
        why=f"{why}. The papers are public: send it to the board’s secretary" if closed else why,
        url=reverse("review:round", args=at)
        if closed
        else reverse("review:write", args=[*at, body.slug]),
        expected=True,
        asked_by=meeting.body,
        answers="" if closed else reverse("review:update", args=[*at, body.slug]),
    )
