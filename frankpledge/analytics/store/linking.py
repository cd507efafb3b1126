"""Rows that belong together but are not all there: casualties and vehicles without their collision.

They are kept, and counted here: a release says how many there are, so that a total by day or place,
which comes from the collisions, is not taken for the total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from frankpledge.analytics.store.counting import parquet, part_rows
from frankpledge.analytics.store.store import Store

PARTS = {"casualties": "casualties", "vehicles": "vehicles"}
"""Table → what its rows are called."""


def unlinked(
    connection: duckdb.DuckDBPyConnection, store: Store, paths: Mapping[str, Sequence[Path]]
) -> list[str]:
    """What a load lacks, in plain sentences. `paths`: table → its Parquet files in this load.

    A collision may be in this load or in an earlier release; the casualties that a collision counts
    are looked for in this load alone, where it has any.
    """
    said = []
    earlier = [part_rows(part) for part in store.current("collisions")]
    here = [f"SELECT * FROM {parquet(paths['collisions'])}"] if "collisions" in paths else []
    known = " UNION ALL ".join(
        f"SELECT collision_index FROM ({rows})" for rows in (*earlier, *here)
    )
    for table, called in PARTS.items():
        if table not in paths:
            continue
        rows = f"SELECT * FROM {parquet(paths[table])}"
        where = f"WHERE collision_index NOT IN ({known})" if known else ""
        total, alone = _numbers(
            connection,
            f"SELECT (SELECT count(*) FROM ({rows})), (SELECT count(*) FROM ({rows}) {where})",
        )
        if alone:
            said.append(
                f"{alone:,} of {total:,} {called} belong to collisions that are in no file loaded. "
                "They are kept, and have neither day nor place."
            )
        if here and (short := _short(connection, here[0], rows, table)):
            said.append(short)
    return said


def _short(connection: duckdb.DuckDBPyConnection, collisions: str, rows: str, table: str) -> str:
    expected, there = _numbers(
        connection,
        f"""
        SELECT coalesce(sum(number_of_{table}), 0)::BIGINT,
            coalesce(sum(least(number_of_{table}, coalesce(there, 0))), 0)::BIGINT
        FROM ({collisions})
        LEFT JOIN (SELECT collision_index, count(*) AS there FROM ({rows}) GROUP BY 1)
            USING (collision_index)
        """,
    )
    if there == expected:
        return ""
    return f"The collisions count {expected:,} {table}; {there:,} of them are in these files."


def _numbers(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, int]:
    found = connection.execute(sql).fetchone()
    return (int(found[0]), int(found[1])) if found else (0, 0)
