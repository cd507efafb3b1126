"""Those who read: a board member, a partnership's manager, scrutiny, and the public."""

import pytest

from frankpledge.meetings.operations import circulate, publish
from frankpledge.shared import clock
from tests.journeys.steps import (
    enter,
    fetched,
    follow,
    heading,
    look,
    press,
    says,
    says_not,
)
from tests.support.county import SECRETARY, meeting

MEETING = "Thursday 11 October 2018"


@pytest.fixture
def circulated(demo):
    circulate(by=SECRETARY, meeting=meeting(), on=clock.today())


@pytest.fixture
def published(circulated):
    publish(by=SECRETARY, meeting=meeting(), on=clock.today())


@pytest.mark.row(15)
def test_a_council_reads_the_pack_and_signs_the_agreement(circulated, page, axe):
    """The members' pack as a web page; then the agreement, read and signed."""
    enter(page, "Huntingdonshire District Council")
    look(page, axe)
    follow(page, MEETING)
    follow(page, "Members’ pack (web page)")
    page.wait_for_url("**/pack/members.html")
    look(page, axe)

    page.goto("/")
    follow(page, "Sign the Community safety agreement")
    heading(page, "Community safety agreement 2017 to 2020")
    look(page, axe)
    press(page, "Sign the agreement")
    heading(page, "Sign on behalf of Huntingdonshire District Council")
    press(page, "Sign the agreement")
    says(page, "Tick “I sign this agreement")
    look(page, axe)
    page.get_by_label("I sign this agreement").check()
    press(page, "Sign the agreement")
    says(page, "Signed for Huntingdonshire District Council.")
    says(page, "1 of 23 signatures given")
    look(page, axe)


@pytest.mark.row(1, 3)
def test_a_partnership_manager_looks_up_a_body_on_another_day(page, axe):
    """Found by a name it has given up; its page as it stood before, and as it stands."""
    enter(page, "Community safety manager")
    page.goto("/partnership/")
    look(page, axe)
    page.get_by_label("Find a body").fill("Child Sexual Exploitation")
    press(page, "Find")
    look(page, axe)
    follow(page, "Missing and Child Exploitation Group")
    heading(page, "Missing and Child Exploitation Group")
    look(page, axe)
    choose_day(page, "1", "July", "2018")
    heading(page, "Countywide Child Sexual Exploitation and Missing Strategic Group")
    says(page, "As it stood on 1 July 2018.")
    choose_day(page, "31", "6", "2018")
    says(page, "The day must have a day from 1 to 30")
    look(page, axe)


def choose_day(page, day, month, year):
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).fill(value)
    press(page, "Show that day")


@pytest.mark.row(90)
def test_scrutiny_sees_what_is_published_and_no_more(published, page, axe):
    """The agenda names the withheld minutes and does not lead to them; the rest can be read."""
    enter(page, "Scrutiny")
    look(page, axe)
    page.goto("/meetings/county-board/2018-10-11/")
    says(page, "Withheld")
    says_not(page, "Members’ pack")
    look(page, axe)
    assert page.goto("/meetings/county-board/2018-10-11/papers/minutes-2018-07-19/").status == 404
    heading(page, "Page not found")
    look(page, axe)
    page.goto("/meetings/county-board/2018-10-11/")
    follow(page, "Working together for safer roads")
    heading(page, "Working together for safer roads in Cambridgeshire and Peterborough")
    look(page, axe)


@pytest.mark.row(1, 23, 90)
def test_a_visitor_reads_the_register_the_plan_and_a_published_pack(published, page, axe):
    """Who was who on 11 October 2018, what is planned, a paper, and the public pack."""
    page.goto("/")
    follow(page, "Who is in the partnership")
    choose_day(page, "11", "10", "2018")
    says(page, "Every body and the part it played on 11 October 2018.")
    look(page, axe)
    follow(page, "Fenland")
    look(page, axe)

    page.goto("/meetings/county-board/plan/")
    heading(page, "Forward agenda plan")
    look(page, axe)
    follow(page, "list")
    says(page, "Huntingdonshire Community Safety Partnership")
    look(page, axe)

    page.goto("/meetings/county-board/2018-10-11/")
    follow(page, "Outcomes of the local review of housing related support")
    look(page, axe)
    page.goto("/meetings/county-board/2018-10-11/")
    assert fetched(page, "Public pack (PDF)").startswith(b"%PDF")
    follow(page, "Public pack (web page)")
    page.wait_for_url("**/pack/public.html")
    look(page, axe)


@pytest.mark.once("a look at pages that other tests read on both databases")
def test_priorities_and_the_agreement_can_be_read_by_anybody(page, axe):
    page.goto("/planning/")
    look(page, axe)
    follow(page, "Community safety agreement 2017 to 2020")
    look(page, axe)
    for address in ("/meetings/", "/meetings/county-board/", "/about/", "/accessibility/"):
        page.goto(address)
        look(page, axe)
