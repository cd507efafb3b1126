"""When a meeting may be called, moved or cancelled, and what is odd about its day. No database."""

from collections.abc import Collection
from datetime import date

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day, spell_long_day
from frankpledge.shared.working_days import bank_holidays, known_years

# What a meeting's state keeps it from, in words.
OVER = {
    "held": "This meeting has been held, so its day is part of the record.",
    "cancelled": "This meeting has been cancelled. Plan another one instead.",
}


def may_move(state: str, to: date, today: date, taken: Collection[date]) -> Verdict:
    """Whether a meeting may be given the day `to`; `taken` are the days of the body's others."""
    if state in OVER:
        return refused(OVER[state])
    if to < today:
        return refused(f"{spell_day(to)} has passed. Choose a day from today on.")
    if to in taken:
        return refused(
            f"The body has another meeting on {spell_day(to)}. Choose another day, or cancel one."
        )
    return ALLOWED


def may_plan_meeting(on: date, today: date, taken: Collection[date]) -> Verdict:
    """Whether a body may be given one more meeting; `taken` are the days it has one already."""
    if on < today:
        return refused(f"{spell_day(on)} has passed. Choose a day from today on.")
    if on in taken:
        return refused(f"The body has a meeting on {spell_day(on)} already. Choose another day.")
    return ALLOWED


def may_call(state: str, day: date | None) -> Verdict:
    """Whether a meeting may be called: a planned one, once it has a day."""
    if state == "called":
        return refused("This meeting has been called already.")
    if state in OVER:
        return refused(OVER[state])
    if day is None:
        return refused("This meeting has no day yet. Give it one first.")
    return ALLOWED


def may_cancel(state: str) -> Verdict:
    """Whether a meeting may be cancelled: not once it has been held, and only once."""
    return refused(OVER[state]) if state in OVER else ALLOWED


def odd_day(day: date) -> str:
    """Why people may not come on that day: a weekend or a bank holiday; nothing for most days."""
    if day in bank_holidays():
        return f"{spell_long_day(day)} is a bank holiday ({bank_holidays()[day]})."
    if day.weekday() >= 5:
        return f"{spell_day(day)} is a {day:%A}."
    first, last = known_years()
    if not first <= day.year <= last:
        return (
            f"Bank holidays are known from {first} to {last}, so nothing says whether "
            f"{spell_day(day)} is one, or when reports are due."
        )
    return ""
