"""What there is to ask of: tables, months, places and types, as the store holds them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache

from frankpledge.analytics.engine import Engine, Tables
from frankpledge.analytics.engine.tables import Parts, current_parts, tables_of
from frankpledge.analytics.store import Part, Store

from .months import Coverage, month_of
from .nouns import CannotAnswer, PlaceName

LSOA_CODE = re.compile(r"[EW]01\d{6}")

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
class Current:
    """The store's present (or past) contents.

    `engine` counts. `beside` is DuckDB in this process, for what is small and asked often: which
    places there are and what lies in what.
    """

    store: Store
    engine: Engine
    beside: Engine
    as_at: datetime | None = None

    @cached_property
    def parts(self) -> dict[str, tuple[Part, ...]]:
        """Table → the parts that hold."""
        return dict(current_parts(self.store, self.as_at).tables)

    @cached_property
    def tables(self) -> Tables:
        """All tables and views."""
        return tables_of(self.store, self.as_at)

    def coverage(self, table: str) -> Coverage:
        """Which months of a table are loaded, for whom."""
        return _coverage(current_parts(self.store, self.as_at), table)

    def releases(self, tables: Iterable[str]) -> tuple[str, ...]:
        """Ids of the releases that these tables rest on, oldest first."""
        parts = (part for table in tables for part in self.parts.get(table, ()))
        found = {part.release.number: part.release.id for part in parts}
        return tuple(id for _, id in sorted(found.items()))

    @property
    def places(self) -> tuple[PlaceName, ...]:
        """Every place that the lookups know, small areas too, by level and name."""
        return self.known.places

    @property
    def known(self) -> Known:
        """The places, ready to be found."""
        return _known(self.beside, self.tables)

    @property
    def types(self) -> tuple[str, ...]:
        """Every crime type that is loaded."""
        return _types(self.beside, self.tables) if "street" in self.parts else ()

    @property
    def forces(self) -> Mapping[str, PlaceName]:
        """The publisher's name of a force → the force as a place."""
        return self.known.forces


@dataclass(frozen=True)
class Known:
    """Places by what they may be called: code or name in lower case; names; forces by slug."""

    places: tuple[PlaceName, ...]
    called: Mapping[str, tuple[PlaceName, ...]]
    names: Mapping[tuple[str, str], str]
    forces: Mapping[str, PlaceName]


@lru_cache(maxsize=16)
def _coverage(parts: Parts, table: str) -> Coverage:
    return Coverage.of(table, dict(parts.tables).get(table, ()))


@lru_cache(maxsize=16)
def _known(engine: Engine, tables: Tables) -> Known:
    places = _places(engine, tables)
    called: dict[str, tuple[PlaceName, ...]] = {}
    for one in places:
        for word in {one.code.lower(), one.name.lower()}:
            called[word] = (*called.get(word, ()), one)
    return Known(
        places,
        called,
        {(one.level, one.code): one.name for one in places},
        {slug(one.name): one for one in places if one.level == "force"},
    )


def _places(engine: Engine, tables: Tables) -> tuple[PlaceName, ...]:
    sql = """
    SELECT DISTINCT level, name, code FROM place WHERE level <> 'lsoa21'
    UNION ALL
    SELECT 'lsoa', COALESCE(named.name, small.code), small.code
    FROM (
        SELECT DISTINCT from_code AS code FROM place
        UNION SELECT code FROM place WHERE level = 'lsoa21'
    ) AS small
    LEFT JOIN (
        SELECT code, MAX(name) AS name FROM place WHERE level = 'lsoa21' GROUP BY code
    ) AS named ON named.code = small.code
    WHERE small.code NOT IN (SELECT code FROM place WHERE level IN ('district', 'csp', 'ward'))
    """
    found = engine.run(sql, tables=tables)
    rows = sorted((str(a), str(b or c), str(c)) for a, b, c in found.rows)
    return tuple(PlaceName(code, name, level) for level, name, code in rows)


@lru_cache(maxsize=16)
def _types(engine: Engine, tables: Tables) -> tuple[str, ...]:
    counted = "counts_all" in tables.names
    sql = (
        "SELECT DISTINCT type FROM counts_all"
        if counted
        else "SELECT DISTINCT crime_type FROM street"
    )
    return tuple(sorted(str(row[0]) for row in engine.run(sql, tables=tables).rows))


def near(wanted: str, known: Iterable[str]) -> str:
    """ "; did you mean “Fenland”?" where something known is spelt alike, else nothing."""
    by_lower = {one.lower(): one for one in known}
    close = difflib.get_close_matches(wanted.strip().lower(), by_lower, n=3, cutoff=0.6)
    if not close:
        return ""
    return "; did you mean " + " or ".join(f"“{by_lower[one]}”" for one in close) + "?"


def find_types(current: Current, wanted: Iterable[str]) -> tuple[str, ...]:
    """Crime types as the publisher spells them. Raises CannotAnswer for one that is not loaded."""
    known = {one.lower(): one for one in current.types}
    found = []
    for one in wanted:
        if one.strip().lower() not in known:
            hint = near(one, current.types) or f". Loaded are: {', '.join(current.types)}."
            raise CannotAnswer(f"No crime of the type “{one}” is loaded{hint}")
        found.append(known[one.strip().lower()])
    return tuple(dict.fromkeys(found))


def find_places(
    current: Current, wanted: Iterable[str], by: Iterable[str]
) -> tuple[PlaceName, ...]:
    """The places that are meant. Raises CannotAnswer where one is unknown or several are meant.

    A level that the question is split by comes first: by district, "Fenland" is the district.
    """
    return tuple(dict.fromkeys(_find_place(current, one, tuple(by)) for one in wanted))


def _find_place(current: Current, wanted: str, by: tuple[str, ...]) -> PlaceName:
    level, _, name = wanted.rpartition(":")
    name = name.strip().lower()
    if level and level not in LEVEL_WORDS:
        raise CannotAnswer(f"“{level}” is no kind of place: expected {', '.join(LEVEL_WORDS)}.")
    meant = [one for one in current.known.called.get(name, ()) if not level or one.level == level]
    force = current.forces.get(name)
    if force is not None and level in ("", "force") and force not in meant:
        meant.append(force)
    if not meant and level in ("", "force") and name in units_loaded(current):
        meant = [PlaceName(name, name.replace("-", " ").title(), "force")]
    meant = [one for one in meant if one.level in by] or meant
    meant = list(dict.fromkeys(meant))
    if not meant:
        if not current.places:
            raise CannotAnswer(
                f"No place is known, so not “{wanted}” either: load a lookup of small areas first."
            )
        names = (one.name for one in current.places if not level or one.level == level)
        raise CannotAnswer(f"No place “{wanted}” is known{near(name, names)}")
    if len(meant) > 1 and not _same_ground(current, meant):
        listed = " or ".join(f"the {LEVEL_WORDS[one.level]} ({one.code})" for one in meant)
        raise CannotAnswer(
            f"“{wanted}” may be {listed}: give the code, or {meant[0].level}:{name}."
        )
    return meant[0]


def units_loaded(current: Current) -> set[str]:
    """The publisher's names of all forces of which anything is loaded."""
    return {unit for table in current.parts for unit in current.coverage(table).held}


def _same_ground(current: Current, places: list[PlaceName]) -> bool:
    """Whether these places are made of the same small areas, so that any of them will do."""
    sql = "SELECT from_code FROM place WHERE code = $code AND level = $level ORDER BY from_code"
    grounds = {
        current.beside.run(sql, {"code": one.code, "level": one.level}, current.tables).rows
        for one in places
    }
    return len(grounds) == 1 and grounds != {()}


def units_of(current: Current, places: Iterable[PlaceName]) -> tuple[str, ...]:
    """The publisher's names of the forces that police these places; none for none."""
    return _units_of(current.beside, current.tables, tuple(places))


@lru_cache(maxsize=512)
def _units_of(engine: Engine, tables: Tables, places: tuple[PlaceName, ...]) -> tuple[str, ...]:
    if not places:
        return ()
    found = {slug(one.name) for one in places if one.level == "force"}
    names = {f"p{number}": one.code for number, one in enumerate(places)}
    codes = ", ".join("$" + key for key in names)
    sql = f"""
    SELECT DISTINCT name FROM place WHERE level = 'force' AND (from_code IN ({codes})
        OR from_code IN (SELECT from_code FROM place WHERE code IN ({codes})))
    """
    rows = engine.run(sql, names, tables).rows
    return tuple(sorted(found | {slug(str(row[0])) for row in rows}))


def apart(current: Current, places: Iterable[PlaceName]) -> bool:
    """Whether no two of these places share ground, so that their counts may be added up."""
    return _apart(current.beside, current.tables, tuple(places))


@lru_cache(maxsize=512)
def _apart(engine: Engine, tables: Tables, places: tuple[PlaceName, ...]) -> bool:
    codes = {f"p{number}": one.code for number, one in enumerate(places)}
    sql = f"""
    SELECT COUNT(*), COUNT(DISTINCT from_code) FROM place
    WHERE code IN ({", ".join("$" + key for key in codes)})
    """
    rows, distinct = engine.run(sql, codes, tables).rows[0]
    return rows == distinct


def places(
    store: Store, level: str | None = None, within: str | None = None, *, engine: Engine
) -> tuple[PlaceName, ...]:
    """Places that may be asked about, of one level if said, and that share ground with `within`."""
    current = Current(store, engine, engine)
    found = [one for one in current.places if level is None or one.level == level]
    if within is None:
        return tuple(found)
    around = _find_place(current, within, ())
    sql = """
    SELECT DISTINCT inner_place.code FROM place AS inner_place
    JOIN place AS outer_place ON outer_place.from_code = inner_place.from_code
    WHERE outer_place.code = $code
    UNION SELECT from_code FROM place WHERE code = $code
    """
    inside = {row[0] for row in engine.run(sql, {"code": around.code}, current.tables).rows}
    return tuple(one for one in found if one.code in inside)


def types(store: Store, *, engine: Engine) -> tuple[str, ...]:
    """Crime types that are loaded, by name."""
    return Current(store, engine, engine).types


def months(store: Store, table: str, *, engine: Engine) -> tuple[date, date] | None:
    """First and last month of which something of this table is loaded; None for none."""
    held = Current(store, engine, engine).coverage(table).months
    return (month_of(min(held)), month_of(max(held))) if held else None
