"""Months in a row, for control charts, seasons and forecasts: known ones and missing ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.analytics.measures.derived.working import (
    Key,
    Working,
    by_month,
    month_of,
    places_split,
)
from frankpledge.analytics.measures.months import Coverage
from frankpledge.analytics.measures.nouns import CannotAnswer, Column
from frankpledge.analytics.months import Month, Series

LONG_GAP = 6
"""After more missing months than this a series begins anew."""


@dataclass(frozen=True)
class Monthly:
    """Counts by month for each place or type. `known`: the months loaded for every force."""

    columns: tuple[Column, ...]
    counts: Mapping[Key, Mapping[int, int]]
    known: tuple[int, ...]
    coverage: Coverage

    @property
    def covered(self) -> tuple[int, int]:
        """The first and the last known month."""
        return self.known[0], self.known[-1]

    def series(self, key: Key) -> Series:
        """The series of one place or type, with None for a month that is not known."""
        first, last = self.covered
        of, known = self.counts[key], set(self.known)
        start = month_of(first)
        counts = tuple(of.get(m, 0) if m in known else None for m in range(first, last + 1))
        return Series(Month(start.year, start.month), counts)


def monthly(work: Working, most: int) -> Monthly:
    """The months asked about, split by what else is asked. A month without a crime has nought.

    Raises CannotAnswer where no month is whole, or there are more than `most` series.
    """
    by = places_split(work.question.by)
    counted = work.counts((*by, "month"))
    found = by_month(counted)
    if not by:
        found = found or {(): {}}
    coverage = work.coverage()
    known = tuple(sorted(coverage.whole(*counted.covered)))
    if not known:
        raise CannotAnswer("No month is loaded for every force asked about. Ask for one force.")
    if len(found) > most:
        raise CannotAnswer(
            f"{len(found):,} series are too many for {work.measure.title.lower()}: expected {most} "
            "or fewer. Ask for some places or types."
        )
    ordered = dict(sorted(found.items(), key=lambda one: str(one[0])))
    return Monthly(counted.columns[:-1], ordered, known, coverage)
