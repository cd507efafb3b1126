"""Outlines from GeoJSON, and the files that are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.store import NotLoaded, Store
from tests.support.evidence import EVIDENCE, asked, taken

pytestmark = pytest.mark.once("pure: no database")

GEOGRAPHY = EVIDENCE / "geography"
RING = [[0.1, 52.1], [0.2, 52.1], [0.2, 52.2], [0.1, 52.1]]
HOLE = [[0.15, 52.12], [0.16, 52.12], [0.16, 52.13], [0.15, 52.12]]


def place(properties: dict[str, Any], kind: str = "Polygon", at: Any = (RING,)) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": at},
    }


WARD = {"WD24CD": "E05010805", "WD24NM": "Barnack", "LAD24CD": "E06000031", "LAD24NM": "P"}


def geojson(tmp_path: Path, *places: object, **more: object) -> Path:
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": places, **more}))
    return path


def test_the_demonstration_s_outlines(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(store, *GEOGRAPHY.glob("*.geojson"))
    assert asked(
        store, "SELECT level, vintage, count(*) FROM boundary GROUP BY 1, 2 ORDER BY 1"
    ) == [
        ("district", "2024", 6),
        ("force", "2020", 1),
        ("lsoa11", "2011", 487),
        ("lsoa21", "2021", 516),
        ("ward", "2022", 100),
    ]
    with (GEOGRAPHY / "boundaries_ltla24.geojson").open() as file:
        plain = json.load(file)
    rings = {
        one["properties"]["ltla24_code"]: [
            ring for polygon in one["geometry"]["coordinates"] for ring in polygon
        ]
        for one in plain["features"]
    }
    found = asked(store, "SELECT code, rings FROM boundary WHERE level = 'district'")
    assert {code: json.loads(text) for code, text in found} == rings


def test_the_finest_code_is_the_place_s_own_and_holes_are_rings(tmp_path: Path):
    store = Store(tmp_path / "store")
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    file = geojson(tmp_path, place(WARD, "MultiPolygon", [[RING, HOLE], [RING]]), crs=crs)
    taken(store, file)
    assert asked(store, "SELECT code, level, name, vintage FROM boundary") == [
        ("E05010805", "ward", "Barnack", "2024")
    ]
    ((rings,),) = asked(store, "SELECT rings FROM boundary")
    assert json.loads(rings) == [RING, HOLE, RING]


def test_the_national_grid_is_refused_by_its_name_and_by_its_numbers(tmp_path: Path):
    grid = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    with pytest.raises(NotLoaded, match=r"EPSG::27700.*longitude and latitude"):
        taken(Store(tmp_path / "store"), geojson(tmp_path, place(WARD), crs=grid))
    metres = [[[547446, 257495], [547447, 257495], [547447, 257496], [547446, 257495]]]
    with pytest.raises(NotLoaded, match="not in the British National Grid"):
        taken(Store(tmp_path / "store"), geojson(tmp_path, place(WARD, at=metres)))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (place({"name": "Barnack"}), "place 1: no property with a code, such as LSOA21CD"),
        (place(WARD, "Point", [0.1, 52.1]), r"expected an outline \(Polygon"),
        (place(WARD, at=[RING[:-1]]), "does not close"),
        (place(WARD, at=["far"]), "no list of points"),
        ({"type": "Feature"}, "expected a place with properties and an outline"),
        (place({**WARD, "WD24CD": None}), "wd24cd is “”; expected a code such as E05010805"),
    ],
)
def test_places_that_are_none(tmp_path: Path, one: dict[str, Any], words: str):
    with pytest.raises(NotLoaded, match=words):
        taken(Store(tmp_path / "store"), geojson(tmp_path, one))


def test_a_place_twice_an_empty_file_and_no_json(tmp_path: Path):
    with pytest.raises(NotLoaded, match="place 2: “E05010805” is there twice"):
        taken(Store(tmp_path / "store"), geojson(tmp_path, place(WARD), place(WARD)))
    with pytest.raises(NotLoaded, match="holds no place"):
        taken(Store(tmp_path / "store"), geojson(tmp_path))
    broken = tmp_path / "broken.geojson"
    broken.write_text('{"type": "FeatureColl')
    with pytest.raises(NotLoaded, match="no JSON"):
        taken(Store(tmp_path / "store"), broken)


def test_an_outline_far_too_detailed_is_refused(tmp_path: Path):
    around = [[0.1 + step / 1e7, 52.123456789] for step in range(70_000)]
    with pytest.raises(NotLoaded, match=r"outline of Barnack is too detailed.*BGC"):
        taken(
            Store(tmp_path / "store"),
            geojson(tmp_path, place(WARD, at=[[*around, around[0]]])),
        )
