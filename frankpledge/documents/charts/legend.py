"""What stands below a map: how long a kilometre is, and what each shade means, in words."""

from __future__ import annotations

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.maps import AreaMap
from frankpledge.documents.charts.patterns import Patterns
from frankpledge.documents.charts.projection import Projection
from frankpledge.documents.charts.scale import figure
from frankpledge.documents.charts.squares import STEPS, shade

SIZE = 14.0
_LENGTHS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)


def scale_bar(projection: Projection, y: float, width: float) -> tuple[list[str], float]:
    """A round number of kilometres, about a fifth of the width, and where it ends."""
    most = width * 0.25
    fits = [km for km in _LENGTHS if km * projection.pixels_per_km <= most]
    long = fits[-1] if fits else _LENGTHS[0]
    right, left = width - 8.0, width - 8.0 - long * projection.pixels_per_km
    places = [(left, y - 3), (left, y + 3), (right, y + 3), (right, y - 3)]
    bar = d.tag("path", d=d.path(places), fill="none", stroke=d.QUIET, stroke_width=1.25)
    words = [f"{figure(long)} km, north is up"]
    said = d.written(words, right, y + SIZE + 5, SIZE - 1, text_anchor="end", fill=d.QUIET)
    return [bar, *said], y + SIZE + 5


def legend(chart: AreaMap, patterns: Patterns, y: float, width: float) -> tuple[list[str], float]:
    """Each class by its shade and words, the darkest last; then what has no shade, and why."""
    rows = [(patterns.fill(each.look), each.words) for each in chart.classes]
    if chart.classes:
        if any(area.withheld for area in chart.areas):
            rows.append((patterns.fill("withheld"), "not shown"))
        if any(area.level is None and not area.withheld for area in chart.areas):
            rows.append((patterns.fill("absent"), "no figure"))
    parts: list[str] = []
    y -= 8 if rows else 0
    for fill, words in rows:
        lines = d.wrap(words, SIZE, width - 44)
        y += SIZE * 1.5
        box = {"x": 4, "y": y - 12, "width": 24, "height": 15}
        parts.append(d.tag("rect", **box, fill=fill, stroke=d.QUIET, stroke_width=0.75))
        parts += d.written(lines, 36, y, SIZE)
        y += (len(lines) - 1) * SIZE * 1.2
    if chart.highlighted:
        names = {area.code: area.name for area in chart.areas}
        y += SIZE * 1.5
        box = {"x": 5, "y": y - 11, "width": 22, "height": 13}
        parts.append(d.tag("rect", **box, fill="#ffffff", stroke=d.INK, stroke_width=2.5))
        lines = d.wrap(", ".join(names[code] for code in chart.highlighted), SIZE, width - 44)
        parts += d.written(lines, 36, y, SIZE)
        y += (len(lines) - 1) * SIZE * 1.2
    if chart.grid:
        y += SIZE * 1.5
        for step in range(1, STEPS + 1):
            box = {"x": 4 + (step - 1) * 12, "y": y - 12, "width": 12, "height": 15}
            parts.append(d.tag("rect", **box, **shade(step)))
        left = 4 + STEPS * 12 + 8
        lines = d.wrap(f"darker: {chart.grid.words}", SIZE, width - left - 8)
        parts += d.written(lines, left, y, SIZE)
        y += (len(lines) - 1) * SIZE * 1.2
    return parts, y
