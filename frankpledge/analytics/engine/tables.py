"""The tables that measures ask of: what the store holds now, or held at a moment, as views.

Beside a view for each loaded table there are two small ones, worked out once for an edition:

    place(from_code, level, code, name)   every place that a small area or district lies in
    people(level, code, year, people, known, areas)   how many live there, by the year of the
                                          estimate; empty where only `known` of its `areas` have one

and, where `preparing` has made them, counts of crimes
(`counts_lsoa`, `counts_district` …), so that a page does not count a hundred million rows again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from frankpledge.analytics.engine.duck import quoted
from frankpledge.analytics.engine.nouns import Files, Tables, View
from frankpledge.analytics.store import Part, Store

PREPARED_FORM = "4"
"""Changes whenever what is prepared changes, so that what an older programme made is not read."""

PREPARED = (
    "counts_lsoa",
    "months_lsoa",
    *(f"counts_{level}" for level in ("ward", "district", "csp", "force", "all", "outside")),
    *(f"outcomes_{level}" for level in ("district", "csp", "force", "all")),
)
"""Tables of counts."""

SMALL = ("place", "people", "small_area")
"""Tables worked out from reference tables: small, and held in memory."""

MADE_OF = ("street", "lookup", "population")
"""Tables that all these are made of."""


class Parts:
    """Tables and the parts that hold of each, known by their folder and contents."""

    def __init__(self, root: Path, tables: tuple[tuple[str, tuple[Part, ...]], ...]) -> None:
        self.root = root
        self.tables = tables
        self.contents = self._fingerprint([name for name, _ in tables])
        self.made_of = self._fingerprint(MADE_OF)

    def _fingerprint(self, names: Iterable[str]) -> str:
        """A short name for exactly these contents of these tables."""
        told = hashlib.sha256(PREPARED_FORM.encode())
        for name, parts in self.tables:
            for part in parts if name in names else ():
                told.update(repr((name, part.release.id, part.path.name, part.slices)).encode())
        return told.hexdigest()[:16]

    def __hash__(self) -> int:
        """By folder and contents."""
        return hash((self.root, self.contents))

    def __eq__(self, other: object) -> bool:
        """By folder and contents."""
        mine = (self.root, self.contents)
        return isinstance(other, Parts) and (other.root, other.contents) == mine


NO_PLACES = """
SELECT CAST(NULL AS VARCHAR) AS from_code, CAST(NULL AS VARCHAR) AS level,
       CAST(NULL AS VARCHAR) AS code, CAST(NULL AS VARCHAR) AS name WHERE 1 = 0
"""

PLACE = """
WITH step AS (
    SELECT DISTINCT from_code, level, code, name, CAST(vintage AS VARCHAR) AS vintage
    FROM lookup WHERE from_code IS NOT NULL AND code IS NOT NULL
), second AS (
    SELECT a.from_code, b.level, b.code, b.name, b.vintage
    FROM step AS a JOIN step AS b ON b.from_code = a.code
    WHERE a.level IN ('lsoa21', 'district') AND b.from_code <> a.from_code
), third AS (
    SELECT a.from_code, b.level, b.code, b.name, b.vintage
    FROM second AS a JOIN step AS b ON b.from_code = a.code
    WHERE a.level = 'district'
), known AS (
    SELECT *, 1 AS steps FROM step
    UNION ALL SELECT *, 2 FROM second
    UNION ALL SELECT *, 3 FROM third
    UNION ALL SELECT DISTINCT code, level, code, name, vintage, 0 FROM step WHERE level = 'district'
    UNION ALL SELECT DISTINCT from_code, from_level, from_code, CAST(NULL AS VARCHAR),
                     CAST(vintage AS VARCHAR), 0 FROM lookup WHERE from_level = 'district'
), best AS (
    SELECT *, RANK() OVER (PARTITION BY from_code, level ORDER BY vintage DESC, steps) AS nth
    FROM known
), named AS (
    SELECT level, code, MAX(name) AS name FROM step GROUP BY level, code
)
SELECT DISTINCT best.from_code, best.level, best.code, named.name
FROM best LEFT JOIN named ON named.level = best.level AND named.code = best.code
WHERE best.nth = 1
"""
"""Closure of the lookup. At each level the newest vintage holds, of equals the shortest way: an
abolished district gives way to its successor, and a code of 2011 reaches the wards of 2024. Several
places at one level stay: a district of four partnerships lies in each."""

NO_SMALL_AREAS = "SELECT CAST(NULL AS VARCHAR) AS code, CAST(NULL AS VARCHAR) AS census WHERE 1 = 0"

SMALL_AREAS = """
SELECT from_code AS code, from_level AS census FROM lookup WHERE from_level IN ('lsoa11', 'lsoa21')
UNION SELECT code, level FROM lookup WHERE level = 'lsoa21'
"""
"""Every small area, and of which census; most are of both."""

NO_PEOPLE = """
SELECT CAST(NULL AS VARCHAR) AS level, CAST(NULL AS VARCHAR) AS code, CAST(NULL AS INT) AS year,
       CAST(NULL AS BIGINT) AS people, CAST(NULL AS BIGINT) AS known, CAST(NULL AS BIGINT) AS areas
WHERE 1 = 0
"""

PEOPLE = """
WITH levels AS (
    SELECT DISTINCT code, level FROM place WHERE level <> 'lsoa21'
), counted AS (
    SELECT population.code, population.level AS kind, CAST(vintage AS VARCHAR) AS vintage,
           CAST(year AS INT) AS year, COALESCE(levels.level, 'lsoa') AS level,
           CASE WHEN levels.level IS NULL THEN 2 ELSE 3 END AS nth,
           CAST(COALESCE(MAX(CASE WHEN age IS NULL THEN people END),
                         SUM(CASE WHEN age IS NOT NULL THEN people END)) AS BIGINT) AS people
    FROM population LEFT JOIN levels ON levels.code = population.code
    GROUP BY population.code, population.level, vintage, year, levels.level
), current_district AS (
    SELECT DISTINCT code FROM place WHERE level = 'district' AND from_code = code
), made_of AS (
    SELECT place.level, place.code, small_area.census AS kind,
           COUNT(DISTINCT small_area.code) AS areas
    FROM place JOIN small_area ON small_area.code = place.from_code
    GROUP BY place.level, place.code, small_area.census
    UNION ALL
    SELECT place.level, place.code, 'district', COUNT(DISTINCT place.from_code)
    FROM place JOIN current_district ON current_district.code = place.from_code
    WHERE place.level <> 'district' GROUP BY place.level, place.code
    UNION ALL
    SELECT level, code, 'district', COUNT(DISTINCT from_code) FROM place
    WHERE level = 'district' AND code <> from_code
      AND from_code NOT IN (SELECT code FROM small_area)
    GROUP BY level, code
), most AS (
    SELECT level, code, MAX(areas) AS areas FROM made_of GROUP BY level, code
), summed AS (
    SELECT place.level, place.code, year, vintage, kind, nth, SUM(people) AS people,
           COUNT(DISTINCT counted.code) AS known
    FROM counted JOIN place ON place.from_code = counted.code
    WHERE place.code <> counted.code AND place.level <> 'lsoa21'
    GROUP BY place.level, place.code, year, vintage, kind, nth
), sources AS (
    SELECT level, code, year, vintage, people, 1 AS nth, 1 AS known, 1 AS areas FROM counted
    UNION ALL
    SELECT summed.level, summed.code, year, vintage, people, nth, known,
           COALESCE(made_of.areas, most.areas, known)
    FROM summed
    LEFT JOIN made_of ON made_of.level = summed.level AND made_of.code = summed.code
                     AND made_of.kind = summed.kind
    LEFT JOIN most ON most.level = summed.level AND most.code = summed.code
    UNION ALL
    SELECT 'all', 'all', year, vintage, SUM(people), nth, 1, 1
    FROM counted GROUP BY year, vintage, nth
), best AS (
    SELECT *, ROW_NUMBER() OVER (
        PARTITION BY level, code, year
        ORDER BY CASE WHEN known >= areas THEN 0 ELSE 1 END, nth, vintage DESC
    ) AS turn
    FROM sources
)
SELECT level, code, year, CAST(CASE WHEN known >= areas THEN people END AS BIGINT) AS people,
       CAST(known AS BIGINT) AS known, CAST(areas AS BIGINT) AS areas
FROM best WHERE turn = 1
"""
"""A published figure for the place itself first; else the sum of its small areas, of one vintage;
else of its districts. A sum holds only if every area of the place, of that census, has a figure:
else `people` is empty. Level "all" is everyone the loaded estimates know."""


def tables_of(store: Store, as_at: datetime | None = None, *, counts: bool = True) -> Tables:
    """What `store` holds now, or held at `as_at`, as tables.

    `counts`: with those that are prepared, if they are.
    """
    parts = current_parts(store, as_at)
    prepared = prepared_folder(parts)
    return _tables(parts, prepared if counts and prepared.is_dir() else None)


def current_parts(store: Store, as_at: datetime | None) -> Parts:
    """Every table that has rows, with the parts that hold."""
    known = tuple(one.id for one in store.releases())
    return _parts(Releases(store, known), as_at)


@dataclass(frozen=True)
class Releases:
    """A store as far as its releases go: the same as long as no release comes."""

    store: Store = field(compare=False)
    known: tuple[str, ...]
    root: Path = field(init=False)

    def __post_init__(self) -> None:
        """A store is known by its folder."""
        object.__setattr__(self, "root", self.store.root)


@lru_cache(maxsize=16)
def _parts(releases: Releases, as_at: datetime | None) -> Parts:
    store = releases.store
    names = sorted({name for release in store.releases() for name in release.tables})
    found = tuple((name, store.current(name, as_at)) for name in names)
    return Parts(store.root, tuple((name, parts) for name, parts in found if parts))


def prepared_folder(parts: Parts) -> Path:
    """Where the counts made of these parts are, or would be."""
    return parts.root / "prepared" / parts.made_of


@lru_cache(maxsize=32)
def _tables(parts: Parts, prepared: Path | None) -> Tables:
    files: list[Files] = []
    views: list[View] = []
    for name, of in parts.tables:
        some, view = _of_parts(name, of)
        files += some
        views.append(view)
    loaded = {name for name, _ in parts.tables}
    if prepared is not None:
        for one in PREPARED:
            folder, file = prepared / one, prepared / f"{one}.parquet"
            files.append(Files(one, tuple(sorted(folder.glob("*.parquet"))) or (file,), alike=True))
        files += [Files(f"{one}_prepared", (prepared / f"{one}.parquet",)) for one in SMALL]
        views += [View(one, f"SELECT * FROM {one}_prepared", kept=True) for one in SMALL]
    else:
        views.append(View("place", PLACE if "lookup" in loaded else NO_PLACES, kept=True))
        areas = SMALL_AREAS if "lookup" in loaded else NO_SMALL_AREAS
        views.append(View("small_area", areas, kept=True))
        views.append(View("people", PEOPLE if "population" in loaded else NO_PEOPLE, kept=True))
    edition = f"{parts.root}:{parts.contents}:{'prepared' if prepared else 'plain'}"
    return Tables(edition, tuple(files), tuple(views))


def _of_parts(name: str, parts: tuple[Part, ...]) -> tuple[list[Files], View]:
    """The files of one table, and the view that takes what holds of each."""
    whole = tuple(part.path for part in parts if part.slices is None)
    files = [Files(f"{name}_whole", whole)] if whole else []
    if len(whole) == len(parts):
        return files, View(name, f"SELECT * FROM {name}_whole")
    columns = ", ".join(f'"{one}"' for one in _columns(tuple(part.path for part in parts)))
    selects = [f"SELECT {columns} FROM {name}_whole"] if whole else []
    for number, part in enumerate(parts):
        if part.slices is not None:
            files.append(Files(f"{name}_part_{number}", (part.path,)))
            pairs = ", ".join(f"({text(unit)}, {text(period)})" for unit, period in part.slices)
            selects.append(
                f"SELECT {columns} FROM {name}_part_{number} WHERE (unit, period) IN ({pairs})"
            )
    return files, View(name, " UNION ALL ".join(selects))


@lru_cache(maxsize=256)
def _columns(paths: tuple[Path, ...]) -> tuple[str, ...]:
    """The columns that all these files have, in the first one's order."""
    with duckdb.connect(":memory:") as connection:
        having = [
            [
                str(row[0])
                for row in connection.execute(
                    f"DESCRIBE SELECT * FROM read_parquet('{quoted(path)}')"
                ).fetchall()
            ]
            for path in paths
        ]
    return tuple(one for one in having[0] if all(one in other for other in having))


def text(value: str) -> str:
    """A text as a literal of SQL, for names that the store itself gave."""
    return "'" + value.replace("'", "''") + "'"
