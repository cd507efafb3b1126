"""The one place that reads the clock.

Everything that asks what day it is asks here, so that a demonstration can say
"today is 1 October 2018" and every page, deadline and history entry agrees.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

LONDON = ZoneInfo("Europe/London")


def demonstration_day() -> date | None:
    """The day that a demonstration pretends it is, or None in ordinary use."""
    day: date | None = settings.DEMONSTRATION_TODAY
    return day


def now() -> datetime:
    """This moment in London: the real time of day, on the demonstration day where there is one."""
    moment = datetime.now(LONDON)
    day = demonstration_day()
    if day is None:
        return moment
    # Not replace(): a wall-clock time that the clocks skipped must still be a real moment.
    return datetime.combine(day, moment.time(), tzinfo=LONDON)


def today() -> date:
    """The day it is in London, or the demonstration day."""
    return now().date()


def real_moment() -> datetime:
    """This moment in London, whatever day a demonstration says it is.

    For facts about this machine, such as when a file came in: no pretended day is true there.
    """
    return datetime.now(LONDON)
