"""The same questions to DuckDB and to a Spark cluster: the same rows, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.analytics.engine import DuckEngine, SparkEngine
from frankpledge.analytics.measures import Measure, ask, measures
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = [pytest.mark.once("pure: no database"), pytest.mark.spark]


@pytest.mark.parametrize("measure", measures(), ids=lambda one: one.name)
def test_worked_example(
    measure: Measure, tmp_path: Path, duck: DuckEngine, spark: SparkEngine
) -> None:
    store = Store(tmp_path)
    write_release(store, measure.example.tables)
    for engine in (duck, spark):
        answer = ask(store, measure.example.question, engine)
        assert answer.rows == measure.example.rows
        assert answer.engine == engine.name
