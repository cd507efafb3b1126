"""What is counted of a table when it is loaded: slices, gaps, vintages, places, identical rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np

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


def slices(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> tuple[Slice, ...]:
    """How many rows of each unit and period, in that order."""
    found = connection.execute(
        f"SELECT unit, period, count(*) FROM {parquet(paths)}"
        " GROUP BY unit, period ORDER BY unit, period"
    ).fetchall()
    return tuple(Slice(*one) for one in found)


def without(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> Mapping[str, int]:
    """Column → rows without a value, as the files' own metadata counts them; no row is read."""
    listed = ", ".join(quoted(str(path)) for path in paths)
    found = connection.execute(
        "SELECT path_in_schema, sum(stats_null_count)::BIGINT"
        f" FROM parquet_metadata([{listed}]) GROUP BY ALL"
    ).fetchall()
    return dict(found)


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
    """Rows that say in every column what another row, counted before, says. They are kept.

    Rows are told apart by a hash of 64 bits: among two million different ones, two are taken for
    alike once in ten million loads. It takes eight bytes a row.
    """
    groups = [[path] for path in paths] if kind.one_file_a_slice else [list(paths)]
    total = 0
    for group in groups:
        rows = f"SELECT hash(*COLUMNS(* EXCLUDE (file_number))) AS sign FROM {parquet(group)}"
        signs = np.sort(np.asarray(connection.execute(rows).fetchnumpy()["sign"]))
        total += int(np.count_nonzero(signs[1:] == signs[:-1]))
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
