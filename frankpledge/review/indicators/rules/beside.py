"""An indicator beside others: neighbours, the country; and what a break makes wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.review.indicators.rules.breaks import Break
from frankpledge.review.indicators.rules.judging import Course
from frankpledge.review.indicators.rules.known import Entry
from frankpledge.review.indicators.rules.wording import aim_words
from frankpledge.shared.words import spell_day


def beside_words(course: Course, own: Sequence[Entry], other: Sequence[Entry], name: str) -> str:
    """The latest period that both have a figure for, compared; nothing where there is none.

    Counts of unlike places are told side by side, and not called above or below.
    """
    theirs = {one.period: one for one in other}
    mine = next((one for one in reversed(own) if one.period in theirs), None)
    if mine is None or course.hides(mine):
        return ""
    a, b = course.scale.figure(mine), course.scale.figure(theirs[mine.period])
    said = [aim_words(one, course.scale, course.unit) for one in (a, b)]
    when = mine.period.words
    if course.scale.adds_up or mine.at_least:
        return f"{name}: {said[1]} in {when}, beside {said[0]} here."
    how = "the same as" if a == b else "above" if a > b else "below"
    return f"{name}: {said[1]} in {when}; the {said[0]} here is {how} that."


@dataclass(frozen=True)
class Readiness:
    """How far the figures since a break are from bearing a new baseline."""

    since: Break
    waits: str
    why: str
    months: int
    ready: bool

    @property
    def words(self) -> str:
        """What waits, until when, and how many months there are."""
        one = self.since
        span = f"{spell_day(one.on)} to {spell_day(one.last_month)}"
        if self.ready:
            return (
                f"The {one.months} months of figures that a new baseline needs, {span}, are over."
            )
        what = f"{self.waits} waits for it. " if self.waits else ""
        return (
            f"A new baseline needs {one.months} months of figures, {span}. {what}"
            f"It can be set from {spell_day(one.ready)}; {self.months} months have passed."
        )


def readiness(since: Break, waits: str, why: str, on: date) -> Readiness:
    """How a break stands on a day."""
    months = (on.year - since.on.year) * 12 + on.month - since.on.month
    passed = max(0, months - (on.day < since.on.day))
    return Readiness(since, waits, why, passed, on >= since.ready)
