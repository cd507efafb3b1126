"""Dates as far as they are known."""

import re
from datetime import date

from frankpledge.review.requirements.rules import MONTHS, KnownDate


def read_date(text: str) -> KnownDate | None:
    """A date as far as it is known: 30 June 2017, June 2017 or 2017.

    Raises ValueError, with a sentence, for anything else.
    """
    found = re.fullmatch(r"(?:(?:(\d{1,2}) )?([A-Za-z]{3,9}) )?(\d{4})", text.strip())
    if not text.strip():
        return None
    wrong = f"“{text}” is not a date. Give one such as 30 June 2017, June 2017 or 2017"
    if not found:
        raise ValueError(wrong)
    day, month, year = found.groups()
    number = next((n for n, name in MONTHS.items() if month and name.startswith(month.lower())), 0)
    if month and not number:
        raise ValueError(wrong)
    precision = "day" if day else "month" if month else "year"
    try:
        return KnownDate(date(int(year), number or 1, int(day or 1)), precision)
    except ValueError as error:
        raise ValueError(wrong) from error
