"""An answer names every release that its figures rest on, and no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.measures import Question, ask
from frankpledge.analytics.measures.definitions._support import crime, lies_in, live_in
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

FORCES = {"E01000001": "somewhere", "E01000002": "elsewhere"}
LOOKUP = tuple(
    row
    for n, (lsoa, force) in enumerate(FORCES.items(), start=1)
    for row in (
        lies_in(lsoa, "district", f"E0700000{n}", f"{force.title()} Town"),
        lies_in(lsoa, "force", f"E2300000{n}", force.title()),
    )
)


def rows_of(lsoa: str, *months: str) -> list[dict[str, Any]]:
    """A crime of a small area's force in each month."""
    return [{**row, "force": FORCES[lsoa]} for month in months for row in crime(lsoa, month)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Releases 1 to 6: three of crimes, then lookups, people and weights."""
    store = Store(tmp_path)
    write_release(store, {"street": rows_of("E01000001", "2024-01", "2024-02")})
    write_release(store, {"street": rows_of("E01000001", "2024-03")})
    write_release(store, {"street": rows_of("E01000002", "2024-01", "2024-03")})
    write_release(store, {"lookup": LOOKUP})
    write_release(store, {"population": [live_in(lsoa, 1_000) for lsoa in FORCES]})
    write_release(store, {"weights": [{"crime_type": "Burglary", "days": 10.0}]})
    return store


TOWN = ("Somewhere Town",)


@pytest.mark.parametrize(
    ("measure", "asked", "numbers"),
    [
        ("recorded-crime", {}, (1, 2, 3)),
        ("recorded-crime", {"last": date(2024, 2, 1)}, (1, 3)),
        ("recorded-crime", {"places": TOWN}, (1, 2, 4)),
        ("recorded-crime", {"places": TOWN, "first": date(2024, 3, 1)}, (2, 4)),
        ("recorded-crime", {"by": ("district",)}, (1, 2, 3, 4)),
        ("crime-rate", {"by": ("district",), "last": date(2024, 1, 1)}, (1, 3, 4, 5)),
        ("harm", {"first": date(2024, 3, 1)}, (2, 3, 6)),
        ("harm", {"parameters": {"weights": {"Burglary": 2.0}}}, (1, 2, 3)),
        ("crimes-by-small-area", {"places": TOWN}, (1, 2, 4)),
        ("concentration", {"places": TOWN, "first": date(2024, 3, 1)}, (2, 4)),
    ],
)
def test_releases_are_those_of_the_question(
    measure: str, asked: dict[str, Any], numbers: tuple[int, ...], store: Store
) -> None:
    answer = ask(store, Question(measure, **asked))
    assert tuple(int(id[:4]) for id in answer.releases) == numbers
