"""A map of places as a frozen object: outlines, classes in words, what is marked and what is not.

Coordinates are longitude and latitude in degrees. Nothing here is fetched: no tiles, no script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from frankpledge.documents.charts.comparing import refuse_unless_finite

Ring = tuple[tuple[float, float], ...]
Look = Literal["1", "2", "3", "4", "5", "coldest", "cold", "neither", "hot", "hottest"]

MOST_CLASSES = 5
# Few classes are spread over the whole way from light to dark.
_SPREAD: dict[int, tuple[Look, ...]] = {
    1: ("4",),
    2: ("1", "4"),
    3: ("1", "3", "5"),
    4: ("1", "2", "4", "5"),
    5: ("1", "2", "3", "4", "5"),
}


@dataclass(frozen=True, slots=True)
class MapClass:
    """What places of a class have in common, in words, and how they look.

    "1" to "5" run from light to dark. "coldest" to "hottest" are for spots: cold ones are dotted,
    so that a print without colours still tells them from hot ones.
    """

    words: str
    look: Look


def ordered(*words: str) -> tuple[MapClass, ...]:
    """Classes from low to high, from light to dark; ValueError for none or more than five."""
    if not 0 < len(words) <= MOST_CLASSES:
        raise ValueError(f"{len(words)} classes: a map has one to {MOST_CLASSES}.")
    return tuple(MapClass(one, look) for one, look in zip(words, _SPREAD[len(words)], strict=True))


@dataclass(frozen=True, slots=True)
class Area:
    """One place. `level` is the index of its class; without one it is hatched "no figure".

    `rings`: each closed or not, islands and holes alike (even-odd). `words` are the figure as it
    is to be read ("12.3"); a `withheld` place has neither and is "not shown".
    """

    code: str
    name: str
    rings: tuple[Ring, ...]
    level: int | None = None
    words: str = ""
    withheld: bool = False

    def __post_init__(self) -> None:
        """Refuse, with a ValueError, a place that gives away what is withheld, or has no shape."""
        if self.withheld and (self.level is not None or self.words):
            raise ValueError(f"“{self.name}” is withheld, and yet it holds a figure or class.")
        if not self.rings or any(len(ring) < 3 for ring in self.rings):
            raise ValueError(f"“{self.name}” has an outline of fewer than three points.")
        refuse_unless_finite(one for ring in self.rings for point in ring for one in point)
        if any(abs(lat) > 85 or abs(lon) > 180 for ring in self.rings for lon, lat in ring):
            raise ValueError(
                f"“{self.name}” has a point that is no longitude and latitude in degrees."
            )


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures by square over the map, such as a kernel density: row by row from the north-west.

    `words` say what is darker ("more burglaries for each square kilometre"). Squares of nought
    stay clear.
    """

    west: float
    south: float
    east: float
    north: float
    rows: tuple[tuple[float, ...], ...]
    words: str

    def __post_init__(self) -> None:
        """Refuse, with a ValueError, rows of several lengths, and figures below nought."""
        refuse_unless_finite((self.west, self.south, self.east, self.north))
        refuse_unless_finite(one for row in self.rows for one in row)
        if len({len(row) for row in self.rows}) != 1 or not self.rows[0]:
            raise ValueError("The rows of a grid are equally long, and not empty.")
        if self.west >= self.east or self.south >= self.north:
            raise ValueError("The edges of a grid run from west to east and from south to north.")
        if any(one < 0 for row in self.rows for one in row):
            raise ValueError("A figure of a grid is nought or more.")


@dataclass(frozen=True, slots=True)
class AreaMap:
    """Places coloured by class. The title says what was found; `unit` what the classes count.

    `highlighted` and `labelled` are codes of places: outlined thickly, and named on the map. A
    map without classes shows outlines only, for a grid to lie on.
    """

    title: str
    areas: tuple[Area, ...]
    classes: tuple[MapClass, ...] = ()
    unit: str = ""
    highlighted: tuple[str, ...] = ()
    labelled: tuple[str, ...] = ()
    grid: Grid | None = None
    note: str = ""
    source: str = ""
    of: str = "Place"

    def __post_init__(self) -> None:
        """Refuse, with a ValueError in plain words, what could not be drawn truly."""
        if not self.areas:
            raise ValueError("A map needs at least one place.")
        if len(self.classes) > MOST_CLASSES:
            raise ValueError(f"{len(self.classes)} classes are more than {MOST_CLASSES}.")
        codes = [area.code for area in self.areas]
        if len(set(codes)) != len(codes):
            twice = next(code for code in codes if codes.count(code) > 1)
            raise ValueError(f"The place {twice} stands on the map twice.")
        for code in (*self.highlighted, *self.labelled):
            if code not in codes:
                raise ValueError(f"The place {code} is to be marked and is not on the map.")
        for area in self.areas:
            if area.level is not None and not 0 <= area.level < len(self.classes):
                raise ValueError(f"“{area.name}” is of class {area.level}, which is not there.")

    def said(self, area: Area) -> str:
        """A place's class in words, or why it has none."""
        if area.level is not None:
            return self.classes[area.level].words
        return "not shown" if area.withheld else "no figure"
