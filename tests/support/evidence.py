<<<<<<< HEAD
"""Stores of evidence for tests: the demonstration's own files loaded, or a few rows made up."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
=======
"""Files into a store of one's own, and questions to what it holds."""

from __future__ import annotations

>>>>>>> kinds
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

<<<<<<< HEAD
from frankpledge.analytics.store import Release, Slice, Store, TableInfo
from frankpledge.analytics.store.store import commit, staging

FILES = Path(__file__).parents[2] / "areas" / "demonstration" / "evidence"
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
    "lookup": dict.fromkeys(
        ("from_level", "from_code", "level", "code", "name", "vintage", "change", "source"),
        "VARCHAR",
    ),
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
    if table in ("lookup", "population", "population_group"):
        return "all", str(row.get("vintage", ""))
    if table == "casualties":
        return str(row.get("force")), str(row["collision_year"])
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
    number = len(store.releases()) + 1
    id = f"{number:04}-made-{number:08x}"
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
            extra = list((slices or {}).get(table, ()))
            every = sorted({*pairs, *extra})
            infos[table] = _info(table, pairs, every)
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
            tables=infos,
        )
        commit(store, folder, release)
    return release


def _info(table: str, pairs: list[tuple[str, str]], every: list[tuple[str, str]]) -> TableInfo:
    periods = [period for _, period in every]
    return TableInfo(
        table=table,
        rows_in=len(pairs),
        kept=len(pairs),
        rejected={},
        first=min(periods, default=""),
        last=max(periods, default=""),
        slices=tuple(Slice(unit, period, pairs.count((unit, period))) for unit, period in every),
        missing=(),
        vintages={},
        no_place=0,
        no_id=0,
        identical=0,
        revisions=(),
        rows=len(pairs),
        parts=(f"{table}.parquet",),
    )


def lookup_rows(*files: str) -> list[dict[str, str]]:
    """The demonstration's lookups in long form, as the store keeps them."""
    found = [row for name in files for row in _long(name)]
    return [dict(one) for one in dict.fromkeys(tuple(row.items()) for row in found)]


LEVELS = {"ltla": "district", "pfa": "force"}
PAIRS = {
    "lookup_lsoa11_lsoa21_ltla22.csv": (
        ("lsoa11", "lsoa21"),
        ("lsoa11", "ltla22"),
        ("lsoa21", "ltla22"),
    ),
    "lookup_lsoa11_ltla21.csv": (("lsoa11", "ltla21"),),
    "lookup_lsoa21_ward24_ltla24.csv": (
        ("lsoa21", "ward24"),
        ("lsoa21", "ltla24"),
        ("ward24", "ltla24"),
    ),
    "lookup_ltla24_csp24_pfa24_ALL.csv": (("ltla24", "csp24"), ("ltla24", "pfa24")),
}


def _long(name: str) -> Iterable[dict[str, str]]:
    with (FILES / "geography" / name).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for fine, coarse in PAIRS[name]:
                word, year = coarse[:-2], coarse[-2:]
                level = coarse if word == "lsoa" else LEVELS.get(word, word)
                yield {
                    "from_level": fine
                    if fine.startswith("lsoa")
                    else LEVELS.get(fine[:-2], "ward"),
                    "from_code": row[f"{fine}_code"],
                    "level": level,
                    "code": row[f"{coarse}_code"],
                    "name": row[f"{coarse}_name"],
                    "vintage": f"20{year}",
                }


def people_rows(year: int) -> list[dict[str, Any]]:
    """Residents of the demonstration's small areas of 2011, totals only."""
    path = FILES / "geography" / f"population{year % 100}_lsoa11.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {
                "code": row["lsoa11_code"],
                "level": "lsoa11",
                "vintage": "2011",
                "year": year,
                "people": int(float(row["total_population"])),
            }
            for row in csv.DictReader(file)
        ]
=======
from frankpledge.analytics.store import Loaded, Store, load
from frankpledge.analytics.store.counting import part_rows
from frankpledge.analytics.store.mapping import Mapping

EVIDENCE = Path(__file__).parents[2] / "areas" / "demonstration" / "evidence"
NOW = datetime(2025, 11, 27, 9, 0, tzinfo=UTC)


def taken(
    store: Store, *paths: Path, mapping: Mapping | None = None, published: date | None = None
) -> Loaded:
    """Load these files."""
    return load(store, paths, now=NOW, by="Test", mapping=mapping, published=published)


def asked(store: Store, sql: str) -> list[tuple[Any, ...]]:
    """What DuckDB answers; the tables are those that the store holds now."""
    with duckdb.connect() as connection:
        for table in {name for release in store.releases() for name in release.tables}:
            rows = " UNION ALL BY NAME ".join(part_rows(part) for part in store.current(table))
            connection.execute(f'CREATE VIEW "{table}" AS {rows}')
        return connection.execute(sql).fetchall()


def written(path: Path, *lines: str) -> Path:
    """A CSV file of these lines."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
>>>>>>> kinds
