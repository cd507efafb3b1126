"""Prepared counts: made once, the same as the rows, made anew when evidence changes, cleared up."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.analytics.engine import DuckEngine, Value
from frankpledge.analytics.engine.preparing import EDITIONS_KEPT, prepare
from frankpledge.analytics.engine.tables import tables_of
from frankpledge.analytics.measures.definitions._support import crime, lies_in, live_in
from frankpledge.analytics.store import Progress, Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

LOOKUP = (
    lies_in("E01000001", "district", "E07000001", "Upton"),
    lies_in("E07000001", "csp", "E22000001", "Upton", "district"),
)


def test_nothing_to_count_prepares_nothing(tmp_path: Path, duck: DuckEngine) -> None:
    store = Store(tmp_path)
    assert prepare(store, duck) is None
    write_release(store, {"lookup": LOOKUP})
    assert prepare(store, duck) is None


def test_levels_and_what_lies_outside_them(tmp_path: Path, duck: DuckEngine) -> None:
    store = Store(tmp_path)
    rows = [
        *crime("E01000001", "2024-01", times=3),
        *crime("E01999999", "2024-01", times=2),
        *crime(None, "2024-01"),
    ]
    write_release(store, {"street": rows, "lookup": LOOKUP})
    heard: list[Progress] = []
    prepare(store, duck, say=heard.append)
    assert [one.words for one in heard] == ["Counting the crimes of somewhere"]
    tables = tables_of(store)
    found: dict[tuple[str, Value], Value] = {}
    for level in ("all", "csp", "district", "force", "outside"):
        sql = f"SELECT code, CAST(SUM(n) AS INT) FROM counts_{level} GROUP BY code"
        found |= {(level, code): n for code, n in duck.run(sql, tables=tables).rows}
    assert found == {
        ("all", "all"): 6,
        ("csp", "E22000001"): 3,
        ("district", "E07000001"): 3,
        ("force", "somewhere"): 6,
        ("outside", "none"): 1,
        ("outside", "csp"): 2,
        ("outside", "district"): 2,
        ("outside", "ward"): 5,
    }


def test_the_same_evidence_is_counted_once_and_new_evidence_anew(
    tmp_path: Path, duck: DuckEngine
) -> None:
    store = Store(tmp_path)
    write_release(store, {"street": crime(None, "2024-01"), "lookup": LOOKUP})
    first = prepare(store, duck)
    assert first is not None
    made = (first / "place.parquet").stat().st_mtime_ns
    assert prepare(store, duck) == first
    assert (first / "place.parquet").stat().st_mtime_ns == made
    write_release(store, {"population": [live_in("E01000001", 9)]})
    assert "counts_all" not in tables_of(store).names
    assert prepare(store, duck) != first
    assert "counts_all" in tables_of(store).names


def test_old_counts_and_those_of_a_killed_preparation_are_cleared_away(
    tmp_path: Path, duck: DuckEngine
) -> None:
    store = Store(tmp_path)
    (tmp_path / "prepared" / "making-killed").mkdir(parents=True)
    for month in ("2024-01", "2024-02", "2024-03"):
        write_release(store, {"street": crime(None, month)})
        newest = prepare(store, duck)
    kept = list((tmp_path / "prepared").iterdir())
    assert len(kept) == EDITIONS_KEPT
    assert newest in kept


def people(store: Store, duck: DuckEngine) -> set[tuple[object, ...]]:
    """Level, code, year, people."""
    sql = "SELECT level, code, year, people FROM people"
    return set(duck.run(sql, tables=tables_of(store)).rows)


def test_people_of_a_place_are_as_published_else_the_sum_of_its_areas(
    tmp_path: Path, duck: DuckEngine
) -> None:
    store = Store(tmp_path)
    lookup = (*LOOKUP, lies_in("E01000002", "district", "E07000001", "Upton"))
    ages = [{**live_in("E01000002", 20), "age": age} for age in (0, 1)]
    write_release(store, {"lookup": lookup, "population": [live_in("E01000001", 100), *ages]})
    summed = {
        ("lsoa", "E01000001", 2023, 100),
        ("lsoa", "E01000002", 2023, 40),
        ("district", "E07000001", 2023, 140),
        ("csp", "E22000001", 2023, 140),
        ("all", "all", 2023, 140),
    }
    assert people(store, duck) == summed
    published = {**live_in("E07000001", 150), "level": "district"}
    write_release(
        store,
        {"population": [live_in("E01000001", 100), *ages, published]},
        published=store.releases()[0].published.replace(year=2026),
    )
    found = people(store, duck)
    assert ("district", "E07000001", 2023, 150) in found
    assert ("all", "all", 2023, 140) in found
