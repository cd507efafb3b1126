"""What a later load takes the place of: never silently of more than it has, and never for good."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frankpledge.analytics.store import Loaded, NotLoaded, Store, load
from frankpledge.analytics.store.mapping import Column, Mapping
from tests.analytics.store.test_traps import ROW, street
from tests.support.evidence import EVIDENCE, NOW, asked, taken, written

pytestmark = pytest.mark.once("pure: no database")
LOOKUP = EVIDENCE / "geography" / "lookup_lsoa21_ward24_ltla24.csv"
TENANTS = Mapping("tenants", "Tenants", "A landlord", (Column("Kind", "kind"),))


def smaller(store: Store, *paths: Path, mapping: Mapping | None = None) -> Loaded:
    return load(store, paths, now=NOW, by="Test", mapping=mapping, shrink=True)


def first_lines(path: Path, source: Path, count: int) -> Path:
    lines = source.read_text(encoding="utf-8-sig").splitlines()
    return written(path, *lines[: count + 1])


def test_a_lookup_of_one_row_does_not_stand_for_the_whole(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    taken(store, LOOKUP)
    whole = asked(store, "SELECT count(*) FROM lookup WHERE unit = 'lsoa21 to district'")
    part = first_lines(tmp_path / "part.csv", LOOKUP, 1)
    with pytest.raises(NotLoaded) as why:
        taken(store, part)
    said = " ".join(why.value.reasons)
    assert f"lsoa21 to district, 2024: these files have 1 of the {whole[0][0]:,} codes" in said
    assert "--smaller" in said
    assert "year of its own" in said
    assert asked(store, "SELECT count(*) FROM lookup WHERE unit = 'lsoa21 to district'") == whole
    (one, *_) = (
        each
        for each in smaller(store, part).release.tables["lookup"].revisions
        if each.unit == "lsoa21 to district"
    )
    assert (one.before, one.after, one.matched, one.removed) == (
        whole[0][0],
        1,
        1,
        whole[0][0] - 1,
    )


def test_a_lookup_may_lose_a_few_of_its_codes(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    taken(store, LOOKUP)
    lines = LOOKUP.read_text(encoding="utf-8-sig").splitlines()
    taken(store, written(tmp_path / "most.csv", *lines[:-2]))
    assert len(store.releases()) == 2


def test_population_figures_are_matched_by_place_and_age(tmp_path: Path) -> None:
    """Totals alone too: they have no age."""
    store = Store(tmp_path / "store")
    rows = [f"E0700000{at},{100 + at}" for at in range(9)]
    taken(store, written(tmp_path / "population20.csv", "lad20_code,total", *rows))
    rows[0] = "E07000000,999"
    later = taken(store, written(tmp_path / "population20.csv", "lad20_code,total", *rows))
    (revision,) = later.release.tables["population"].revisions
    assert (revision.matched, dict(revision.changed)) == (9, {"people": 1})


def test_a_month_of_a_few_rows_does_not_stand_for_one_of_many(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    taken(store, street(tmp_path))
    few = street(tmp_path, good=5)
    with pytest.raises(NotLoaded, match="March 2024: these files have 5 crimes where 40"):
        taken(store, few)
    assert asked(store, "SELECT count(*) FROM street") == [(40,)]
    smaller(store, few)
    assert asked(store, "SELECT count(*) FROM street") == [(5,)]


def test_what_was_published_later_is_not_in_danger(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    taken(store, street(tmp_path))
    taken(store, street(tmp_path, good=5), published=date(2024, 5, 1))
    assert asked(store, "SELECT count(*) FROM street") == [(40,)]


def test_a_wrong_load_is_undone_by_loading_the_right_files_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    right = taken(store, street(tmp_path)).release
    wrong = street(tmp_path, *[ROW] * 10)
    taken(store, wrong)
    again = taken(store, street(tmp_path))
    assert not again.already
    assert again.release.number == 3
    assert again.release.checksum == right.checksum
    assert any("they are loaded anew" in one for one in again.words)
    assert asked(store, "SELECT count(*) FROM street") == [(40,)]
    once_more = taken(store, street(tmp_path))
    assert (once_more.already, once_more.release) == (True, again.release)


def test_files_that_would_not_hold_are_not_loaded_time_and_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    old = date(2024, 5, 1)
    taken(store, street(tmp_path), published=old)
    taken(store, street(tmp_path, ROW))
    again = taken(store, street(tmp_path), published=old)
    assert again.already
    assert "give a later day" in again.words[1]
    assert len(store.releases()) == 2


def test_rows_without_an_id_are_counted_before_and_after(tmp_path: Path) -> None:
    """It is never said of them that none changed."""
    store = Store(tmp_path / "store")
    kinds = [f"Kind {at}" for at in range(50)]
    taken(
        store,
        written(tmp_path / "a.csv", "Kind,Place", *(f"{one},x" for one in kinds)),
        mapping=TENANTS,
    )
    few = written(tmp_path / "a.csv", "Kind,Place", *(f"{one},x" for one in kinds[:5]))
    said = " ".join(smaller(store, few, mapping=TENANTS).words)
    assert "50 rows became 5; they have no ids" in said
    assert "none changed" not in said


def test_crimes_without_an_id_are_counted_beside_those_with_one(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    bare = ROW.removeprefix("a1")
    taken(store, street(tmp_path, *[bare] * 10))
    later = taken(store, street(tmp_path, *[bare] * 2))
    assert any(
        "50 rows became 42; of 1 crime in both, none changed, 10 without an id became 2" in one
        for one in later.words
    ), later.words


def test_without_a_day_of_publication_it_is_said_what_is_taken_over(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    taken(store, street(tmp_path))
    loud = "No day of publication was given, so today is taken: this release now holds March 2024"
    assert taken(store, street(tmp_path, ROW)).words[0].startswith(loud)
    dated = taken(store, street(tmp_path, ROW, ROW), published=NOW.date())
    assert not any("No day of publication" in one for one in dated.words)
