"""Requests to the board, links between groups, one update for several boards, and dates to know."""

from datetime import date

import pytest

from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.models import UpdateGiven
from frankpledge.review.queries.reach import dates_to_come, named_in
from frankpledge.review.queries.updates import update_round
from frankpledge.review.requests.queries import open_requests, request_counts, request_list
from tests.support.county import OCTOBER, board, meeting

pytestmark = pytest.mark.usefixtures("demo_county")
# The secretary of the board, who sees every update of a meeting.
GROUPS = ("dasv", "child-exploitation", "drugs-and-alcohol", "youth-justice", "offender")


def secretary():
    return Viewer(account=object(), secretary_of=frozenset({board().pk}))  # type: ignore[arg-type]


def of(group, narrowed="all"):
    return request_list(board(), OCTOBER, narrowed=narrowed, group=group).lines


@pytest.mark.row(30)
def test_youth_justice_makes_eight_requests_and_prevent_none():
    """Each request is a record of its own, given to nobody yet and not answered."""
    assert len(of("youth-justice")) == 8
    assert {(one.state, one.owner) for one in of("youth-justice")} == {("open", "")}
    assert of("prevent") == ()
    counts = request_counts(board(), [body_named("youth-justice")], OCTOBER, None)
    (found,) = counts.values()
    assert (found.open, found.unanswered, found.longest) == (8, 8, 1)


@pytest.mark.row(30)
def test_domestic_abuse_asks_three_things_and_five_for_information_close_themselves():
    """What is for information is noted on the day it came, and waits for nobody."""
    assert len(of("dasv", "open")) == 3
    noted = of("dasv", "noted")
    assert len(noted) == 5
    assert {one.request.settled for one in noted} == {date(2018, 10, 1)}


@pytest.mark.row(30)
def test_housing_for_offenders_is_asked_two_quarters_running():
    """October's update says that it asks again: July's asking is remembered with it."""
    (housing,) = [
        one for one in open_requests(body_named("offender"), board(), OCTOBER) if one.quarters > 1
    ]
    assert housing.running == "asked two quarters running"
    assert housing.asked == date(2018, 7, 19)


@pytest.mark.row(31)
def test_the_link_from_offenders_to_drugs_shows_on_both():
    """The offender group's update names the drugs group, and the drugs group's page says so."""
    received = {one.group.slug: one for one in update_round(meeting(), None, OCTOBER).received}
    links = [link.name for line in received["offender"].lines("information") for link in line.links]
    assert links == [body_named("drugs-and-alcohol").short_on(OCTOBER)]
    (named,) = named_in(body_named("drugs-and-alcohol"), secretary(), OCTOBER)
    assert named.update.group.slug == "offender"


@pytest.mark.row(31)
def test_child_exploitations_four_presentations_and_its_conduit():
    """Huntingdonshire has had its presentation; Cambridge, South Cambridgeshire and Fenland have
    one booked. One representative joins the group, the monthly meetings and the partnerships."""
    received = {one.group.slug: one for one in update_round(meeting(), None, OCTOBER).received}
    lines = received["child-exploitation"].lines("information")
    hows = [link.how for link in lines[0].links]
    assert [how.startswith("the group") for how in hows] == [True, False, False, False]
    assert [link.url.rstrip("/").rpartition("/")[2] for link in lines[1].links] == [
        "mace",
        "safeguarding-children-board",
    ]
    assert named_in(body_named("mace"), secretary(), OCTOBER)


@pytest.mark.row(32)
def test_a_renamed_groups_update_goes_by_its_name_of_the_day():
    """Until July 2018 the group was named for sexual exploitation; October's update has the new
    name, and the register finds it by either."""
    group = body_named("child-exploitation")
    assert "Sexual Exploitation" in group.name_on(date(2018, 7, 18))
    received = {one.group.slug: one for one in update_round(meeting(), None, OCTOBER).received}
    assert received["child-exploitation"].group_name == "Missing and Child Exploitation Group"


@pytest.mark.row(86)
def test_crisis_care_reports_to_three_boards_with_one_update():
    """The countywide board's form, and the two boards that the same update is given to."""
    given = UpdateGiven.objects.select_related("board", "update__group", "update__meeting__body")
    assert {one.update.group.slug for one in given} == {"crisis-care"}
    boards = {one.board.slug for one in given} | {given[0].update.meeting.body.slug}
    assert boards == {"county-board", "care-advisory-group", "health-and-care-executive"}


def dates(group, on=date(2018, 10, 1)):
    found = dates_to_come([body_named(group)], secretary(), on)
    return [(one.kind, one.when) for one in found]


@pytest.mark.row(71)
@pytest.mark.row(87)
def test_the_treatment_contract_and_the_deep_dive_are_dates_to_know():
    """The contract starts on 1 October 2018; the board looks closely on 11 October."""
    assert dates("drugs-and-alcohol") == [
        ("contract", "1 October 2018"),
        ("deep-dive", "11 October 2018"),
    ]
    assert dates("drugs-and-alcohol", date(2018, 10, 12)) == []


@pytest.mark.row(88)
def test_white_ribbon_day_is_on_25_november():
    """A campaign's date stands on the group's page until it is over."""
    assert ("campaign", "25 November 2018") in dates("dasv")
    assert ("campaign", "25 November 2018") not in dates("dasv", date(2018, 11, 26))


@pytest.mark.row(88)
def test_a_month_is_kept_as_a_month():
    """An inspection expected "from November 2018" is never given a day."""
    assert ("inspection", "November 2018") in dates("youth-justice")
