"""A returning group with little new: its update for January, made from October's, in few words."""

import pytest

from frankpledge.answering.links.operations import Wanted, give_links
from frankpledge.answering.links.tokens import token_of
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared import clock
from tests.journeys.steps import follow, heading, look, says
from tests.support.county import SECRETARY, board
from tests.support.quarter import Counted

WRITE = "/review/county-board/2019-01-17/youth-justice/write/"
MOST_TYPED = 5


def send_what_changed(page, look_over, to_the_form):
    """Fill in what is new, close what is done, and send; how many answers had to be typed."""
    counted = Counted(page)
    to_the_form(page)
    heading(page, "Write the quarterly update")
    says(page, "filled in from October’s update")
    says(page, "Terms of reference")
    says(page, "Confirmed July 2018, July 2018 (from October’s update)")
    look_over(page)
    counted.type("Key information to raise to the board (1)", "The inspectors came in December.")
    first = counted.main.locator(".fp-carried").filter(has_text="HMIP is expected").first
    first.get_by_text("Change, close or leave out this risk").click()
    counted.tick("No longer a risk: close it", within=first)
    counted.type("New words for risk 1, or why it is closed", "The inspection is over.", first)
    counted.type("Your points", "Targets for the year are set.")
    look_over(page)
    counted.press("Keep and check it")
    says(page, "There is nothing to look at before you send it.")
    look_over(page)
    counted.press("Send to the board’s secretary")
    says(page, "The update is sent to the board’s secretary.")
    says(page, "No longer a risk: The inspection is over.")
    says(page, "Carried from an earlier update.")
    look_over(page)
    return len(counted.typed)


def as_secretary(page):
    page.goto("/account/sign-in/")
    page.get_by_label("User name").fill("secretary")
    page.get_by_label("Password").fill("frankpledge")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(WRITE)


@pytest.mark.row(25)
@pytest.mark.row(30)
def test_a_returning_group_types_at_most_five_answers(page, axe, on_day):
    """Risks, requests, documents, posts and objectives stand as October's update left them."""
    on_day("2019-01-07")
    typed = send_what_changed(page, lambda page: look(page, axe), as_secretary)
    assert typed <= MOST_TYPED
    page.goto("/review/county-board/2019-01-17/")
    says(page, "1 of 9 are in")
    follow(page, "Joint Youth Justice Management Board")
    heading(page, "Joint Youth Justice Management Board")


@pytest.mark.row(25)
def test_without_javascript_by_a_signed_link(page_at, width, on_day):
    """The same for somebody who holds a link and no account, where no script runs."""
    on_day("2019-01-07")
    group = body_named("youth-justice")
    opens = WRITE.removesuffix("write/")
    wanted = Wanted(group, opens, "Quarterly update", None, board())
    links = give_links(by=SECRETARY, wanted=[wanted], sent={}, on=clock.today())
    address = f"/answer/{token_of(links[wanted.key])}/"

    def by_link(page):
        page.goto(address)

    page = page_at(width, java_script=False)
    assert send_what_changed(page, lambda page: None, by_link) <= MOST_TYPED
