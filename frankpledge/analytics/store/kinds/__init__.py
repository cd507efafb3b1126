"""Every kind of file that the store can read. A new kind is one module here and its line below."""

from __future__ import annotations

from frankpledge.analytics.store.kinds import boundaries, police, reference, road, weights
from frankpledge.analytics.store.nouns import Family, Kind

ALL_KINDS: tuple[Kind | Family, ...] = (
    *police.KINDS,
    *road.KINDS,
    *weights.KINDS,
    *boundaries.KINDS,
    reference.FAMILY,
)
