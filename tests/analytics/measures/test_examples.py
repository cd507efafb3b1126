"""Every measure's worked example, on DuckDB: from the rows themselves and from prepared counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.analytics.engine.preparing import prepare
from frankpledge.analytics.measures import Measure, ask, measures
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")


@pytest.mark.parametrize("measure", measures(), ids=lambda one: one.name)
def test_worked_example(measure: Measure, tmp_path: Path) -> None:
    store = Store(tmp_path)
    write_release(store, measure.example.tables)
    answer = ask(store, measure.example.question, partners=measure.example.tables)
    assert answer.rows == measure.example.rows
    assert len(answer.columns) == len(answer.rows[0])
    if prepare(store) is not None:
        assert ask(store, measure.example.question).rows == measure.example.rows
