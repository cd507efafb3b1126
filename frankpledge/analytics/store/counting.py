"""What is counted of a table when it is loaded: slices, gaps, vintages, places, identical rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from frankpledge.analytics.store.checks import quoted
from frankpledge.analytics.store.nouns import Kind, Slice, SlicePair
from frankpledge.analytics.store.store import Part, Store

MONTH = re.compile(r"(\d{4})-(\d{2})")


def parquet(paths: Sequence[Path]) -> str:
    """These Parquet files as one table in SQL."""
    return f"read_parquet([{', '.join(quoted(str(path)) for path in paths)}])"


def part_rows(part: Part) -> str:
    """The rows of a part that hold, as a query."""
    rows = f"SELECT * FROM {parquet([part.path])}"
    if part.slices is None:
        return rows
    pairs = ", ".join(f"({quoted(unit)}, {quoted(period)})" for unit, period in part.slices)
    return f"{rows} WHERE (unit, period) IN ({pairs})"


@dataclass(frozen=True)
class Counted:
    """Rows by slice, in order; and of all rows those without an LSOA and without a crime id."""

    slices: tuple[Slice, ...]
    no_place: int
    no_id: int


def counted(
    connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], columns: Sequence[str]
) -> Counted:
    """Count a table by slice; a column that it has not got counts as never missing."""
    lsoa, crime_id = (
        f"count(*) - count({name})" if name in columns else "0" for name in ("lsoa", "crime_id")
    )
    found = connection.execute(
        f"SELECT unit, period, count(*), {lsoa}, {crime_id} FROM {parquet(paths)}"
        " GROUP BY unit, period ORDER BY unit, period"
    ).fetchall()
    return Counted(
        tuple(Slice(*row[:3]) for row in found),
        sum(row[3] for row in found),
        sum(row[4] for row in found),
    )


def missing(there: Sequence[Slice]) -> tuple[SlicePair, ...]:
    """The months without rows between the first and the last that each unit has."""
    months: dict[str, set[int]] = {}
    for one in there:
        if match := MONTH.fullmatch(one.period):
            months.setdefault(one.unit, set()).add(int(match[1]) * 12 + int(match[2]) - 1)
    return tuple(
        (unit, f"{month // 12:04d}-{month % 12 + 1:02d}")
        for unit, have in sorted(months.items())
        for month in range(min(have), max(have))
        if month not in have
    )


def identical(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], kind: Kind) -> int:
    """Rows that say in every column what an earlier row of their slice says. They are kept.

    Rows are told apart by a hash of 64 bits, so within a slice of a million rows two different ones
    count as alike once in 37 million slices.
    """
    groups = [[path] for path in paths] if kind.one_file_a_slice else [list(paths)]
    total = 0
    for group in groups:
        found = connection.execute(
            "SELECT coalesce(sum(alike - 1), 0)::BIGINT FROM (SELECT count(*) AS alike FROM"
            " (SELECT unit, period, hash(*COLUMNS(* EXCLUDE (file_number))) AS same"
            f" FROM {parquet(group)}) GROUP BY unit, period, same)"
        ).fetchone()
        total += int(found[0]) if found else 0
    return total


def vintages(
    connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], store: Store, places: int
) -> Mapping[str, int]:
    """Rows by the census whose LSOAs have their code, by the lookups that are loaded.

    `places`: rows that have a code.
    """
    none = {"2011": 0, "2021": 0, "both": 0, "unknown": 0}
    if not places:
        return none
    known = " UNION ALL ".join(part_rows(part) for part in store.current("lookup"))
    if not known:
        return none | {"unknown": places}
    found = connection.execute(
        f"""
        WITH known AS ({known}),
        codes AS (
            SELECT from_code AS lsoa, 2011 AS vintage FROM known WHERE from_level = 'lsoa11'
            UNION ALL SELECT from_code, 2021 FROM known WHERE from_level = 'lsoa21'
            UNION ALL SELECT code, 2021 FROM known WHERE level = 'lsoa21'
        ),
        each AS (
            SELECT lsoa, CASE WHEN count(DISTINCT vintage) = 2 THEN 'both'
                ELSE min(vintage)::VARCHAR END AS vintage
            FROM codes GROUP BY lsoa
        ),
        counted AS (
            SELECT lsoa, count(*) AS rows FROM {parquet(paths)} WHERE lsoa IS NOT NULL GROUP BY 1
        )
        SELECT coalesce(vintage, 'unknown'), sum(rows)::BIGINT
        FROM counted LEFT JOIN each USING (lsoa) GROUP BY 1
        """
    ).fetchall()
    return none | dict(found)
