"""Which releases an answer rests on: not those whose months were not asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from frankpledge.analytics.months import Month
from frankpledge.analytics.store import Part, Store


def resting_on(
    store: Store,
    keys: Sequence[str],
    tables: Iterable[str],
    first: date,
    last: date,
    as_at: datetime | None = None,
) -> tuple[str, ...]:
    """Of the releases of an answer, those that hold a month from `first` to `last`.

    A release of other things (lookups, people, weights) has no months and stays. Where none would
    be left, all are named: better one too many than none.
    """
    parts = [part for table in tables for part in store.current(table, as_at)]
    known = {part.release.id for part in parts}
    months = (f"{first:%Y-%m}", f"{last:%Y-%m}")
    used = {part.release.id for part in parts if _holds(part, *months)}
    found = tuple(key for key in keys if key not in known or key in used)
    return found or tuple(keys)


def _holds(part: Part, first: str, last: str) -> bool:
    slices = part.slices
    if slices is None:
        every = part.release.tables.values()
        slices = tuple((one.unit, one.period) for info in every for one in info.slices)
    monthly = [period for _, period in slices if _is_month(period)]
    return not monthly or any(first <= period <= last for period in monthly)


def _is_month(period: str) -> bool:
    return len(period) == 7 and period[4] == "-"


def looked_back(first: date, months: int) -> date:
    """The first day of so many months before."""
    return Month.of(first).after(-months).first_day
