"""Whether, not who: on which days a body is reminded and a chair is told. No database.

Everything is counted in working days from the day a thing is due. Where the list of bank holidays
does not reach, Monday to Friday are working days: a reminder on a holiday does less harm than one
that never came, and an alarm says so (`chasing.alarms`).
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache

from frankpledge.shared.working_days import bank_holidays, known_years


@dataclass(frozen=True)
class Rhythm:
    """How an area chases: so many working days before, on the day, and so often after.

    `escalate_after`: how many working days late a thing is when the chair of the board that asked
    for it is told; the chair is told again each time as many more have gone by. Raises ValueError
    for a rhythm that would never end.
    """

    before: tuple[int, ...] = (10, 3)
    on_the_day: bool = True
    after_every: int = 2
    escalate_after: int = 3

    def __post_init__(self) -> None:
        if min(self.after_every, self.escalate_after, *self.before) < 1:
            raise ValueError("days before, between and after are counted from 1")


@cache
def _weekday_holidays() -> list[date]:
    return sorted(day for day in bank_holidays() if day.weekday() < 5)


def _working_days_until(day: date) -> int:
    """How many there have been, up to and with this day, since the calendar began on a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5) - bisect_right(_weekday_holidays(), day)


def working_days_past(due: date, on: date) -> int:
    """How many working days a thing is past its day: below nought while it is still to come.

    Due on a Friday, it is 1 on Monday and -1 on the Thursday before. What is due at a weekend
    counts as due on the Friday, when somebody can still do it.
    """
    return _working_days_until(on) - _working_days_until(due)


def chases_on(day: date) -> bool:
    """Whether anybody is written to on a day: not on Saturdays, Sundays and bank holidays."""
    return day.weekday() < 5 and day not in bank_holidays()


def holidays_known(day: date) -> bool:
    """Whether the list of bank holidays reaches this day."""
    first, last = known_years()
    return first <= day.year <= last


def _reminders_by(rhythm: Rhythm, past: int) -> int:
    early = sum(1 for days in rhythm.before if past >= -days)
    on_the_day = rhythm.on_the_day and past >= 0
    return early + on_the_day + max(0, past) // rhythm.after_every


def calls_for_reminder(rhythm: Rhythm, due: date | None, told: date | None, on: date) -> bool:
    """Whether a thing calls for a reminder on a day: one has fallen due since it was last told of.

    `told` is when the body was last told of this very thing, None for never: what is asked of it
    late is told at once. So days on which nothing ran are made up for, and no day reminds twice.
    """
    if due is None or not chases_on(on):
        return False
    before = _reminders_by(rhythm, working_days_past(due, told)) if told else 0
    return _reminders_by(rhythm, working_days_past(due, on)) > before


def is_for_the_chair(rhythm: Rhythm, due: date | None, on: date) -> bool:
    """Whether a thing is so late that it stands in what the chair is told."""
    return due is not None and working_days_past(due, on) >= rhythm.escalate_after


def calls_for_the_chair(rhythm: Rhythm, due: date | None, told: date | None, on: date) -> bool:
    """Whether the chair is to be told of a thing on a day, having last been told on `told`.

    At `escalate_after` working days late, and again each time as many more have gone by.
    """
    if due is None or not chases_on(on):
        return False
    before = max(0, working_days_past(due, told)) // rhythm.escalate_after if told else 0
    return max(0, working_days_past(due, on)) // rhythm.escalate_after > before
