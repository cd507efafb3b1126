"""Questions: what is refused and in which words, many-to-many places, months, releases, notes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frankpledge.analytics.engine.preparing import prepare
from frankpledge.analytics.measures import (
    CannotAnswer,
    Question,
    ask,
    measure_named,
    measures,
    months,
    places,
    types,
)
from frankpledge.analytics.measures.definitions._support import crime, lies_in, live_in, stop
from frankpledge.analytics.store import Store
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

TWO_DISTRICTS = (
    lies_in("E01000001", "district", "E07000001", "Upton"),
    lies_in("E01000002", "district", "E07000002", "Downton"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "evidence")


def crimes(store: Store, **asked: Any) -> dict[str, Any]:
    """Place → recorded crimes, by the one level asked for."""
    answer = ask(store, Question("recorded-crime", **asked))
    return {str(row[0]): row[-1] for row in answer.rows}


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize("measure", measures(), ids=lambda one: one.name)
def test_nothing_loaded_is_said(measure: Any, store: Store) -> None:
    with pytest.raises(CannotAnswer, match=r"No .* (is|are) loaded, so .* is unknown"):
        ask(store, Question(measure.name))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"measure": "recorded-crimes"}, "There is no measure “recorded-crimes”; did you mean"),
        ({"places": ("Uptown",)}, "No place “Uptown” is known; did you mean “Upton”"),
        ({"places": ("town:Upton",)}, "“town” is no kind of place: expected lsoa, ward"),
        ({"types": ("Burglery",)}, "“Burglery” is loaded; did you mean “Burglary”?"),
        ({"types": ("Xyz",)}, r"“Xyz” is loaded\. Loaded are: Burglary"),
        ({"by": ("distrct",)}, "cannot be split by “distrct”; did you mean “district”"),
        ({"by": ("ward",)}, "No loaded lookup says in which ward a small area lies"),
        ({"by": ("gender",)}, "cannot be split by “gender”"),
        ({"first": date(2023, 1, 1)}, "loaded for January to February 2024; January 2023 lies out"),
        ({"last": date(2025, 1, 1)}, "January 2025 lies outside"),
        ({"first": date(2024, 1, 15)}, "2024-01-15 is not the first day of a month"),
        ({"first": date(2024, 2, 1), "last": date(2024, 1, 1)}, "later than January 2024"),
        ({"parameters": {"top": -1}}, "Expected a whole number from 0 to 10000"),
        ({"parameters": {"tops": 1}}, r"has no \['tops'\]: one may choose top"),
        ({"measure": "rolling-twelve-months"}, "too few for recorded crime, rolling twelve"),
        (
            {"measure": "rolling-twelve-months", "last": date(2024, 2, 1)},
            "too few for recorded crime, rolling twelve months",
        ),
        (
            {"measure": "like-for-like", "first": date(2024, 2, 1)},
            "for February 2024 needs the 12 months before it",
        ),
        ({"measure": "harm"}, "needs: weights by crime type. An area chooses its own"),
        ({"measure": "harm", "parameters": {"weights": {}}}, "expected a figure for each name"),
        (
            {"measure": "harm", "parameters": {"weights": {"Burglary": "much"}}},
            "not so for Burglary",
        ),
        ({"measure": "share-by-type", "types": ("Burglary",)}, "cannot be asked of some types"),
        (
            {"measure": "positive-outcome-rate", "last": date(2024, 2, 1)},
            "Crimes after August 2023 are too young",
        ),
        (
            {"measure": "positive-outcome-rate", "parameters": {"lag": 1, "positive": ()}},
            "expected a list of names",
        ),
        ({"measure": "crime-rate", "by": ("district",)}, "No population estimates are loaded"),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(
    asked: dict[str, Any], words: str, store: Store
) -> None:
    rows = (*crime("E01000001", "2024-01"), *crime("E01000002", "2024-02"))
    write_release(store, {"street": rows, "lookup": TWO_DISTRICTS})
    with pytest.raises(CannotAnswer, match=words):
        ask(store, Question(**{"measure": "recorded-crime", **asked}))


def test_stops_have_a_force_and_no_smaller_place(store: Store) -> None:
    write_release(store, {"stops": stop("White", "Arrest", times=2), "lookup": TWO_DISTRICTS})
    with pytest.raises(CannotAnswer, match=r"published by force.*Upton cannot be told apart"):
        ask(store, Question("stop-and-search", places=("Upton",)))
    assert ask(store, Question("stop-and-search", places=("somewhere",))).rows == ((2,),)


def test_no_people_by_ethnicity_no_disparity(store: Store) -> None:
    write_release(store, {"stops": stop("White", "Arrest")})
    with pytest.raises(CannotAnswer, match=r"how many people of each group.*shares of stops"):
        ask(store, Question("stop-and-search-disparity"))


def test_people_by_ethnicity_may_come_from_a_loaded_census(store: Store) -> None:
    census = {"code": "E07000001", "level": "district", "vintage": "2021", "year": 2021}
    groups = (("Asian: Indian", 60), ("Asian: Chinese", 40), ("White: Irish", 900))
    write_release(
        store,
        {
            "stops": (*stop("White", "Arrest", times=90), *stop("Asian", "Arrest", times=20)),
            "lookup": (lies_in("E07000001", "force", "E23000001", "Somewhere", "district"),),
            "population_group": tuple(
                {**census, "question": "Ethnic group", "group": group, "people": people}
                for group, people in groups
            ),
        },
    )
    answer = ask(store, Question("stop-and-search-disparity"))
    assert [row[:5] for row in answer.rows] == [
        ("Asian", 20, 100, 200.0, 2.0),
        ("White", 90, 900, 100.0, None),
    ]
    assert "People by ethnicity are those of Somewhere by the census, as loaded." in answer.notes


def test_measure_named() -> None:
    found = measure_named(" Recorded-Crime ")
    assert found is not None
    assert found.name == "recorded-crime"
    with pytest.raises(CannotAnswer, match="did you mean “harm”"):
        measure_named("harms")


# ------------------------------------------------------------------ places


def test_a_name_of_several_places_is_asked_back_unless_they_share_their_ground(
    store: Store,
) -> None:
    lookup = (
        *TWO_DISTRICTS,
        lies_in("E01000001", "csp", "E22000001", "Upton"),
        lies_in("E01000002", "ward", "E05000002", "Upton"),
    )
    rows = (*crime("E01000001", "2024-01", times=2), *crime("E01000002", "2024-01"))
    write_release(store, {"street": rows, "lookup": lookup})
    with pytest.raises(CannotAnswer, match=r"“upton” may be the .*\(E07000001\).* give the code"):
        ask(store, Question("recorded-crime", places=("upton",)))
    assert ask(store, Question("recorded-crime", places=("E07000001",))).rows == ((2,),)
    assert ask(store, Question("recorded-crime", places=("ward:UPTON",))).rows == ((1,),)
    assert crimes(store, places=("Upton",), by=("csp",)) == {"Upton": 2}


SOUTH_NOTTINGHAMSHIRE = tuple(
    row
    for number, name in enumerate(("Broxtowe", "Gedling", "Rushcliffe"), start=1)
    for row in (
        lies_in(f"E0100000{number}", "district", f"E0700000{number}", name),
        lies_in(f"E0700000{number}", "csp", "E22000366", "South Nottinghamshire", "district"),
    )
)


def test_a_partnership_of_three_districts_sums_them(store: Store) -> None:
    rows = [row for n in (1, 2, 3) for row in crime(f"E0100000{n}", "2024-01", times=n)]
    write_release(store, {"street": rows, "lookup": SOUTH_NOTTINGHAMSHIRE})
    answer = ask(store, Question("recorded-crime", by=("csp",)))
    assert answer.rows == (("South Nottinghamshire", "E22000366", 6),)
    within = crimes(store, by=("district",), places=("South Nottinghamshire",))
    assert within == {"Broxtowe": 1, "Gedling": 2, "Rushcliffe": 3}


@pytest.mark.parametrize(
    ("district", "partnerships"),
    [
        ("Buckinghamshire", ("Aylesbury Vale", "Chiltern", "South Bucks", "Wycombe")),
        ("Bournemouth, Christchurch and Poole", ("Bournemouth", "Poole", "Dorset")),
    ],
)
def test_a_district_of_several_partnerships_counts_whole_in_each_and_once_in_all(
    district: str, partnerships: tuple[str, ...], store: Store
) -> None:
    lookup = [lies_in("E01000001", "district", "E06000060", district)]
    lookup += [
        lies_in("E06000060", "csp", f"E2200030{n}", name, "district")
        for n, name in enumerate(partnerships)
    ]
    write_release(store, {"street": crime("E01000001", "2024-01", times=7), "lookup": lookup})
    for _ in ("by the rows", "by prepared counts"):
        answer = ask(store, Question("recorded-crime", by=("csp",)))
        assert {str(row[0]): row[-1] for row in answer.rows} == dict.fromkeys(partnerships, 7)
        assert answer.total is not None
        assert answer.total[-1] == 7
        asked_for = ask(store, Question("recorded-crime", places=partnerships))
        assert asked_for.rows == ((7,),)
        prepare(store)


def test_people_of_partnerships_that_overlap_are_not_added_up(store: Store) -> None:
    lookup = [
        lies_in("E01000001", "csp", "E22000001", "Bournemouth"),
        lies_in("E01000001", "csp", "E22000002", "Poole"),
    ]
    tables: dict[str, Any] = {
        "street": crime("E01000001", "2024-01", times=4),
        "lookup": lookup,
        "population": [live_in("E01000001", 2_000)],
    }
    write_release(store, tables)
    with pytest.raises(CannotAnswer, match=r"overlap.*Ask for them one by one"):
        ask(store, Question("crime-rate", places=("Bournemouth", "Poole")))
    answer = ask(store, Question("crime-rate", by=("csp",)))
    assert [row[-1] for row in answer.rows] == [2.0, 2.0]
    assert answer.total is None
    with pytest.raises(CannotAnswer, match=r"not known\. Ask for a place, or by place"):
        ask(store, Question("crime-rate"))


def test_an_abolished_district_gives_way_and_codes_of_2011_reach_later_wards(store: Store) -> None:
    lookup = (
        {**lies_in("E01000001", "district", "E07000026", "Allerdale"), "vintage": "2022"},
        {**lies_in("E01000001", "lsoa21", "E01000009", "Allerdale 1A"), "vintage": "2021"},
        lies_in("E01000009", "district", "E06000063", "Cumberland"),
        lies_in("E01000009", "ward", "E05000001", "Aspatria"),
    )
    write_release(store, {"street": crime("E01000001", "2018-10"), "lookup": lookup})
    assert crimes(store, by=("district",)) == {"Cumberland": 1}
    assert crimes(store, by=("ward",)) == {"Aspatria": 1}


def test_places_types_and_months_that_may_be_asked_about(store: Store) -> None:
    assert not places(store)
    assert not types(store)
    assert months(store, "street") is None
    rows = (*crime("E01000001", "2024-01", "Drugs"), *crime("E01000002", "2024-03"))
    write_release(store, {"street": rows, "lookup": SOUTH_NOTTINGHAMSHIRE})
    assert [one.name for one in places(store, "district")] == ["Broxtowe", "Gedling", "Rushcliffe"]
    assert [one.code for one in places(store, "lsoa", "Gedling")] == ["E01000002"]
    assert types(store) == ("Burglary", "Drugs")
    assert months(store, "street") == (date(2024, 1, 1), date(2024, 3, 1))


# ------------------------------------------------------------------ months, releases, notes


def month_rows(force: str, *months: str) -> list[dict[str, Any]]:
    """A crime of a force in each month."""
    return [{**row, "force": force} for one in months for row in crime(None, one)]


def test_a_month_that_one_force_lacks_is_said_and_is_in_no_comparison(store: Store) -> None:
    every = [f"{year}-{m:02}" for year in (2023, 2024) for m in range(1, 13)]
    rows = month_rows("here", *every)
    rows += month_rows("there", *(one for one in every if one != "2023-03"))
    write_release(store, {"street": rows})
    counted = ask(store, Question("recorded-crime"))
    assert counted.rows == ((47,),)
    assert counted.notes == ("March 2023: nothing is loaded for there.",)
    compared = ask(store, Question("like-for-like", first=date(2024, 1, 1)))
    assert compared.rows == ((22, 22, 0, 0.0),)
    assert compared.notes[-1].endswith("so not compared or summed: March 2023.")
    rolling = ask(store, Question("rolling-twelve-months"))
    assert [row[0] for row in rolling.rows] == [date(2024, m, 1) for m in range(3, 13)]


def test_a_month_loaded_without_a_row_is_a_month_of_none(store: Store) -> None:
    rows = month_rows("here", "2024-01", "2024-03")
    write_release(store, {"street": rows}, slices={"street": [("here", "2024-02")]})
    assert ask(store, Question("recorded-crime")).notes == ()
    first = last = date(2024, 2, 1)
    assert ask(store, Question("recorded-crime", first=first, last=last)).rows == ((0,),)


def test_a_later_release_supersedes_month_by_month_and_the_past_can_be_asked(store: Store) -> None:
    write_release(store, {"street": month_rows("here", "2024-01", "2024-02", "2024-02")})
    later = datetime(2025, 6, 1, tzinfo=UTC)
    write_release(
        store,
        {"street": month_rows("here", "2024-02", "2024-03")},
        published=date(2025, 6, 1),
        loaded=later,
    )
    now = ask(store, Question("recorded-crime", by=("month",)))
    assert [row[-1] for row in now.rows] == [1, 1, 1]
    assert len(now.releases) == 2
    prepare(store)
    assert ask(store, Question("recorded-crime", by=("month",))).rows == now.rows
    then = ask(store, Question("recorded-crime", as_at=datetime(2025, 4, 1, tzinfo=UTC)))
    assert then.rows == ((3,),)
    assert then.releases == now.releases[:1]


def test_breaks_in_a_series_are_told_where_they_matter(store: Store) -> None:
    example = measure_named("ksi")
    assert example is not None
    write_release(store, example.example.tables)
    breaks = {"somewhere": date(2024, 1, 20), "elsewhere": date(2019, 4, 1)}
    answer = ask(store, Question("ksi", parameters={"breaks": breaks}))
    assert [one for one in answer.notes if "began to record by injury" in one] == [
        "somewhere began to record by injury on 20 January 2024: the recorded figures before and "
        "after are not alike; compare the adjusted."
    ]


def test_weights_of_the_one_force_go_before_those_of_all(store: Store) -> None:
    weights = (
        {"crime_type": "Burglary", "days": 10.0},
        {"crime_type": "Burglary", "days": 25.0, "force": "somewhere"},
        {"crime_type": "Burglary", "subgroup": "Aggravated", "days": 900.0},
    )
    rows = (*crime(None, "2024-01", times=2), *crime(None, "2024-01", "Drugs"))
    write_release(store, {"street": rows, "weights": weights})
    answer = ask(store, Question("harm"))
    assert answer.rows == ((2, 50.0, 25.0),)
    assert answer.notes == (
        "Weighed by somewhere’s own weights, as loaded.",
        "No weight is given for Drugs: they count nothing.",
    )


# ------------------------------------------------------------------ a second, slow count

LSOAS = (None, *(f"E0100000{n}" for n in range(1, 6)))
ROWS = st.lists(
    st.tuples(
        st.sampled_from(LSOAS),
        st.sampled_from(["2024-01", "2024-02", "2024-03"]),
        st.sampled_from(["Burglary", "Drugs"]),
    ),
    min_size=1,
    max_size=25,
)
LIES_IN = st.sets(
    st.tuples(st.sampled_from(LSOAS[1:]), st.sampled_from(["E07000001", "E07000002"])), min_size=1
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS, pairs=LIES_IN)
def test_counts_are_those_of_a_plain_loop_prepared_or_not(
    rows: list[tuple[str | None, str, str]],
    pairs: set[tuple[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    store = Store(tmp_path_factory.mktemp("evidence"))
    lookup = [lies_in(lsoa, "district", code, code) for lsoa, code in sorted(pairs)]
    street = [row for lsoa, month, type in rows for row in crime(lsoa, month, type)]
    write_release(store, {"street": street, "lookup": lookup})
    expected: dict[tuple[str, date, str], int] = {}
    for lsoa, month, type in rows:
        for code in {code for area, code in pairs if area == lsoa}:
            key = (code, date.fromisoformat(f"{month}-01"), type)
            expected[key] = expected.get(key, 0) + 1
    for _ in ("by the rows", "by prepared counts"):
        answer = ask(store, Question("recorded-crime", by=("district", "month", "type")))
        assert {row[1:4]: row[4] for row in answer.rows} == expected
        assert answer.total is not None
        assert answer.total[-1] == len(rows)
        prepare(store)
