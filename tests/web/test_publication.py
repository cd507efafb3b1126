"""The public page of a board: what is out, what waits, how to follow it, and nothing more."""

import pytest

from frankpledge.meetings.operations import circulate, publish
from tests.support.county import OCTOBER, SECRETARY, board, meeting
from tests.support.reading import headings, links, table_rows, title, words

BOARD = "/boards/county-board/"
MEETING = "/meetings/county-board/2018-10-11/"


@pytest.fixture
def published(demo):
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)


def test_before_anything_is_public_the_page_says_so(demo, browse):
    page = browse.get(BOARD)
    assert title(page) == board().name_on(OCTOBER)
    assert "Nothing is published yet" in headings(page)
    assert links(page)["Thursday 11 October 2018"] == MEETING


@pytest.mark.row(90)
def test_a_published_meeting_stands_with_its_papers_and_what_is_withheld(published, browse):
    """Six papers from the day they were published, and that one more is withheld: not which."""
    page = browse.get(BOARD)
    (row,) = [one for one in table_rows(page) if one[0] == "Thursday 11 October 2018"]
    assert row[1].startswith("6 papers, from 11 October 2018 1 paper withheld")
    assert row[2:] == ["–", "–"]
    assert "Minutes and actions" not in words(page)
    pack = links(page)["Public pack (PDF) , Thursday 11 October 2018"]
    assert pack == f"{MEETING}pack/public.pdf"


def test_it_leads_to_the_register_and_the_calendar_and_repeats_neither(published, browse):
    found = links(browse.get(BOARD))
    assert found["Calendar of its meetings"] == "http://testserver/calendar/county-board.ics"
    assert found["All its meetings"] == "/meetings/county-board/"
    assert "/partnership/bodies/county-board/" in found.values()


def test_it_is_the_same_page_for_everybody(published, browse, signed_in):
    before = words(browse.get(BOARD))
    for account in ("secretary", "member"):
        assert words(signed_in(account).get(BOARD)) == before


def test_a_body_that_does_not_meet_has_no_such_page(demo, browse):
    assert browse.get("/boards/road-safety/").status_code == 404
    assert browse.get("/boards/nobody/").status_code == 404


@pytest.mark.row(90)
def test_the_public_see_each_papers_state_and_day_on_the_meetings_page(published, browse):
    said = words(browse.get(MEETING))
    assert said.count("Published on 11 October 2018") == 6
    assert "Withheld from the public until the board approves them" in said


def test_the_page_of_calendars_without_any_area(db, browse):
    page = browse.get("/calendar/")
    assert "No board meets yet" in headings(page)
