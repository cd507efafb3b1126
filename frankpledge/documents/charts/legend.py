"""What stands below a map: how long a kilometre is, and what each shade means, in words."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.maps import AreaMap
from frankpledge.documents.charts.patterns import Patterns
from frankpledge.documents.charts.projection import Projection
from frankpledge.documents.charts.saying import listed
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
    """Each class by its shade and words; then what has no shade, and why; then what is marked.

    The classes stand in one column and the rest in a second, where the words have room.
    """
    classes = [_Row(patterns.fill(each.look), each.words) for each in chart.classes]
    rest = _unshaded(chart, patterns)
    half = (width - 8) / 2
    rows = [*classes, *rest]
    beside = bool(classes) and all(d.text_width(row.words, SIZE) < half - 36 for row in rows)
    if beside:
        left, end = _column(classes, 4, y, half)
        right, other = _column(rest, 4 + half, y, half)
        parts, y = [*left, *right], max(end, other)
    else:
        parts, y = _column(rows, 4, y, width - 8)
    if chart.grid:
        y += SIZE * 1.5
        for step in range(1, STEPS + 1):
            box = {"x": 4 + (step - 1) * 12, "y": y - 12, "width": 12, "height": 15}
            parts.append(d.tag("rect", **box, **shade(step)))
        start = 4 + STEPS * 12 + 8
        lines = d.wrap(f"darker: {chart.grid.words}", SIZE, width - start - 8)
        parts += d.written(lines, start, y, SIZE)
        y += (len(lines) - 1) * SIZE * 1.2
    return parts, y


@dataclass(frozen=True, slots=True)
class _Row:
    """A shade and what it means; `marked` is outlined thickly, as on the map."""

    fill: str
    words: str
    marked: bool = False


def _unshaded(chart: AreaMap, patterns: Patterns) -> list[_Row]:
    rows = []
    if chart.classes and any(area.withheld for area in chart.areas):
        rows.append(_Row(patterns.fill("withheld"), "not shown"))
    if chart.classes and any(area.level is None and not area.withheld for area in chart.areas):
        rows.append(_Row(patterns.fill("absent"), "no figure"))
    if chart.highlighted:
        names = {area.code: area.name for area in chart.areas}
        words = listed([names[code] for code in chart.highlighted])
        rows.append(_Row("#ffffff", words, marked=True))
    return rows


def _column(rows: list[_Row], x: float, y: float, width: float) -> tuple[list[str], float]:
    parts: list[str] = []
    for row in rows:
        lines = d.wrap(row.words, SIZE, width - 36)
        y += SIZE * 1.5
        look = {"fill": row.fill, "stroke": d.INK if row.marked else d.QUIET}
        look["stroke_width"] = "2.5" if row.marked else "0.75"
        parts.append(d.tag("rect", x=x + 1, y=y - 12, width=22, height=14, **look))
        parts += d.written(lines, x + 32, y, SIZE)
        y += (len(lines) - 1) * SIZE * 1.2
    return parts, y
