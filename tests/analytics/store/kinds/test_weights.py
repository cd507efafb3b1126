"""Harm weights: an area's own, never official."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.analytics.store import NotLoaded, Store
from tests.support.evidence import EVIDENCE, asked, taken, written

pytestmark = pytest.mark.once("pure: no database")

HARM = EVIDENCE / "harm"


def test_weights_by_category_of_all_and_of_one_force(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(store, *HARM.glob("cchi_category_weights_*.csv"))
    assert asked(
        store,
        "SELECT force, crime_type, days, official FROM weights"
        " WHERE crime_type = 'Violence and sexual offences' ORDER BY force NULLS FIRST",
    ) == [
        (None, "Violence and sexual offences", 194.21, False),
        ("cambridgeshire", "Violence and sexual offences", 180.48, False),
    ]
    assert asked(store, "SELECT count(*) FROM weights WHERE subgroup IS NULL") == [(26,)]
    assert "not official" in store.releases()[0].publisher


def test_parts_of_a_category_do_not_replace_its_weight(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(store, HARM / "cchi_category_weights_national.csv")
    taken(store, HARM / "cchi_subgroup_weights.csv")
    assert asked(store, "SELECT period, count(*) FROM weights GROUP BY 1 ORDER BY 1") == [
        ("categories", 13),
        ("subgroups", 23),
    ]


def test_an_area_changes_its_weights(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(store, written(tmp_path / "a.csv", "category,days", "Burglary,240", "Robbery,365"))
    taken(store, written(tmp_path / "b.csv", "category,days", "Burglary,200", "Robbery,365"))
    assert asked(store, "SELECT crime_type, days FROM weights ORDER BY 1") == [
        ("Burglary", 200.0),
        ("Robbery", 365.0),
    ]


@pytest.mark.parametrize("days", ["-1", "a week", "", "1e6"])
def test_days_are_a_number_of_days(tmp_path: Path, days: str):
    file = written(tmp_path / "weights.csv", "category,days", f"Burglary,{days}")
    with pytest.raises(NotLoaded, match=r"line 2, days: “.*”, expected days"):
        taken(Store(tmp_path / "store"), file)
