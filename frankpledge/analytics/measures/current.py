"""What there is to ask of, in one room: the store's contents, and the places they know."""

from __future__ import annotations

from frankpledge.analytics.measures.contents import Current, find_types, past_broken_counts
from frankpledge.analytics.measures.known import near, slug
from frankpledge.analytics.measures.placing import (
    apart,
    coverage_of,
    find_places,
    force_names,
    ground,
    places,
    small_names,
    units_of,
)

__all__ = [
    "Current",
    "apart",
    "coverage_of",
    "find_places",
    "find_types",
    "force_names",
    "ground",
    "near",
    "past_broken_counts",
    "places",
    "slug",
    "small_names",
    "units_of",
]
