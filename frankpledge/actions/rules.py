"""Whether, not who: states of actions, what a look brings about, how often one was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

# From each state of an action, the states it may go to and the words of what takes it there. Its
# owner says that it is done; only the board, looking at it, closes, drops or reopens it.
ACTION_TRANSITIONS: dict[str, dict[str, str]] = {
    "open": {"done": "Say that it is done", "closed": "Close", "dropped": "Drop"},
    "done": {"open": "Carry over: not done yet", "closed": "Close", "dropped": "Drop"},
    "closed": {"open": "Reopen"},
    "dropped": {"open": "Reopen"},
}
# What the board decided about an action, and the state that leaves it in.
OUTCOME_STATES = {"carried": "open", "closed": "closed", "dropped": "dropped", "reopened": "open"}
SOON_DAYS = 14
NUMBERS = tuple(
    "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)


def standing(due: date | None, on: date) -> str:
    """Late, Due (within a fortnight), Later or No date: a word for a tag."""
    if due is None:
        return "No date"
    if due < on:
        return "Late"
    return "Due" if (due - on).days <= SOON_DAYS else "Later"


@dataclass(frozen=True)
class Event:
    """Something that changed how an action stands: a look's outcome, or "done" by its owner."""

    on: date
    what: str


def in_order(events: Sequence[Event]) -> list[Event]:
    """Events by day. On the day of a meeting the board's word is the last."""
    return sorted(events, key=lambda one: (one.on, one.what != "done"))


def state_on(state: str, events: Sequence[Event], on: date) -> str:
    """How an action stood on a day, given how it stands now.

    Where nothing has happened since that day, it is as it stands now.
    """
    until = [one for one in in_order(events) if one.on <= on]
    if len(until) == len(events):
        return state
    if not until:
        return "open"
    last = until[-1].what
    return "done" if last == "done" else OUTCOME_STATES[last]


def carried_over(events: Sequence[Event], on: date) -> int:
    """At how many meetings running it was carried over, up to a day: since it was last asked."""
    count = 0
    for one in in_order(events):
        if one.on <= on and one.what in OUTCOME_STATES:
            count = count + 1 if one.what == "carried" else 0
    return count


def asked_words(carried: int) -> str:
    """How often it was asked: nothing for once; "asked four meetings running" for 3 times over.

    The meeting that asked counts, and each that carried it over.
    """
    if not carried:
        return ""
    times = carried + 1
    return f"asked {NUMBERS[times] if times < len(NUMBERS) else times} meetings running"


@dataclass(frozen=True)
class ActionFacts:
    """What the rules need to know of an action; `looks`: the days on which the board looked."""

    state: str
    asked: date
    looks: tuple[date, ...] = ()


def may_report(action: ActionFacts) -> Verdict:
    """Whether progress may still be reported: until the board has closed or dropped it."""
    if action.state in ("open", "done"):
        return ALLOWED
    return refused(
        f"This action is {action.state}. Ask the board’s secretary to reopen it before you report "
        "on it."
    )


def may_look(action: ActionFacts, outcome: str, on: date, today: date) -> Verdict:
    """Whether the board's word on an action, at a meeting on a day, may be recorded.

    What a board decided at an earlier meeting does not undo what it decided at a later one.
    """
    if on > today:
        return refused(
            f"{spell_day(on)} is still to come. Record what the board decided once it has met."
        )
    if on < action.asked:
        return refused(
            f"It was asked on {spell_day(action.asked)}, after {spell_day(on)}. Leave it out of "
            "this meeting."
        )
    if (later := max(action.looks, default=on)) > on:
        return refused(f"The board has looked at it since, on {spell_day(later)}. Change it there.")
    wanted = OUTCOME_STATES[outcome]
    # A look may be put right at the same meeting; otherwise the table decides.
    if on in action.looks or wanted == action.state == "open":
        return ALLOWED
    if wanted in ACTION_TRANSITIONS[action.state]:
        return ALLOWED
    return refused(f"It is {action.state} already. Reopen it before the board looks at it again.")


def is_meeting_day(on: date, days: Sequence[date]) -> Verdict:
    """Whether a board's word may be recorded for a day: one on which it met, where its calendar
    tells of any."""
    if not days or on in days:
        return ALLOWED
    last = max((day for day in days if day <= on), default=None)
    near = f"It met on {spell_day(last)}." if last else "It had not met before."
    return refused(f"The board did not meet on {spell_day(on)}. {near}")


def may_change(why: str, *, passed_on: bool) -> Verdict:
    """Whether an action may be changed: another owner or another day needs its reason."""
    if passed_on and not why.strip():
        return refused("Say why the owner or the day changes: those it was asked of will read it.")
    return ALLOWED
