"""Reminding by itself, every working day."""

from datetime import datetime, timedelta

from frankpledge.chasing.operations import CHASING, remind
from frankpledge.chasing.queries import chasing_in
from frankpledge.outbox.jobs import periodic
from frankpledge.outbox.rules import first_moment
from frankpledge.places.models import Area


@periodic("remind", every=timedelta(hours=1))
def remind_in_working_hours(now: datetime) -> None:
    """Send the day's reminders where it is not quiet, as soon as the working day begins.

    Every hour, because a process may have been down in the morning, and so that what is asked
    at noon for tomorrow is not first heard of tomorrow. A body still gets one mail a day.
    """
    ways = chasing_in(Area.objects.values_list("pk", flat=True))
    awake = [area for area, way in ways.items() if first_moment(now, way.quiet) == now]
    if awake:
        remind(by=CHASING, on=now.date(), areas=awake)
