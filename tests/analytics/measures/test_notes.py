"""Notes on what lies nowhere: of the forces asked about, in good grammar, true of the figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.engine.preparing import prepare
from frankpledge.analytics.measures import Question, ask
from frankpledge.analytics.measures.definitions._support import crime, lies_in, live_in
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

LOOKUP = (
    lies_in("E01000001", "district", "E07000001", "Upton"),
    lies_in("E01000001", "force", "E23000001", "Somewhere"),
    lies_in("E01000002", "district", "E07000002", "Downton"),
    lies_in("E01000002", "force", "E23000002", "Elsewhere"),
    lies_in("E01000009", "force", "E23000001", "Somewhere"),
)
FORCES = {"somewhere": 1, "elsewhere": 5}


@pytest.fixture(params=["by the rows", "by prepared counts"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Two forces: crimes without a place are one of the first and five of the second."""
    store = Store(tmp_path)
    rows: list[dict[str, Any]] = []
    for (force, nowhere), lsoa in zip(FORCES.items(), ("E01000001", "E01000002"), strict=True):
        found = (*crime(lsoa, "2024-01", times=10), *crime(None, "2024-01", times=nowhere))
        rows += [{**row, "force": force} for row in found]
    rows += crime("E01000009", "2024-01")
    people = [live_in(lsoa, 1_000) for lsoa in ("E01000001", "E01000002", "E01000009")]
    write_release(store, {"street": rows, "lookup": LOOKUP, "population": people})
    if request.param == "by prepared counts":
        prepare(store)
    return store


@pytest.mark.parametrize(
    ("measure", "by", "places", "note"),
    [
        (
            "recorded-crime",
            ("district",),
            ("somewhere",),
            "1 crime lies in no district; 1 has no place: they are in the total only.",
        ),
        (
            "recorded-crime",
            ("district",),
            ("elsewhere",),
            "5 crimes have no place: they are in the total only.",
        ),
        (
            "recorded-crime",
            ("district",),
            (),
            "1 crime lies outside the 2 districts; 6 have no place: they are in the total only.",
        ),
        (
            "recorded-crime",
            (),
            ("Upton",),
            "1 crime of these months has no place, and may belong to any: it is not counted.",
        ),
        (
            "recorded-crime",
            (),
            ("Downton", "somewhere"),
            "5 crimes of these months have no place, and may belong to any: they are not counted.",
        ),
        (
            "crime-rate",
            ("district",),
            (),
            "1 crime lies outside the 2 districts; 6 have no place: they are in none of these "
            "figures.",
        ),
    ],
)
def test_what_lies_nowhere_is_told(
    measure: str, by: tuple[str, ...], places: tuple[str, ...], note: str, store: Store
) -> None:
    answer = ask(store, Question(measure, by=by, places=places))
    assert answer.notes[-1] == note
    if answer.total is not None and by:
        figures = [answer.total[-1], *(row[-1] for row in answer.rows)]
        total, *rows = [figure for figure in figures if isinstance(figure, int)]
        assert len(rows) == len(answer.rows)
        missing = total - sum(rows)
        told = [int(word) for word in note.replace("the 2", "").split() if word.isdigit()]
        assert missing == sum(told)


def test_crimes_of_other_forces_are_none_of_fenland_s(quarter_2018: Store) -> None:
    answer = ask(quarter_2018, Question("recorded-crime", places=("Fenland",)))
    assert answer.notes == (
        "655 crimes of these months have no place, and may belong to any: they are not counted.",
    )
