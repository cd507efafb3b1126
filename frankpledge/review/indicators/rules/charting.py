"""Whether a figure is exceptional: readings for the control chart, each break a new start."""

from collections.abc import Sequence
from decimal import Decimal

from frankpledge.analytics.control import ControlChart, Kind, Reading, control_chart
from frankpledge.review.indicators.rules.judging import Course, starts_after
from frankpledge.review.indicators.rules.known import Entry


def kind_of(course: Course, known: Sequence[Entry]) -> Kind:
    """p for percentages of a base, u for rates of one, x for whatever else there is."""
    whole = all(one.denominator for one in known)
    if known and whole and course.scale.kind in ("percent", "rate"):
        return "p" if course.scale.kind == "percent" else "u"
    return "x"


def chart_of(course: Course, known: Sequence[Entry]) -> ControlChart:
    """The control chart of figures as known. One known only as "at least", or hidden, is a gap."""
    kind = kind_of(course, known)
    after = starts_after(course.breaks, known)
    readings = [
        Reading(
            one.period.short,
            _value(course, one, kind),
            float(one.denominator) if kind != "x" and one.denominator else None,
            after[n].words if n in after else "",
        )
        for n, one in enumerate(known)
    ]
    return control_chart(
        readings, kind=kind, better=course.direction, per=float(course.scale.times)
    )


def _value(course: Course, one: Entry, kind: str) -> float | None:
    if one.at_least or course.hides(one):
        return None
    figure: Decimal | None = one.numerator if kind != "x" else course.scale.figure(one)
    return float(figure) if figure is not None else None
