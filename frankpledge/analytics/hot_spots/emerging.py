"""Hot spots over time: new, recent, intensifying, persistent, diminishing, on and off, former.

After the emerging hot spot analysis of Esri, and a simplification of it: each period is judged by
itself against its own mean, neighbours are neighbours in place and not in time, and there are seven
categories of hot spots in place of eight and none of cold spots.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from frankpledge.analytics.hot_spots.getis import LEVEL, HotSpots, gi_star, hot_spots
from frankpledge.analytics.hot_spots.neighbours import Neighbours
from frankpledge.analytics.hot_spots.trend import mann_kendall

LEAST_PERIODS = 8
MOSTLY = 0.9

Category = Literal[
    "new",
    "recent",
    "intensifying",
    "persistent",
    "diminishing",
    "on and off",
    "former",
    "none",
    "not judged",
]
MEANINGS: dict[Category, str] = {
    "new": "a hot spot in the latest period and never before",
    "intensifying": "a hot spot in the latest period and before, with a rising trend",
    "persistent": "a hot spot in the latest period and at least nine in ten, with no trend",
    "diminishing": "a hot spot in the latest period and before, with a falling trend",
    "recent": "a hot spot in the latest two or more periods running and never before, no trend",
    "on and off": "a hot spot in the latest period and in some before, with gaps and no trend",
    "former": "a hot spot in some period before, and not in the latest",
    "none": "never a hot spot",
    "not judged": "a place with no neighbours",
}


@dataclass(frozen=True, slots=True)
class PlaceOverTime:
    """One place: its category, in how many periods it was hot, and the trend of its z-scores."""

    category: Category
    periods_hot: int
    trend_z: float | None
    trend_p: float | None

    @property
    def words(self) -> str:
        """What the category means."""
        return MEANINGS[self.category]


@dataclass(frozen=True, slots=True)
class EmergingHotSpots:
    """Every place over time, in the order given; the latest period's Gi*; the words."""

    places: tuple[PlaceOverTime, ...]
    latest: HotSpots
    words: str


def emerging_hot_spots(
    periods: Sequence[Sequence[float]] | NDArray[Any], neighbours: Neighbours
) -> EmergingHotSpots:
    """The category of each place from a value for each period (a row) and place (a column).

    A place is hot in a period when `hot_spots` of that period says so, false discoveries
    controlled. Its trend is the Mann-Kendall test of its z-scores at 5%, not corrected for the
    number of places: it tells hot spots apart and finds none. A z-score says how far a place stands
    out from the others of its period, so its trend is not that of the figures themselves. A period
    in which all places have one value, as in none any crime, has no hot spot. Raises ValueError as
    `hot_spots` does, for fewer than 8 periods, and where rows differ in length.
    """
    if len({len(row) for row in periods}) > 1:
        raise ValueError("The periods do not all have a value for each place.")
    table = np.asarray(periods, dtype=np.float64)
    if len(table) < LEAST_PERIODS:
        raise ValueError(
            f"{len(table)} periods are too few to tell a trend: at least {LEAST_PERIODS} are "
            "needed. Show the hot spots of each period side by side."
        )
    if not np.ptp(table[-1]):
        raise ValueError("In the latest period all places have the same value: no hot spot.")
    judged = [gi_star(row, neighbours) if np.ptp(row) else None for row in table]
    number = neighbours.number
    z = np.array([each.z if each else np.zeros(number) for each in judged])
    hot = np.array([each.hot if each else np.zeros(number, dtype=bool) for each in judged])
    trends = mann_kendall(z)
    places = tuple(
        _place(hot[:, one], float(trends.z[one]), float(trends.p[one]))
        if neighbours.counts[one]
        else PlaceOverTime("not judged", 0, None, None)
        for one in range(number)
    )
    return EmergingHotSpots(places, hot_spots(table[-1], neighbours), _words(places, len(table)))


def _place(hot: NDArray[np.bool_], z: float, p: float) -> PlaceOverTime:
    return PlaceOverTime(_category(hot, z, p), int(hot.sum()), z, p)


def _category(hot: NDArray[np.bool_], z: float, p: float) -> Category:
    times = int(hot.sum())
    if not hot[-1]:
        return "former" if times else "none"
    if times == 1:
        return "new"
    if p <= LEVEL:
        return "intensifying" if z > 0 else "diminishing"
    if times >= MOSTLY * len(hot):
        return "persistent"
    return "recent" if hot[-times:].all() else "on and off"


def _words(places: Sequence[PlaceOverTime], periods: int) -> str:
    counts = Counter(place.category for place in places)
    listed = ", ".join(
        f"{counts[category]:,} {category}"
        for category in get_args(Category)
        if counts[category] and category not in ("none", "not judged")
    )
    judged = len(places) - counts["not judged"]
    if not listed:
        return f"Over {periods} periods none of {judged:,} places was part of a hot spot."
    return (
        f"Over {periods} periods, of {judged:,} places: {listed}. Each period is judged against "
        "its own mean, so a place can stay a hot spot while crime falls everywhere."
    )
