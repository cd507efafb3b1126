"""Charts of places made up for the tests, and one map of real outlines."""

from __future__ import annotations

import json
from functools import cache

from frankpledge.documents.charts import (
    Area,
    AreaMap,
    Band,
    Bar,
    BarChart,
    Break,
    Curve,
    Forecast,
    Grid,
    Line,
    LineChart,
    MapClass,
    Point,
    ShareCurve,
    ordered,
)
from tests.documents.samples import FILES

BARS = BarChart(
    "Vehicle crime in Caerffili & Bro Morgannwg is <high>",
    (
        Bar("Rhondda Cynon Taf", 12.4, 11.4, 13.9, beside=11.0),
        Bar("Caerffili", 9.1, 8.1, 10.6, beside=8.9, highlighted=True),
        Bar("Pen-y-bont ar Ogwr / Bridgend", 8.0, words="at least 8"),
        Bar("Castell-nedd Port Talbot", None, withheld=True),
        Bar("Ynys Môn", None),
    ),
    unit="offences per 1,000 people",
    beside="last year",
    interval="95% interval",
    level=Line(7.4, "Wales"),
    note="Made-up figures.",
    source="Police recorded crime",
)
FALLS = BarChart(
    "Burglary fell in most districts",
    (Bar("Cambridge", -21.5), Bar("Fenland", 12.2, highlighted=True), Bar("Peterborough", 0.0)),
    unit="% change on the year before",
)
AHEAD = LineChart(
    "Burglary is expected to rise",
    (*(Point(f"{n}", 90.0 + n) for n in range(8)), *(Point(f"{n}", None) for n in range(8, 11))),
    unit="offences a month",
    breaks=(Break(3, "New rules"),),
    forecast=Forecast(
        8,
        (99.0, 101.0, 103.0),
        (
            Band("80% interval", (95.0, 96.0, 97.0), (103.0, 106.0, 109.0)),
            Band("95% interval", (92.0, 91.0, 90.0), (106.0, 111.0, 116.0)),
        ),
    ),
    source="Police recorded crime",
)
SHARES = ShareCurve(
    "A tenth of the streets have half of the burglary",
    (
        Curve("2025/26", ((0, 0), (10, 50), (30, 80), (100, 100))),
        Curve("2015/16", ((0, 0), (10, 40), (100, 100))),
    ),
    whole="streets",
    counted="burglary",
    named=(10, 30),
    source="Police recorded crime",
)


def square(west: float, south: float, side: float = 0.1) -> tuple[tuple[float, float], ...]:
    """A ring of four corners."""
    east, north = west + side, south + side
    return ((west, south), (east, south), (east, north), (west, north))


SQUARES = AreaMap(
    "The east has most & <more>",
    (
        Area("A", "Alder", (square(0.0, 52.0),), 0, "1.5"),
        Area("B", "Birch", (square(0.1, 52.0),), 2, "12.4"),
        Area("C", "Cedar", (square(0.2, 52.0),), withheld=True),
        Area("D", "Dogwood", (square(0.3, 52.0),)),
    ),
    ordered("0 to 4", "5 to 9", "10 or more"),
    unit="offences per 1,000 people",
    highlighted=("B",),
    labelled=("B", "C"),
    note="Made-up figures.",
    source="Police recorded crime",
    of="Ward",
)
SPOTS = AreaMap(
    "One hot spot",
    tuple(
        Area(look, look, (square(0.1 * n, 52.0),), n)
        for n, look in enumerate(("coldest", "cold", "neither", "hot", "hottest"))
    ),
    (
        MapClass("cold spot, 99% sure", "coldest"),
        MapClass("cold spot, 95% sure", "cold"),
        MapClass("neither", "neither"),
        MapClass("hot spot, 95% sure", "hot"),
        MapClass("hot spot, 99% sure", "hottest"),
    ),
)
DENSITY = AreaMap(
    "Burglary gathers in the west",
    (Area("A", "Alder", (square(0.0, 52.0, 0.4),)),),
    grid=Grid(0.0, 52.0, 0.4, 52.4, ((0.0, 1.0, 0.0), (5.0, 5.0, 0.0)), "more burglaries"),
)


@cache
def districts() -> AreaMap:
    """Three real districts: Peterborough, Cambridge and Huntingdonshire."""
    held = json.loads((FILES / "three_districts.geojson").read_text("utf-8"))
    areas = tuple(
        Area(
            feature["properties"]["ltla24_code"],
            feature["properties"]["ltla24_name"],
            tuple(
                tuple((lon, lat) for lon, lat in ring)
                for polygon in feature["geometry"]["coordinates"]
                for ring in polygon
            ),
            level,
        )
        for level, feature in enumerate(held["features"])
    )
    codes = tuple(area.code for area in areas)
    return AreaMap("Three districts", areas, ordered("low", "mid", "high"), labelled=codes)


def every() -> dict[str, LineChart | BarChart | ShareCurve | AreaMap]:
    """Every chart of this file by name."""
    return {
        "bars": BARS,
        "falls": FALLS,
        "ahead": AHEAD,
        "shares": SHARES,
        "squares": SQUARES,
        "spots": SPOTS,
        "density": DENSITY,
        "districts": districts(),
        "no bars": BarChart("Nothing yet", ()),
        "no shares": ShareCurve("Nothing yet", ()),
    }
