"""Filters that spell dates, times, money and counts the same way on every page.

Each takes whatever a template may hold and gives text; an empty value gives "–", the mark that
tables use for an empty cell. A value of a kind that the filter does not know is given back as
text, because a page that says something odd is better than a page that fails.
"""

from calendar import monthrange
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.utils.timezone import is_aware

from frankpledge.shared.clock import LONDON
from frankpledge.shared.words import count_of, spell_day, spell_long_day, spell_period, spell_time

register = template.Library()

EMPTY = "–"
MINUS = "\N{MINUS SIGN}"


def _local(value: Any) -> Any:
    """A moment as London's clocks showed it; anything else unchanged."""
    if isinstance(value, datetime) and is_aware(value):
        return value.astimezone(LONDON)
    return value


def _spelled(value: Any, pattern: str) -> str:
    """A date by an strftime pattern in which {d} is the day without a nought before it."""
    if value in (None, ""):
        return EMPTY
    value = _local(value)
    if not isinstance(value, date):
        return str(value)
    return value.strftime(pattern).replace("{d}", str(value.day))


@register.filter
def day(value: Any) -> str:
    """11 October 2018."""
    value = _local(value)
    return spell_day(value) if isinstance(value, date) else _spelled(value, "")


@register.filter
def long_day(value: Any) -> str:
    """Thursday 11 October 2018."""
    value = _local(value)
    return spell_long_day(value) if isinstance(value, date) else _spelled(value, "")


@register.filter
def short_day(value: Any) -> str:
    """11 Oct 2018, for narrow columns."""
    return _spelled(value, "{d} %b %Y")


@register.filter
def month_year(value: Any) -> str:
    """October 2018."""
    return _spelled(value, "%B %Y")


@register.filter
def clock(value: Any) -> str:
    """10am, 10:30am, noon, midnight; takes a time or a moment."""
    if value in (None, ""):
        return EMPTY
    value = _local(value)
    if isinstance(value, datetime):
        value = value.time()
    return spell_time(value) if isinstance(value, time) else str(value)


@register.filter
def moment(value: Any) -> str:
    """11 October 2018, 10:30am; a plain date stays a date."""
    if isinstance(value, datetime):
        return f"{day(value)}, {clock(value)}"
    return day(value)


@register.filter
def iso(value: Any) -> str:
    """2018-10-11, or 2018-10-11T10:30:00+01:00: for machines, in `datetime` attributes."""
    value = _local(value)
    return value.isoformat() if isinstance(value, (date, time)) else str(value or "")


def _ends(value: Any) -> tuple[date | None, date | None]:
    """The two ends of a pair, or of anything with starts/ends or start/end."""
    if isinstance(value, (tuple, list)) and len(value) == 2:
        return value[0], value[1]
    first, last = getattr(value, "starts", None), getattr(value, "ends", None)
    return first or getattr(value, "start", None), last or getattr(value, "end", None)


@register.filter
def period(value: Any) -> str:
    """The shortest plain words for a period whose two ends are both included.

    October 2018 · July to September 2018 · 3 to 9 May 2018 · 3 May to 9 June 2018 · else both
    days in full. Takes a (first, last) pair or an object with starts and ends.
    """
    if not value:
        return EMPTY
    if isinstance(value, str):
        return value
    first, last = _ends(value)
    if not (isinstance(first, date) and isinstance(last, date)):
        return spell_period(first, last)
    if first == last:
        return spell_day(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return month_year(last)
        start = f"{first:%B}" if first.year == last.year else month_year(first)
        return f"{start} to {month_year(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {spell_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {spell_day(last)}"
    return spell_period(first, last)


@register.filter
def pounds(value: Any) -> str:
    """£155,000 or £1.50: an int is whole pence, a Decimal is pounds."""
    if value in (None, ""):
        return EMPTY
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return str(value)
    amount = value if isinstance(value, Decimal) else Decimal(value) / 100
    amount = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    figures = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"{MINUS if amount < 0 else ''}£{figures}"


@register.filter
def number(value: Any) -> str:
    """1,420; a true minus sign before a negative number."""
    if value in (None, ""):
        return EMPTY
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return str(value)
    return f"{MINUS if value < 0 else ''}{abs(value):,}"


@register.filter
def percent(value: Any, base: Any = None) -> str:
    """36%, or with its base "36%, 512 of 1,420": `{{ part|percent:whole }}`.

    Without a base the value is a percentage already (36.06), with one it is the part. Never "0%"
    for something or "100%" for less than all, which would tell a reader an untruth.
    """
    if value in (None, "") or (base is not None and not base):
        return EMPTY
    share = Decimal(str(value)) * 100 / Decimal(str(base)) if base else Decimal(str(value))
    rounded = int(share.quantize(Decimal(1), ROUND_HALF_UP))
    if rounded == 0 and share > 0:
        words = "less than 1%"
    elif rounded == 100 and share < 100:
        words = "more than 99%"
    else:
        words = f"{MINUS if rounded < 0 else ''}{abs(rounded):,}%"
    return f"{words}, {number(value)} of {number(base)}" if base else words


@register.filter
def plural_words(value: Any, nouns: str) -> str:
    """`{{ 3|plural_words:"report" }}` is "3 reports"; "body,bodies" names an odd plural.

    Takes a number or anything with a length; nought is "no reports".
    """
    total = value if isinstance(value, int) else len(value or ())
    singular, _, plural = nouns.partition(",")
    if total > 999:
        return f"{total:,} {plural or singular + 's'}"
    return count_of(total, singular, plural)
