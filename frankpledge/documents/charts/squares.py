"""Figures by square over a map, such as a kernel density: five shades, nought left clear."""

from __future__ import annotations

import math
from typing import Final

from frankpledge.documents.charts.drawing import tag
from frankpledge.documents.charts.maps import Grid
from frankpledge.documents.charts.projection import Projection

STEPS: Final = 5
_COLOUR: Final = "#0b3d2e"


def shade(step: int) -> dict[str, object]:
    """How squares of a step from 1 to 5 are filled; what lies beneath shows through."""
    return {"fill": _COLOUR, "fill_opacity": round(0.08 + 0.17 * (step - 1), 2)}


def squares(grid: Grid, projection: Projection) -> list[str]:
    """One path a step, for squares above nought: the step is the figure's share of the highest.

    Neighbours of one step in a row are drawn as one. Squares are equal in longitude and latitude.
    """
    highest = max(max(row) for row in grid.rows)
    if not highest:
        return []
    left, top = projection(grid.west, grid.north)
    right, bottom = projection(grid.east, grid.south)
    high, wide = (bottom - top) / len(grid.rows), (right - left) / len(grid.rows[0])
    drawn: dict[int, list[str]] = {step: [] for step in range(1, STEPS + 1)}
    for row, figures in enumerate(grid.rows):
        steps = [math.ceil(STEPS * one / highest - 1e-9) for one in figures]
        start = 0
        for end in range(1, len(steps) + 1):
            if end < len(steps) and steps[end] == steps[start]:
                continue
            if steps[start]:
                x0, x1 = (round(left + at * wide, 1) for at in (start, end))
                y0, y1 = (round(top + at * high, 1) for at in (row, row + 1))
                drawn[steps[start]].append(f"M{x0:g} {y0:g}H{x1:g}V{y1:g}H{x0:g}z")
            start = end
    look = {"shape_rendering": "crispEdges"}
    return [tag("path", d="".join(d), **shade(step), **look) for step, d in drawn.items() if d]
