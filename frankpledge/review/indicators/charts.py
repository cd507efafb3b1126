"""An indicator as a chart: its figures with limits and breaks, and what it is held against."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypedDict

from frankpledge.documents.charts import Break as BreakMark
from frankpledge.documents.charts import Limits, Line, LineChart, Point, Series
from frankpledge.review.indicators.queries.lines import IndicatorLine
from frankpledge.review.indicators.rules.judging import (
    Course,
    expected_at,
    starts_after,
    twelve_months,
)
from frankpledge.review.indicators.rules.known import Entry
from frankpledge.review.indicators.rules.periods import MONTHS, Period, next_period
from frankpledge.review.indicators.rules.wording import hidden

# How many periods to come are drawn, so that the way to the target can be seen.
MOST_TO_COME = 12


class _Aims(TypedDict, total=False):
    baseline: Line
    target: Line
    trajectory: tuple[float | None, ...]


Others = Sequence[tuple[str, Sequence[Entry]]]


def figures_chart(line: IndicatorLine, others: Others = ()) -> LineChart | None:
    """The indicator's own figures, with others beside them; None where there are none yet."""
    known, course = line.facts.known, line.facts.course
    if not known:
        return None
    after = starts_after(course.breaks, known)
    values = [
        None
        if one.at_least or hidden(one, line.indicator.hide_below)
        else float(course.scale.figure(one))
        for one in known
    ]
    limits = _limits(line)
    # Only where limits are drawn can it be seen what a mark is beyond.
    signals = [
        bool(limits and point.signals and n >= limits[0].first)
        for n, point in enumerate(line.chart.points)
    ]
    points = [
        Point(one.period.short, value, exceptional, one.standing == "provisional")
        for one, value, exceptional in zip(known, values, signals, strict=True)
    ]
    held = _yearly(course)
    to_come = _to_come(course, known[-1].period, after) if held else []
    points += [Point(one.short, None) for one in to_come]
    periods = [one.period for one in known] + to_come
    return LineChart(
        title=title_of(line),
        points=tuple(points),
        unit=unit_of(line),
        limits=limits,
        breaks=tuple(BreakMark(n - 1, one.words) for n, one in after.items()),
        others=tuple(_series(name, entries, course, periods) for name, entries in others),
        note=line.facts.indicator.source,
        **(_aims(course, periods, after) if held else _Aims()),
    )


def twelve_months_chart(line: IndicatorLine) -> LineChart | None:
    """Twelve months to each period, held against what the target is for: a year's figure.

    None where figures are a year's already, or there are not twelve months of them.
    """
    known, course = line.facts.known, line.facts.course
    figures = twelve_months(course, known)
    if _yearly(course) or not any(one is not None for one in figures):
        return None
    after = starts_after(course.breaks, known)
    guarded = any(hidden(one, line.indicator.hide_below) for one in known)
    points = tuple(
        Point(f"to {one.period.short}", None if guarded or figure is None else float(figure))
        for one, figure in zip(known, figures, strict=True)
    )
    return LineChart(
        title=f"{line.name}: twelve months to each period",
        points=points,
        unit=unit_of(line),
        breaks=tuple(BreakMark(n - 1, one.words) for n, one in after.items()),
        **_aims(course, [one.period for one in known], after),
    )


def title_of(line: IndicatorLine) -> str:
    """The finding, in a few words."""
    found = {
        "met": "target met",
        "missed": "target missed",
        "on course": "on course for the target",
        "off course": "off course for the target",
        "at risk": "at risk of leaving its course",
    }.get(line.state, "")
    return ": ".join(filter(None, (line.name, found)))


def unit_of(line: IndicatorLine) -> str:
    """What the scale counts."""
    one = line.indicator
    if one.kind == "money":
        return "£"
    return "%" if one.kind == "percent" else one.unit


def _yearly(course: Course) -> bool:
    """Whether each figure is what the target is for: a year's, or one that does not add up."""
    return MONTHS.get(course.frequency, 12) == 12 or not course.scale.adds_up


def _limits(line: IndicatorLine) -> tuple[Limits, ...]:
    """What is usual now: since the last break, where there are figures enough to say."""
    last = line.chart.segments[-1] if line.chart.segments else None
    if last is None or last.centre is None or not last.upper:
        return ()
    return (Limits(last.first, last.centre, last.upper, last.lower, last.provisional),)


def _series(
    name: str, entries: Sequence[Entry], course: Course, periods: Sequence[Period]
) -> Series:
    held = {one.period: float(course.scale.figure(one)) for one in entries if not one.at_least}
    return Series(name, tuple(held.get(period) for period in periods))


def _to_come(course: Course, last: Period, after: Mapping[int, object]) -> list[Period]:
    """The periods until the target's, where its way leads there unbroken."""
    if course.target is None or after or expected_at(course, course.target.by) is None:
        return []
    found: list[Period] = []
    period = next_period(last, course.frequency)
    while period and period.ends <= course.target.by and len(found) < MOST_TO_COME:
        found.append(period)
        period = next_period(period, course.frequency)
    return found


def _aims(course: Course, periods: Sequence[Period], after: Mapping[int, object]) -> _Aims:
    """Baseline, target and the way between them, none of them across a break.

    What was set before a break says nothing after it; what was set after it, nothing before.
    """
    first, last = _side(course, periods, after)
    aims = _Aims()
    if course.baseline is not None:
        aims["baseline"] = Line(float(course.baseline.value), "Baseline", first, last)
    aim = course.target.figure(course.baseline) if course.target else None
    if aim is not None:
        aims["target"] = Line(float(aim), "Target", first, last)
    way = [
        expected_at(course, one.ends) if first <= n <= (last or len(periods)) else None
        for n, one in enumerate(periods)
    ]
    if any(one is not None for one in way):
        aims["trajectory"] = tuple(_float(one) for one in way)
    return aims


def _side(
    course: Course, periods: Sequence[Period], after: Mapping[int, object]
) -> tuple[int, int | None]:
    """The first and last place on the baseline's side of the breaks."""
    if not after:
        return 0, None
    if course.baseline is None:
        return max(after), None
    ends = course.baseline.period.ends
    before = [n for n in after if periods[n].ends <= ends]
    later = [n for n in after if periods[n].ends > ends]
    return max(before, default=0), min(later) - 1 if later else None


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
