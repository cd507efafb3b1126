"""Findings that are public together: no small count can be worked out from several of them."""

from datetime import date

import pytest

from frankpledge.analytics.measures import Question
from frankpledge.analytics.small_numbers import NOT_SHOWN
from frankpledge.evidence.findings.papers import shown_together
from tests.findings.support import DISTRICTS, crime_rows, kept, loaded

pytestmark = pytest.mark.usefixtures("demo")
MARCH = date(2018, 3, 1)
FENLAND, SOUTH = DISTRICTS["Fenland"], DISTRICTS["South Cambridgeshire"]


def burglaries(*by, places=(), **more):
    asked = {"first": MARCH, "last": MARCH, "types": ("Burglary",), **more}
    return kept(question=Question("recorded-crime", by=by, places=places, **asked))


def counts(kind="Burglary", month=MARCH, **districts):
    return {(name.replace("_", " "), kind, month): many for name, many in districts.items()}


def told(*findings):
    """The last cell of each row of each finding, as the public sees them together."""
    shown = shown_together(findings)
    return [[row[-1] for row in shown[one.pk].figures.rows] for one in findings]


def test_a_sum_of_two_places_gives_neither_away():
    """Fenland 7, and both 8: South Cambridgeshire would be 1."""
    loaded(
        crime_rows(
            counts(Fenland=7, South_Cambridgeshire=1, Cambridge=6, Huntingdonshire=40)
            | counts(Peterborough=50)
        )
    )
    table = burglaries("district")
    assert told(table)[0].count(NOT_SHOWN) == 2
    both = burglaries(places=(FENLAND, SOUTH))
    districts, sums = told(table, both)
    by = dict(zip([row[0] for row in table.figures.rows], districts, strict=True))
    assert by["South Cambridgeshire"] == NOT_SHOWN
    assert NOT_SHOWN in (by["Fenland"], sums[0])


def test_what_lies_between_two_sums_is_guarded_though_no_finding_tells_it():
    loaded(crime_rows(counts(Fenland=30, South_Cambridgeshire=2)))
    fenland, both = burglaries(places=(FENLAND,)), burglaries(places=(FENLAND, SOUTH))
    assert NOT_SHOWN in [one[0] for one in told(fenland, both)]


def test_a_place_asked_by_name_is_the_same_place():
    loaded(crime_rows(counts(Fenland=30, South_Cambridgeshire=2)))
    fenland = burglaries(places=("Fenland",))
    both = burglaries(places=("district:Fenland", SOUTH))
    assert NOT_SHOWN in [one[0] for one in told(fenland, both)]


def test_wards_are_guarded_with_the_districts_they_lie_in():
    """One ward of each of two districts is small: hidden alone, its district would tell it."""
    first = crime_rows(counts(Fenland=50), wards=range(5)) + crime_rows(
        counts(Fenland=2), wards=[5]
    )
    second = crime_rows(counts(Cambridge=60), wards=range(5)) + crime_rows(
        counts(Cambridge=3), wards=[5]
    )
    loaded(first + second)
    wards, districts = burglaries("ward"), burglaries("district")
    names = [row[0] for row in wards.figures.rows]
    by_ward, by_district = told(wards, districts)
    for district, total in zip(
        [row[0] for row in districts.figures.rows], by_district, strict=True
    ):
        mine = [
            cell
            for name, cell in zip(names, by_ward, strict=True)
            if str(name).startswith(district)
        ]
        assert mine.count(NOT_SHOWN) >= (1 if total == NOT_SHOWN else 2)


def test_months_and_their_total_are_guarded_together():
    loaded(
        crime_rows(
            counts(month=date(2018, 1, 1), Fenland=20)
            | counts(month=date(2018, 2, 1), Fenland=2)
            | counts(month=MARCH, Fenland=30)
        )
    )
    year = burglaries(places=(FENLAND,), first=date(2018, 1, 1))
    without = burglaries(places=(FENLAND,), first=date(2018, 1, 1), last=date(2018, 1, 1))
    later = burglaries(places=(FENLAND,), first=MARCH)
    assert NOT_SHOWN in [one[0] for one in told(year, without, later)]


def test_findings_that_give_nothing_away_are_shown_whole():
    loaded(crime_rows(counts(Fenland=30, South_Cambridgeshire=20, Cambridge=40)))
    table, both = burglaries("district"), burglaries(places=(FENLAND, SOUTH))
    assert told(table, both)[1] == [50]
    assert NOT_SHOWN not in told(table, both)[0]


def test_of_findings_from_other_records_the_smaller_is_held_back_whole():
    """A later release told otherwise: what lies between the two editions is a difference too."""
    loaded(crime_rows(counts(Fenland=30, South_Cambridgeshire=20, Cambridge=3, Peterborough=9)))
    table = burglaries("district")
    revised = counts(Fenland=31, South_Cambridgeshire=20, Cambridge=3, Peterborough=9)
    loaded(crime_rows(revised), published=date(2018, 11, 1), whole=False)
    alone = burglaries(places=(FENLAND,))
    shown = shown_together([table, alone])
    assert shown[alone.pk].figures.rows == ((NOT_SHOWN,),)
    assert "held back whole" in " ".join(shown[alone.pk].figures.notes)
    assert [row[-1] for row in shown[table.pk].figures.rows].count(NOT_SHOWN) == 2
