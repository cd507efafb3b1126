"""Months: as numbers, in words, and which of them are loaded for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from frankpledge.analytics.store import Part

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def number(month: date) -> int:
    """A month as a whole number, so that twelve earlier is twelve less."""
    return 12 * month.year + month.month


def month_of(m: int) -> date:
    """The first day of the month with this number."""
    return date((m - 1) // 12, (m - 1) % 12 + 1, 1)


def words(m: int) -> str:
    """ "March 2024"."""
    month = month_of(m)
    return f"{MONTHS[month.month - 1]} {month.year}"


def spans(numbers: Iterable[int]) -> str:
    """Months in words, runs joined: "March 2024", "May to July 2024 and March 2025"."""
    runs: list[list[int]] = []
    for m in sorted(set(numbers)):
        if runs and m == runs[-1][1] + 1:
            runs[-1][1] = m
        else:
            runs.append([m, m])
    said = [words(a) if a == b else f"{_start(a, b)} to {words(b)}" for a, b in runs]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _start(a: int, b: int) -> str:
    """The first month of a run, without its year where that is the last one's."""
    return words(a).split()[0] if month_of(a).year == month_of(b).year else words(a)


def month_from(period: str) -> int | None:
    """The number of the month that a period such as "2024-03" names, or None."""
    year, _, month = period.partition("-")
    if year.isdigit() and month.isdigit() and 1 <= int(month) <= 12:
        return 12 * int(year) + int(month)
    return None


def touches(period: str, first: int, last: int) -> bool:
    """Whether a period, "2024-03" or the year "2024", has a month from `first` to `last`."""
    m = month_from(period)
    if m is not None:
        return first <= m <= last
    return period.isdigit() and 12 * int(period) + 1 <= last and first <= 12 * int(period) + 12


def pairs_of(table: str, part: Part) -> tuple[tuple[str, str], ...]:
    """Unit and period of every slice that holds of a part, also of those without a row."""
    if part.slices is not None:
        return part.slices
    return tuple((one.unit, one.period) for one in part.release.tables[table].slices)


@dataclass(frozen=True)
class Coverage:
    """Which months are loaded for which unit (a police force)."""

    held: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, table: str, parts: Iterable[Part]) -> Coverage:
        """The coverage of a table: all slices that hold, also those that have no row."""
        held: dict[str, set[int]] = {}
        # A release's slices are named for each of its files.
        for part in {(part.release.number, part.slices): part for part in parts}.values():
            for unit, period in pairs_of(table, part):
                m = month_from(period)
                if m is not None:
                    held.setdefault(unit, set()).add(m)
        return cls({unit: frozenset(months) for unit, months in sorted(held.items())})

    def only(self, units: Iterable[str]) -> Coverage:
        """That of these units, each, also those of which nothing is loaded; of all for none."""
        wanted = {unit: self.held.get(unit, frozenset()) for unit in units}
        return Coverage(wanted) if wanted else self

    def whole_years(self) -> Coverage:
        """For tables published by the year: a month without a row is one in which nothing happened.

        A year reaches to December, or to the last month that any unit has of the newest one.
        """
        end = max(self.months, default=0)
        return Coverage(
            {
                unit: frozenset(
                    m
                    for year in {(one - 1) // 12 for one in months}
                    for m in range(12 * year + 1, min(12 * year + 12, end) + 1)
                )
                for unit, months in self.held.items()
            }
        )

    @property
    def months(self) -> frozenset[int]:
        """Months of which at least one unit is loaded."""
        return frozenset().union(*self.held.values())

    def missing(self, first: int, last: int, *, every: bool = False) -> dict[str, tuple[int, ...]]:
        """Unit → months between these that are not loaded, for units that have some of them.

        `every`: also for those that have none, as where a question names their places.
        """
        wanted = frozenset(range(first, last + 1))
        return {
            unit: tuple(sorted(wanted - months))
            for unit, months in self.held.items()
            if wanted - months and (every or wanted & months)
        }

    def whole(self, first: int, last: int) -> frozenset[int]:
        """Months between these that are loaded for every unit that has any of them."""
        wanted = frozenset(range(first, last + 1))
        having = [wanted & months for months in self.held.values() if wanted & months]
        return frozenset.intersection(*having) if having else frozenset()
