"""Neighbours, against libpysal and against the geometry itself."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import numpy as np
import pytest
from libpysal.weights import KNN, DistanceBand

from frankpledge.analytics.hot_spots import contiguity, nearest, within

WARDS = Path(__file__).parents[1] / "data" / "hot_spots" / "wards.geojson"


def rows(neighbours):
    return [neighbours.of(place) for place in range(neighbours.number)]


def expected(weights):
    return [tuple(sorted(weights.neighbors[place])) for place in range(weights.n)]


def some_points(number=80):
    return np.random.default_rng(8).uniform(0, 5000, (number, 2))


def square(west: float, south: float):
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1]]
    return {"geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}


def test_wards_that_touch_are_those_that_share_a_border_point() -> None:
    """Simplified boundaries keep their shared points: the geometry finds no further neighbour."""
    found = contiguity(json.loads(WARDS.read_text())["features"])
    shapes = geopandas.read_file(WARDS).to_crs(27700).geometry
    around = shapes.buffer(1)
    touching = [
        tuple(other for other in range(len(shapes)) if other != one and near[other])
        for one in range(len(shapes))
        for near in [around.intersects(shapes[one])]
    ]
    assert rows(found) == touching
    assert found.counts.mean() > 3


def test_a_corner_is_shared_too_and_a_hole_is_a_border() -> None:
    ring = [[0, 0], [3, 0], [3, 3], [0, 3], [0, 0]]
    hole = square(1, 1)["geometry"]["coordinates"][0]
    around = {"geometry": {"type": "MultiPolygon", "coordinates": [[ring, hole]]}}
    found = contiguity([around, square(1, 1), square(3, 3), square(9, 9), {"geometry": None}])
    assert rows(found) == [(1, 2), (0,), (0,), (), ()]
    assert found.islands == (3, 4)
    assert found.warning.startswith("2 places have no neighbour (neighbours share a border point)")


def test_nearest_places_are_libpysals() -> None:
    points = some_points()
    assert rows(nearest(points, 6)) == expected(KNN.from_array(points, k=6))
    assert nearest(points, 6).warning == ""


def test_places_at_one_spot_still_have_so_many_neighbours_and_never_themselves() -> None:
    found = nearest([[1.0, 1.0]] * 12, 3)
    assert set(found.counts) == {3}
    assert all(place not in row for place, row in enumerate(rows(found)))


@pytest.mark.filterwarnings("ignore:The weights matrix is not fully connected")
def test_places_within_a_distance_are_libpysals() -> None:
    points = some_points()
    found = within(points, 400)
    assert rows(found) == expected(DistanceBand(points, 400, silence_warnings=True))
    assert found.islands
    assert "neighbours lie within 400 m" in found.warning


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: nearest([[0, 0], [1, 1]], 2), "2 places do not have 2 neighbours each"),
        (lambda: nearest(np.arange(3), 1), "Each place needs one x and one y"),
        (lambda: within([[0, 0], [1, float("nan")]], 5), "Place 2 has no position"),
        (lambda: within([[0, 0], [1, 1]], 0), "a distance above nought"),
    ],
)
def test_what_makes_no_neighbours_is_refused(make, words) -> None:
    with pytest.raises(ValueError, match=words):
        make()
