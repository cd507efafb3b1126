"""How dates, times and counts are spelled, everywhere: pages, papers and messages."""

from collections.abc import Sequence
from datetime import date, time, timedelta


def spell_day(day: date) -> str:
    """11 October 2018."""
    return f"{day.day} {day:%B} {day.year}"


def spell_long_day(day: date) -> str:
    """Thursday 11 October 2018."""
    return f"{day:%A} {spell_day(day)}"


def spell_month(day: date) -> str:
    """October 2018: the month of a day."""
    return f"{day:%B} {day.year}"


def spell_time(moment: time) -> str:
    """10am, 10:30am, noon, midnight."""
    if (moment.hour, moment.minute) == (12, 0):
        return "noon"
    if (moment.hour, moment.minute) == (0, 0):
        return "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def spell_period(starts: date | None, ends: date | None) -> str:
    """The days a thing holds, both included, in words."""
    if starts and ends:
        return f"{spell_day(starts)} to {spell_day(ends)}"
    if starts:
        return f"since {spell_day(starts)}"
    if ends:
        return f"until {spell_day(ends)}"
    return "no dates recorded"


def spell_length(length: timedelta) -> str:
    """2 hours, 90 minutes: in whole hours where it is so many."""
    minutes = round(length.total_seconds() / 60)
    return count_of(minutes, "minute") if minutes % 60 else count_of(minutes // 60, "hour")


def spell_list(words: Sequence[str]) -> str:
    """a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def count_of(number: int, singular: str, plural: str = "") -> str:
    """1 paper, 2 papers, no papers."""
    noun = singular if number == 1 else plural or f"{singular}s"
    return f"{number or 'no'} {noun}"
