"""Real evidence to the unit: Cambridgeshire 2024, three forces of 2018, West Yorkshire's roads."""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from datetime import date
from io import TextIOWrapper
from pathlib import Path

import pytest

from frankpledge.analytics.measures import Question, ask
from frankpledge.analytics.store import Store
from tests.support.evidence import EVIDENCE, taken
from tests.support.totals import (
    DISTRICTS_2024,
    MONTHS_2024,
    NO_PLACE_2024,
    OUTSIDE_2024,
    TYPES_2024,
)

pytestmark = pytest.mark.once("pure: no database")


def test_districts_of_2024_and_what_lies_in_none(year_2024: Store) -> None:
    answer = ask(year_2024, Question("recorded-crime", by=("district",)))
    assert {str(row[0]): row[-1] for row in answer.rows} == DISTRICTS_2024
    assert answer.total is not None
    assert answer.total[-1] == sum(DISTRICTS_2024.values()) + OUTSIDE_2024 + NO_PLACE_2024
    assert answer.notes == (
        f"{OUTSIDE_2024} crimes lie outside the 6 districts; {NO_PLACE_2024:,} have no place: "
        "they are in the total only.",
    )
    assert answer.covered == (date(2024, 1, 1), date(2024, 12, 1))


def test_partnerships_of_2024_are_the_districts(year_2024: Store) -> None:
    answer = ask(year_2024, Question("recorded-crime", by=("csp",)))
    assert {str(row[0]): row[-1] for row in answer.rows} == DISTRICTS_2024


def test_months_of_2024(year_2024: Store) -> None:
    answer = ask(year_2024, Question("recorded-crime", by=("month",)))
    assert tuple(row[-1] for row in answer.rows) == MONTHS_2024
    assert answer.rows[0][0] == date(2024, 1, 1)


def test_types_of_2024(year_2024: Store) -> None:
    answer = ask(year_2024, Question("recorded-crime", by=("type",)))
    found = {str(kind): crimes for kind, crimes in answer.rows}
    assert {kind: found[kind] for kind in TYPES_2024} == TYPES_2024
    assert sum(int(str(crimes)) for crimes in found.values()) == sum(MONTHS_2024)


def test_the_rolling_year_at_its_only_end_is_the_whole_year(year_2024: Store) -> None:
    answer = ask(year_2024, Question("rolling-twelve-months"))
    assert answer.rows == ((date(2024, 12, 1), sum(MONTHS_2024)),)


def counted_by_hand() -> Counter[str]:
    """District → crimes of Cambridgeshire's last quarter of 2018, by a plain dict of 2011 codes."""
    with (EVIDENCE / "geography" / "lookup_lsoa11_ltla21.csv").open(encoding="utf-8-sig") as file:
        district = {row["lsoa11_code"]: row["ltla21_name"] for row in csv.DictReader(file)}
    found: Counter[str] = Counter()
    with zipfile.ZipFile(EVIDENCE / "police" / "three-forces-2018-q4.zip") as archive:
        for name in archive.namelist():
            if name.endswith("street.csv"):
                with archive.open(name) as raw:
                    for row in csv.DictReader(TextIOWrapper(raw, "utf-8")):
                        found[district.get(row["LSOA code"], "")] += 1
    return found


def test_districts_of_2018_have_codes_of_2011(quarter_2018: Store) -> None:
    answer = ask(quarter_2018, Question("recorded-crime", by=("district",)))
    expected = counted_by_hand()
    assert answer.total is not None
    assert answer.total[-1] == sum(expected.values())
    del expected[""]
    assert {str(row[0]): row[-1] for row in answer.rows} == expected
    assert len(expected) == 6


def test_three_forces_of_2018_one_of_them_welsh(quarter_2018: Store) -> None:
    answer = ask(quarter_2018, Question("recorded-crime", by=("force",)))
    assert [row[:2] for row in answer.rows] == [
        ("Cambridgeshire", "cambridgeshire"),
        ("Dyfed-Powys", "dyfed-powys"),
        ("Norfolk", "norfolk"),
    ]


@pytest.mark.parametrize(
    ("lookup", "police"),
    [
        ("lookup_lsoa11_ltla21.csv", "cambridgeshire-2024.zip"),
        ("lookup_lsoa21_ward24_ltla24.csv", "three-forces-2018-q4.zip"),
    ],
)
def test_a_lookup_of_one_census_alone_loses_rows(
    lookup: str, police: str, year_2024: Store, quarter_2018: Store, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    taken(store, EVIDENCE / "police" / police)
    taken(store, EVIDENCE / "geography" / lookup)
    whole = year_2024 if "2024" in police else quarter_2018
    question = Question("recorded-crime", by=("district",))
    one, both = (
        sum(int(str(row[-1])) for row in ask(each, question).rows) for each in (store, whole)
    )
    assert one < both * 0.97


def test_roads_of_west_yorkshire(year_2024: Store) -> None:
    severity = Question("collisions", by=("severity",))
    assert ask(year_2024, severity).rows == (("Fatal", 35), ("Serious", 1_164), ("Slight", 2_861))
    severity = Question("casualties", by=("severity",))
    assert ask(year_2024, severity).rows == (("Fatal", 40), ("Serious", 1_278), ("Slight", 3_922))
    assert ask(year_2024, Question("ksi")).rows == ((40, 1_278, 1_318, 1_318.0, 0),)
    by_district = ask(year_2024, Question("ksi", by=("district",)))
    assert sum(int(str(row[4])) for row in by_district.rows) == 1_318


def test_every_small_area_is_there_with_its_crimes_or_none(year_2024: Store) -> None:
    answer = ask(year_2024, Question("crimes-by-small-area"))
    assert len(answer.rows) == 516
    assert sum(int(str(row[-1])) for row in answer.rows) == sum(DISTRICTS_2024.values())
