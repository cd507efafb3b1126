"""Prepared counts are no evidence: a broken file of them costs time, not the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.analytics.engine import DuckEngine
from frankpledge.analytics.engine.preparing import prepare
from frankpledge.analytics.measures import Question, ask, places, types
from frankpledge.analytics.measures.definitions._support import crime, lies_in
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")


def cut(path: Path) -> None:
    """Half a file, as a full disk leaves it."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("broken", [cut, Path.unlink])
@pytest.mark.parametrize("file", ["counts_district", "counts_outside", "place", "counts_all"])
def test_a_broken_file_of_counts_is_passed_over_and_the_folder_removed(
    file: str, broken: Callable[[Path], None], tmp_path: Path
) -> None:
    store = Store(tmp_path)
    rows = (*crime("E01000001", "2024-01", times=3), *crime(None, "2024-01"))
    lookup = (lies_in("E01000001", "district", "E07000001", "Upton"),)
    write_release(store, {"street": rows, "lookup": lookup})
    question = Question("recorded-crime", by=("district",))
    expected = ask(store, question, DuckEngine(threads=1))
    folder = prepare(store)
    assert folder is not None
    broken(folder / f"{file}.parquet")
    engine = DuckEngine(threads=1)
    assert places(store, "district", engine=engine)[0].name == "Upton"
    assert types(store, engine) == ("Burglary",)
    found = ask(store, question, engine)
    assert (found.rows, found.total, found.notes) == (
        expected.rows,
        expected.total,
        expected.notes,
    )
    assert ask(store, Question("share-by-type"), engine).rows == (("Burglary", 4, 100.0),)
    assert not folder.exists()
    again = prepare(store)
    assert again == folder
    assert ask(store, question, engine).rows == expected.rows
