"""Files into a store of one's own, and questions to what it holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

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
