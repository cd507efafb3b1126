"""Disparity of stops as a measure: each month by itself, refusals, bounds, forces with places."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.disparity import Group, disparity
from frankpledge.analytics.measures import CannotAnswer, Question, ask
from frankpledge.analytics.measures.definitions._support import lies_in, stop
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

FEBRUARY = date(2024, 2, 1)
PEOPLE = {"White": 10_000, "Black": 500}


def stops(month: date, force: str = "somewhere", **times: int) -> list[dict[str, Any]]:
    """So many stops of each group in a month; `none` has no ethnicity."""
    return [
        {**row, "month": month, "force": force}
        for name, many in times.items()
        for row in stop(None if name == "none" else name, "Arrest", times=many)
    ]


def test_each_month_is_judged_by_itself(tmp_path: Path) -> None:
    store = Store(tmp_path)
    january = stops(date(2024, 1, 1), White=200, Black=30, none=12)
    february = stops(FEBRUARY, White=200, Black=9)
    write_release(store, {"stops": [*january, *february]})
    asked = Question("stop-and-search-disparity", by=("month",), parameters={"people": PEOPLE})
    first, _, second, _ = ask(store, asked).dicts()
    expected = disparity(Group("Black", 30, 500), Group("White", 200, 10_000), not_stated=12)
    assert expected.interval is not None
    assert expected.bounds is not None
    assert (first["ratio"], first["low"], first["if_base"], first["if_group"]) == tuple(
        round(one, 2) for one in (3.0, expected.interval.low, *expected.bounds)
    )
    assert first["said"] == "higher"
    assert (second["month"], second["ratio"]) == (FEBRUARY, None)
    assert second["said"] == "fewer than 10 searches of Black people are too few to compare"
    assert "not stated in 12 stops" in " ".join(ask(store, asked).notes)


def test_a_ratio_that_chance_could_make_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path)
    write_release(store, {"stops": stops(FEBRUARY, White=200, Black=12, Asian=3)})
    answer = ask(store, Question("stop-and-search-disparity", parameters={"people": PEOPLE}))
    assert answer.dicts()[0]["said"] == "chance alone could account for it"
    assert "How many people live there is not known of: Asian." in answer.notes


def test_without_the_number_of_white_people_there_is_no_base(tmp_path: Path) -> None:
    store = Store(tmp_path)
    write_release(store, {"stops": stops(FEBRUARY, White=200, Black=12)})
    with pytest.raises(CannotAnswer, match="How many White people live there is not given"):
        ask(store, Question("stop-and-search-disparity", parameters={"people": {"Black": 9}}))


def test_of_two_forces_the_one_asked_about_has_the_people_of_its_census(tmp_path: Path) -> None:
    store = Store(tmp_path)
    census = {"level": "district", "vintage": "2021", "year": 2021, "question": "Ethnic group"}
    write_release(
        store,
        {
            "stops": [
                *stops(FEBRUARY, White=100, Black=20),
                *stops(FEBRUARY, "elsewhere", White=50, Black=50),
            ],
            "lookup": [
                lies_in("E07000001", "force", "E23000001", "Somewhere", "district"),
                lies_in("E07000002", "force", "E23000002", "Elsewhere", "district"),
            ],
            "population_group": [
                {**census, "code": f"E0700000{n}", "group": group, "people": people * n}
                for n in (1, 2)
                for group, people in (("White: Irish", 1_000), ("Black: African", 100))
            ],
        },
    )
    asked = Question("stop-and-search-disparity", places=("Somewhere",))
    answer = ask(store, asked)
    assert [row[:5] for row in answer.rows] == [
        ("Black", 20, 100, 200.0, 2.0),
        ("White", 100, 1_000, 100.0, None),
    ]
    assert "People by ethnicity are those of Somewhere by the census, as loaded." in answer.notes
    with pytest.raises(CannotAnswer, match="how many people of each group"):
        ask(store, Question("stop-and-search-disparity"))
