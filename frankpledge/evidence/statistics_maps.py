"""Maps of hot and cold spots, of what emerges, of wards flagged; and a density to lie on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, pi, radians
from typing import Final

from frankpledge.analytics.hot_spots import kernel_density
from frankpledge.analytics.store import Store
from frankpledge.analytics.store.outlines import Outline, outlines
from frankpledge.documents.charts import Area, AreaMap, Grid, MapClass
from frankpledge.evidence.findings.rules.figures import Cell, Figures

LEVELS: Final = {"lsoa": ("lsoa21", "lsoa11"), "ward": ("ward",)}
SURE: Final = 0.01
METRES: Final = 6_371_000.0 * pi / 180
"""Of a degree of latitude."""

SPOTS: Final = (
    MapClass("cold spot, chance below 1 in 100", "coldest"),
    MapClass("cold spot", "cold"),
    MapClass("neither", "neither"),
    MapClass("hot spot", "hot"),
    MapClass("hot spot, chance below 1 in 100", "hottest"),
)
EMERGING: Final = (
    MapClass("never hot", "neither"),
    MapClass("former: hot before, not now", "2"),
    MapClass("hot now and before", "hot"),
    MapClass("hot now: new or recent", "hottest"),
)
EMERGED: Final = {
    "none": 0,
    "former": 1,
    **dict.fromkeys(("on and off", "diminishing", "persistent", "intensifying"), 2),
    **dict.fromkeys(("new", "recent"), 3),
}
FLAGGED: Final = (
    MapClass("never in the top", "neither"),
    MapClass("in the top in some quarters", "2"),
    MapClass("flagged", "5"),
)


def map_for(
    measure_name: str, figures: Figures, store: Store, title: str, source: str
) -> AreaMap | None:
    """The map of hot spots, emerging hot spots or ward flags; None without the outlines."""
    names = [one.name for one in figures.columns]
    level = next(one for one in LEVELS if f"{one}_code" in names)
    rows = {
        str(row[names.index(f"{level}_code")]): dict(zip(names, row, strict=True))
        for row in figures.rows
    }
    shapes = _shapes(store, level, rows)
    if len(shapes) < 2:
        return None
    classes, of = {
        "hot-spots": (SPOTS, _spot),
        "emerging-hot-spots": (EMERGING, lambda row: EMERGED.get(str(row["kind"]))),
        "ward-flags": (FLAGGED, _flag),
    }[measure_name]
    left = len(rows) - len(shapes)
    return AreaMap(
        title=title,
        areas=tuple(_area(one, rows[one.code], of(rows[one.code])) for one in shapes),
        classes=classes,
        note="The outlines are simplified."
        + (f" {left} places are in the table and have no outline." if left else ""),
        source=source,
        of=figures.columns[names.index(level)].title,
    )


def _shapes(store: Store, level: str, rows: dict[str, dict[str, Cell]]) -> list[Outline]:
    """The outlines of the vintage that most of the places have."""
    sets = (outlines(store, vintage) for vintage in LEVELS[level])
    return max(([one for one in each if one.code in rows] for each in sets), key=len)


def _spot(row: dict[str, Cell]) -> int | None:
    kind, p = str(row["kind"]), row["corrected_p"]
    sure = isinstance(p, (int, float)) and p <= SURE
    classes = {"cold": 0 if sure else 1, "neither": 2, "hot": 4 if sure else 3}
    return classes.get(kind)


def _flag(row: dict[str, Cell]) -> int | None:
    if row["kind"] == "flagged":
        return 2
    return 1 if row["times"] else 0


def _area(shape: Outline, row: dict[str, Cell], level: int | None) -> Area:
    crimes = row["crimes"]
    if isinstance(crimes, str):
        return Area(shape.code, shape.name, shape.rings, withheld=True)
    words = f"{crimes:,} crimes" if isinstance(crimes, (int, float)) else ""
    return Area(shape.code, shape.name, shape.rings, level, words)


def density_map(points: Sequence[tuple[float, float]], ground: AreaMap) -> AreaMap:
    """How thickly crimes lie, over the outlines of a map of spots. A picture: it judges nothing.

    Raises ValueError for no points and for too many squares.
    """
    grid = density_grid(points, "more of them for each square kilometre")
    return replace(
        ground,
        title="How thickly they lie: a picture, no test",
        areas=tuple(Area(one.code, one.name, one.rings) for one in ground.areas),
        classes=(),
        highlighted=(),
        labelled=(),
        unit="",
        grid=grid,
    )


def density_grid(
    points: Sequence[tuple[float, float]],
    words: str,
    *,
    bandwidth: float = 750.0,
    cell: float = 250.0,
) -> Grid:
    """How thickly points (longitude, latitude) lie, as squares over a map.

    `bandwidth` and `cell` in metres. A picture that judges nothing (Silverman, 1986, the quartic
    kernel): say so beside it. Degrees become metres as on a plane, right within a county to a few
    in a thousand. Raises ValueError for no points and for too many squares.
    """
    if not points:
        raise ValueError("A picture of density needs points.")
    across = METRES * cos(radians(sum(lat for _, lat in points) / len(points)))
    found = kernel_density(
        [lon * across for lon, _ in points],
        [lat * METRES for _, lat in points],
        bandwidth=bandwidth,
        cell=cell,
    )
    tall, wide = found.values.shape
    return Grid(
        west=found.west / across,
        south=found.south / METRES,
        east=(found.west + wide * cell) / across,
        north=(found.south + tall * cell) / METRES,
        rows=tuple(tuple(float(one) for one in row) for row in found.values[::-1]),
        words=words,
    )
