"""What there is to ask of, in one room: the store's contents, and the places they know."""

from __future__ import annotations

from .contents import Current, find_types
from .known import near, slug
from .placing import apart, find_places, ground, places, small_names, units_of

__all__ = [
    "Current",
    "apart",
    "find_places",
    "find_types",
    "ground",
    "near",
    "places",
    "slug",
    "small_names",
    "units_of",
]
