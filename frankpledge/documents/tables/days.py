"""Days, as people write them in a list. Nothing is guessed."""

import re
from calendar import month_name
from datetime import date

from frankpledge.documents.tables.shapes import Cell

MONTHS = {name.lower()[:3]: number for number, name in enumerate(month_name) if name}
MONTHS["sept"] = 9
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
# A day written out in full, as the United Kingdom writes it: the day first.
YEAR = r"\d{4}|\d{2}"
DAY = re.compile(
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
    rf"|(?P<d2>\d{{1,2}})[/.-](?P<m2>\d{{1,2}})[/.-](?P<y2>{YEAR})"
    r"|(?P<d3>\d{1,2})(?:st|nd|rd|th)?[ -]+(?:of )?"
    rf"(?P<m3>{MONTH})[,.]?[ -]+(?P<y3>{YEAR})",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:(?:on or before|no later than|complete by|deadline|due|by|on|for)[ :]+)*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? +"
    r"|(?:mon|tue|wed|thu|thur|fri|sat|sun)\.?,? +)?",
    re.IGNORECASE,
)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def read_day(cell: Cell) -> date | None:
    """The day that a cell gives for certain; None where it gives none.

    11/06/2013 is 11 June. "June 2013", "11 June", "w/c 11 June 2013" and "11 or 12 June 2013" give
    no certain day, and neither does a bare number.
    """
    if isinstance(cell, date):
        return cell if FIRST_YEAR <= cell.year <= LAST_YEAR else None
    if not isinstance(cell, str):
        return None
    said = cell.strip().rstrip(".")
    start = BEFORE.match(said)
    found = DAY.fullmatch(said, start.end() if start else 0)
    return _day(found) if found else None


def days_in(text: str) -> list[date]:
    """Every full day that a line names, such as a log's title; each once."""
    plain = text.replace("_", " ")
    found = (_day(one) for one in DAY.finditer(plain))
    return list(dict.fromkeys(day for day in found if day))


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    which = next(n for n in "123" if parts[f"d{n}"])
    day, month, year = parts[f"d{which}"], parts[f"m{which}"], parts[f"y{which}"]
    number = int(month) if month.isdecimal() else _month(month)
    # A year of two figures is one since the partnerships began.
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        known = date(full, number, int(day))
    except ValueError:
        return None
    return known if FIRST_YEAR <= known.year <= LAST_YEAR else None


def _month(word: str) -> int:
    said = word.lower().rstrip(".")
    whole = [number for number, name in enumerate(month_name) if name and said == name.lower()]
    return whole[0] if whole else MONTHS.get(said, 0)
