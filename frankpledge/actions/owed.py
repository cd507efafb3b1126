"""Who owes what by when, whatever asked for it.

Each part of the system that can ask something of a body registers a source here when Django
starts. This package knows none of them, so a new kind of duty needs no change to any list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.actions.rules import standing
from frankpledge.partnership.models import Body


@dataclass(frozen=True)
class Obligation:
    """One thing that a body owes.

    `what` is the thing, `to` the name of whoever asked for it, `why` the rule that makes it due,
    `url` the page that answers it. `due` is None where nothing sets a day. `asked_by` is the board
    that asked, whose chair is told when it is late; None for what a body owes to itself.
    `answers` is the address that a signed link may open, with all that lies below it: empty where
    only an account's holder may answer.
    """

    body: Body
    what: str
    to: str
    due: date | None
    why: str
    url: str
    # Something that has not come in is expected "to follow" until its day has passed.
    expected: bool = False
    asked_by: Body | None = None
    answers: str = ""

    def state(self, on: date) -> str:
        """Late, Due (within a fortnight), Later or No date: a word for a tag."""
        return standing(self.due, on)


Source = Callable[[list[Body], date], Iterable[Obligation]]
_sources: list[Source] = []


def asks(source: Source) -> Source:
    """Register a source: given bodies and a day, it yields what they owe on that day."""
    if source not in _sources:
        _sources.append(source)
    return source


def owed(bodies: list[Body], on: date) -> tuple[Obligation, ...]:
    """What these bodies owe on a day, soonest due first; what has no day comes last."""
    if not bodies:
        return ()
    found = [obligation for source in _sources for obligation in source(bodies, on)]
    found.sort(key=lambda one: (one.due is None, one.due or date.max, one.what))
    return tuple(found)
