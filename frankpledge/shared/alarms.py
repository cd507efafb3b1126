"""What has gone wrong and needs somebody, whatever noticed it.

Each part of the system that can fail in silence registers a source here when Django starts: mail
that could not be sent, a job that stopped, bank holidays that run out. Nothing is stored: an alarm
is worked out when somebody looks, and is gone when what raised it is mended.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True)
class Alarm:
    """One thing that is wrong.

    `what` says it in a sentence, `since` when it began (None where nobody knows), `url` the page
    to look at, and `done` what is to be done about it.
    """

    what: str
    since: datetime | None
    url: str
    done: str


Source = Callable[[date], Iterable[Alarm]]
LAST = datetime.max.replace(tzinfo=UTC)
_sources: list[Source] = []


def raises_alarms(source: Source) -> Source:
    """Register a source: given a day, it yields what is wrong on that day."""
    if source not in _sources:
        _sources.append(source)
    return source


def alarms(on: date) -> tuple[Alarm, ...]:
    """Everything that is wrong on a day, the longest-standing first."""
    found = [alarm for source in _sources for alarm in source(on)]
    found.sort(key=lambda alarm: (alarm.since or LAST, alarm.what))
    return tuple(found)
