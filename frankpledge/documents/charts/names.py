"""The names of a few places on a map: within the place where it has room, else beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.maps import AreaMap
from frankpledge.documents.charts.projection import Places, inner_point

SIZE = 14.0
_WIDEST = 120.0
_SMALL = 60.0

# Left, top, right and bottom.
Box = tuple[float, float, float, float]


def names(chart: AreaMap, shapes: Mapping[str, Sequence[Places]], edges: Box) -> list[str]:
    """The names asked for, none over another nor over a small place that is highlighted.

    Where no spot is free, a name stands at the first that lies within the map's `edges`.
    """
    boxes = {code: box_of(rings) for code, rings in shapes.items()}
    marked = [boxes[code] for code in chart.highlighted]
    taken = [box for box in marked if box[2] - box[0] < _SMALL and box[3] - box[1] < _SMALL]
    named = {area.code: area.name for area in chart.areas}
    parts: list[str] = []
    for code in dict.fromkeys((*chart.highlighted, *chart.labelled)):
        if code not in chart.labelled:
            continue
        lines = d.wrap(named[code], SIZE, _WIDEST)
        size = (max(d.text_width(line, SIZE) for line in lines), len(lines) * SIZE * 1.2)
        spots = [spot for spot in _spots(shapes[code], boxes[code], *size) if _within(spot, edges)]
        free = [spot for spot in spots if not any(_meet(spot, other) for other in taken)]
        box = next(iter(free or spots or [_middle(shapes[code], *size)]))
        taken.append(box)
        at = inner_point(shapes[code])
        x, anchor = _start(at, box)
        parts += _leader(at, box)
        parts += d.written(lines, x, box[1] + SIZE, SIZE, text_anchor=anchor, **d.HALO)
    return parts


def _start(at: tuple[float, float], box: Box) -> tuple[float, str]:
    """Where a name's lines start, end or have their middle: next to the place it names."""
    left, _, right, _ = box
    if at[0] < left:
        return left + 2, "start"
    return (right - 2, "end") if at[0] > right else ((left + right) / 2, "middle")


def _leader(at: tuple[float, float], box: Box) -> list[str]:
    """From a name beside its place to a dot within it, so that none is taken for a neighbour's."""
    x, y = at
    near = (min(max(x, box[0]), box[2]), min(max(y, box[1] + 4), box[3] - 4))
    if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
        return []
    look = {"d": d.path([at, near]), "fill": "none"}
    return [
        d.tag("path", **look, stroke="#ffffff", stroke_width=3.5),
        d.tag("path", **look, stroke=d.INK, stroke_width=1),
        d.tag("circle", cx=x, cy=y, r=2.5, fill=d.INK, stroke="#ffffff", stroke_width=1),
    ]


def box_of(rings: Sequence[Places]) -> Box:
    """The smallest upright box around the rings."""
    across = [x for ring in rings for x, _ in ring]
    down = [y for ring in rings for _, y in ring]
    return min(across), min(down), max(across), max(down)


def _spots(rings: Sequence[Places], box: Box, wide: float, tall: float) -> Iterator[Box]:
    """Where a name may stand, the best first: within, to the right, left, above, below."""
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    if wide < right - left and tall < bottom - top:
        yield _middle(rings, wide, tall)
    yield right + 8, y - tall / 2, right + 8 + wide, y + tall / 2
    yield left - 8 - wide, y - tall / 2, left - 8, y + tall / 2
    yield x - wide / 2, top - 4 - tall, x + wide / 2, top - 4
    yield x - wide / 2, bottom + 4, x + wide / 2, bottom + 4 + tall
    yield _middle(rings, wide, tall)


def _middle(rings: Sequence[Places], wide: float, tall: float) -> Box:
    x, y = inner_point(rings)
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _within(a: Box, b: Box) -> bool:
    return b[0] <= a[0] and b[1] <= a[1] and a[2] <= b[2] and a[3] <= b[3]


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
