"""Ten thousand spoilt files: each is loaded and counted right, or plainly refused."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from frankpledge.analytics.store import NotLoaded, Release, Store, load
from tests.analytics.store.mutating import spoilt
from tests.analytics.store.second_reader import NAMES, read

pytestmark = pytest.mark.once("pure: no database")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILES = 10_000
PARTS = 20
ALWAYS = 4
"""So many parts are tried by `make test`; the others by `make thorough`."""
COLUMNS = ", ".join(NAMES.values())


@pytest.mark.parametrize(
    "part",
    [
        *range(ALWAYS),
        *(pytest.param(part, marks=pytest.mark.thorough) for part in range(ALWAYS, PARTS)),
    ],
)
def test_a_spoilt_file_is_counted_right_or_refused(part: int, tmp_path: Path) -> None:
    """By Python's csv module and the stated rules: rows, kept rows, rejected lines, every value."""
    connection = duckdb.connect()
    outcomes: Counter[str] = Counter()
    for seed in range(part, FILES, PARTS):
        outcomes[_agree(seed, tmp_path, connection)] += 1
    assert outcomes["loaded"] > FILES / PARTS / 5
    assert outcomes["refused"] > FILES / PARTS / 10
    assert outcomes["some rejected"] > FILES / PARTS / 20


def _agree(seed: int, folder: Path, connection: duckdb.DuckDBPyConnection) -> str:
    data = spoilt(seed)
    path = folder / "2024-03-cambridgeshire-street.csv"
    path.write_bytes(data)
    expected = read(data, "2024-03", "cambridgeshire")
    store = Store(folder / "store")
    shutil.rmtree(store.root, ignore_errors=True)
    release, reasons = _loaded(store, path)
    if release is None:
        assert all(len(reason) > 20 for reason in reasons), f"seed {seed}: {reasons}"
        assert expected is None, f"seed {seed}: refused, though right: {reasons}"
        assert store.releases() == ()
        return "refused"
    assert expected is not None, f"seed {seed}: loaded, though it should be refused"
    info = release.tables["street"]
    assert (info.rows_in, info.kept) == (expected.rows, len(expected.kept)), f"seed {seed}"
    assert [one.line for one in info.rejects] == sorted(expected.rejected), f"seed {seed}"
    parquet = store.folder(release) / info.parts[0]
    rows = connection.execute(
        f"SELECT {COLUMNS.replace('month', 'period')} FROM '{parquet}'"
    ).fetchall()
    assert Counter(rows) == Counter(expected.kept), f"seed {seed}"
    return "some rejected" if expected.rejected else "loaded"


def _loaded(store: Store, path: Path) -> tuple[Release | None, tuple[str, ...]]:
    try:
        return load(store, [path], now=NOW, by="fuzz").release, ()
    except NotLoaded as why:
        return None, why.reasons
