"""Longitude and latitude to a place on paper, and outlines as short SVG paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frankpledge.documents.charts.maps import Ring

# The mean length of a degree of latitude on a sphere of 6,371.0088 km (IUGG mean radius).
KM_PER_DEGREE = math.pi * 6371.0088 / 180

Places = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular about a middle latitude: true to shape within a police force area.

    `scale` is pixels for a degree of latitude; a degree of longitude is `squeeze` of that.
    """

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point stands, in pixels from the picture's upper left."""
        x = self.left + (lon - self.west) * self.squeeze * self.scale
        return x, self.top + (self.north - lat) * self.scale

    def places(self, ring: Ring) -> Places:
        """Where the points of a ring stand."""
        return [self(lon, lat) for lon, lat in ring]

    @property
    def pixels_per_km(self) -> float:
        """How long a kilometre is on the map."""
        return self.scale / KM_PER_DEGREE


def fitted(
    points: Sequence[tuple[float, float]], left: float, top: float, width: float, height: float
) -> tuple[Projection, float]:
    """The projection that fits the points into the box, in its middle, and the height it takes."""
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min(width / wide, height / high)
    inset = (width - wide * scale) / 2
    return Projection(west, north, squeeze, scale, left + inset, top), high * scale


def outline(rings: Iterable[Places]) -> str:
    """The `d` of closed rings, to a tenth of a pixel, each point as its way from the last one.

    Neighbours share their rounded points, so that no gap opens between them. Rings that are
    smaller than a tenth of a pixel become a dot rather than nothing.
    """
    return "".join(_ring([(round(x * 10), round(y * 10)) for x, y in ring]) for ring in rings)


def _ring(points: list[tuple[int, int]]) -> str:
    (x, y), written = points[0], ""
    start = f"M{_tenth(x)}{_joined(y)}l"
    for next_x, next_y in points[1:]:
        if (next_x, next_y) == (x, y):
            continue
        step = _tenth(next_x - x)
        written += (step if not written or step[0] == "-" else f" {step}") + _joined(next_y - y)
        x, y = next_x, next_y
    return f"{start}{written or '0 0'}z"


def _tenth(value: int) -> str:
    """A number of tenths, as short as SVG reads it: 15 is "1.5", -5 is "-.5", 20 is "2"."""
    whole, tenth = divmod(abs(value), 10)
    number = f"{whole or ''}.{tenth}" if tenth else str(whole)
    return f"-{number}" if value < 0 else number


def _joined(value: int) -> str:
    number = _tenth(value)
    return number if number[0] == "-" else f" {number}"


def inner_point(rings: Sequence[Places]) -> tuple[float, float]:
    """A point well inside: the middle of the widest stretch, half-way down the largest ring.

    Unlike a centroid it cannot fall outside a crescent, nor into a hole.
    """
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    y = sum(y for _, y in largest) / len(largest)
    tall = [place[1] for place in largest]
    y = (min(tall) + max(tall)) / 2 if not _crossings(rings, y) else y
    crossings = _crossings(rings, y)
    if len(crossings) < 2:
        return largest[0]
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    start, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (start + end) / 2, y


def _area(ring: Places) -> float:
    return sum(
        x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)
    )


def _crossings(rings: Sequence[Places], y: float) -> list[float]:
    """Where the outline crosses a level, from left to right."""
    return sorted(
        x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        for ring in rings
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y0 <= y) != (y1 <= y)
    )
