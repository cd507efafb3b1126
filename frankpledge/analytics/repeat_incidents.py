"""Repeat victimisation: how much of what is reported comes to those who had it before.

Simple counts over identifiers that a partner already holds (a victim's or an address's number).
K. Pease, Repeat victimisation: taking stock (Home Office, 1998): the window decides the figure, and
a short one hides repeats; so the windows here are stated, and a rolling one is of 12 months.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.analytics.months import Month, months_between
from frankpledge.analytics.rates import Share, figure, share
from frankpledge.shared.words import count_of, spell_period

WINDOW = 12


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident: its day, and who or where it befell; None or "" where that is not known."""

    day: date
    identifier: Hashable | None


@dataclass(frozen=True, slots=True)
class Repeats:
    """Repeats in a period, of those incidents whose identifier is known.

    `identifiers`: different ones. `repeated`: those with more than one incident in the period.
    `at_repeated`: incidents at those, their first included, as a share of all. `repeat_incidents`:
    incidents after somebody's first. `unknown`: incidents without an identifier, left out.
    """

    first: date
    last: date
    incidents: int
    unknown: int
    identifiers: int
    repeated: int
    at_repeated: Share
    repeat_incidents: int
    words: str


def repeats(
    incidents: Iterable[Incident], first: date, last: date, *, noun: str = "address"
) -> Repeats:
    """Count repeats from the first day to the last, both included.

    `noun`: what an identifier stands for, "address" or "victim". Nobody is named: the result holds
    counts only. Raises ValueError when the period ends before it starts.
    """
    if last < first:
        raise ValueError(f"The period ends ({last}) before it starts ({first}).")
    inside = [each for each in incidents if first <= each.day <= last]
    known = Counter(each.identifier for each in inside if each.identifier not in (None, ""))
    total, repeated = known.total(), sum(many > 1 for many in known.values())
    found = share(sum(many for many in known.values() if many > 1), total)
    return Repeats(
        first,
        last,
        total,
        len(inside) - total,
        len(known),
        repeated,
        found,
        total - len(known),
        _words(found, repeated, len(inside) - total, spell_period(first, last), noun),
    )


def rolling_repeats(
    incidents: Sequence[Incident], first: Month, last: Month, *, noun: str = "address"
) -> dict[Month, Repeats | None]:
    """For each month from `first` to `last`, repeats in it and the 11 before it.

    `first` is the first month that is wholly known. Until a window is full there is None.
    """
    found: dict[Month, Repeats | None] = {}
    for month in months_between(first, last):
        start = month.after(1 - WINDOW)
        full = start >= first
        days = (start.first_day, month.last_day)
        found[month] = repeats(incidents, *days, noun=noun) if full else None
    return found


def _words(found: Share, repeated: int, unknown: int, period: str, noun: str) -> str:
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    if found.value is None:
        words = f"{period}: no incident with a known {noun}."
    else:
        words = (
            f"{period}: {figure(found.value * 100)}% of incidents, {found.part:,} of "
            f"{found.whole:,}, were at {count_of(repeated, noun, plural)} with more than one."
        )
    if unknown:
        words += f" Left out: {count_of(unknown, 'incident')} without a known {noun}."
    return words
