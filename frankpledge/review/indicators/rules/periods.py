"""The periods that figures are for: months, quarters, years, or whatever stretch it was."""

from dataclasses import dataclass
from datetime import date, timedelta

from frankpledge.partnership.models.terms import add_months
from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

FREQUENCIES = {
    "monthly": "Monthly",
    "quarterly": "Quarterly",
    "yearly": "Yearly",
    "irregular": "When there is news",
}
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
# How many periods back the short lists look; a page of one indicator looks at all.
LATELY = 40
LATELY_YEARS = {"monthly": 4, "quarterly": 10, "yearly": 40, "irregular": 10}
A_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of days, both ends included."""

    starts: date
    ends: date

    @property
    def words(self) -> str:
        """2018, 2018/19, July 2018, July to September 2018, or its two days."""
        return period_words(self.starts, self.ends)

    @property
    def short(self) -> str:
        """The same where there is little room: "Jul 2018", "Jul–Sep 2018"."""
        return short_words(self.starts, self.ends)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        return self.starts <= other.ends and other.starts <= self.ends


def months_of(starts: date, ends: date) -> int | None:
    """How many whole months a stretch covers; None where it is not of whole months."""
    after = ends + A_DAY
    if starts.day != 1 or after.day != 1:
        return None
    return (after.year - starts.year) * 12 + after.month - starts.month


def period_words(starts: date, ends: date) -> str:
    """A period as people say it."""
    if starts == ends:
        return spell_day(starts)
    months = months_of(starts, ends)
    if months == 12 and starts.month == 1:
        return str(starts.year)
    if months == 12 and starts.month == 4:
        return f"{starts.year}/{ends.year % 100:02}"
    if months == 1:
        return f"{starts:%B} {starts.year}"
    if months is not None:
        first = f"{starts:%B}" if starts.year == ends.year else f"{starts:%B} {starts.year}"
        return f"{first} to {ends:%B} {ends.year}"
    return f"{spell_day(starts)} to {spell_day(ends)}"


def short_words(starts: date, ends: date) -> str:
    """A period where there is little room, such as under a chart."""
    months = months_of(starts, ends)
    if months == 1:
        return f"{starts:%b} {starts.year}"
    if months is not None and months < 12:
        first = f"{starts:%b}" if starts.year == ends.year else f"{starts:%b} {starts.year}"
        return f"{first}–{ends:%b} {ends.year}"
    if months is None:
        return f"{ends.day} {ends:%b} {ends.year}"
    return period_words(starts, ends)


def next_period(last: Period, frequency: str) -> Period | None:
    """The period after one; None where figures come as there is news."""
    months = MONTHS.get(frequency)
    if months is None:
        return None
    starts = last.ends + A_DAY
    return Period(starts, add_months(starts, months) - A_DAY)


def first_period(starts: date, frequency: str) -> Period | None:
    """The period that begins on a day."""
    return next_period(Period(starts - A_DAY, starts - A_DAY), frequency)


def may_be_of(period: Period, frequency: str) -> Verdict:
    """Whether a period is one that figures of this frequency are for."""
    if period.ends < period.starts:
        return refused(
            f"The last day, {spell_day(period.ends)}, is before the first, "
            f"{spell_day(period.starts)}. Change one of them."
        )
    wanted = MONTHS.get(frequency)
    if wanted is None or months_of(period.starts, period.ends) == wanted:
        return ALLOWED
    what = {1: "one month", 3: "three months", 12: "twelve months"}[wanted]
    return refused(
        f"{spell_day(period.starts)} to {spell_day(period.ends)} is not {what}. This indicator is "
        f"{FREQUENCIES[frequency].lower()}: give a period of {what}, from the first day of a "
        "month to the last day of one."
    )


def years_of(first: int, last: int) -> str:
    """2005, or 2005 to 2009."""
    return str(first) if first == last else f"{first} to {last}"
