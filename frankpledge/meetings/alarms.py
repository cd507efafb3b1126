"""What is wrong with the calendar: deadlines that cannot be worked out, holidays that run out."""

from collections.abc import Iterable
from datetime import date

from frankpledge.meetings.models import Deadline, Meeting
from frankpledge.shared.alarms import Alarm, raises_alarms
from frankpledge.shared.words import spell_day
from frankpledge.shared.working_days import known_years

AHEAD = ("planned", "called")


@raises_alarms
def deadlines_without_a_day(on: date) -> Iterable[Alarm]:
    """Meetings to come whose deadlines cannot be worked out: nobody is reminded of those."""
    wrong = (
        Deadline.objects.filter(due=None, meeting__date__gte=on, meeting__state__in=AHEAD)
        .select_related("meeting__body")
        .order_by("meeting__date", "kind")
    )
    told: set[int] = set()
    for one in wrong:
        if one.meeting_id in told:
            continue
        told.add(one.meeting_id)
        yield Alarm(
            what=f"{one.meeting} has no deadlines. {one.problem}",
            since=None,
            url=one.meeting.get_absolute_url(),
            done="Put that right, then count the deadlines again on the page of how papers stand.",
        )


@raises_alarms
def holidays_running_out(on: date) -> Iterable[Alarm]:
    """A meeting is planned for a day beyond the known bank holidays."""
    end = date(known_years()[1], 12, 31)
    beyond = (
        Meeting.objects.filter(date__gt=end, date__gte=on, state__in=AHEAD)
        .select_related("body")
        .order_by("date")
        .first()
    )
    if beyond:
        yield Alarm(
            what=f"Bank holidays are known until {spell_day(end)}, and {beyond} lies beyond that.",
            since=None,
            url=beyond.get_absolute_url(),
            done="Ask whoever runs this service for the version that holds GOV.UK’s next list.",
        )
