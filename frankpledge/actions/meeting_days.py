"""On which days a board meets. Its calendar stands above this package, and tells it here."""

from collections.abc import Callable, Sequence
from datetime import date

from frankpledge.partnership.models import Body

Source = Callable[[Body], Sequence[date]]
_sources: list[Source] = []


def tells_meeting_days(source: Source) -> Source:
    """Register a source, once, when Django starts: the days on which a board meets."""
    if source not in _sources:
        _sources.append(source)
    return source


def meeting_days(board: Body) -> tuple[date, ...]:
    """The days on which a board meets, as far as a calendar tells, in order."""
    return tuple(sorted({day for source in _sources for day in source(board)}))


def last_meeting(board: Body, on: date) -> date | None:
    """The last day, up to this one, on which a board met; None where no calendar tells of one."""
    return max((day for day in meeting_days(board) if day <= on), default=None)
