"""Which places are neighbours: those that share a border point, the nearest, or those within reach.

Places are known by their number, from 0 in the order given. A list of neighbours is kept in the
compressed form of scipy's sparse matrices: a row's neighbours stand one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree


@dataclass(frozen=True, eq=False)
class Neighbours:
    """A matrix of ones where two places are neighbours (nobody is their own), and how it was made.

    `islands`: the places with no neighbour. `warning`: what must be said of them; "" if none.
    """

    matrix: csr_array
    how: str

    @property
    def number(self) -> int:
        """How many places there are."""
        return int(self.matrix.shape[0])

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How many neighbours each place has."""
        return np.asarray(np.diff(self.matrix.indptr), dtype=np.int64)

    @property
    def islands(self) -> tuple[int, ...]:
        """The places that have none."""
        return tuple(int(place) for place in np.flatnonzero(self.counts == 0))

    @property
    def warning(self) -> str:
        """What must be said of places with no neighbour."""
        if not self.islands:
            return ""
        some = "1 place has" if len(self.islands) == 1 else f"{len(self.islands):,} places have"
        return f"{some} no neighbour ({self.how}), so nothing is said of whether it is a hot spot."

    def of(self, place: int) -> tuple[int, ...]:
        """The neighbours of one place, in order."""
        row = self.matrix.indices[self.matrix.indptr[place] : self.matrix.indptr[place + 1]]
        return tuple(sorted(int(each) for each in row))


def contiguity(features: Sequence[Mapping[str, Any]]) -> Neighbours:
    """Places of GeoJSON that share a border point ("queen" contiguity).

    Two places are neighbours when a point of their rings has the very same coordinates, which
    holds for boundaries published as one set, simplified or not, and not for sets that were
    simplified one place at a time; then use `nearest`. A place without a polygon is an island.
    """
    places_at: dict[tuple[float, float], set[int]] = {}
    for number, feature in enumerate(features):
        for point in _border_points(feature.get("geometry") or {}):
            places_at.setdefault(point, set()).add(number)
    pairs = {
        (one, other)
        for places in places_at.values()
        if len(places) > 1
        for one in places
        for other in places
        if one != other
    }
    return _from_pairs(sorted(pairs), len(features), "neighbours share a border point")


def _border_points(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    kind, rings = geometry.get("type"), geometry.get("coordinates", ())
    polygons = {"Polygon": [rings], "MultiPolygon": rings}.get(str(kind), [])
    for polygon in polygons:
        for ring in polygon:
            for point in ring:
                yield float(point[0]), float(point[1])


def nearest(points: Sequence[Sequence[float]] | NDArray[Any], k: int = 8) -> Neighbours:
    """The `k` nearest places of each place, by its centre in metres.

    Among places equally far the choice is the tree's. A may be near to B and not B to A.
    Raises ValueError when there are not more than `k` places.
    """
    centres = _points(points)
    if not 1 <= k < len(centres):
        raise ValueError(f"{len(centres):,} places do not have {k} neighbours each.")
    _, found = cKDTree(centres).query(centres, k=k + 1)
    pairs = []
    for place, row in enumerate(found):
        others = [int(each) for each in row if each != place]
        pairs += [(place, each) for each in others[:k]]
    return _from_pairs(pairs, len(centres), f"the {k} nearest places are neighbours")


def within(points: Sequence[Sequence[float]] | NDArray[Any], metres: float) -> Neighbours:
    """Places whose centres are no further apart than so many metres."""
    if metres <= 0:
        raise ValueError("Neighbours need a distance above nought.")
    centres = _points(points)
    found = cKDTree(centres).query_pairs(metres, output_type="ndarray")
    both = np.vstack((found, found[:, ::-1]))
    return _from_pairs(both, len(centres), f"neighbours lie within {metres:,g} m")


def _points(points: Any) -> NDArray[np.float64]:
    centres = np.asarray(points, dtype=np.float64)
    if centres.ndim != 2 or centres.shape[1] != 2:
        raise ValueError("Each place needs one x and one y in metres.")
    wrong = np.flatnonzero(~np.isfinite(centres).all(axis=1))
    if len(wrong):
        raise ValueError(f"Place {wrong[0] + 1} has no position. Leave it out.")
    return centres


def _from_pairs(pairs: Iterable[Any], number: int, how: str) -> Neighbours:
    rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    ones = np.ones(len(rows))
    matrix = csr_array((ones, (rows[:, 0], rows[:, 1])), shape=(number, number))
    matrix.sort_indices()
    return Neighbours(matrix, how)
