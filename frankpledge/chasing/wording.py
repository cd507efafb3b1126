"""How near a thing is, in words."""

from datetime import date

from frankpledge.actions.owed import Obligation
from frankpledge.chasing.rules import working_days_past
from frankpledge.shared.words import count_of, spell_day, spell_long_day

# Beyond so many working days, a day says more than a count.
COUNTED = 20


def standing(due: date | None, on: date) -> str:
    """Due today, due in 3 working days, 2 working days late, late since 28 March 2018."""
    if due is None:
        return "no day set"
    if due == on:
        return "due today"
    past = working_days_past(due, on)
    days = count_of(abs(past), "working day") if 0 < abs(past) <= COUNTED else ""
    if due < on:
        return f"{days} late" if days else f"late since {spell_day(due)}"
    return f"due in {days}" if days else f"due on {spell_day(due)}"


def due_line(due: date, on: date) -> str:
    """A whole line: "Was due on Monday 1 October 2018, 3 working days late"."""
    day, past = spell_long_day(due), working_days_past(due, on)
    if due == on:
        return f"Due today, {day}"
    days = count_of(abs(past), "working day")
    if due < on:
        return f"Was due on {day}{f', {days} late' if past else ''}"
    return f"Due on {day}{f', in {days}' if past else ''}"


def reasons(things: tuple[Obligation, ...], on: date) -> str:
    """Why a mail is sent: "Quarterly update is due today; Action 3 is 2 working days late"."""
    return "; ".join(f"{thing.what} is {standing(thing.due, on)}" for thing in things)
