"""What a later release revises: the slices that an earlier one held, matched row by row.

Rows are matched by the kind's key (the crime id). Publishers revise past months with each release:
of the crimes of one month a quarter may have another outcome a few months on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from frankpledge.analytics.store.checks import quoted
from frankpledge.analytics.store.counting import parquet, part_rows
from frankpledge.analytics.store.nouns import Kind, Revision, Slice
from frankpledge.analytics.store.store import Part, Store

AT_ONCE = 2_000_000
"""Rows compared in one go, so that memory does not grow with the release."""


def revised(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    kind: Kind,
    paths: Sequence[Path],
    there: Sequence[Slice],
    published: date,
) -> tuple[Revision, ...]:
    """For each slice that an earlier published release holds: what the new one says otherwise."""
    new = {(one.unit, one.period) for one in there}
    found: list[Revision] = []
    for part in store.current(kind.table):
        if part.release.published > published:
            continue
        held = [
            one
            for one in part.release.tables[kind.table].slices
            if (one.unit, one.period) in new
            and (part.slices is None or (one.unit, one.period) in part.slices)
        ]
        for some in _some(held):
            found += _compared(connection, kind, part, some, paths)
    return tuple(sorted(found, key=lambda one: (one.unit, one.period, one.release)))


def _some(held: Sequence[Slice]) -> list[list[Slice]]:
    groups: list[list[Slice]] = []
    rows = AT_ONCE
    for one in held:
        if rows + one.rows > AT_ONCE:
            groups.append([])
            rows = 0
        groups[-1].append(one)
        rows += one.rows
    return groups


def _compared(
    connection: duckdb.DuckDBPyConnection,
    kind: Kind,
    part: Part,
    slices: Sequence[Slice],
    paths: Sequence[Path],
) -> list[Revision]:
    pairs = ", ".join(f"({quoted(one.unit)}, {quoted(one.period)})" for one in slices)
    only = f"WHERE (unit, period) IN ({pairs})"
    before = f"SELECT * FROM ({part_rows(part)}) {only}"
    after = f"SELECT * FROM {parquet(paths)} {only}"
    bare = f'count(*) - count("{kind.key[0]}")' if kind.key else "count(*)"

    def counted(rows: str) -> str:
        return f"SELECT unit, period, count(*) AS rows, {bare} AS bare FROM ({rows}) GROUP BY ALL"

    counts = connection.execute(
        "SELECT unit, period, old.rows, new.rows, old.bare, new.bare"
        f" FROM ({counted(before)}) AS old JOIN ({counted(after)}) AS new"
        " USING (unit, period) ORDER BY ALL"
    ).fetchall()
    matched = _matched(connection, kind, before, after) if kind.key else {}
    none = [0] * (3 + len(kind.compare))
    return [
        Revision(
            part.release.id,
            unit,
            period,
            rows_before,
            rows_after,
            added=numbers[0],
            removed=numbers[1],
            matched=numbers[2],
            changed=dict(zip(kind.compare, numbers[3:], strict=True)),
            bare_before=bare_before,
            bare_after=bare_after,
        )
        for unit, period, rows_before, rows_after, bare_before, bare_after in counts
        for numbers in [matched.get((unit, period), none)]
    ]


def _matched(
    connection: duckdb.DuckDBPyConnection, kind: Kind, before: str, after: str
) -> dict[tuple[str, str], list[int]]:
    """Slice → ids added, gone, in both, and in both with another value of each column.

    An id may have several rows: it has another value where the values of all of them differ. Its
    first column says whether there is an id; none in the others is a value like any other.
    """
    first, *others = kind.key
    key = ", ".join(f'"{one}"' for one in kind.key)
    made = ", ".join(
        [f'"{first}"', *(f'coalesce("{one}"::VARCHAR, \'\') AS "{one}"' for one in others)]
    )
    signs = "".join(f', sum(hash("{one}")) AS "{one} sign"' for one in kind.compare)

    def by_key(rows: str) -> str:
        return (
            f"SELECT unit, period, {made}, true AS there{signs} FROM ({rows})"
            f' WHERE "{first}" IS NOT NULL'
            " GROUP BY ALL"
        )

    changed = "".join(
        f', count(*) FILTER (old."{one} sign" IS DISTINCT FROM new."{one} sign"'
        " AND old.there AND new.there)"
        for one in kind.compare
    )
    found = connection.execute(
        f"SELECT unit, period, count(*) FILTER (old.there IS NULL),"
        f" count(*) FILTER (new.there IS NULL),"
        f" count(*) FILTER (old.there AND new.there){changed}"
        f" FROM ({by_key(before)}) AS old FULL JOIN ({by_key(after)}) AS new"
        f" USING (unit, period, {key}) GROUP BY ALL"
    ).fetchall()
    return {(row[0], row[1]): list(row[2:]) for row in found}
