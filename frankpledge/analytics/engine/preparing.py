"""Counts made once, when evidence is loaded, so that a page has its figure at once.

    prepared/<contents>/counts_lsoa/<force>.parquet      lsoa, force, month, type, n
    prepared/<contents>/counts_place/<force>.parquet     level, code, force, month, type, n
    prepared/<contents>/counts_outcome/<force>.parquet   level, code, force, month, type, outcome, n

and place.parquet, people.parquet, small_area.parquet, which are views where nothing is prepared.
Levels are ward, district, csp, force and "all"; beside them "none" (crimes without a place) and
"outside" (crimes whose small area lies in no place of the level that `code` names). Force by force,
so memory does not grow with the archive. Nothing here is evidence: it may be deleted at any time.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from frankpledge.analytics.store import Progress, Store

from .duck import DuckEngine, scan
from .nouns import Files, Tables
from .tables import SMALL, current_parts, prepared_folder, tables_of, text

EDITIONS_KEPT = 2
"""Of prepared counts: the newest, and the one that a reader may still have open."""

LEVELS = ("ward", "district", "csp")
OUTCOME_LEVELS = ("district", "csp")

LSOA = """
SELECT lsoa, force, month, crime_type AS type, COUNT(*) AS n FROM street WHERE unit = {force}
GROUP BY lsoa, force, month, crime_type ORDER BY lsoa, month, type
"""

OUTCOME = """
WITH counted AS (
    SELECT lsoa, force, month, crime_type AS type, outcome, COUNT(*) AS n
    FROM street WHERE unit = {force} GROUP BY lsoa, force, month, crime_type, outcome
)
SELECT place.level, place.code, force, month, type, outcome, SUM(n)::BIGINT AS n
FROM counted JOIN place ON place.from_code = lsoa AND place.level IN {levels}
GROUP BY place.level, place.code, force, month, type, outcome
UNION ALL
SELECT 'force', force, force, month, type, outcome, SUM(n)::BIGINT
FROM counted GROUP BY force, month, type, outcome
UNION ALL
SELECT 'all', 'all', force, month, type, outcome, SUM(n)::BIGINT
FROM counted GROUP BY force, month, type, outcome
ORDER BY level, code, month, type, outcome
"""

PLACE = """
WITH counted AS ({made})
SELECT place.level, place.code, force, month, type, SUM(n)::BIGINT AS n
FROM counted JOIN place ON place.from_code = lsoa AND place.level IN {levels}
GROUP BY place.level, place.code, force, month, type
UNION ALL
SELECT 'outside', level, force, month, type, SUM(n)::BIGINT
FROM counted CROSS JOIN (VALUES {named}) AS levels(level)
WHERE lsoa IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM place WHERE place.from_code = lsoa AND place.level = levels.level)
GROUP BY level, force, month, type
UNION ALL
SELECT 'none', 'none', force, month, type, SUM(n)::BIGINT
FROM counted WHERE lsoa IS NULL GROUP BY force, month, type
UNION ALL
SELECT 'force', force, force, month, type, SUM(n)::BIGINT FROM counted GROUP BY force, month, type
UNION ALL
SELECT 'all', 'all', force, month, type, SUM(n)::BIGINT FROM counted GROUP BY force, month, type
ORDER BY level, code, month, type
"""


def prepare(
    store: Store,
    engine: DuckEngine | None = None,
    *,
    as_at: datetime | None = None,
    say: Callable[[Progress], None] | None = None,
) -> Path | None:
    """Make the counts of what the store holds now, unless they are there; say where they are.

    None when there is no street crime. Call it after each load; measures work without it, only
    slower. `say` hears of every force.
    """
    parts = current_parts(store, as_at)
    street = dict(parts).get("street")
    if not street:
        return None
    folder = prepared_folder(store.root, parts)
    if folder.is_dir():
        return folder
    own = engine is None
    engine = engine or DuckEngine()
    making = folder.parent / f"making-{secrets.token_hex(6)}"
    try:
        tables = tables_of(store, as_at)
        found = engine.run("SELECT DISTINCT unit FROM street ORDER BY unit", tables=tables)
        forces = [str(row[0]) for row in found.rows]
        for number, force in enumerate(forces):
            if say is not None:
                say(Progress(f"Counting the crimes of {force}", number, len(forces)))
            _count(engine, tables, making, force)
        for one in SMALL:
            engine.write(f"SELECT * FROM {one}", making / f"{one}.parquet", tables)
        making.rename(folder)
    except FileExistsError:
        pass  # someone else made the same counts meanwhile
    finally:
        shutil.rmtree(making, ignore_errors=True)
        if own:
            engine.close()
    _tidy(folder)
    return folder


def _count(engine: DuckEngine, tables: Tables, making: Path, force: str) -> None:
    """The three files of one force."""
    counts = ("lsoa", "place", "outcome")
    path = {one: making / f"counts_{one}" / f"{force}.parquet" for one in counts}
    for one in path.values():
        one.parent.mkdir(parents=True, exist_ok=True)
    unit = text(force)
    engine.write(LSOA.format(force=unit), path["lsoa"], tables)
    named = ", ".join(f"({text(level)})" for level in LEVELS)
    made = scan(Files("made", (path["lsoa"],)))
    engine.write(PLACE.format(made=made, levels=LEVELS, named=named), path["place"], tables)
    engine.write(OUTCOME.format(force=unit, levels=OUTCOME_LEVELS), path["outcome"], tables)


def _tidy(newest: Path) -> None:
    """Remove prepared counts beyond EDITIONS_KEPT, and what a killed preparation left behind."""
    others = sorted(
        (one for one in newest.parent.iterdir() if one != newest and one.is_dir()),
        key=lambda one: one.stat().st_mtime,
        reverse=True,
    )
    kept = [one for one in others if not one.name.startswith("making-")][: EDITIONS_KEPT - 1]
    for one in others:
        if one not in kept:
            shutil.rmtree(one, ignore_errors=True)
