"""What a load by a mapping would do with its sample. Nothing is loaded: it is tried elsewhere."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from frankpledge.analytics.store import NotLoaded, Store, TableInfo, load
from frankpledge.analytics.store.mapping import Mapping
from frankpledge.analytics.store.sheets import Table, read_table
from frankpledge.shared import clock

ROWS = 5
OWN = {"unit", "period", "file_number", "line", "source", "month", "place_level"}
"""Columns that the store adds to a partner's, where the partner has none of that name."""


@dataclass(frozen=True)
class Trial:
    """What would be loaded: `rows` are the first; or why nothing would be."""

    refused: tuple[str, ...] = ()
    info: TableInfo | None = None
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()


def read_sample(path: Path, name: str, wanted: Dictionary[str, Any] | None = None) -> Table:
    """The table of a sample; `wanted`: a definition that says where it stands. Raises NotATable."""
    found = wanted or {}
    return read_table(
        path, name=name, sheet=found.get("sheet", ""), header_row=found.get("header_row")
    )


def try_out(path: Path, name: str, mapping: Mapping) -> Trial:
    """Load a sample into a store of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample" / name
        sample.parent.mkdir()
        sample.symlink_to(path.resolve())
        place = Store(Path(folder) / "store")
        try:
            done = load(place, [sample], now=clock.real_moment(), by="Trial", mapping=mapping)
        except NotLoaded as no:
            return Trial(refused=no.reasons)
        info = next(iter(done.release.tables.values()))
        parts = [place.folder(done.release) / part for part in info.parts]
        columns, rows = _first_rows(parts, OWN - {one.name for one in mapping.columns})
        return Trial((), info, done.release.notes, columns, rows)


def _first_rows(
    paths: list[Path], hidden: set[str]
) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT * FROM read_parquet(?) LIMIT {ROWS}", [[str(path) for path in paths]]
        )
        names = [each[0] for each in found.description or ()]
        kept = [at for at, name in enumerate(names) if name not in hidden]
        rows = tuple(tuple(row[at] for at in kept) for row in found.fetchall())
        return tuple(names[at] for at in kept), rows
