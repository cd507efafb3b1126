"""A store of a few made-up rows, written as a load would write them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from frankpledge.analytics.store import Release, Slice, Store, TableInfo
from frankpledge.analytics.store.store import commit, staging

LOADED = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)

COLUMNS: dict[str, dict[str, str]] = {
    "street": {
        "crime_id": "VARCHAR",
        "month": "DATE",
        "force": "VARCHAR",
        "lsoa": "VARCHAR",
        "crime_type": "VARCHAR",
        "outcome": "VARCHAR",
    },
    "outcomes": {
        "crime_id": "VARCHAR",
        "month": "DATE",
        "force": "VARCHAR",
        "lsoa": "VARCHAR",
        "outcome": "VARCHAR",
    },
    "stops": {
        "month": "DATE",
        "force": "VARCHAR",
        **dict.fromkeys(("kind", "gender", "age_range", "self_defined_ethnicity"), "VARCHAR"),
        **dict.fromkeys(("officer_defined_ethnicity", "legislation", "object"), "VARCHAR"),
        "outcome": "VARCHAR",
        "outcome_linked": "BOOLEAN",
    },
    "collisions": {
        "collision_index": "VARCHAR",
        "month": "DATE",
        "day": "DATE",
        "force": "VARCHAR",
        "lsoa": "VARCHAR",
        "district": "VARCHAR",
        "easting": "INTEGER",
        "northing": "INTEGER",
        "severity": "INTEGER",
        "collision_injury_based": "INTEGER",
        "adjusted_serious": "DOUBLE",
        "adjusted_slight": "DOUBLE",
    },
    "casualties": {
        "collision_index": "VARCHAR",
        "collision_year": "INTEGER",
        "force": "VARCHAR",
        "severity": "INTEGER",
        "casualty_class": "INTEGER",
        "casualty_type": "INTEGER",
        "adjusted_serious": "DOUBLE",
        "adjusted_slight": "DOUBLE",
    },
    "weights": {
        "force": "VARCHAR",
        "crime_type": "VARCHAR",
        "subgroup": "VARCHAR",
        "days": "DOUBLE",
    },
    "partner_referrals": {
        "at": "DATE",
        "month": "DATE",
        "lsoa": "VARCHAR",
        "place": "VARCHAR",
        "need": "VARCHAR",
        "people": "INTEGER",
        "victim": "VARCHAR",
    },
    "lookup": dict.fromkeys(
        ("from_level", "from_code", "level", "code", "name", "vintage", "change", "source"),
        "VARCHAR",
    ),
    "boundary": dict.fromkeys(("code", "level", "name", "vintage", "rings"), "VARCHAR"),
    "population": {
        "code": "VARCHAR",
        "level": "VARCHAR",
        "vintage": "VARCHAR",
        "year": "SMALLINT",
        "age": "SMALLINT",
        "people": "BIGINT",
    },
    "population_group": {
        "code": "VARCHAR",
        "level": "VARCHAR",
        "vintage": "VARCHAR",
        "year": "SMALLINT",
        "question": "VARCHAR",
        "group": "VARCHAR",
        "people": "BIGINT",
    },
}
"""Columns of made-up tables: those that measures read, with the types that the store gives them."""


def slice_of(table: str, row: Mapping[str, Any]) -> tuple[str, str]:
    """The unit and period of a made-up row."""
    if table in ("lookup", "population", "population_group", "weights"):
        return "all", str(row.get("vintage", ""))
    if table == "boundary":
        return str(row["level"]), str(row["vintage"])
    if table == "casualties":
        return str(row.get("force")), str(row["collision_year"])
    if table.startswith("partner_"):
        return table, f"{row['at']:%Y-%m}"
    return str(row.get("force")), f"{row['month']:%Y-%m}"


def write_release(
    store: Store,
    tables: Mapping[str, Iterable[Mapping[str, Any]]],
    *,
    slices: Mapping[str, Iterable[tuple[str, str]]] | None = None,
    published: date = date(2025, 3, 1),
    loaded: datetime = LOADED,
) -> Release:
    """Commit rows as a release, as a load would. `slices`: also those without a row."""
    infos: dict[str, TableInfo] = {}
    with staging(store, lambda: None) as folder, duckdb.connect(":memory:") as connection:
        for table, rows in tables.items():
            kept = [dict(row) for row in rows]
            pairs = [slice_of(table, row) for row in kept]
            columns = COLUMNS[table]
            unknown = {name for row in kept for name in row} - set(columns)
            assert not unknown, f"{table} has no column {unknown}"
            path = folder / f"{table}.json"
            path.write_text(
                "\n".join(
                    json.dumps({**row, "unit": unit, "period": period}, default=str)
                    for row, (unit, period) in zip(kept, pairs, strict=True)
                )
            )
            typed = ", ".join(
                f"'{name}': '{kind}'"
                for name, kind in {**columns, "unit": "VARCHAR", "period": "VARCHAR"}.items()
            )
            connection.execute(
                f"COPY (FROM read_json('{path}', format = 'newline_delimited', "
                f"columns = {{{typed}}}) ORDER BY unit, period) "
                f"TO '{folder / table}.parquet' (FORMAT parquet)"
            )
            path.unlink()
            counts = Counter(pairs)
            counts.update(dict.fromkeys((slices or {}).get(table, ()), 0))
            infos[table] = table_info(table, counts, (f"{table}.parquet",))
        return commit_release(store, folder, infos, published, loaded)


def commit_release(
    store: Store,
    folder: Path,
    tables: Mapping[str, TableInfo],
    published: date = date(2025, 3, 1),
    loaded: datetime = LOADED,
) -> Release:
    """Make a staged folder of Parquet files a release."""
    number = len(store.releases()) + 1
    id = f"{number:04}-made-{number:08x}"
    release = Release(
        id=id,
        number=number,
        title="Made up for a test",
        publisher="a test",
        source="",
        licence="",
        loaded=loaded,
        published=published,
        by="a test",
        checksum=id,
        files=(),
        tables=tables,
    )
    commit(store, folder, release)
    return release


def table_info(
    table: str, slices: Mapping[tuple[str, str], int], parts: tuple[str, ...]
) -> TableInfo:
    """What a manifest says of a table: so many rows of each unit and period, in these files."""
    rows = sum(slices.values())
    periods = sorted(period for _, period in slices)
    return TableInfo(
        table=table,
        rows_in=rows,
        kept=rows,
        rejected={},
        first=periods[0] if periods else "",
        last=periods[-1] if periods else "",
        slices=tuple(
            Slice(unit, period, count) for (unit, period), count in sorted(slices.items())
        ),
        missing=(),
        vintages={},
        no_place=0,
        no_id=0,
        identical=0,
        revisions=(),
        rows=rows,
        parts=parts,
    )
