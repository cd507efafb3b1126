"""Stops: what counts as an action, in all spellings of none; an empty outcome is neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.analytics.measures import Question, ask
from frankpledge.analytics.measures.definitions._support import stop
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")


@pytest.mark.parametrize(
    "none",
    [
        "A no further action disposal",
        "Nothing found - no further action",
        "No further action disposal",
        "NO FURTHER ACTION DISPOSAL ",
        "False",
    ],
)
def test_no_further_action_is_no_action_however_it_is_spelt(none: str, tmp_path: Path) -> None:
    store = Store(tmp_path)
    write_release(store, {"stops": (*stop("White", none, times=3), *stop("White", "Arrest"))})
    (row,) = ask(store, Question("stop-and-search-shares")).dicts()
    assert (row["stops"], row["action_percent"]) == (4, 25.0)


def test_stops_without_an_outcome_are_left_out_of_the_share_and_counted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    empty = [{**row, "outcome": None} for row in stop("White", "", times=6)]
    rows = (*empty, *stop("White", "Arrest"), *stop("White", "No further action disposal"))
    write_release(store, {"stops": rows})
    answer = ask(store, Question("stop-and-search-shares"))
    (row,) = answer.dicts()
    assert (row["stops"], row["percent"], row["action_percent"]) == (8, 100.0, 50.0)
    assert answer.notes == (
        "6 stops have no outcome: not among those whose share with an action is given.",
    )
    alone = Store(tmp_path / "alone")
    write_release(alone, {"stops": empty[:1]})
    (row,) = ask(alone, Question("stop-and-search-shares")).dicts()
    assert row["action_percent"] is None
