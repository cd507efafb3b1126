"""The tables that measures ask of: what the store holds now, or held at a moment, as views.

Beside a view for each loaded table there are two small ones, worked out once for an edition:

    place(from_code, level, code, name)   every place that a small area or district lies in
    people(level, code, year, people)     how many live there, by the year of the estimate

and, where `preparing` has made them, counts of crimes (`counts_lsoa`, `counts_place`,
`counts_outcome`), so that a page does not count a hundred million rows again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from frankpledge.analytics.store import Part, Store

from .duck import quoted
from .nouns import Files, Tables, View

PREPARED_FORM = "1"
"""Changes whenever what is prepared changes, so that what an older programme made is not read."""

PREPARED = ("counts_lsoa", "counts_place", "counts_outcome")
"""Tables of counts, a file for each force."""

SMALL = ("place", "people", "small_area")
"""Tables worked out from reference tables: small, and held in memory."""

MADE_OF = ("street", "lookup", "population")
"""Tables that all these are made of."""

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
       CAST(NULL AS BIGINT) AS people WHERE 1 = 0
"""

PEOPLE = """
WITH counted AS (
    SELECT code, CAST(vintage AS VARCHAR) AS vintage, CAST(year AS INT) AS year,
           CAST(COALESCE(MAX(CASE WHEN age IS NULL THEN people END),
                         SUM(CASE WHEN age IS NOT NULL THEN people END)) AS BIGINT) AS people
    FROM population GROUP BY code, vintage, year
), levels AS (
    SELECT DISTINCT code, level FROM place
), sources AS (
    SELECT COALESCE(levels.level, 'lsoa') AS level, counted.code, year, vintage, people, 1 AS nth
    FROM counted LEFT JOIN levels ON levels.code = counted.code AND levels.level <> 'lsoa21'
    UNION ALL
    SELECT place.level, place.code, year, vintage, SUM(people),
           CASE WHEN places.level IS NULL THEN 2 ELSE 3 END
    FROM counted JOIN place ON place.from_code = counted.code
    LEFT JOIN levels AS places ON places.code = counted.code AND places.level <> 'lsoa21'
    WHERE place.code <> counted.code AND place.level <> 'lsoa21'
    GROUP BY place.level, place.code, year, vintage, CASE WHEN places.level IS NULL THEN 2 ELSE 3 END
    UNION ALL
    SELECT 'all', 'all', year, vintage, SUM(people), CASE WHEN levels.level IS NULL THEN 1 ELSE 2 END
    FROM counted LEFT JOIN levels ON levels.code = counted.code AND levels.level <> 'lsoa21'
    GROUP BY year, vintage, CASE WHEN levels.level IS NULL THEN 1 ELSE 2 END
), best AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY level, code, year ORDER BY nth, vintage DESC) AS turn
    FROM sources
)
SELECT level, code, year, CAST(people AS BIGINT) AS people FROM best WHERE turn = 1
"""
"""A published figure for the place itself first; else the sum of its small areas, of one vintage;
else of its districts. Level "all" is everyone the loaded estimates know."""


def tables_of(store: Store, as_at: datetime | None = None) -> Tables:
    """What `store` holds now, or held at `as_at`, as tables."""
    parts = current_parts(store, as_at)
    files: list[Files] = []
    views: list[View] = []
    for name, of in parts:
        some, view = _of_parts(name, of)
        files += some
        views.append(view)
    loaded = {name for name, _ in parts}
    prepared = prepared_folder(store.root, parts)
    ready = prepared.is_dir()
    if ready:
        files += [Files(one, tuple(sorted((prepared / one).glob("*.parquet")))) for one in PREPARED]
        files += [Files(f"{one}_prepared", (prepared / f"{one}.parquet",)) for one in SMALL]
        views += [View(one, f"SELECT * FROM {one}_prepared", kept=True) for one in SMALL]
    else:
        views.append(View("place", PLACE if "lookup" in loaded else NO_PLACES, kept=True))
        areas = SMALL_AREAS if "lookup" in loaded else NO_SMALL_AREAS
        views.append(View("small_area", areas, kept=True))
        views.append(View("people", PEOPLE if "population" in loaded else NO_PEOPLE, kept=True))
    edition = f"{store.root}:{fingerprint(parts)}:{'prepared' if ready else 'plain'}"
    return Tables(edition, tuple(files), tuple(views))


def current_parts(store: Store, as_at: datetime | None) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """Every table that has rows, with the parts that hold."""
    names = sorted({name for release in store.releases() for name in release.tables})
    found = ((name, store.current(name, as_at)) for name in names)
    return tuple((name, parts) for name, parts in found if parts)


def prepared_folder(root: Path, parts: Iterable[tuple[str, tuple[Part, ...]]]) -> Path:
    """Where the counts made of these parts are, or would be."""
    wanted = [(name, of) for name, of in parts if name in MADE_OF]
    return root / "prepared" / fingerprint(wanted)


def fingerprint(parts: Iterable[tuple[str, tuple[Part, ...]]]) -> str:
    """A short name for exactly these contents."""
    told = hashlib.sha256(PREPARED_FORM.encode())
    for name, of in parts:
        for part in of:
            told.update(repr((name, part.release.id, part.path.name, part.slices)).encode())
    return told.hexdigest()[:16]


def _of_parts(name: str, parts: tuple[Part, ...]) -> tuple[list[Files], View]:
    """The files of one table, and the view that takes what holds of each."""
    whole = tuple(part.path for part in parts if part.slices is None)
    files = [Files(f"{name}_whole", whole)] if whole else []
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
