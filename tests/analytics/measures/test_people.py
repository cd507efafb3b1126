"""People of a place: a sum of its areas only where each has a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.measures import CannotAnswer, Question, ask
from frankpledge.analytics.measures.definitions._support import crime, lies_in, live_in
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

UPTON, DOWNTON = "E07000001", "E07000002"
LOOKUP = (
    *(lies_in(f"E0100000{n}", "district", UPTON, "Upton") for n in (1, 2)),
    *(lies_in(f"E0100000{n}", "district", UPTON, "Upton", "lsoa11") for n in (1, 2)),
    lies_in("E01000003", "district", DOWNTON, "Downton"),
    *(lies_in(code, "csp", "E22000001", "Both Towns", "district") for code in (UPTON, DOWNTON)),
)
STREET = tuple(row for n in (1, 2, 3) for row in crime(f"E0100000{n}", "2024-01", times=6))


def of_2011(code: str, people: int, year: int = 2023) -> dict[str, Any]:
    """An estimate by the boundaries of 2011."""
    return {**live_in(code, people, year), "level": "lsoa11", "vintage": "2011"}


def rates(tmp_path: Path, *population: dict[str, Any], **asked: Any) -> tuple[Any, ...]:
    """Name → people and rate by district, and the notes."""
    store = Store(tmp_path)
    write_release(store, {"street": STREET, "lookup": LOOKUP, "population": population})
    answer = ask(store, Question("crime-rate", **({"by": ("district",)} | asked)))
    return {str(row[0]): row[-2:] for row in answer.rows}, answer.notes


def test_a_place_with_some_of_its_areas_has_no_rate_and_the_note_says_so(tmp_path: Path) -> None:
    found, notes = rates(tmp_path, live_in("E01000001", 1_000), live_in("E01000003", 2_000))
    assert found == {"Downton": (2_000, 3.0), "Upton": (None, None)}
    assert notes[1].endswith("know only some of a place's areas: Upton (1 of 2).")


@pytest.mark.parametrize("asked", [{"places": ("Upton",)}, {"places": ("Upton", "Downton")}])
def test_asked_for_alone_or_in_a_sum_it_is_refused(tmp_path: Path, asked: dict[str, Any]) -> None:
    people = (live_in("E01000001", 1_000), live_in("E01000003", 2_000))
    with pytest.raises(CannotAnswer, match=r"Upton \(1 of 2\)"):
        rates(tmp_path, *people, by=(), **asked)


def test_a_partnership_of_which_one_district_is_known_is_refused(tmp_path: Path) -> None:
    people = {**live_in(UPTON, 5_000), "level": "district"}
    with pytest.raises(CannotAnswer, match=r"Both Towns \(1 of 2\)"):
        rates(tmp_path, people, by=(), places=("Both Towns",))


def test_the_district_s_own_figure_stands_in(tmp_path: Path) -> None:
    own = {**live_in(UPTON, 3_000), "level": "district"}
    found, _ = rates(tmp_path, live_in("E01000001", 1_000), own)
    assert found["Upton"] == (3_000, 4.0)


def test_a_partial_file_of_2021_does_not_go_before_a_full_one_of_2011(tmp_path: Path) -> None:
    full = (of_2011("E01000001", 1_000), of_2011("E01000002", 3_000))
    found, _ = rates(tmp_path, *full, live_in("E01000001", 999))
    assert found["Upton"] == (4_000, 3.0)


def test_nor_does_a_partial_file_of_a_nearer_year(tmp_path: Path) -> None:
    full = (of_2011("E01000001", 1_000, 2019), of_2011("E01000002", 3_000, 2019))
    found, notes = rates(tmp_path, *full, live_in("E01000001", 999, 2024), by=(), places=("Upton",))
    assert list(found.values()) == [(4_000, 3.0)]
    assert notes[0] == "People are counted by the estimates for 2019, the nearest that are loaded."
