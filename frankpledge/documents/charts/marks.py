"""The marks of points, told apart by shape: a diamond is exceptional, a ring provisional."""

from __future__ import annotations

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.chart import LineChart
from frankpledge.documents.charts.scale import Frame, figure

MOST_FIGURES_NAMED = 3


def diamond(x: float, y: float, *, hollow: bool = False) -> str:
    """The mark of an exceptional point; hollow while the figure is provisional."""
    places = [(x, y - 7.5), (x + 7.5, y), (x, y + 7.5), (x - 7.5, y)]
    return d.tag(
        "path",
        d=d.path(places) + " Z",
        fill="#ffffff" if hollow else d.INK,
        stroke=d.INK if hollow else "#ffffff",
        stroke_width=2 if hollow else 1.25,
    )


def circle(x: float, y: float) -> str:
    """The mark of a provisional point: open."""
    return d.tag("circle", cx=x, cy=y, r=3.75, fill="#ffffff", stroke=d.BRAND, stroke_width=2)


def dot(x: float, y: float) -> str:
    """The mark of an ordinary point."""
    return d.tag("circle", cx=x, cy=y, r=3, fill=d.BRAND)


def marks(chart: LineChart, frame: Frame, size: float) -> list[str]:
    """The marks of the main line's points; exceptional ones with their figures while few."""
    known = {i: p.value for i, p in enumerate(chart.points) if p.value is not None}
    last = max(known, default=-1)
    named = sum(chart.points[i].exceptional for i in known) <= MOST_FIGURES_NAMED
    parts: list[str] = []
    for index, value in known.items():
        point = chart.points[index]
        x, y = frame.x(index), frame.y(value)
        if point.exceptional:
            parts.append(diamond(x, y, hollow=point.provisional))
        elif point.provisional:
            parts.append(circle(x, y))
        elif frame.step >= 9 or index == last:
            parts.append(dot(x, y))
        # The latest figure is named at the line's end, unless a forecast goes on from there.
        if chart.forecast is not None if index == last else point.exceptional and named:
            at = y - 12 if y - 24 > frame.top else y + 24
            parts += d.written(
                [figure(value)], x, at, size, font_weight="600", text_anchor="middle"
            )
    return parts
