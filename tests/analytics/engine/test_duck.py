"""DuckDB in process: values, threads, editions, and faults told plainly."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from frankpledge.analytics.engine import (
    DuckEngine,
    EngineFailed,
    Files,
    Rows,
    Tables,
    View,
    engine_named,
)
from frankpledge.analytics.engine.duck import EDITIONS_HELD
from frankpledge.analytics.engine.nouns import plain

pytestmark = pytest.mark.once("pure: no database")


def test_a_value_is_bound_by_name_and_read_back_plain(duck: DuckEngine) -> None:
    found = duck.run("SELECT $word AS word, 0.1 + 0.2 AS sum, 3.00 AS whole", {"word": "a'b"})
    assert found == Rows(("word", "sum", "whole"), (("a'b", 0.3, 3),))
    assert found.dicts() == ({"word": "a'b", "sum": 0.3, "whole": 3},)


def test_fractions_lose_the_digits_that_depend_on_the_order_of_adding() -> None:
    one, other = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert one != other
    assert plain(one) == plain(other) == 0.6
    assert plain(float("nan")) is None


def test_moments_and_lists_are_no_figures() -> None:
    with pytest.raises(EngineFailed, match="where a day was expected"):
        plain(datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC))
    with pytest.raises(EngineFailed, match="expected text, a number, a day or nothing"):
        plain([1])


def numbers(folder: Path, edition: str, count: int) -> Tables:
    """Tables of which `numbers` has so many rows, and `many` how many they are."""
    path = folder / f"{edition}'s.parquet"
    engine = DuckEngine()
    engine.write(f"SELECT range AS n FROM range({count})", path, Tables("none"))
    engine.close()
    view = View("many", "SELECT COUNT(*) AS n FROM numbers", kept=True)
    return Tables(edition, (Files("numbers", (path,)),), (view,))


def test_threads_ask_of_their_own_editions_at_once(tmp_path: Path) -> None:
    engine = DuckEngine(threads=2, memory="200MB")
    editions = [numbers(tmp_path, f"edition {n}", n + 1) for n in range(EDITIONS_HELD + 3)]

    def ask(turn: int) -> bool:
        edition = turn % len(editions)
        rows = engine.run("SELECT n FROM many", tables=editions[edition]).rows
        return rows == ((edition + 1,),)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(60)))
    engine.close()


def test_faults_are_told(duck: DuckEngine, tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match="DuckDB could not work this out"):
        duck.run("SELECT nowhere")
    with pytest.raises(EngineFailed, match=r"could not write x\.parquet"):
        duck.write("SELECT nowhere", tmp_path / "x.parquet", Tables("none"))


def test_an_engine_by_the_name_in_the_settings() -> None:
    for name in ("", " DuckDB "):
        engine = engine_named(name, threads=1, memory="100MB")
        assert engine.name.startswith("DuckDB ")
        engine.close()
    with pytest.raises(EngineFailed, match="No engine is called “postgres”"):
        engine_named("postgres")
