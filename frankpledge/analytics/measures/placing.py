"""Which places a question means, who polices them, what they are made of, whether they overlap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from frankpledge.analytics.engine import Engine, Tables
from frankpledge.analytics.measures.contents import Current, past_broken_counts
from frankpledge.analytics.measures.known import LEVEL_WORDS, near, slug
from frankpledge.analytics.measures.months import Coverage
from frankpledge.analytics.measures.nouns import CannotAnswer, PlaceName
from frankpledge.analytics.measures.subjects import SUBJECTS, Subject
from frankpledge.analytics.store import Store
from frankpledge.shared.words import spell_list

MOST_LISTED = 3_000
"""So many small areas are named one by one, so that DuckDB can pass over the rest of a file."""


def find_places(
    current: Current, wanted: Iterable[str], by: Iterable[str]
) -> tuple[PlaceName, ...]:
    """The places that are meant. Raises CannotAnswer where one is unknown or several are meant.

    A level that the question is split by comes first: by district, "Upton" is the district.
    """
    return tuple(dict.fromkeys(_find_place(current, one, tuple(by)) for one in wanted))


def _find_place(current: Current, wanted: str, by: tuple[str, ...]) -> PlaceName:
    level, _, name = wanted.rpartition(":")
    name = name.strip().lower()
    if level and level not in LEVEL_WORDS:
        raise CannotAnswer(f"“{level}” is no kind of place: expected {', '.join(LEVEL_WORDS)}.")
    called = current.known.called.get(name) or current.small.called.get(name, ())
    meant = [one for one in called if not level or one.level == level]
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
    tables = {one.months_of for one in SUBJECTS.values()}
    return {unit for table in tables for unit in current.coverage(table).held}


def coverage_of(current: Current, subject: Subject, places: tuple[PlaceName, ...]) -> Coverage:
    """The months of a subject that are loaded for the forces of these places; of all for none.

    Raises CannotAnswer where nothing is loaded for any of them: that is not a figure of nought.
    """
    loaded = current.coverage(subject.months_of)
    loaded = loaded.whole_years() if subject.yearly else loaded
    units = units_of(current, places)
    found = loaded.only(units)
    if not found.months:
        raise CannotAnswer(
            f"No {subject.many} are loaded for {force_names(current, units)}, so those of "
            f"{', '.join(one.name for one in places)} are unknown."
        )
    return found


def force_names(current: Current, units: Iterable[str]) -> str:
    """ "Norfolk and West Yorkshire": forces by name; by the publisher's where no lookup has one."""
    known = current.forces
    return spell_list([known[one].name if one in known else one for one in units])


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


@lru_cache(maxsize=64)
def _ground(engine: Engine, tables: Tables, places: tuple[PlaceName, ...]) -> tuple[str, ...]:
    codes = {f"p{number}": one.code for number, one in enumerate(places)}
    sql = f"""
    SELECT DISTINCT from_code FROM place
    WHERE code IN ({", ".join("$" + key for key in codes)}) ORDER BY from_code
    """
    return tuple(str(row[0]) for row in engine.run(sql, codes, tables).rows)


def ground(current: Current, places: Iterable[PlaceName]) -> tuple[str, ...]:
    """The codes of all small areas of these places, unless they are too many to be listed."""
    asked = tuple(one for one in places if one.level not in ("lsoa", "force"))
    found = _ground(current.beside, current.tables, asked) if asked else ()
    return found if len(found) <= MOST_LISTED else ()


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


def small_names(current: Current, codes: Sequence[str]) -> Mapping[tuple[str, str], str]:
    """The names of these small areas, as far as they have one, by level and code."""
    if len(codes) > MOST_LISTED:
        return current.small.names
    values = {f"p{number}": code for number, code in enumerate(codes)}
    sql = f"""
    SELECT code, MAX(name) FROM place
    WHERE level = 'lsoa21' AND code IN ({", ".join("$" + key for key in values) or "NULL"})
    GROUP BY code
    """
    rows = current.beside.run(sql, values, current.tables).rows
    return {("lsoa", str(code)): str(name) for code, name in rows if name is not None}


def places(
    store: Store, level: str | None = None, within: str | None = None, *, engine: Engine
) -> tuple[PlaceName, ...]:
    """Places that may be asked about, of one level if said, and that share ground with `within`."""
    return past_broken_counts(
        Current(store, engine, engine), lambda current: _places(current, level, within)
    )


def _places(current: Current, level: str | None, within: str | None) -> tuple[PlaceName, ...]:
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
    inside = {row[0] for row in current.beside.run(sql, {"code": around.code}, current.tables).rows}
    return tuple(one for one in found if one.code in inside)
