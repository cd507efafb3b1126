"""The outlines of places, for maps: read from the boundaries that hold now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import duckdb

from frankpledge.analytics.store.store import Store

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Outline:
    """A place's shape: rings of longitude and latitude in degrees, islands and holes alike.

    Published boundaries are simplified: a picture, never a way to place a crime.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]


def outlines(store: Store, level: str) -> tuple[Outline, ...]:
    """Every outline of a level ("ward", "lsoa21") that is loaded, by code; () where none is."""
    return _read(tuple(str(part.path) for part in store.current("boundary")), level)


@lru_cache(maxsize=16)
def _read(paths: tuple[str, ...], level: str) -> tuple[Outline, ...]:
    if not paths:
        return ()
    # The latest vintage of each code: a release of other boundaries does not double a place.
    found = duckdb.execute(
        """
        SELECT code, name, rings FROM read_parquet($paths, union_by_name = true)
        WHERE level = $level
        QUALIFY row_number() OVER (PARTITION BY code ORDER BY vintage DESC) = 1
        ORDER BY code
        """,
        {"paths": list(paths), "level": level},
    ).fetchall()
    return tuple(Outline(code, name, _rings(rings)) for code, name, rings in found)


def _rings(text: str) -> tuple[Ring, ...]:
    return tuple(tuple((lon, lat) for lon, lat in ring) for ring in json.loads(text))
