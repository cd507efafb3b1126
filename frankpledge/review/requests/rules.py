"""Whether, not who: how a request stands on a day, and how many quarters running it was asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.actions.rules import NUMBERS
from frankpledge.shared.verdict import ALLOWED, Verdict, refused

# From each state of a request, the states it may go to and the words of what takes it there. What
# is for information is noted as it comes: it asks for no answer.
REQUEST_TRANSITIONS: dict[str, dict[str, str]] = {
    "open": {"answered": "Answer it", "closed": "Close it"},
    "answered": {"open": "Ask again", "closed": "Close it"},
    "closed": {"open": "Ask again"},
    "noted": {},
}
# On one day it is asked first, then answered, then closed.
IN_TURN = {"open": 0, "answered": 1, "closed": 2}


@dataclass(frozen=True)
class Event:
    """Something that changed how a request stands: the day, and the state it left it in."""

    on: date
    state: str


def state_on(state: str, events: Sequence[Event], on: date) -> str:
    """How a request stood on a day, given how it stands now.

    Where nothing has happened since that day, it is as it stands now. Without `state` the events
    alone tell.
    """
    until = [one for one in events if one.on <= on]
    if state and len(until) == len(events):
        return state
    last = max(until, key=lambda one: (one.on, IN_TURN[one.state]), default=None)
    return last.state if last else "open"


def quarters_running(asked: Iterable[date], met: Iterable[date]) -> int:
    """At how many meetings running it was asked, up to the last time it was.

    `asked` are the days of the meetings at which it was asked, `met` those of all the board's
    meetings. A meeting at which it was not asked breaks the run.
    """
    days = set(asked)
    if not days:
        return 0
    count = 0
    for day in sorted(days | {one for one in met if one <= max(days)}, reverse=True):
        if day not in days:
            break
        count += 1
    return count


def running_words(quarters: int) -> str:
    """ "asked three quarters running", or nothing for once."""
    if quarters < 2:
        return ""
    number = NUMBERS[quarters] if quarters < len(NUMBERS) else quarters
    return f"asked {number} quarters running"


def may_answer(state: str) -> Verdict:
    """Whether a request may be answered, for the first time or again."""
    if state in ("open", "answered"):
        return ALLOWED
    return refused(_settled(state))


def may_close(state: str, why: str) -> Verdict:
    """Whether a request may be closed: with a reason that those who asked will read."""
    if state not in ("open", "answered"):
        return refused(_settled(state))
    if not why.strip():
        return refused("Say why it is closed: the group that asked will read it.")
    return ALLOWED


def may_become_action(state: str, *, is_action: bool) -> Verdict:
    """Whether the board may turn a request into an action: once, while it is open."""
    if is_action:
        return refused("It is an action already.")
    return ALLOWED if state in ("open", "answered") else refused(_settled(state))


def _settled(state: str) -> str:
    if state == "noted":
        return "It was for information and asks for no answer."
    return "This request is closed. The group may ask again in its next update."
