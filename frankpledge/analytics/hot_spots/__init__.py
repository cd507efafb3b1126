"""Hot spots: places that lie together with high values, now and over time, and their picture."""

from frankpledge.analytics.hot_spots.density import Density, kernel_density
from frankpledge.analytics.hot_spots.emerging import (
    MEANINGS,
    Category,
    EmergingHotSpots,
    PlaceOverTime,
    emerging_hot_spots,
)
from frankpledge.analytics.hot_spots.flags import Flag, Flags, flags
from frankpledge.analytics.hot_spots.getis import (
    HotSpots,
    Kind,
    Scores,
    Spot,
    gi_star,
    hot_spots,
)
from frankpledge.analytics.hot_spots.neighbours import Neighbours, contiguity, nearest, within
from frankpledge.analytics.hot_spots.trend import Trends, mann_kendall

__all__ = [
    "MEANINGS",
    "Category",
    "Density",
    "EmergingHotSpots",
    "Flag",
    "Flags",
    "HotSpots",
    "Kind",
    "Neighbours",
    "PlaceOverTime",
    "Scores",
    "Spot",
    "Trends",
    "contiguity",
    "emerging_hot_spots",
    "flags",
    "gi_star",
    "hot_spots",
    "kernel_density",
    "mann_kendall",
    "nearest",
    "within",
]
