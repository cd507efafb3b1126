"""What somebody typed or picked, read as a date, a choice or a tick."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from datetime import date

_TICKED = frozenset({"☒", "☑", "✓", "✔", "✗", "x", "yes", "y", "true"})
_UNTICKED = frozenset({"", "☐", "□", "no", "n", "false"})
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_WORDS = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{{3,9}})\.?,?\s+(\d{{4}}|\d{{2}})"
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})"
)
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:t[\d:.]+z?)?")

_FORMS = ((_WORDS, "dmy"), (_MONTH_FIRST, "mdy"), (_NUMBERS, "dmy"), (_ISO, "ymd"))


def read_day(text: str, picked: date | None = None) -> date | None:
    """A day as people write it, in British order; None when it is no day.

    "11 October 2018", "Thursday 11th Oct 2018", "11/10/2018", "11.10.18", "2018-10-11",
    "October 11, 2018". `picked`: the day that the file's calendar holds. What is shown wins over
    it, for somebody may have typed over it; but a program may show it in American order.
    """
    shown = " ".join(text.lower().replace("\u00a0", " ").split()).rstrip(".")
    if picked and (found := _NUMBERS.fullmatch(shown)):
        month, day, year = (int(part) for part in found.groups())
        if (_century(year), month, day) == (picked.year, picked.month, picked.day):
            return picked
    for pattern, order in (
        (_WORDS, "dmy"),
        (_MONTH_FIRST, "mdy"),
        (_NUMBERS, "dmy"),
        (_ISO, "ymd"),
    ):
        if found := pattern.fullmatch(shown):
            parts = dict(zip(order, found.groups(), strict=True))
            return _day(parts["d"], parts["m"], parts["y"])
    return None


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(
            _century(int(year)), int(month) if month.isdecimal() else _month(month), int(day)
        )
    except ValueError:
        return None


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def _month(name: str) -> int:
    """The month that begins so, 0 when none does."""
    return next((number for full, number in _MONTHS.items() if full.startswith(name)), 0)


def read_choice(text: str, choices: Sequence[tuple[str, str]]) -> str | None:
    """The key of the choice that the text names, by its words or its key; None when none is."""
    wanted = _plain(text)
    return next((key for key, shown in choices if wanted in {_plain(shown), _plain(key)}), None)


def read_tick(text: str) -> bool | None:
    """Whether the box is ticked, by its sign or a word; None when it says something else."""
    said = _plain(text)
    if said in _TICKED:
        return True
    return False if said in _UNTICKED else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .:")
