"""Control chart: which months are exceptional, and which are what chance allows."""

from __future__ import annotations

from frankpledge.analytics.control import ControlChart, ControlPoint, Reading, control_chart
from frankpledge.analytics.control.limits import MINIMUM
from frankpledge.analytics.measures.derived._support import (
    CRIMES,
    NOT_WHY,
    ONE_PLACE,
    RECORDED,
    SOURCE,
    by_months,
    months_of,
)
from frankpledge.analytics.measures.derived.exceptional_change import _days
from frankpledge.analytics.measures.derived.series import LONG_GAP, Monthly, monthly
from frankpledge.analytics.measures.derived.working import (
    Figures,
    Key,
    Row,
    Working,
    month_of,
    refusing,
)
from frankpledge.analytics.measures.months import words
from frankpledge.analytics.measures.nouns import Column, Example, Given, Measure, Question

MOST = 60


def derive(work: Working) -> Figures:
    """A row a month: the count, the average and limits, and whether it is exceptional."""
    found = monthly(work, MOST)
    by_day = bool(work.given["days"])
    charts = {key: _chart(found, key, by_day) for key in found.counts}
    rows = [row for key, chart in charts.items() for row in _rows(found, key, chart, by_day)]
    return Figures(
        columns=(*found.columns, *CONTROL_CHART.figures),
        rows=tuple(rows),
        covered=found.covered,
        notes=_notes(found, charts),
    )


def _chart(found: Monthly, key: Key, by_day: bool) -> ControlChart:
    of = found.counts[key]
    readings = []
    for m, gap in _steps(found.known):
        if gap <= LONG_GAP:
            readings += [Reading(words(one), None) for one in range(m - gap, m)]
        since = f"no data before {words(m)}" if gap > LONG_GAP else ""
        count = float(of.get(m, 0))
        days = float(_days(m, m)) if by_day else None
        readings.append(Reading(words(m), count, days, since))
    with refusing():
        return control_chart(readings, "u" if by_day else "x")


def _steps(known: tuple[int, ...]) -> list[tuple[int, int]]:
    """Each known month, and how many are missing right before it."""
    before = (known[0] - 1, *known[:-1])
    return [(m, m - last - 1) for m, last in zip(known, before, strict=True)]


def _rows(found: Monthly, key: Key, chart: ControlChart, by_day: bool) -> list[Row]:
    points = {point.label: point for point in chart.points}
    rows: list[Row] = []
    for m in found.known:
        point, times = points[words(m)], _days(m, m) if by_day else 1
        centre, low, high = (
            None if one is None else round(one * times, 1)
            for one in (point.centre, point.lower, point.upper)
        )
        count = found.counts[key].get(m, 0)
        said = "; ".join(signal.words for signal in point.signals)
        rows.append((*key, month_of(m), count, centre, low, high, _verdict(point), said))
    return rows


def _verdict(point: ControlPoint) -> str:
    if point.centre is None:
        return "cannot be said"
    return "exceptional" if point.signals else "usual"


def _latest_words(month: str, point: ControlPoint) -> str:
    """The latest month judged, without its count: small counts may be held back."""
    if point.centre is None:
        return f"Too few months to say whether {month} is exceptional: {MINIMUM} are needed."
    if not point.signals:
        return f"{month} is not exceptional: within what chance allows."
    return f"{month} is exceptional: {'; '.join(signal.words for signal in point.signals)}."


def _notes(found: Monthly, charts: dict[Key, ControlChart]) -> tuple[str, ...]:
    gaps = [m for m, gap in _steps(found.known) if gap > LONG_GAP]
    notes = [
        f"Before {words(m)} more than {LONG_GAP} months are missing: limits begin anew."
        for m in gaps
    ]
    latest = words(found.known[-1])
    if len(charts) == 1:
        return (_latest_words(latest, next(iter(charts.values())).points[-1]), *notes)
    out = sum(chart.exceptional for chart in charts.values())
    return (
        f"In {latest} {out} of {len(charts)} series are exceptional. Of many series some look so "
        "by chance.",
        *notes,
    )


_COUNTS = (30, 34, 29, 33, 30, 34, 28, 33, 29, 34, 30, 60)


CONTROL_CHART = Measure(
    name="control-chart",
    title="Control chart",
    what="Which months of recorded crime are exceptional, and which are what chance allows.",
    unit="crimes",
    source=(
        f"{SOURCE}. Method: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 and 6.3.3; "
        "rules as NHS England's Making Data Count"
    ),
    formula=(
        "Single figures (XmR): the average ± 2.66 × the mean difference of neighbouring months. By "
        "the day (u): crimes a day ± 3 × the root of (crimes a day ÷ days of the month). "
        "Exceptional: beyond a limit, seven in a row on one side, a run that rises or falls, or "
        f"two of three near a limit. At least {MINIMUM} months without a long gap."
    ),
    kind="count",
    subject="street",
    dimensions=(*ONE_PLACE, "type", "month"),
    figures=(
        Column("month", "Month", "month"),
        CRIMES,
        Column("average", "Average", "number", "crimes"),
        Column("low", "Lower limit", "number", "crimes"),
        Column("high", "Upper limit", "number", "crimes"),
        Column("verdict", "What it is", "verdict"),
        Column("why", "Why", "verdict"),
    ),
    caveats=(
        *RECORDED,
        "Seasons are no part of the limits: a month that is high every year may stand out.",
        "Limits by the day take crimes to come one by one; they are too narrow where crimes come "
        "in bursts.",
        NOT_WHY,
    ),
    given=(
        Given(
            "days", "1: by the day (u chart), 0: single figures (XmR)", "number", default=0, high=1
        ),
    ),
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={
            "street": by_months("E01000001", zip(months_of(2024), _COUNTS, strict=True)),
        },
        question=Question("control-chart", by=("month",)),
        rows=tuple(
            (
                month_of(12 * 2024 + n),
                count,
                33.7,
                15.8,
                51.6,
                "exceptional" if n == 12 else "usual",
                "above the upper limit, December 2024" if n == 12 else "",
            )
            for n, count in enumerate(_COUNTS, start=1)
        ),
        arithmetic=(
            "The average of 404 crimes in twelve months is 33.7. Neighbouring months differ by "
            "74 ÷ 11 = 6.73, so the limits are 33.7 ± 2.66 × 6.73, 15.8 to 51.6. December has 60."
        ),
    ),
)
