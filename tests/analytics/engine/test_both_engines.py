"""The same questions to DuckDB and to a Spark cluster: the same rows, one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frankpledge.analytics.engine import DuckEngine, Engine, EngineFailed, SparkEngine
from frankpledge.analytics.engine.preparing import prepare
from frankpledge.analytics.measures import Answer, Measure, Question, ask, measures
from frankpledge.analytics.store import Store
from tests.support.evidence import EVIDENCE, taken
from tests.support.made_up import write_release
from tests.support.totals import (
    DISTRICTS_2024,
    MONTHS_2024,
    NO_PLACE_2024,
    OUTSIDE_2024,
    TYPES_2024,
)

pytestmark = [
    pytest.mark.once("pure: no database"),
    pytest.mark.spark,
    pytest.mark.xdist_group("spark"),
]


def day(year: int, month: int) -> date:
    """The first of a month."""
    return date(year, month, 1)


# Derived measures have no SQL: they ask these, and work the small answers on in Python.
ASKED_OF_THE_ENGINE = [one for one in measures() if one.derive is None]


@pytest.mark.parametrize("measure", ASKED_OF_THE_ENGINE, ids=lambda one: one.name)
def test_worked_example(measure: Measure, tmp_path: Path, spark: SparkEngine) -> None:
    store = Store(tmp_path)
    write_release(store, measure.example.tables)
    prepare(store)
    answer = ask(store, measure.example.question, spark)
    assert answer.rows == measure.example.rows
    assert answer.engine == spark.name


@pytest.fixture(scope="module")
def both_years(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Cambridgeshire 2024, three forces of 2018, all lookups and populations."""
    store = Store(tmp_path_factory.mktemp("evidence"))
    police = ("cambridgeshire-2024.zip", "three-forces-2018-q4.zip")
    taken(store, *(EVIDENCE / "police" / name for name in police))
    taken(store, *sorted((EVIDENCE / "geography").glob("lookup_*.csv")))
    taken(store, *sorted((EVIDENCE / "geography").glob("population*.csv")))
    return store


def same(store: Store, question: Question, *engines: Engine) -> Answer:
    """The answer that all engines give, down to its notes."""
    first, *others = (ask(store, question, engine) for engine in engines)
    for other in others:
        assert other.columns == first.columns
        assert other.rows == first.rows
        assert other.total == first.total
        assert other.notes == first.notes
    return first


def test_checked_totals_to_the_unit(
    both_years: Store, duck: DuckEngine, spark: SparkEngine
) -> None:
    first, last = day(2024, 1), day(2024, 12)
    districts = same(
        both_years,
        Question("recorded-crime", by=("district", "type"), first=first, last=last),
        duck,
        spark,
    )
    found: dict[object, int] = {}
    for name, _, _, crimes in districts.rows:
        found[name] = found.get(name, 0) + int(str(crimes))
    assert found == DISTRICTS_2024
    total = sum(DISTRICTS_2024.values()) + OUTSIDE_2024 + NO_PLACE_2024
    assert districts.total == (None, None, None, total)
    months = same(
        both_years,
        Question("recorded-crime", by=("month", "type"), first=first, last=last),
        duck,
        spark,
    )
    by_month: dict[object, int] = {}
    by_type: dict[object, int] = {}
    for month, kind, crimes in months.rows:
        by_month[month] = by_month.get(month, 0) + int(str(crimes))
        by_type[kind] = by_type.get(kind, 0) + int(str(crimes))
    assert tuple(by_month.values()) == MONTHS_2024
    assert {kind: by_type[kind] for kind in TYPES_2024} == TYPES_2024


@pytest.mark.parametrize(
    "question",
    [
        Question("recorded-crime", by=("force", "district", "year"), places=("Fenland",)),
        Question("recorded-crime", by=("lsoa", "quarter"), types=("Burglary",)),
        Question("crime-rate", by=("ward",)),
        Question("rolling-twelve-months", by=("csp", "type"), first=day(2024, 12)),
        Question("positive-outcome-rate", by=("csp", "month")),
        Question("outcomes", by=("district", "type")),
        Question("stop-and-search-shares", by=("force", "month")),
    ],
    ids=lambda one: one.measure,
)
def test_real_evidence_row_by_row(
    question: Question, both_years: Store, duck: DuckEngine, spark: SparkEngine
) -> None:
    assert same(both_years, question, duck, spark).rows


TRICKY = """
SELECT word, number, number // 2 AS halved, number / 2 AS half, number % 3 AS rest,
       CAST(date_trunc('quarter', day) AS DATE) AS quarter, YEAR(day) AS year,
       0.1 + 0.2 AS decimal, 1e0 / 3 AS third, NULLIF(number, 7) AS nothing,
       RANK() OVER (ORDER BY word) AS nth, SUM(number) OVER () AS total
FROM (VALUES ('b', 7, DATE '2024-02-29'), (NULL, 8, DATE '2024-12-31'), ('a', 9, NULL))
     AS v(word, number, day)
WHERE number >= $least ORDER BY word, number
"""


def test_nulls_divisions_dates_and_decimals_agree(duck: DuckEngine, spark: SparkEngine) -> None:
    one, other = (engine.run(TRICKY, {"least": 7}) for engine in (duck, spark))
    assert one == other
    assert [row[0] for row in one.rows] == ["a", "b", None]
    assert [row[2] for row in one.rows] == [4, 3, 4]
    assert [row[3] for row in one.rows] == [4.5, 3.5, 4.0]


def test_a_fault_is_told_in_a_line(spark: SparkEngine) -> None:
    with pytest.raises(EngineFailed, match="Spark could not work this out") as why:
        spark.run("SELECT nowhere FROM nothing")
    assert "\n" not in str(why.value)
    with pytest.raises(EngineFailed, match="cannot be carried to Spark"):
        spark.run("SELECT FROM WHERE")
