"""Files that their names, today's date or their codes speak against."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from frankpledge.analytics.store import NotLoaded, Store, load
from frankpledge.analytics.store.doubting import slug_of_force
from frankpledge.analytics.store.kinds.police import SLUG
from frankpledge.analytics.store.mapping import Column, Mapping
from tests.analytics.store.test_traps import ROW, info, refused, street
from tests.support.evidence import asked, taken, written

pytestmark = pytest.mark.once("pure: no database")
FORCES = {
    "Cambridgeshire Constabulary": "cambridgeshire",
    "Devon & Cornwall Police": "devon-and-cornwall",
    "Metropolitan Police Service": "metropolitan",
    "City of London Police": "city-of-london",
    "Dyfed-Powys Police": "dyfed-powys",
    "Heddlu Dyfed-Powys": "dyfed-powys",
    "Heddlu De Cymru": "south-wales",
    "Heddlu Gogledd Cymru": "north-wales",
    "Heddlu Gwent": "gwent",
    "British Transport Police": "btp",
    "Police Service of Northern Ireland": "northern-ireland",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_a_file_named_as_another_force_is_refused(store: Store, tmp_path: Path) -> None:
    """Both names are said; it would stand for the other force's month."""
    words = refused(store, street(tmp_path, name="2024-03-gwent-street.csv"))
    assert "“2024-03-gwent-street.csv” is named as gwent" in words
    assert "North Wales Police" in words


def test_some_rows_of_a_neighbour_are_no_reason(store: Store, tmp_path: Path) -> None:
    other = ROW.replace("North Wales Police", "Dyfed-Powys Police")
    assert info(taken(store, street(tmp_path, *[other] * 39))).kept == 79


def test_the_welsh_name_is_the_same_force(store: Store, tmp_path: Path) -> None:
    path = street(tmp_path)
    path.write_text(path.read_text().replace("North Wales Police", "Heddlu Gogledd Cymru"))
    taken(store, path)
    assert asked(store, "SELECT DISTINCT force FROM street") == [("north-wales",)]


@pytest.mark.parametrize(("name", "slug"), FORCES.items())
def test_a_force_has_one_slug_however_it_is_made(name: str, slug: str) -> None:
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT {SLUG} FROM (SELECT $1 AS force)", [name]).fetchone()
    assert found == (slug,)
    assert slug_of_force(name) == slug


@pytest.mark.parametrize("name", ["2026-01-north-wales-street.csv", "crimes.csv"])
def test_a_month_that_has_not_been_yet_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    path = street(tmp_path, name=name)
    path.write_text(path.read_text().replace("2024-03", "2026-01"))
    words = refused(store, path)
    assert "January 2026" in words
    assert "today is 27 November 2025" in words


def test_this_month_has_begun(store: Store, tmp_path: Path) -> None:
    path = street(tmp_path, name="2025-11-north-wales-street.csv")
    path.write_text(path.read_text().replace("2024-03", "2025-11"))
    assert info(taken(store, path)).kept == 40


def test_a_partner_s_day_after_today_is_rejected(store: Store, tmp_path: Path) -> None:
    """Today in Britain: 1 July begins there an hour earlier than by universal time."""
    mapping = Mapping("calls", "Calls", "A council", (Column("Day", "day", "day"),), when="day")
    file = written(tmp_path / "a.csv", "Day,Kind", *["2024-07-01,x"] * 40, "2024-07-02,x")
    now = datetime(2024, 6, 30, 23, 30, tzinfo=UTC)
    (reject,) = (
        load(store, [file], now=now, by="Test", mapping=mapping)
        .release.tables["partner_calls"]
        .rejects
    )
    assert (reject.line, reject.value) == (42, "2024-07-02")
    assert reject.expected == "no day later than today, 1 July 2024"


def test_scottish_codes_are_refused(store: Store, tmp_path: Path) -> None:
    path = street(tmp_path)
    path.write_text(path.read_text().replace("W01000120", "S01000120"))
    with pytest.raises(NotLoaded, match=r"“S01000120”, expected .*Scottish areas are not kept"):
        taken(store, path)
