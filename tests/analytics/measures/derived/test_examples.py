"""Every derived measure's worked example, on DuckDB."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.analytics.measures import Measure, ask
from frankpledge.analytics.measures.derived import ALL
from frankpledge.analytics.store import Store
from tests.support.evidence import write_release

pytestmark = pytest.mark.once("pure: no database")


@pytest.mark.parametrize("measure", ALL, ids=lambda one: one.name)
def test_worked_example(measure: Measure, tmp_path: Path) -> None:
    """Rows in, figures out; and every row is as wide as its columns."""
    store = Store(tmp_path)
    write_release(store, measure.example.tables)
    answer = ask(store, measure.example.question)
    assert answer.rows == measure.example.rows
    assert {len(row) for row in answer.rows} == {len(answer.columns)}
    assert answer.releases == tuple(one.id for one in store.releases())
