"""Where a series breaks: nothing is compared across it, and a new baseline needs its months."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models.terms import add_months
from frankpledge.review.indicators.rules.periods import A_DAY, Period
from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day


@dataclass(frozen=True)
class Break:
    """From `on` figures are on another footing; a new baseline needs `months` of them."""

    on: date
    what: str
    months: int = 36

    @property
    def ready(self) -> date:
        """The first day on which a baseline on the new footing can be set."""
        return add_months(self.on, self.months)

    @property
    def last_month(self) -> date:
        """The last day of the shortest baseline on the new footing."""
        return self.ready - A_DAY

    @property
    def words(self) -> str:
        """What changed and when: "CRASH began in April 2016"."""
        if self.on.day == 1:
            return f"{self.what} in {self.on:%B} {self.on.year}"
        return f"{self.what} on {spell_day(self.on)}"

    def cuts(self, period: Period) -> bool:
        """Whether a period has days before the break and after it."""
        return period.starts < self.on <= period.ends


def between(breaks: Iterable[Break], earlier: Period, later: Period) -> Break | None:
    """The break that keeps two periods apart, the last where there are several: or None.

    A period that the break itself cuts in two is like neither side.
    """
    found = [
        one
        for one in breaks
        if one.cuts(earlier) or one.cuts(later) or earlier.ends < one.on <= later.starts
    ]
    return max(found, key=lambda one: one.on, default=None)


def may_be_baseline(period: Period, breaks: Iterable[Break], today: date) -> Verdict:
    """Whether a baseline may rest on a period.

    Not one across a break, and after a break only one of the break's months at the least: refused
    before, saying from when.
    """
    if period.ends < period.starts:
        return refused("The baseline’s last day is before its first. Change one of them.")
    before = [one for one in breaks if one.on <= period.ends]
    for one in before:
        if one.cuts(period):
            return refused(
                f"{one.words}, and a baseline cannot lie across that: figures from before and "
                "after it are not comparable. Choose a period on one side of it."
            )
    last = max(before, key=lambda one: one.on, default=None)
    if last is None:
        return ALLOWED if period.ends < today else _to_come(period)
    needed = add_months(period.starts, last.months)
    if today < last.ready or period.ends + A_DAY < needed:
        return refused(
            f"{last.words}. After that a new baseline needs at least {last.months} months of "
            f"figures, {spell_day(last.on)} to {spell_day(last.last_month)}. It can be set from "
            f"{spell_day(last.ready)}."
        )
    return ALLOWED if period.ends < today else _to_come(period)


def _to_come(period: Period) -> Verdict:
    return refused(
        f"The baseline’s period ends on {spell_day(period.ends)}, which is still to come. It can "
        f"be set from {spell_day(period.ends + A_DAY)}."
    )
