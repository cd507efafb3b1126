"""The places that the lookups know, held ready: by code, by name, by level; names spelt alike."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analytics.engine import Engine, Tables
from frankpledge.analytics.measures.nouns import PlaceName

SLUGS = {"London, City of": "city-of-london", "Metropolitan Police": "metropolitan"}
"""Forces that the publisher does not call as the Office for National Statistics does."""

LEVEL_WORDS = {
    "lsoa": "small area",
    "ward": "ward",
    "district": "district",
    "csp": "community safety partnership",
    "force": "police force",
}


def slug(force: str) -> str:
    """The publisher's name of a force: "Devon & Cornwall" → "devon-and-cornwall"."""
    plain = force.lower().replace("&", "and")
    return SLUGS.get(force, re.sub(r"[^a-z]+", "-", plain).strip("-"))


@dataclass(frozen=True)
class Known:
    """Places of the named levels, by what they may be called: code or name in lower case."""

    called: Mapping[str, tuple[PlaceName, ...]]
    names: Mapping[tuple[str, str], str]
    forces: Mapping[str, PlaceName]


@lru_cache(maxsize=16)
def known_places(engine: Engine, tables: Tables) -> Known:
    """Wards, districts, partnerships and forces: all but the small areas, which are many."""
    sql = "SELECT DISTINCT level, COALESCE(name, code), code FROM place WHERE level <> 'lsoa21'"
    rows = sorted((str(a), str(b), str(c)) for a, b, c in engine.run(sql, tables=tables).rows)
    places = tuple(PlaceName(code, name, level) for level, name, code in rows)
    return Known(
        _by_words(places),
        {(one.level, one.code): one.name for one in places},
        {slug(one.name): one for one in places if one.level == "force"},
    )


@lru_cache(maxsize=16)
def small_areas(engine: Engine, tables: Tables) -> Known:
    """The small areas of both censuses. Those of 2021 have names, where a lookup gives them."""
    sql = """
    SELECT small_area.code, COALESCE(MAX(place.name), small_area.code)
    FROM small_area LEFT JOIN place ON place.code = small_area.code AND place.level = 'lsoa21'
    GROUP BY small_area.code
    """
    rows = sorted((str(b), str(a)) for a, b in engine.run(sql, tables=tables).rows)
    places = tuple(PlaceName(code, name, "lsoa") for name, code in rows)
    return Known(_by_words(places), {("lsoa", one.code): one.name for one in places}, {})


def every_place(engine: Engine, tables: Tables) -> tuple[PlaceName, ...]:
    """Every place, small areas too, by level and name."""
    both = (known_places(engine, tables), small_areas(engine, tables))
    found = [
        PlaceName(code, name, level) for one in both for (level, code), name in one.names.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.level, one.name, one.code)))


def _by_words(places: Iterable[PlaceName]) -> Mapping[str, tuple[PlaceName, ...]]:
    found: dict[str, tuple[PlaceName, ...]] = {}
    for one in places:
        for word in dict.fromkeys((one.code.lower(), one.name.lower())):
            found[word] = (*found.get(word, ()), one)
    return found


def near(wanted: str, known: Iterable[str]) -> str:
    """ "; did you mean “Upton”?" where something known is spelt alike, else nothing."""
    by_lower = {one.lower(): one for one in known}
    close = difflib.get_close_matches(wanted.strip().lower(), by_lower, n=3, cutoff=0.6)
    if not close:
        return ""
    return "; did you mean " + " or ".join(f"“{by_lower[one]}”" for one in close) + "?"
