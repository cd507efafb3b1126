"""Counts made once, when evidence is loaded, so that a page has its figure at once.

    prepared/<contents>/counts_lsoa/<force>.parquet   lsoa, force, month, type, n
    prepared/<contents>/months_lsoa/<force>.parquet   lsoa, force, month, n: every type together
    prepared/<contents>/counts_<level>.parquet        code, month, type, n
    prepared/<contents>/outcomes_<level>.parquet      code, month, type, outcome, n

and place.parquet, people.parquet, small_area.parquet, which are views where nothing is prepared.
Levels are ward, district, csp, force and "all"; beside them "outside", whose code is "none" for
crimes without a place, and a level's name for crimes whose small area lies in no place of it. Rows
are counted force by force, so memory does not grow with the archive, and each level's are sorted by
place, so that a question of one place reads a few kilobytes. Nothing here is evidence: it may be
deleted at any time.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from frankpledge.analytics.engine.duck import DuckEngine, scan
from frankpledge.analytics.engine.nouns import Files, Tables
from frankpledge.analytics.engine.tables import (
    PREPARED,
    SMALL,
    current_parts,
    prepared_folder,
    tables_of,
    text,
)
from frankpledge.analytics.store import Progress, Store

EDITIONS_KEPT = 2
"""Of prepared counts: the newest, and the one that a reader may still have open."""

PLACED = ("ward", "district", "csp")
OUTCOMES_PLACED = ("district", "csp")

LSOA = """
SELECT lsoa, force, month, crime_type AS type, COUNT(*) AS n FROM street WHERE unit = {force}
GROUP BY lsoa, force, month, crime_type ORDER BY lsoa, month, type
"""

MONTHS = """
SELECT lsoa, force, month, SUM(n)::BIGINT AS n FROM ({made}) AS made
GROUP BY lsoa, force, month ORDER BY lsoa, month
"""

OUTCOME = """
WITH counted AS (
    SELECT lsoa, force, month, crime_type AS type, outcome, COUNT(*) AS n
    FROM street WHERE unit = {force} GROUP BY lsoa, force, month, crime_type, outcome
)
SELECT place.level, place.code, month, type, outcome, SUM(n)::BIGINT AS n
FROM counted JOIN place ON place.from_code = lsoa AND place.level IN {levels}
GROUP BY place.level, place.code, month, type, outcome
UNION ALL
SELECT 'force', force, month, type, outcome, SUM(n)::BIGINT
FROM counted GROUP BY force, month, type, outcome
UNION ALL
SELECT 'all', 'all', month, type, outcome, SUM(n)::BIGINT FROM counted GROUP BY month, type, outcome
"""

PLACE = """
WITH counted AS ({made})
SELECT place.level, place.code, month, type, SUM(n)::BIGINT AS n
FROM counted JOIN place ON place.from_code = lsoa AND place.level IN {levels}
GROUP BY place.level, place.code, month, type
UNION ALL
SELECT 'outside', level, month, type, SUM(n)::BIGINT
FROM counted CROSS JOIN (VALUES {named}) AS levels(level)
WHERE lsoa IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM place WHERE place.from_code = lsoa AND place.level = levels.level)
GROUP BY level, month, type
UNION ALL
SELECT 'outside', 'none', month, type, SUM(n)::BIGINT
FROM counted WHERE lsoa IS NULL GROUP BY month, type
UNION ALL
SELECT 'force', force, month, type, SUM(n)::BIGINT FROM counted GROUP BY force, month, type
UNION ALL
SELECT 'all', 'all', month, type, SUM(n)::BIGINT FROM counted GROUP BY month, type
"""

LEVEL = """
SELECT code, {columns}, SUM(n)::BIGINT AS n FROM ({made}) AS made WHERE level = {level}
GROUP BY code, {columns} ORDER BY code, {columns}
"""
"""One level of all forces, sorted by place."""


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
    street = dict(parts.tables).get("street")
    if not street:
        return None
    folder = prepared_folder(parts)
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
        _gather(engine, tables, making)
        making.rename(folder)
    except FileExistsError:
        pass  # someone else made the same counts meanwhile
    finally:
        shutil.rmtree(making, ignore_errors=True)
        if own:
            engine.close()
    _tidy(folder)
    return folder


def drop_counts(store: Store, as_at: datetime | None = None) -> None:
    """Remove the prepared counts of what the store holds, as where a file of them is broken."""
    shutil.rmtree(prepared_folder(current_parts(store, as_at)), ignore_errors=True)


def _count(engine: DuckEngine, tables: Tables, making: Path, force: str) -> None:
    """The counts of one force: by small area, to stay; by place, to be gathered."""
    kinds = ("counts_lsoa", "months_lsoa", "counts", "outcomes")
    path = {one: making / one / f"{force}.parquet" for one in kinds}
    for one in path.values():
        one.parent.mkdir(parents=True, exist_ok=True)
    unit = text(force)
    named = ", ".join(f"({text(level)})" for level in PLACED)
    engine.write(LSOA.format(force=unit), path["counts_lsoa"], tables)
    made = scan(Files("made", (path["counts_lsoa"],)))
    engine.write(MONTHS.format(made=made), path["months_lsoa"], tables)
    engine.write(PLACE.format(made=made, levels=PLACED, named=named), path["counts"], tables)
    engine.write(OUTCOME.format(force=unit, levels=OUTCOMES_PLACED), path["outcomes"], tables)


def _gather(engine: DuckEngine, tables: Tables, making: Path) -> None:
    """From the counts of each force, one file for each level; and the small tables beside them."""
    columns = {"counts": "month, type", "outcomes": "month, type, outcome"}
    for name in PREPARED:
        kind, _, level = name.partition("_")
        if level == "lsoa":
            continue
        made = scan(Files(kind, tuple(sorted((making / kind).glob("*.parquet"))), alike=True))
        sql = LEVEL.format(columns=columns[kind], made=made, level=text(level))
        engine.write(sql, making / f"{name}.parquet", tables)
    for kind in columns:
        shutil.rmtree(making / kind)
    for one in SMALL:
        engine.write(f"SELECT * FROM {one}", making / f"{one}.parquet", tables)


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
