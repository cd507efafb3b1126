"""The demonstration's evidence in a store, once for all tests of measures."""

from __future__ import annotations

import pytest

from frankpledge.analytics.store import Store
from tests.support.evidence import EVIDENCE, taken

LOOKUPS = sorted((EVIDENCE / "geography").glob("lookup_*.csv"))
PEOPLE = sorted((EVIDENCE / "geography").glob("population*.csv"))


@pytest.fixture(scope="session")
def year_2024(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Cambridgeshire 2024, all lookups, populations, harm weights; West Yorkshire's roads."""
    store = Store(tmp_path_factory.mktemp("evidence"))
    taken(store, EVIDENCE / "police" / "cambridgeshire-2024.zip")
    taken(store, *LOOKUPS, *PEOPLE)
    taken(store, *sorted((EVIDENCE / "harm").glob("cchi_category*.csv")))
    roads = EVIDENCE / "road" / "west-yorkshire-2024"
    taken(store, roads / "accidents.csv", roads / "casualties.csv")
    return store


@pytest.fixture(scope="session")
def quarter_2018(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Three forces, October to December 2018, and all lookups."""
    store = Store(tmp_path_factory.mktemp("evidence"))
    taken(store, EVIDENCE / "police" / "three-forces-2018-q4.zip")
    taken(store, *LOOKUPS)
    return store
