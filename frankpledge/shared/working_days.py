"""Working days in England and Wales, and the three ways the field counts back from a meeting.

A working day is Monday to Friday and not a bank holiday. The bank holidays are
GOV.UK's own list, kept with the code; asking about a year it does not reach raises
`HolidaysUnknown`, because a silent "no holidays" gives a wrong deadline.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

HOLIDAY_FILE = Path(__file__).parent / "data" / "bank_holidays_england_and_wales.json"
ONE_DAY = timedelta(days=1)


class HolidaysUnknown(Exception):
    """The bank-holiday list does not cover this day, so no deadline can be promised."""

    def __init__(self, day: date, first: int, last: int) -> None:
        super().__init__(
            f"The list of bank holidays covers {first} to {last}, not {day.year}. "
            "Add the missing years from GOV.UK before relying on a deadline there."
        )


@cache
def bank_holidays() -> dict[date, str]:
    """Every known bank holiday in England and Wales, by date, with its name."""
    events = json.loads(HOLIDAY_FILE.read_text(encoding="utf-8"))["events"]
    return {date.fromisoformat(event["date"]): event["title"] for event in events}


@cache
def known_years() -> tuple[int, int]:
    """The first and last year that the bank-holiday list covers."""
    years = [day.year for day in bank_holidays()]
    return min(years), max(years)


def is_working_day(day: date) -> bool:
    """Whether `day` is a working day. Raises HolidaysUnknown outside the known years."""
    first, last = known_years()
    if not first <= day.year <= last:
        raise HolidaysUnknown(day, first, last)
    return day.weekday() < 5 and day not in bank_holidays()


def working_days_before(day: date, count: int) -> date:
    """The day that is `count` working days before `day`, counting back from the day before it.

    11 October 2018 (a Thursday) less 8 working days is 1 October 2018.
    """
    found = day
    while count > 0:
        found -= ONE_DAY
        if is_working_day(found):
            count -= 1
    return found


def clear_working_days_before(day: date, count: int) -> date:
    """The last day that leaves `count` whole working days between it and `day`.

    Neither the day itself nor the day of the notice counts: the reading of "clear days"
    in Part VA of the Local Government Act 1972 that councils follow.
    """
    return working_days_before(day, count + 1)


def clear_days_before(day: date, count: int) -> date:
    """The last day that leaves `count` whole calendar days between it and `day`."""
    return day - timedelta(days=count + 1)


@dataclass(frozen=True)
class DeadlineRule:
    """A way of counting back from a meeting: a kind from COUNTING and a number of days."""

    kind: str
    days: int

    def before(self, day: date) -> date:
        """The deadline for a meeting on `day`. Raises HolidaysUnknown, KeyError for a new kind."""
        return COUNTING[self.kind][0](day, self.days)

    def __str__(self) -> str:
        return f"{self.days} {COUNTING[self.kind][1]} before the meeting"


COUNTING: dict[str, tuple[Callable[[date, int], date], str]] = {
    "working_days_before": (working_days_before, "working days"),
    "clear_working_days_before": (clear_working_days_before, "clear working days"),
    "clear_days_before": (clear_days_before, "clear days"),
}
