"""Calendar months, a series of monthly counts, and the same months of two years like for like."""

from __future__ import annotations

from calendar import month_name, monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frankpledge.analytics.comparing import Comparison, Span, like_for_like
from frankpledge.shared.words import spell_list


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year. Raises ValueError for a month that is not 1 to 12."""

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse what is no month."""
        if not 1 <= self.month <= 12:
            raise ValueError(f"A month is 1 to 12, not {self.month}.")

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that a day lies in."""
        return cls(day.year, day.month)

    def after(self, months: int) -> Month:
        """So many months later; earlier when below nought."""
        year, month = divmod(self.ordinal + months, 12)
        return Month(year, month + 1)

    @property
    def ordinal(self) -> int:
        """Months since the year nought, to count and subtract by."""
        return self.year * 12 + self.month - 1

    @property
    def days(self) -> int:
        """How many days it has."""
        return monthrange(self.year, self.month)[1]

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, self.month, self.days)

    def __str__(self) -> str:
        """October 2018."""
        return f"{month_name[self.month]} {self.year}"


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from the first to the last, both included; none when they are the wrong way."""
    return tuple(first.after(n) for n in range(last.ordinal - first.ordinal + 1))


@dataclass(frozen=True, slots=True)
class Series:
    """Monthly counts in a row from `first` on; None is a month without a figure, not nought.

    Raises ValueError, naming the month, for a count below nought.
    """

    first: Month
    counts: tuple[int | None, ...]

    def __post_init__(self) -> None:
        """Refuse counts below nought."""
        for month, count in zip(self.months, self.counts, strict=True):
            if count is not None and count < 0:
                raise ValueError(f"{month}: a count, {count}, is below nought.")

    @classmethod
    def of(cls, counts: Mapping[Month, int]) -> Series:
        """The series of what is known, with None for months between without a figure."""
        if not counts:
            raise ValueError("A series needs at least one month.")
        months = months_between(min(counts), max(counts))
        return cls(months[0], tuple(counts.get(month) for month in months))

    @property
    def months(self) -> tuple[Month, ...]:
        """The month of each count."""
        return tuple(self.first.after(n) for n in range(len(self.counts)))

    @property
    def known(self) -> dict[Month, int]:
        """The months that have a figure, in order."""
        pairs = zip(self.months, self.counts, strict=True)
        return {month: count for month, count in pairs if count is not None}

    def until(self, length: int) -> Series:
        """Its first so many months."""
        return Series(self.first, self.counts[:length])


@dataclass(frozen=True, slots=True)
class SameMonths:
    """The same months of two years. `comparison` is None, and `refused` says why, when they are
    not both complete.
    """

    earlier: tuple[Month, Month]
    later: tuple[Month, Month]
    comparison: Comparison | None
    refused: str
    words: str


def same_months(
    counts: Mapping[Month, int],
    first: Month,
    last: Month,
    *,
    missing: Collection[Month] = (),
    complete_to: Month | None = None,
    years: int = 1,
) -> SameMonths:
    """Hold the months from `first` to `last` against the same ones so many years earlier.

    A month counts only when it is complete: it has a figure (nought must be given as 0), it is not
    among those `missing` (a force sent nothing, or not all), and it is not after `complete_to`.
    One that is not so refuses the whole, and is named. Where the days differ, by a leap day, it is
    daily figures that are compared. Raises ValueError for months the wrong way round, or for more
    of them than lie between the two years.
    """
    if last < first:
        raise ValueError(f"The period ends ({last}) before it starts ({first}).")
    if years < 1 or last.ordinal - first.ordinal >= 12 * years:
        raise ValueError(f"{first} to {last} overlaps the same months {years} years earlier.")
    later, before = (first, last), (first.after(-12 * years), last.after(-12 * years))
    wanted = [*months_between(*before), *months_between(*later)]
    lacking = [
        month
        for month in wanted
        if month not in counts or month in missing or (complete_to and month > complete_to)
    ]
    if lacking:
        are = "is" if len(lacking) == 1 else "are"
        reason = f"{spell_list([str(month) for month in lacking])} {are} not complete"
        return SameMonths(before, later, None, reason, f"Not compared: {reason}.")
    found = like_for_like(_span(counts, *before), _span(counts, *later))
    words = f"{_named(*later)} against {_named(*before)}: {found.words}"
    return SameMonths(before, later, found, "", words)


def _span(counts: Mapping[Month, int], first: Month, last: Month) -> Span:
    total = sum(counts[month] for month in months_between(first, last))
    return Span(first.first_day, last.last_day, Decimal(total))


def _named(first: Month, last: Month) -> str:
    return str(first) if first == last else f"{first} to {last}"
