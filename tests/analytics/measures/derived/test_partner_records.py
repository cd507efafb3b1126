"""A partner's records: by time, category and place; what may not be read is not named."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.measures import Answer, CannotAnswer, Question, ask
from frankpledge.analytics.measures.derived._examples import lies_in
from frankpledge.analytics.store import Store
from frankpledge.analytics.store.mapping import Column, Mapping, Place
from tests.support.evidence import taken, written
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

VISITS = Mapping(
    "hospital-visits",
    "Hospital visits",
    "The hospital",
    (
        Column("When", "at", "day"),
        Column("Cause", "cause"),
        Column("People", "people", "integer", blank=("-",)),
        Column("Hours", "hours", "number"),
    ),
    Place("lsoa", ("LSOA",)),
    "at",
)
LINES = (
    "2024-01-05,Assault,2,1.5,E01000001",
    "2024-01-06,Fall,1,0.25,E01000002",
    "2024-02-07,Assault,-,2,E01000003",
    "2024-04-08,Assault,4,0.1,",
    "2025-01-01,Fall,5,0.2,E01000009",
)
WARDS = (("E01000001", 1), ("E01000002", 1), ("E01000003", 2))
LOOKUP = [
    row
    for code, n in WARDS
    for row in (
        lies_in(code, "ward", f"E0500000{n}", f"Ward {n}"),
        lies_in(code, "district", "E07000001", "Upton"),
    )
]
TABLES = ("partner_hospital_visits", "partner_secret_calls")
DAY = (Column("A", "at", "day"),)
HEADINGS = "When,Cause,People,Hours,LSOA"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Hospital visits, the places that they lie in, and a table of somebody else."""
    store = Store(tmp_path / "store")
    taken(store, written(tmp_path / "visits.csv", HEADINGS, *LINES), mapping=VISITS)
    secret = Mapping("secret-calls", "Calls", "Others", (Column("Day", "at", "day"),), when="at")
    taken(store, written(tmp_path / "calls.csv", "Day", "2024-01-01"), mapping=secret)
    write_release(store, {"lookup": LOOKUP})
    return store


def found(store: Store, *by: str, partners: tuple[str, ...] = TABLES[:1], **more: Any) -> Answer:
    """The answer; whatever is no part of a question is a parameter."""
    parts = {name: more.pop(name) for name in ("first", "last", "places", "types") if name in more}
    parameters = {"table": "hospital-visits", **more}
    asked = Question("partner-records", by, parameters=parameters, **parts)
    return ask(store, asked, partners=partners)


def test_records_are_counted_by_time(store: Store) -> None:
    counted = Counter(line[:7] for line in LINES)
    by_month = found(store, "month")
    assert by_month.rows == tuple(
        (date.fromisoformat(f"{month}-01"), count) for month, count in sorted(counted.items())
    )
    assert "March 2024 and May to December 2024: nothing is loaded" in by_month.notes[0]
    assert found(store, "quarter").rows == (
        (date(2024, 1, 1), 3),
        (date(2024, 4, 1), 1),
        (date(2025, 1, 1), 1),
    )
    assert found(store, "year").rows == ((2024, 4), (2025, 1))
    assert found(store).rows == ((5,),)
    asked = found(store, first=date(2024, 1, 1), last=date(2024, 2, 1))
    assert (asked.rows, asked.covered) == (((3,),), (date(2024, 1, 1), date(2024, 2, 1)))
    assert len(asked.releases) == 1


def test_records_are_counted_by_a_column_and_summed(store: Store) -> None:
    assert found(store, category="cause").rows == (("Assault", 3), ("Fall", 2))
    people = found(store, "category", category="cause", sum="people")
    assert people.rows == (("Assault", 6), ("Fall", 6))
    assert [(one.title, one.kind) for one in people.columns] == [
        ("Cause", "text"),
        ("Sum of people", "count"),
    ]
    assert any("say no “people”: they add nothing" in note for note in people.notes)
    hours = found(store, sum="Hours")
    assert (hours.rows, hours.columns[0].kind) == (((4.05,),), "number")


def test_records_lie_in_the_places_of_the_lookups(store: Store) -> None:
    wards = found(store, "ward")
    assert wards.rows == (("Ward 1", "E05000001", 2), ("Ward 2", "E05000002", 1))
    assert found(store, "district").rows == (("Upton", "E07000001", 3),)
    assert [row[1:] for row in found(store, "lsoa").rows] == [
        (f"E0100000{n}", 1) for n in (1, 2, 3, 9)
    ]
    assert found(store, places=("Ward 1",)).rows == ((2,),)
    assert found(store, "month", places=("Upton", "E01000001")).rows[0] == (date(2024, 1, 1), 2)
    assert any("have no place" in note for note in wards.notes)
    assert any("lie outside the places known" in note for note in wards.notes)
    assert all("Fewer than ten" in note for note in wards.notes[1:])
    assert len(wards.releases) == 2


def test_codes_of_wards_lie_in_themselves(store: Store, tmp_path: Path) -> None:
    """A ward's code is known by the lookup; in which district it lies only small areas say."""
    columns = (Column("Year", "year", "integer"), Column("Calls", "calls", "integer"))
    mapping = Mapping("noise", "Noise", "Council", columns, Place("code", ("Ward",)), "year")
    lines = ("2022,30,E05000001", "2023,40,E05000001", "2023,5,E05000002")
    taken(store, written(tmp_path / "noise.csv", "Year,Calls,Ward", *lines), mapping=mapping)
    asked: dict[str, Any] = {"partners": ("partner_noise",), "table": "noise", "sum": "calls"}
    assert found(store, "year", "ward", **asked).rows == (
        (2022, "Ward 1", "E05000001", 30),
        (2023, "Ward 1", "E05000001", 40),
        (2023, "Ward 2", "E05000002", 5),
    )
    part = found(store, **asked, first=date(2022, 6, 1))
    assert (part.rows, part.covered) == (((45,),), (date(2023, 1, 1), date(2023, 12, 1)))
    with pytest.raises(CannotAnswer, match="has years in it, but no day or month"):
        found(store, "month", **asked)
    with pytest.raises(CannotAnswer, match="ask for whole years"):
        found(store, **asked, first=date(2023, 6, 1))


@pytest.mark.parametrize("table", ["secret-calls", "secret_calls", "partner_secret_calls", "no"])
def test_what_one_may_not_read_is_as_if_it_were_not_there(store: Store, table: str) -> None:
    with pytest.raises(CannotAnswer) as refused:
        found(store, table=table)
    assert str(refused.value) == (
        f"You may read no partner's table “{table}”. You may read: hospital-visits."
    )
    with pytest.raises(CannotAnswer, match="No partner's table that you may read is loaded"):
        found(store, table=table, partners=())


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"table": ""}, r"Which partner's table\? You may read: hospital-visits\."),
        ({"table": "hospital-visit"}, "did you mean “hospital-visits”"),
        ({"category": "cuase"}, "has no column “cuase”; did you mean “cause”"),
        ({"category": "hours"}, "“hours” of “hospital-visits” cannot be a category. As a category"),
        ({"sum": "cause"}, "cannot be a column to sum. As a column to sum will do: people and hou"),
        ({"sum": 'people") FROM lookup --'}, "has no column"),
        ({"by": ("category",)}, "has no column “”. As a category will do: cause"),
        ({"by": ("ward", "district")}, "one kind of place only"),
        ({"types": ("Burglary",)}, "no types of crime"),
        ({"first": date(2023, 1, 1)}, "January 2023 lies outside"),
        ({"first": date(2024, 3, 1), "last": date(2024, 3, 1)}, "nothing is for March 2024"),
        ({"first": date(2024, 2, 1), "last": date(2024, 1, 1)}, "later than January 2024"),
        ({"first": date(2024, 2, 3)}, "not the first day of a month"),
        ({"places": ("Uptown",)}, "No place “Uptown” is known"),
        ({"shape": "round"}, "one may choose table, category, sum"),
    ],
)
def test_refusals(store: Store, asked: dict[str, Any], words: str) -> None:
    by = asked.pop("by", ())
    with pytest.raises(CannotAnswer, match=words):
        found(store, *by, **asked)


@pytest.mark.parametrize(
    ("mapping", "line", "by", "words"),
    [
        (Mapping("t", "T", "P", (Column("A", "a"),)), "x,y", "", "no day or month in it"),
        (
            Mapping("t", "T", "P", DAY, when="at"),
            "2024-01-01,y",
            "ward",
            "“t” has no place in it.",
        ),
        (
            Mapping("t", "T", "P", DAY, Place("name", ("B",), "ward"), "at"),
            "2024-01-01,y",
            "ward",
            "by name, not by code.*Ask for its column place",
        ),
    ],
)
def test_what_a_table_lacks_is_said(
    store: Store, tmp_path: Path, mapping: Mapping, line: str, by: str, words: str
) -> None:
    taken(store, written(tmp_path / "t.csv", "A,B", line), mapping=mapping)
    with pytest.raises(CannotAnswer, match=words):
        found(store, *filter(None, [by]), table="t", partners=("partner_t",))


def test_a_column_of_many_values_is_no_category(store: Store, tmp_path: Path) -> None:
    lines = [f"2024-01-01,Person {n},1,1,E01000001" for n in range(61)]
    taken(store, written(tmp_path / "more.csv", HEADINGS, *lines), mapping=VISITS)
    with pytest.raises(CannotAnswer, match="63 different values: too many"):
        found(store, category="cause")
