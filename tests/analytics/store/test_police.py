"""Real files of data.police.uk in the store, against totals that are known of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from frankpledge.analytics.store import Slice, Store, load
from tests.support.evidence import EVIDENCE, NOW, asked, taken

pytestmark = pytest.mark.once("pure: no database")
POLICE = EVIDENCE / "police"
YEAR = POLICE / "cambridgeshire-2024.zip"
EARLIER = POLICE / "cambridgeshire-2024-03-earlier-release.zip"
QUARTER = POLICE / "three-forces-2018-q4.zip"
BY_MONTH = (6116, 6499, 6993, 6913, 7580, 7290, 7866, 7613, 6740, 6970, 6398, 6043)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Cambridgeshire, 2024."""
    store = Store(tmp_path_factory.mktemp("year"))
    taken(store, YEAR)
    return store


def test_a_year_of_one_force_is_kept_whole_and_counted(year: Store) -> None:
    """Identical rows are real and kept; no place and no crime id are counted."""
    (release,) = year.releases()
    street, outcomes, stops = (release.tables[one] for one in ("street", "outcomes", "stops"))
    assert (street.rows_in, street.kept, street.rows, street.rejected) == (83_021,) * 3 + ({},)
    assert (street.no_place, street.no_id, street.identical) == (2_793, 13_399, 3_141)
    assert (outcomes.rows_in, outcomes.kept, outcomes.identical) == (68_619, 68_619, 1_976)
    assert (stops.rows_in, stops.kept) == (2_855, 2_855)
    assert [one.rows for one in street.slices] == list(BY_MONTH)
    assert (street.first, street.last, street.missing) == ("2024-01", "2024-12", ())
    assert street.extra_columns == ("LSOA name",)
    assert len(release.files) == 36
    assert sum(one.rows for one in release.files) == 83_021 + 68_619 + 2_855


def test_what_is_stored_are_the_publisher_s_totals(year: Store) -> None:
    types = dict(asked(year, "SELECT crime_type, count(*) FROM street GROUP BY ALL"))
    assert types["Violence and sexual offences"] == 28_570
    assert (types["Shoplifting"], types["Burglary"]) == (7_393, 3_270)
    assert asked(year, "SELECT DISTINCT unit, force FROM street") == [("cambridgeshire",) * 2]
    nameless = asked(year, "SELECT DISTINCT crime_type FROM street WHERE crime_id IS NULL")
    assert nameless == [("Anti-social behaviour",)]


def test_the_columns_are_typed(year: Store) -> None:
    (stop,) = asked(
        year,
        """SELECT "at"::VARCHAR, month, outcome_linked, more_than_outer, latitude FROM stops
        ORDER BY "at" LIMIT 1""",
    )
    assert stop == ("2024-01-01 02:56:17", date(2024, 1, 1), True, False, 52.396661)
    assert asked(year, "SELECT min(month), max(month) FROM street") == [
        (date(2024, 1, 1), date(2024, 12, 1))
    ]


def test_three_forces_with_a_welsh_one(tmp_path: Path) -> None:
    """The force is the publisher's own short name, from the file's name."""
    store = Store(tmp_path)
    info = taken(store, QUARTER).release.tables["street"]
    assert (info.rows_in, info.kept, info.no_place) == (48_566, 48_566, 1_330)
    assert {one.unit for one in info.slices} == {"cambridgeshire", "norfolk", "dyfed-powys"}
    places = asked(
        store, "SELECT location FROM street WHERE lsoa LIKE 'W%' AND location LIKE '%ŷ%'"
    )
    assert all("Å" not in name for (name,) in places)


def test_a_later_release_says_what_it_revises(tmp_path: Path) -> None:
    """Of 5,957 crimes in both releases of March 2024, 1,554 have another outcome."""
    store = Store(tmp_path)
    first = taken(store, EARLIER, published=date(2024, 5, 10)).release
    later = load(
        store,
        [YEAR],
        now=NOW.replace(year=2026),
        by="Test",
        published=date(2025, 2, 10),
    )
    (revision,) = later.release.tables["street"].revisions
    assert (revision.release, revision.unit, revision.period) == (
        first.id,
        "cambridgeshire",
        "2024-03",
    )
    assert (revision.matched, revision.changed["outcome"]) == (5_957, 1_554)
    assert (revision.before, revision.after, revision.added, revision.removed) == (
        *(6_993, 6_993),
        *(0, 0),
    )
    told = "of 5,957 crimes in both, 1,554 have another outcome"
    assert any(told in one for one in later.words)
    assert [one.release for one in store.current("street")] == [later.release]
    (old,) = store.current("street", as_at=datetime(2025, 12, 31, tzinfo=UTC))
    assert (old.release, old.slices) == (first, None)


def test_an_earlier_release_that_comes_late_holds_nothing_and_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path)
    year = taken(store, YEAR, published=date(2025, 2, 10)).release
    late = taken(store, EARLIER, published=date(2024, 5, 10))
    assert [one.release for one in store.current("street")] == [year]
    assert late.release.tables["street"].revisions == ()
    assert any("were published later" in one for one in late.words)


def test_a_later_release_supersedes_its_slices_and_no_others(tmp_path: Path) -> None:
    """The month alone, published last: eleven months still come from the year."""
    store = Store(tmp_path)
    year = taken(store, YEAR, published=date(2025, 2, 10)).release
    month = taken(store, EARLIER, published=date(2025, 6, 1)).release
    old, new = store.current("street")
    assert (old.release, new.release, new.slices) == (year, month, None)
    assert old.slices is not None
    assert len(old.slices) == 11
    assert ("cambridgeshire", "2024-03") not in old.slices
    assert asked(store, "SELECT count(*) FROM street") == [(83_021,)]
    assert [one.slices for one in store.current("stops")] == [None]
    assert Slice("cambridgeshire", "2024-03", 6_993) in year.tables["street"].slices


def test_the_same_bytes_again_change_nothing(tmp_path: Path, year: Store) -> None:
    again = taken(year, YEAR, published=date(2030, 1, 1))
    assert again.already
    assert again.release == year.releases()[0]
    assert "loaded before" in again.words[0]
    assert len(year.releases()) == 1
    assert sorted(one.name for one in year.root.iterdir()) == ["lock", "releases"]


def test_a_manifest_is_read_as_it_was_written(year: Store) -> None:
    (release,) = year.releases()
    assert Store(year.root).releases() == (release,)
    assert Store(year.root).release(release.id) == release
    with pytest.raises(KeyError, match="no release"):
        year.release("0009-police-00000000")
