"""One DuckDB and one Spark cluster for all tests of the engines."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from frankpledge.analytics.engine import DuckEngine, SparkEngine
from tests.support.spark import SMALL, standalone


@pytest.fixture(scope="session")
def duck() -> Iterator[DuckEngine]:
    """DuckDB in this process."""
    engine = DuckEngine(threads=2, memory="500MB")
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    """A Spark cluster of a master and two workers."""
    with warnings.catch_warnings(), standalone(tmp_path_factory.mktemp("spark")) as master:
        # pyspark says of the newest pandas that it does not know it; nothing here uses pandas.
        warnings.simplefilter("ignore")
        engine = SparkEngine(master, SMALL)
        yield engine
        engine.close()
