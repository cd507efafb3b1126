"""How an indicator stands to its target: never across a break in its series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from frankpledge.analytics.comparing import judge, rolling, target_of, trajectory
from frankpledge.review.indicators.rules.breaks import Break, between
from frankpledge.review.indicators.rules.known import Entry, Scale
from frankpledge.review.indicators.rules.periods import MONTHS, Period
from frankpledge.review.indicators.rules.wording import aim_words, hidden
from frankpledge.shared.words import spell_day

IN_DEVELOPMENT, NO_TARGET, NOT_JUDGED = "in development", "no target", "not judged"
AT_RISK = "at risk"
Better = Literal["lower", "higher", "neither"]
# What the board should hear of.
OFF_TARGET = frozenset({"off course", "missed"})


@dataclass(frozen=True)
class Baseline:
    """Where an indicator starts from."""

    period: Period
    value: Decimal


@dataclass(frozen=True)
class Target:
    """What it is to reach: a change of the baseline in per cent, or a figure."""

    by: date
    percent: Decimal | None = None
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)

    def figure(self, baseline: Baseline | None) -> Decimal | None:
        """The target as a figure: None where it is a change of a baseline that is not there."""
        if self.percent is None:
            return self.value
        return target_of(baseline.value, self.percent) if baseline else None

    @property
    def words(self) -> str:
        """The target's rule: "at least −40% by 2020"."""
        year_end = (self.by.month, self.by.day) == (12, 31)
        when = str(self.by.year) if year_end else spell_day(self.by)
        if self.percent is None:
            return f"by {when}"
        sign = "−" if self.percent < 0 else "+"
        return f"at least {sign}{abs(self.percent.normalize()):f}% by {when}"


@dataclass(frozen=True)
class Standing:
    """How an indicator stands: `state` a word for a tag, `words` why.

    `figure` is what was judged, of `period`; `expected` where the way to the target is by then.
    """

    state: str
    words: str
    figure: Decimal | None = None
    period: Period | None = None
    target: Decimal | None = None
    expected: Decimal | None = None


@dataclass(frozen=True)
class Course:
    """What an indicator is judged by."""

    scale: Scale
    unit: str
    frequency: str
    direction: Better
    baseline: Baseline | None
    target: Target | None
    breaks: tuple[Break, ...] = ()
    # Counts below this are shown nowhere, and nothing is said from which they could be told.
    hide_below: int = 0

    def hides(self, entry: Entry) -> bool:
        """Whether a figure is too small to be shown."""
        return hidden(entry, self.hide_below)


def starts_after(breaks: Sequence[Break], known: Sequence[Entry]) -> dict[int, Break]:
    """The place of the first figure after each break, one that the break cuts among them."""
    found: dict[int, Break] = {}
    for one in breaks:
        place = next((n for n, entry in enumerate(known) if entry.period.ends >= one.on), None)
        if place:
            found[place] = one
    return found


def twelve_months(course: Course, known: Sequence[Entry]) -> tuple[Decimal | None, ...]:
    """For each figure that of the twelve months up to it, where counts add up; else None each.

    None too where a figure is missing, known only as "at least", or a break lies between.
    """
    months = MONTHS.get(course.frequency)
    if months is None or not course.scale.adds_up:
        return tuple(None for _ in known)
    gaps = {
        n
        for n in range(1, len(known))
        if (known[n].period.starts - known[n - 1].period.ends).days != 1
    }
    breaks = gaps | set(starts_after(course.breaks, known))
    figures = [
        None if one.at_least or course.hides(one) else course.scale.figure(one) for one in known
    ]
    return rolling(figures, 12 // months, tuple(sorted(breaks)))


def judged(course: Course, known: Sequence[Entry]) -> Standing:
    """How an indicator stands on the figures known."""
    if not known:
        return Standing(IN_DEVELOPMENT, "There are no figures yet.")
    target = course.target
    if target is None or course.direction == "neither":
        return Standing(NO_TARGET, "No target is set.")
    aim = target.figure(course.baseline)
    if aim is None:
        return Standing(NOT_JUDGED, "Its target is a change of a baseline that is not set yet.")
    if course.hides(known[-1]):
        return Standing(NOT_JUDGED, "Not judged: the figure is too small to be shown.", target=aim)
    figure, period = _figure_of_a_year(course, known)
    if figure is None:
        why = "There are not yet twelve months of figures to hold against the target."
        return Standing(NOT_JUDGED, why, target=aim)
    apart = _kept_apart(course, period)
    if apart:
        return Standing(NOT_JUDGED, _across(apart, course), figure, period, aim)
    if known[-1].at_least:
        return _at_least(course, figure, period, aim)
    return _held_against(course, figure, period, aim)


def _figure_of_a_year(course: Course, known: Sequence[Entry]) -> tuple[Decimal | None, Period]:
    """What is held against a target: a year's figure where counts add up, else the latest."""
    last = known[-1]
    months = MONTHS.get(course.frequency, 12)
    if months == 12 or not course.scale.adds_up:
        return course.scale.figure(last), last.period
    wanted = known[-(12 // months) :]
    return twelve_months(course, known)[-1], Period(wanted[0].period.starts, last.period.ends)


def _kept_apart(course: Course, period: Period) -> Break | None:
    if course.baseline is not None:
        return between(course.breaks, course.baseline.period, period)
    return next((one for one in course.breaks if one.cuts(period)), None)


def _across(apart: Break, course: Course) -> str:
    said = f"Not judged: {apart.words}, and figures from before and after it are not comparable."
    if course.baseline is None:
        return said
    return (
        f"{said} A new baseline can be set from {spell_day(apart.ready)}, once there are "
        f"{apart.months} months of figures."
    )


def _at_least(course: Course, figure: Decimal, period: Period, aim: Decimal) -> Standing:
    if course.direction == "higher" and figure >= aim:
        said = f"At least {aim_words(figure, course.scale, course.unit)}: the target is met."
        return Standing("met", said, figure, period, aim)
    said = "Not judged: the figure is known only as “at least”."
    return Standing(NOT_JUDGED, said, figure, period, aim)


def _held_against(course: Course, figure: Decimal, period: Period, aim: Decimal) -> Standing:
    assert course.target is not None  # judged() has seen to it
    due = period.ends >= course.target.by
    expected = expected_at(course, period.ends)
    found = judge(figure, target=aim, better=course.direction, due=due, expected=expected)
    state: str = found.state
    if state == "off course" and course.target.tolerance:
        near = judge(
            figure,
            target=aim,
            better=course.direction,
            due=due,
            expected=expected,
            tolerance=course.target.tolerance,
        )
        state = AT_RISK if near.state != "off course" else state
    said = _said(course, state, figure, aim, expected)
    return Standing(state, said, figure, period, aim, expected)


def _said(
    course: Course, state: str, figure: Decimal, aim: Decimal, expected: Decimal | None
) -> str:
    spelled = [aim_words(one, course.scale, course.unit) for one in (figure, aim)]
    if state in ("met", "missed"):
        return f"{spelled[0]} against a target of {spelled[1]}: {state}."
    if expected is None:
        return f"{spelled[0]}, on the way to a target of {spelled[1]}."
    way = aim_words(expected, course.scale, course.unit)
    beside = "at" if figure == expected else "below" if figure < expected else "above"
    told = "near the way" if state == AT_RISK else state
    return (
        f"{spelled[0]} is {beside} the {way} that lies on the way to the target of {spelled[1]}: "
        f"{told}."
    )


def expected_at(course: Course, day: date) -> Decimal | None:
    """Where the straight way from the baseline to the target is by a day's month: or None."""
    if course.baseline is None or course.target is None:
        return None
    aim = course.target.figure(course.baseline)
    first, last = _month(course.baseline.period.ends), _month(course.target.by)
    if aim is None or first >= last:
        return None
    return trajectory(first, course.baseline.value, last, aim).get(_month(day))


def _month(day: date) -> int:
    return day.year * 12 + day.month
