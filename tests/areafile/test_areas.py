"""Two areas unlike the demonstration, and unlike each other, beside it in one database."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from frankpledge.areafile.operations import load
from frankpledge.history.models import Entry
from frankpledge.meetings.editions import MEMBERS, Reader
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.papers import board_pack
from frankpledge.meetings.queries.calendar import deadlines_for
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.lives import body_page
from frankpledge.partnership.queries.register import (
    area_named,
    body_named,
    responsible_authorities,
    search_bodies,
)
from frankpledge.places.models import Area
from frankpledge.review.queries.updates import update_round

AREAS = Path(__file__).parents[1] / "areas"
ON = date(2024, 7, 1)


@pytest.fixture
def three_areas(demo_county):
    load(AREAS / "wales.yaml")
    load(AREAS / "city_region.yaml")


def authorities(slug, on=ON):
    found = responsible_authorities(area_named(slug), on)
    return {one.body.slug for one in found.responsible}


def test_three_areas_stand_side_by_side(three_areas):
    assert Area.objects.count() == 3
    assert Body.objects.filter(area__slug="cambridgeshire-and-peterborough").count() == 57
    writers = set(Entry.objects.values_list("by", flat=True))
    assert {"Area file, Wyr Valley", "Area file, Aldermere City Region"} <= writers


@pytest.mark.parametrize("name", ["wales", "city_region"])
def test_loading_one_again_changes_nothing(three_areas, name):
    sync = load(AREAS / f"{name}.yaml")
    assert sync.summary == "Nothing to change: all of it was loaded before."


@pytest.mark.row(1)
def test_welsh_authorities(three_areas):
    """A Welsh district: council, police, fire, the local health board and probation in Wales."""
    assert authorities("wyr-coast") == {
        "wyr-coast-council",
        "wyr-police",
        "wyr-fire",
        "wyr-health-board",
        "wyr-probation",
    }
    named = {
        one.body.slug: one
        for one in responsible_authorities(area_named("wyr-coast"), ON).responsible
    }
    assert named["wyr-health-board"].name_cy == "Bwrdd Iechyd Prifysgol Dyffryn Ŵyr"
    assert named["wyr-coast-council"].name_cy == "Cyngor Arfordir Ŵyr"


def test_welsh_names_find_bodies(three_areas):
    assert [body.slug for body in search_bodies(None, "Heddlu Dyffryn")] == [
        "wyr-police",
        "wyr-commissioner",
    ]


def test_one_partnership_over_two_councils(three_areas):
    page = body_page(body_named("wyr-two-councils-csp"), ON)
    assert {cover.place.slug for cover in page.covers} == {"wyr-north", "wyr-newhouse"}


def test_a_vacant_seat_says_so(three_areas):
    page = body_page(body_named("wyr-board"), ON)
    assert any(seat.vacant for seat in page.seats)
    (voluntary,) = [
        seat
        for seat in body_page(body_named("safer-communities-board"), ON).seats
        if seat.seat.slug == "voluntary-sector"
    ]
    assert voluntary.vacant


def test_clear_days_need_no_holidays(three_areas):
    day = date(2024, 6, 13)
    found = deadlines_for(body_named("wyr-board"), day)
    assert found.receipt == day - timedelta(days=11)
    assert found.circulation == day - timedelta(days=8)


def test_each_version_of_the_terms_gives_its_own_deadlines(three_areas):
    """Seven working days under the first version of the terms, ten under the second."""
    board = body_named("safer-communities-board")
    assert str(deadlines_for(board, date(2024, 5, 15)).receipt_rule).startswith("7 working days")
    assert str(deadlines_for(board, date(2024, 5, 16)).receipt_rule).startswith("10 working days")
    # Monday 26 August 2024 is a holiday: ten working days before 5 September is 21 August.
    assert deadlines_for(board, date(2024, 9, 5)).receipt == date(2024, 8, 21)
    with pytest.raises(LookupError, match="no terms of reference in force"):
        deadlines_for(board, date(2022, 5, 18))


def test_the_mayor_is_the_local_policing_body(three_areas):
    def local_policing_body(on):
        area = Area.objects.get(slug="aldermere")
        return [
            one.slug for one in Body.objects.filter(area=area).holding("local-policing-body", on)
        ]

    assert local_policing_body(date(2021, 5, 9)) == ["aldermere-police-commissioner"]
    assert local_policing_body(date(2021, 5, 10)) == ["aldermere-mayor"]
    assert "aldermere-mayor" not in authorities("aldermere")


@pytest.mark.row(3)
def test_a_borough_split_in_two(three_areas):
    """Brackwater has one council until 31 March 2023, and each half its own from the next day."""
    assert "aldermere-brackwater-council" in authorities("aldermere-brackwater", date(2023, 3, 31))
    assert "aldermere-brackwater-council" not in authorities(
        "aldermere-brackwater", date(2023, 4, 1)
    )
    assert "aldermere-upper-brackwater-council" in authorities("aldermere-upper-brackwater")
    assert "aldermere-lower-brackwater-council" not in authorities("aldermere-upper-brackwater")


@pytest.mark.parametrize(
    ("place", "areas_own"), [("wyr-north", "wyr"), ("aldermere-north", "aldermere")]
)
def test_no_authority_comes_from_another_area(three_areas, place, areas_own):
    assert all(slug.startswith(areas_own) for slug in authorities(place))


@pytest.mark.parametrize("board", ["wyr-board", "safer-communities-board"])
def test_their_updates_and_packs_are_made(three_areas, board):
    meeting = Meeting.objects.filter(body__slug=board, items__isnull=False).distinct().get()
    found = update_round(meeting, None, meeting.date)
    assert (len(found.expected), len(found.received)) == (2, 1)
    assert found.share == "1 of 2 (50.0%)"
    pack = board_pack(meeting, Reader(Viewer(), MEMBERS))
    assert [line.number for line in pack.agenda] == ["1", "2", "3"]
    assert len(pack.sections) >= 3
