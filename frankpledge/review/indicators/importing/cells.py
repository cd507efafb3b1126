"""What single cells of a file of figures say: a period, a figure. Nothing is guessed."""

import re
from calendar import month_name
from datetime import date
from decimal import Decimal, InvalidOperation

from frankpledge.documents.tables.days import read_day
from frankpledge.documents.tables.shapes import Cell, cell_words
from frankpledge.partnership.models.terms import add_months
from frankpledge.review.indicators.rules.periods import A_DAY, MONTHS, Period

YEAR = re.compile(r"(19|20)\d\d")
FINANCIAL = re.compile(r"((?:19|20)\d\d)\s*[/–-]\s*(\d{2}|(?:19|20)\d\d)")
QUARTER = re.compile(
    r"q(?:uarter )?\s*([1-4])[ ,:/-]*((?:19|20)\d\d\s*[/–-]\s*(?:\d{2}|(?:19|20)\d\d))"
    r"|((?:19|20)\d\d\s*[/–-]\s*(?:\d{2}|(?:19|20)\d\d))[ ,:/-]*q(?:uarter )?\s*([1-4])",
    re.IGNORECASE,
)
MONTH = r"([a-z]{3,9})"
ONE_MONTH = re.compile(rf"{MONTH}[ ,-]+((?:19|20)\d\d)", re.IGNORECASE)
SPAN = re.compile(
    rf"{MONTH}\s*((?:19|20)\d\d)?\s*(?:to|–|-)\s*{MONTH}[ ,]*((?:19|20)\d\d)", re.IGNORECASE
)
AT_LEAST = re.compile(
    r"(?:at least|over|more than|≥|>=|>)\s*(.+)|(.+?)\s*(?:\+|or more|plus)", re.IGNORECASE
)
NUMBER = re.compile(r"[-−–]?£?\d{1,3}(,\d{3})+(\.\d+)?|[-−–]?£?\d+(\.\d+)?")
YES = frozenset({"yes", "y", "true", "1", "at least", "x"})
NO = frozenset({"", "no", "n", "false", "0", "exact"})
LONGEST_NUMBER = 14


def read_period(cell: Cell, frequency: str) -> Period | None:
    """The period that a cell names for certain: 2018, 2018/19, Q1 2018/19, July 2018, July to
    September 2018, or a day.

    A day at the start of a period, as spreadsheets keep a month, is that period.
    """
    if isinstance(cell, date):
        return _from_day(cell, frequency)
    said = " ".join(cell_words(cell).split())
    if YEAR.fullmatch(said):
        return _stretch(int(said), 1, 12)
    if found := FINANCIAL.fullmatch(said):
        year = _financial(found[1], found[2])
        return _stretch(year, 4, 12) if year else None
    if found := QUARTER.fullmatch(said):
        return _quarter(found)
    if found := ONE_MONTH.fullmatch(said):
        month = _month(found[1])
        return _stretch(int(found[2]), month, 1) if month else None
    if found := SPAN.fullmatch(said):
        return _span(found)
    day = read_day(said)
    return _from_day(day, frequency) if day else None


def _from_day(day: date, frequency: str) -> Period | None:
    if frequency == "irregular":
        return Period(day, day)
    if day.day != 1:
        return None
    return _stretch(day.year, day.month, MONTHS[frequency])


def _stretch(year: int, month: int, months: int) -> Period:
    starts = date(year, month, 1)
    return Period(starts, add_months(starts, months) - A_DAY)


def _quarter(found: re.Match[str]) -> Period | None:
    number, years = (found[1], found[2]) if found[1] else (found[4], found[3])
    parts = FINANCIAL.fullmatch(years.strip())
    year = _financial(parts[1], parts[2]) if parts else 0
    if not year:
        return None
    starts = add_months(date(year, 4, 1), 3 * (int(number) - 1))
    return Period(starts, add_months(starts, 3) - A_DAY)


def _span(found: re.Match[str]) -> Period | None:
    first, last = _month(found[1]), _month(found[3])
    if not first or not last:
        return None
    until = int(found[4])
    since = int(found[2]) if found[2] else until - (first > last)
    starts = date(since, first, 1)
    ends = add_months(date(until, last, 1), 1) - A_DAY
    return Period(starts, ends) if starts <= ends else None


def _financial(first: str, second: str) -> int:
    """The year that 2018/19 begins in; 0 where the second does not follow the first."""
    year = int(first)
    return year if int(second[-2:]) == (year + 1) % 100 else 0


def _month(word: str) -> int:
    said = word.lower()
    names = [name.lower() for name in month_name]
    known = "sep" if said == "sept" else said
    return next((n for n, name in enumerate(names) if n and name.startswith(known)), 0)


def read_figure(cell: Cell) -> tuple[Decimal | None, bool]:
    """The figure that a cell holds, and whether it is known only as "at least"; None for none.

    "80+", "over 80" and "at least 80" are at least 80: what was never counted out is never made
    exact.
    """
    if isinstance(cell, date):
        return None, False
    if isinstance(cell, int | float):
        return _number(repr(cell) if isinstance(cell, float) else str(cell)), False
    said = " ".join(str(cell).split()).rstrip("%").strip()
    if found := AT_LEAST.fullmatch(said):
        return _number((found[1] or found[2]).strip()), True
    return _number(said), False


def _number(said: str) -> Decimal | None:
    if not NUMBER.fullmatch(said) or len(said) > LONGEST_NUMBER + 8:
        return None
    plain = said.replace(",", "").replace("£", "").replace("−", "-").replace("–", "-")
    try:
        found = Decimal(plain).quantize(Decimal("0.0001"))
    except InvalidOperation:
        return None
    return found if abs(found) < Decimal(10) ** LONGEST_NUMBER else None


def read_yes(text: str) -> bool | None:
    """Yes or no, however it is written; None for anything else."""
    said = text.lower().strip(" .")
    if said in YES:
        return True
    return False if said in NO else None
