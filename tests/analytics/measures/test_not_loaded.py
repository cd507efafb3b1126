"""A place whose force is not loaded has no figure: not one of nought."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.measures import CannotAnswer, Question, ask
from frankpledge.analytics.measures.definitions._support import crime, lies_in
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

LOOKUP = tuple(
    row
    for number, (force, district) in enumerate(
        (("Somewhere", "Upton"), ("West Yorkshire", "Leeds")), start=1
    )
    for row in (
        lies_in(f"E0100000{number}", "district", f"E0700000{number}", district),
        lies_in(f"E0100000{number}", "force", f"E2300000{number}", force),
    )
)
JANUARY, MARCH = date(2024, 1, 1), date(2024, 3, 1)


def crimes_of(force: str, lsoa: str, *months: str) -> list[dict[str, Any]]:
    """A crime of a force in each month."""
    return [{**row, "force": force} for month in months for row in crime(lsoa, month)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Somewhere loaded for January and February, West Yorkshire known by the lookup alone."""
    store = Store(tmp_path)
    rows = crimes_of("somewhere", "E01000001", "2024-01", "2024-02")
    write_release(store, {"street": rows, "lookup": LOOKUP})
    return store


@pytest.mark.parametrize(
    "measure", ["recorded-crime", "exceptional-change", "control-chart", "concentration"]
)
@pytest.mark.parametrize("place", ["Leeds", "force:west-yorkshire", "E01000002"])
def test_a_place_whose_force_is_not_loaded_is_refused(
    measure: str, place: str, store: Store
) -> None:
    with pytest.raises(CannotAnswer, match="No crimes are loaded for West Yorkshire, so those of"):
        ask(store, Question(measure, places=(place,)))


def test_of_two_places_the_one_whose_force_is_not_loaded_is_named(store: Store) -> None:
    answer = ask(store, Question("recorded-crime", places=("Upton", "Leeds")))
    assert answer.rows == ((2,),)
    assert "January to February 2024: nothing is loaded for West Yorkshire." in answer.notes


def test_a_gap_between_loaded_months_is_no_nought(tmp_path: Path) -> None:
    store = Store(tmp_path)
    rows = [
        *crimes_of("somewhere", "E01000001", "2024-01", "2024-02", "2024-03"),
        *crimes_of("west-yorkshire", "E01000002", "2024-01", "2024-03"),
    ]
    write_release(store, {"street": rows, "lookup": LOOKUP})
    february = date(2024, 2, 1)
    asked: dict[str, Any] = {"first": february, "last": february}
    with pytest.raises(CannotAnswer, match=r"nothing is loaded for West Yorkshire of February"):
        ask(store, Question("recorded-crime", places=("Leeds",), **asked))
    both = ask(store, Question("recorded-crime", places=("Leeds", "Upton"), **asked))
    assert both.notes[0] == "February 2024: nothing is loaded for West Yorkshire."


def test_leeds_of_2018_is_unknown(quarter_2018: Store) -> None:
    with pytest.raises(CannotAnswer, match="West Yorkshire"):
        ask(quarter_2018, Question("recorded-crime", places=("csp:Leeds",)))
