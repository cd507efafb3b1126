"""What a load would take away: a slice that comes with far less than it holds is no correction.

A later release supersedes slice by slice, so a lookup of one row, loaded by mistake, would stand
for the whole lookup. Such a load is refused unless whoever loads says that less is meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb

from frankpledge.analytics.store.counting import parquet, part_rows
from frankpledge.analytics.store.nouns import Kind, Slice, SlicePair
from frankpledge.analytics.store.store import Part, Store
from frankpledge.analytics.store.wording import rows_word, spell_slice

CODES: Mapping[str, tuple[str, ...]] = {
    "lookup": ("from_code",),
    "population": ("code",),
    "population_group": ("code",),
    "deprivation": ("code",),
    "boundary": ("code",),
    "weights": ("crime_type", "subgroup"),
}
"""Reference table → the columns that name what its figures are of."""
MOST_CODES_LOST = 0.05
MOST_ROWS_LOST = 0.5
FEW = 20
"""Slices of fewer rows may shrink: half of a handful is chance."""


def shrinking(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    kind: Kind,
    paths: Sequence[Path],
    there: Sequence[Slice],
    published: date,
) -> list[str]:
    """Why a table's new files must not stand for what is held now, a sentence for each slice.

    Of a reference table no more than one code in twenty may be lost, of any other table no more
    than half of a slice's rows. Slices that a release published later holds are not touched.
    """
    new = {(one.unit, one.period): one.rows for one in there}
    held: dict[SlicePair, list[Part]] = {}
    for part in store.current(kind.table):
        own = part.slices or [
            (one.unit, one.period) for one in part.release.tables[kind.table].slices
        ]
        for pair in own:
            if pair in new and part.release.published <= published:
                held.setdefault(pair, []).append(part)
    said = []
    for pair, parts in sorted(held.items()):
        if kind.table in CODES:
            here, of = _codes(connection, kind.table, pair, parts, paths)
            if here < (1 - MOST_CODES_LOST) * of:
                said.append(_words(kind, pair, f"{here:,} of the {of:,} codes"))
        else:
            slices = parts[0].release.tables[kind.table].slices
            before = next(one.rows for one in slices if (one.unit, one.period) == pair)
            if before >= FEW and new[pair] < (1 - MOST_ROWS_LOST) * before:
                rows = rows_word(kind.table, before)
                said.append(_words(kind, pair, f"{new[pair]:,} {rows} where {before:,}"))
    return said


def _codes(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    pair: SlicePair,
    parts: Sequence[Part],
    paths: Sequence[Path],
) -> tuple[int, int]:
    """How many of the codes that a slice holds now the new files have, and how many it holds."""
    columns = ", ".join(f'"{one}"' for one in CODES[table])

    def distinct(rows: str) -> str:
        return f"SELECT DISTINCT {columns} FROM ({rows}) WHERE unit = $unit AND period = $period"

    old = distinct(" UNION ALL BY NAME ".join(part_rows(part) for part in parts))
    new = distinct(f"SELECT * FROM {parquet(paths)}")
    found = connection.execute(
        f"SELECT (SELECT count(*) FROM (({old}) INTERSECT ({new}))),"
        f" (SELECT count(*) FROM ({old}))",
        {"unit": pair[0], "period": pair[1]},
    ).fetchone()
    return (int(found[0]), int(found[1])) if found else (0, 0)


def _words(kind: Kind, pair: SlicePair, counts: str) -> str:
    unit, period = pair
    if kind.table in CODES:
        advice = "Give the part a year of its own, or load the whole"
    else:
        advice = "Load the whole of it"
    return (
        f"{kind.title}, {unit}, {spell_slice(period)}: these files have {counts} that are held"
        f" now, and would stand for all of them. {advice}; if less is meant, load it with"
        " --smaller on the command line."
    )
