"""A map of places as SVG: classes by shade, the withheld hatched, a legend in words."""

from __future__ import annotations

from collections.abc import Mapping

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.describe import describe
from frankpledge.documents.charts.heading import foot, heading, sourced
from frankpledge.documents.charts.legend import legend, scale_bar
from frankpledge.documents.charts.maps import Area, AreaMap
from frankpledge.documents.charts.names import names
from frankpledge.documents.charts.patterns import Patterns
from frankpledge.documents.charts.projection import Places, fitted, outline
from frankpledge.documents.charts.squares import squares
from frankpledge.documents.safe import safe_link


def area_map(chart: AreaMap, *, width: int = 480, links: Mapping[str, str] | None = None) -> bytes:
    """The map as SVG. `width` is what it is laid out for: 480 suits a page, 320 a phone.

    `links`: where each place leads, by its code. A pointer can follow them; the keyboard has the
    table beside the map, so that no reader must step through five hundred places.
    """
    parts, y = heading(chart.title, chart.unit, width)
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    projection, tall = fitted(points, 6, y, width - 12, width)
    shapes = {area.code: [projection.places(ring) for ring in area.rings] for area in chart.areas}
    patterns = Patterns(f"{chart.title}\n{len(points)}\n{describe(chart)}")
    ground = [_area(chart, one, shapes[one.code], patterns, links or {}) for one in chart.areas]
    over = [
        *(squares(chart.grid, projection) if chart.grid else []),
        *_highlights(chart, shapes),
        *names(chart, shapes, (2.0, y, width - 2.0, y + tall)),
    ]
    below, y = scale_bar(projection, y + tall + 8, width)
    more, y = legend(chart, patterns, y, width)
    last, y = foot([chart.note, sourced(chart.source)], y, width)
    parts = [*patterns.defined(), *parts, *ground, *over, *below, *more, *last]
    role = "group" if links else "img"
    return d.document(width, y + 10, chart.title, describe(chart), parts, role=role)


def _area(
    chart: AreaMap,
    area: Area,
    rings: list[Places],
    patterns: Patterns,
    links: Mapping[str, str],
) -> str:
    """One place; the title within is what a browser shows under the pointer."""
    fill = "#ffffff"
    if chart.classes:
        look = chart.classes[area.level].look if area.level is not None else None
        fill = patterns.fill(look or ("withheld" if area.withheld else "absent"))
    said = ", ".join(filter(None, (area.words, chart.said(area) if chart.classes else "")))
    title = d.tag("title", f"{area.name}: {said}" if said else area.name)
    path = d.tag(
        "path",
        d=outline(rings),
        fill=fill,
        fill_rule="evenodd" if len(rings) > 1 else None,
        stroke=d.QUIET,
        stroke_width=0.5,
    )
    path = f"{path[:-2]}>{title}</path>"
    link = safe_link(links.get(area.code, ""))
    if not link:
        return path
    return f"{d.tag('a', href=link, tabindex=-1)[:-2]}>{path}</a>"


def _highlights(chart: AreaMap, shapes: Mapping[str, list[Places]]) -> list[str]:
    parts: list[str] = []
    for code in chart.highlighted:
        look = {"d": outline(shapes[code]), "fill": "none", "stroke_linejoin": "round"}
        parts.append(d.tag("path", **look, stroke="#ffffff", stroke_width=5))
        parts.append(d.tag("path", **look, stroke=d.INK, stroke_width=2.5))
    return parts
