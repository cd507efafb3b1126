"""What is expected next, on a line chart: a dashed line in bands that say how sure it is."""

from __future__ import annotations

from typing import Final

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.chart import Forecast, LineChart
from frankpledge.documents.charts.scale import Frame

# The widest band is palest; with an edge, so that a poor print still shows where it ends.
SHADES: Final = ("#e1e6e3", "#bdd2c8", "#98bcac")


def forecast(chart: LineChart, frame: Frame) -> list[str]:
    """The bands, the widest first, and over them the dashed line."""
    ahead = chart.forecast
    if ahead is None:
        return []
    start = joined(chart, ahead)
    head = [] if start is None else [(ahead.first - 1.0, start)]
    # Bands are given in any order: the widest at the end lies beneath.
    bands = sorted(ahead.bands, key=lambda band: band.lower[-1] - band.upper[-1])
    parts: list[str] = []
    for number, band in enumerate(bands):
        upper = head + [(ahead.first + n, value) for n, value in enumerate(band.upper)]
        lower = head + [(ahead.first + n, value) for n, value in enumerate(band.lower)]
        edge = [(frame.x(i), frame.y(value)) for i, value in [*upper, *reversed(lower)]]
        shade = SHADES[min(number, len(SHADES) - 1)]
        look = {"fill": shade, "stroke": d.RULE, "stroke_width": 0.75}
        parts.append(d.tag("path", d=d.path(edge) + " Z", **look, stroke_linejoin="round"))
    line = head + [(ahead.first + n, value) for n, value in enumerate(ahead.values)]
    places = [(frame.x(i), frame.y(value)) for i, value in line]
    if len(places) > 1:
        look = {"fill": "none", "stroke": d.BRAND, "stroke_width": 2, "stroke_dasharray": "5 4"}
        parts.append(d.tag("path", d=d.path(places), **look))
    ring = {"r": 2.5, "fill": "#ffffff", "stroke": d.BRAND, "stroke_width": 1.5}
    if frame.step >= 14 or len(places) == 1:
        parts += [d.tag("circle", cx=x, cy=y, **ring) for x, y in places[len(head) :]]
    return parts


def joined(chart: LineChart, ahead: Forecast) -> float | None:
    """The figure that a forecast starts from; None at a gap, a break or the very start."""
    if not ahead.first or any(each.after == ahead.first - 1 for each in chart.breaks):
        return None
    return chart.points[ahead.first - 1].value
