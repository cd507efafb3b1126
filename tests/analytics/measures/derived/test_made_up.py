"""Derived measures of made-up rows: targets, partners' tables, gaps, empty places."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from frankpledge.analytics.measures import CannotAnswer, Question, ask
from frankpledge.analytics.measures.definitions.roads import collision
from frankpledge.analytics.measures.derived._examples import lies_in, row_of_wards
from frankpledge.analytics.measures.derived._support import by_months, crimes, months_of
from frankpledge.analytics.measures.derived.casualty_target import _hurt
from frankpledge.analytics.measures.derived.near_repeat import metres
from frankpledge.analytics.measures.derived.seasonality import one_a_day
from frankpledge.analytics.store import Store
from frankpledge.analytics.store.mapping import Column, Mapping, Place
from tests.support.evidence import taken, written
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")


@pytest.mark.row(59)
@pytest.mark.parametrize(("hurt", "state"), [(60, "met"), (61, "missed")])
def test_of_a_baseline_of_100_the_target_is_60(hurt: int, state: str, tmp_path: Path) -> None:
    """2005 to 2009 average 100, 40% fewer by 2020: the defaults."""
    store = Store(tmp_path)
    years = dict(zip(range(2005, 2010), (98, 102, 100, 90, 110), strict=True)) | {2020: hurt}
    made = [_hurt(year, times) for year, times in years.items()]
    rows = {
        "collisions": [row for one, _ in made for row in one],
        "casualties": [row for _, one in made for row in one],
    }
    write_release(store, rows)
    last = ask(store, Question("casualty-target")).dicts()[-1]
    assert (last["year"], last["casualties"], last["target"], last["state"]) == (
        2020,
        hurt,
        60,
        state,
    )


def test_a_long_gap_breaks_a_control_chart_and_a_short_one_does_not(tmp_path: Path) -> None:
    store = Store(tmp_path)
    early = [(month, 100) for month in months_of(2020, 1, 9)]
    late = [(m, 10 + n % 2) for n, m in enumerate(months_of(2024)) if m != "2024-05"]
    write_release(store, {"street": by_months(None, (*early, *late))})
    found = ask(store, Question("control-chart"))
    averages = {row["month"]: row["average"] for row in found.dicts()}
    assert averages[date(2020, 9, 1)] == 100
    assert averages[date(2024, 1, 1)] == averages[date(2024, 12, 1)] == pytest.approx(10.5, abs=0.1)
    assert date(2024, 5, 1) not in averages
    assert "Before January 2024 more than 6 months are missing" in " ".join(found.notes)
    by_day = ask(store, Question("control-chart", parameters={"days": 1})).dicts()
    assert {row["average"] for row in by_day[-3:-1]} != {by_day[-1]["average"]}


def test_a_place_without_crime_counts_and_one_of_another_force_does_not(tmp_path: Path) -> None:
    """Two forces in the lookup, one loaded: its three areas are the ground."""
    store = Store(tmp_path)
    lookup = [
        lies_in(
            f"E01{n:06}", "force", f"E2300000{1 + n // 4}", "Somewhere" if n < 4 else "Elsewhere"
        )
        for n in range(1, 7)
    ]
    write_release(store, {"street": crimes("E01000001", "2024-01", 5), "lookup": lookup})
    (row,) = ask(store, Question("concentration")).dicts()
    assert (row["places"], row["crimes"], row["half_of"]) == (3, 5, 1)


def test_history_measures_the_noise_of_a_bursty_series(tmp_path: Path) -> None:
    """90 after 50 is exceptional where nothing else is known, and not beside months of 20 to 95."""
    store = Store(tmp_path)
    rng = np.random.default_rng(5)
    bursts = [int(one) for one in rng.integers(20, 95, 23)]
    counts = [*bursts[:11], 50, *bursts[11:22], 90]
    months = (*months_of(2023), *months_of(2024))
    write_release(store, {"street": by_months(None, zip(months, counts, strict=True))})
    december: dict[str, Any] = {"first": date(2024, 12, 1), "last": date(2024, 12, 1)}
    year = ask(store, Question("exceptional-change", **december)).dicts()[0]
    history = ask(
        store, Question("exceptional-change", parameters={"history": 20}, **december)
    ).dicts()[0]
    assert (year["expected"], year["verdict"]) == (50.0, "within the usual range")
    assert history["verdict"] == "within the usual range"
    two = Store(tmp_path / "two")
    write_release(two, {"street": by_months(None, (("2023-12", 50), ("2024-12", 90)))})
    alone = ask(two, Question("exceptional-change", **december))
    assert alone.dicts()[0]["verdict"] == "above the usual range"
    assert any(note.startswith("There are too few months to show how") for note in alone.notes)


def test_flags_ask_for_whole_quarters_that_are_loaded(tmp_path: Path) -> None:
    store = Store(tmp_path)
    write_release(store, row_of_wards({"2024-01": {1: 1}, "2024-03": {1: 1}}))
    first: dict[str, Any] = {"first": date(2024, 1, 1), "last": date(2024, 3, 1)}
    with pytest.raises(CannotAnswer, match="February 2024 is not wholly loaded"):
        ask(store, Question("ward-flags", **first))


PLACE = Place(how="longitude-latitude", headers=("Lon", "Lat"))
FIRES = Mapping("fires", "Fires", "Fire service", (Column("Day", "day", "day"),), PLACE, "day")


def test_a_partner_s_table_with_days_and_places_is_asked(tmp_path: Path) -> None:
    """Pairs a day apart at one place, each pair far from the others, and no street or collision."""
    store = Store(tmp_path / "store")
    lines = [
        f"2024-{1 + n:02}-{3 + again:02},{-1 + n / 10:.3f},52.0"
        for n in range(11)
        for again in (0, 1)
    ]
    taken(store, written(tmp_path / "fires.csv", "Day,Lon,Lat", *lines), mapping=FIRES)
    question = Question("near-repeat", parameters={"table": ("fires",), "rings": 1, "spans": 1})
    same, near = ask(store, question, partners=("partner_fires",)).dicts()
    assert (same["pairs"], same["kind"]) == (11, "more than chance brings")
    assert near["pairs"] == 0
    with pytest.raises(CannotAnswer, match="No road collisions are loaded"):
        ask(store, Question("near-repeat"))
    for name in ("fires", "partner_fires", "no such table"):
        parameters = {"table": (name,)}
        for partners in ((), ("partner_others",)):
            with pytest.raises(CannotAnswer, match=r"expected one of collisions\.$") as refused:
                ask(store, Question("near-repeat", parameters=parameters), partners=partners)
            assert str(refused.value).replace(name.replace(" ", "_"), "").count("fires") == 0


def test_a_partner_s_table_is_asked_beside_collisions_of_one_force(tmp_path: Path) -> None:
    """The lookup knows a force whose collisions are not loaded: that is nothing to the fires."""
    store = Store(tmp_path / "store")
    lines = [
        f"2024-{1 + n:02}-{day:02},{-1 + n / 10:.3f},52.0" for n in range(11) for day in (3, 9)
    ]
    taken(store, written(tmp_path / "fires.csv", "Day,Lon,Lat", *lines), mapping=FIRES)
    lookup = [lies_in(f"E0{n}", "force", f"E2{n}", name) for n, name in enumerate(("A", "B"))]
    write_release(store, {"collisions": [{**collision("a", 3), "force": "a"}], "lookup": lookup})
    question = Question("near-repeat", parameters={"table": ("fires",), "rings": 1, "spans": 1})
    answer = ask(store, question, partners=("partner_fires",))
    assert not any("Left out" in note for note in answer.notes)


def test_a_force_without_a_collision_in_december_is_not_left_out(tmp_path: Path) -> None:
    """Collisions are published by the year: B has the year, and was lucky at its end."""
    store = Store(tmp_path)
    days = {"a": date(2024, 12, 3), "b": date(2024, 5, 3)}
    rows = [
        {
            **collision(f"{force}{n}", 3, f"{day:%Y-%m}"),
            **{"force": force, "day": day, "easting": 400_000 + n, "northing": 200_000},
        }
        for force, day in days.items()
        for n in range(12)
    ]
    old = {**rows[0], "force": "c", "month": date(2023, 5, 1), "day": date(2023, 5, 9)}
    write_release(store, {"collisions": [*rows, old]})
    notes = ask(store, Question("near-repeat")).notes
    assert any(note.startswith("24 events") for note in notes)
    assert "Left out, since 2024 is not loaded: c." in notes


def test_degrees_become_metres() -> None:
    """A degree of latitude is 111.2 km; of longitude at 60 degrees, half of that."""
    (x0, y0), (x1, y1) = metres([(0.0, 59.5), (1.0, 60.5)])
    assert y1 - y0 == pytest.approx(111_195, rel=1e-4)
    assert x1 - x0 == pytest.approx(111_195 / 2, rel=1e-4)


def test_the_compiler_sleeps_until_near_repeats_are_asked() -> None:
    """numba takes a third of a second to wake: no other measure waits for it."""
    say = "import sys, frankpledge.analytics.measures; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_is_by_month_anyway_may_be_asked_by_month(tmp_path: Path) -> None:
    """A page that asks by month when nothing else is said gets the same answer."""
    store = Store(tmp_path)
    write_release(store, {"street": one_a_day()})
    for name in ("forecast", "seasonality", "control-chart"):
        plain = ask(store, Question(name))
        assert ask(store, Question(name, by=("month",))).rows == plain.rows
