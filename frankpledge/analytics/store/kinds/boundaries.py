"""Outlines of places, from GeoJSON as the Office for National Statistics publishes it.

RFC 7946: longitude and latitude (WGS 84). The ONS also offers files in the British National Grid
(EPSG:27700); those are refused, for a map would draw them in the sea. The level and year come from
the names of the properties: `LSOA21CD`, `ward22_code`.

`rings` is JSON text: a list of rings, each a list of [longitude, latitude]; islands and holes alike
(even-odd rule). Outlines are for maps. Which place a crime lies in says its LSOA code: between
simplified outlines one point in eight falls into the neighbour.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frankpledge.analytics.store.kinds.places import codes, place_columns
from frankpledge.analytics.store.nouns import Field, Kind, NotLoaded

LONGEST = 1_900_000
"""Characters of one outline; a map shows no more than a tenth of that."""

BOUNDARIES = Kind(
    table="boundary",
    title="Outlines of places",
    source="https://geoportal.statistics.gov.uk",
    publisher="Office for National Statistics",
    licence="Open Government Licence v3.0; contains OS data © Crown copyright and database right",
    fields=(
        Field("code", ("code",), required=True),
        Field("level", ("level",), required=True),
        Field("name", ("name",)),
        Field("vintage", ("vintage",), required=True),
        Field("rings", ("rings",), required=True),
    ),
    unit="level",
    period="vintage",
    key=("code",),
    compare=("name", "rings"),
    sort=("code",),
    group="boundaries",
)

KINDS = (BOUNDARIES,)


def write_csv(name: str, path: Path, out: Path) -> None:
    """Write the outlines in a GeoJSON file, called `name`, as the CSV that this kind reads.

    Raises NotLoaded where it is no GeoJSON, is in other coordinates, or does not name its places.
    """
    try:
        plain = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as why:
        raise NotLoaded(f"“{name}” is no JSON: {why}. Expected GeoJSON.") from why
    if not isinstance(plain, dict) or plain.get("type") != "FeatureCollection":
        raise NotLoaded(f"“{name}” is no GeoJSON with a list of places (a FeatureCollection).")
    _refuse_other_coordinates(name, json.dumps(plain.get("crs")))
    seen: set[str] = set()
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["code", "level", "name", "vintage", "rings"])
        for number, feature in enumerate(plain.get("features") or (), 1):
            row = _row(name, number, feature)
            if row[0] in seen:
                raise NotLoaded(f"“{name}”, place {number}: “{row[0]}” is there twice.")
            seen.add(row[0])
            writer.writerow(row)
    if not seen:
        raise NotLoaded(f"“{name}” holds no place.")


def _refuse_other_coordinates(name: str, said: str) -> None:
    if said != "null" and not any(one in said for one in ("CRS84", "4326", "4258")):
        raise NotLoaded(
            f"“{name}” is in other coordinates than longitude and latitude: it says {said}. "
            "Download it again as GeoJSON in longitude and latitude (WGS 84, EPSG:4326)."
        )


def _row(name: str, number: int, feature: Any) -> list[str]:
    where = f"“{name}”, place {number}"
    try:
        given = {str(key).strip().lower(): value for key, value in feature["properties"].items()}
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        kind = geometry["type"]
    except (KeyError, TypeError, AttributeError) as why:
        raise NotLoaded(f"{where}: expected a place with properties and an outline.") from why
    columns = codes(given)
    if not columns:
        listed = ", ".join(given)
        raise NotLoaded(f"{where}: no property with a code, such as LSOA21CD, among {listed}.")
    place = columns[0]
    code, field = str(given[place.header] or ""), place.field()
    if field.pattern is None or not re.fullmatch(field.pattern, code):
        raise NotLoaded(f"{where}: {place.header} is “{code}”; expected {field.expected}.")
    names = (one for one in place_columns(given) if one.what == "name")
    named = next((str(given[one.header]) for one in names if one.level == place.level), "")
    if kind not in {"Polygon", "MultiPolygon"}:
        raise NotLoaded(f"{where}: expected an outline (Polygon or MultiPolygon), not {kind}.")
    rings = list(_rings(where, [polygons] if kind == "Polygon" else polygons))
    text = json.dumps(rings, separators=(",", ":"))
    if len(text) > LONGEST:
        raise NotLoaded(
            f"{where}: the outline of {named or code} is too detailed for a map. "
            "Download the generalised boundaries (BGC, or BUC for large places)."
        )
    return [code, place.level, named, str(place.year), text]


def _rings(where: str, polygons: Any) -> Iterator[list[list[float]]]:
    try:
        for polygon in polygons:
            for ring in polygon:
                points = [[float(point[0]), float(point[1])] for point in ring]
                if len(points) < 4 or points[0] != points[-1]:
                    raise NotLoaded(f"{where}: an outline does not close.")
                if any(abs(east) > 180 or abs(north) > 90 for east, north in points):
                    raise NotLoaded(
                        f"{where}: {points[0]} is no longitude and latitude. Download it again as "
                        "GeoJSON in longitude and latitude (WGS 84, EPSG:4326), not in the "
                        "British National Grid."
                    )
                yield points
    except (TypeError, ValueError, IndexError) as why:
        raise NotLoaded(f"{where}: its outline is no list of points.") from why
