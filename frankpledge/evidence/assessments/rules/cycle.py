"""How often an assessment is made, and whether a year has had one.

The Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007 (SI 2007/1830)
regs 5 to 7: each year a strategy group prepares a strategic assessment. The year is taken to run
from 1 April. Local practice may be quarterly, which is more than the law asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

CYCLES = {"annual": "Annual", "quarterly": "Quarterly"}
REGULATION = "SI 2007/1830 regs 5 to 7"


@dataclass(frozen=True)
class Period:
    """The days an assessment is about, both included."""

    starts: date
    ends: date

    @property
    def words(self) -> str:
        """ "April 2018 to June 2018"; days where it does not run by whole months."""
        if self.starts.day == 1 and (self.ends + timedelta(days=1)).day == 1:
            first, last = f"{self.starts:%B %Y}", f"{self.ends:%B %Y}"
            return first if first == last else f"{first} to {last}"
        return f"{spell_day(self.starts)} to {spell_day(self.ends)}"


def year_of(day: date) -> str:
    """The year from 1 April that a day lies in: "2018/19"."""
    start = day.year if day.month >= 4 else day.year - 1
    return f"{start}/{(start + 1) % 100:02}"


def year_period(year: str) -> Period:
    """ "2018/19" as days. Raises ValueError for anything that is no such year."""
    first, _, second = year.partition("/")
    if not (len(first) == 4 and first.isdecimal() and second == f"{(int(first) + 1) % 100:02}"):
        raise ValueError(f"“{year}” is no year. Give one such as 2018/19.")
    if first == "9999":  # there is no later year for it to end in
        return Period(date(9999, 4, 1), date.max)
    return Period(date(int(first), 4, 1), date(int(first) + 1, 3, 31))


def periods_of(cycle: str, year: str) -> tuple[Period, ...]:
    """The periods of a year: one, or four quarters."""
    whole = year_period(year)
    if cycle != "quarterly":
        return (whole,)
    start = whole.starts.year
    firsts = [date(start, 4, 1), date(start, 7, 1), date(start, 10, 1), date(start + 1, 1, 1)]
    lasts = [one - timedelta(days=1) for one in (*firsts[1:], date(start + 1, 4, 1))]
    return tuple(Period(first, last) for first, last in zip(firsts, lasts, strict=True))


def may_be_about(period: Period) -> Verdict:
    """Whether an assessment can be about these days."""
    if period.ends < period.starts:
        return refused(
            f"The last day, {spell_day(period.ends)}, is before the first, "
            f"{spell_day(period.starts)}. Change one of them."
        )
    return ALLOWED


@dataclass(frozen=True)
class Standing:
    """A body's year: what its cycle asks, what was made, and whether the law's minimum is met."""

    year: str
    cycle: str
    expected: tuple[Period, ...]
    made: tuple[Period, ...]
    missing: tuple[Period, ...]

    @property
    def annual_met(self) -> bool:
        """Whether at least one was made, which is all that the law asks."""
        return bool(self.made)

    @property
    def words(self) -> str:
        """ "3 of 4 made in 2018/19; one a year, as SI 2007/1830 asks, is met"."""
        done = len(self.expected) - len(self.missing)
        met = "is met" if self.annual_met else "is not met"
        return (
            f"{done} of {len(self.expected)} made in {self.year}; "
            f"at least one a year ({REGULATION}) {met}"
        )


def standing(cycle: str, year: str, made: Iterable[Period]) -> Standing:
    """How a body stands in a year with what it made in it.

    A period counts as covered when one was made that is about all of it: an assessment of the
    whole year does not stand for a quarter.
    """
    whole = year_period(year)
    theirs = tuple(
        sorted(
            (one for one in made if whole.starts <= one.ends <= whole.ends),
            key=lambda one: (one.starts, one.ends),
        )
    )
    expected = periods_of(cycle, year)
    missing = tuple(one for one in expected if one not in theirs)
    return Standing(year, cycle, expected, theirs, missing)
