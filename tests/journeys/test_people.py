"""Somebody joins, works and leaves: invited by mail that really arrives, gone at the next click."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from frankpledge.outbox.carriers import carrier_for
from frankpledge.outbox.delivery import deliver
from frankpledge.outbox.operations.working import sign_of_life
from frankpledge.outbox.setting import read_mail
from frankpledge.shared import clock
from tests.journeys.steps import enter, follow, heading, look, press, says
from tests.support.mail_sink import MailSink, mail_sink

PASSWORD = "three plain words"


def delivered(sink: MailSink) -> str:
    """The text of the last mail, once what waits in the outbox has left."""
    carrier = carrier_for(read_mail({"FRANKPLEDGE_MAIL": sink.setting}))
    assert carrier is not None
    sign_of_life(worker="worker", now=clock.now())
    assert {message.state for message in deliver("worker", carrier)} == {"sent"}
    return str(sink.mail[-1].get_content())


def test_invited_at_work_and_gone(
    page_at: Callable[..., Page], width: int, axe: Callable[[Page], None]
) -> None:
    secretary, officer = page_at(width), page_at(width, java_script=False)
    with mail_sink() as sink:
        enter(secretary, "Board secretary")
        secretary.goto("/partnership/bodies/road-safety/")
        follow(secretary, "Who holds which post")
        heading(secretary, "People")
        look(secretary, axe)
        press(secretary, "Invite somebody to a post")
        look(secretary, axe)
        secretary.get_by_label("Post", exact=True).fill("Support officer")
        secretary.get_by_label("Manages the body").check()
        secretary.get_by_label("Email address").fill("officer@example.org")
        press(secretary, "Send the invitation")
        says(secretary, "An invitation is on its way to officer@example.org")
        look(secretary, axe)
        found = re.search(r"http\S+(/partnership/invitation/\S+)", delivered(sink))
    assert found

    officer.goto(found[1])
    heading(officer, "Take up your post")
    says(officer, "Support officer")
    officer.get_by_label("User name").fill("support")
    officer.get_by_label("Password", exact=True).fill(PASSWORD)
    officer.get_by_label("The same password again").fill(PASSWORD)
    press(officer, "Take up this post")
    says(officer, "You have taken up the post “Support officer”")
    officer.goto("/partnership/bodies/road-safety/people/")
    says(officer, "Support officer")
    officer.goto(found[1])
    says(officer, "This invitation has been taken up")

    secretary.reload()
    row = secretary.get_by_role("row").filter(has_text="Support officer")
    row.get_by_role("link", name="End").click()
    heading(secretary, "End the post: Support officer")
    look(secretary, axe)
    secretary.get_by_label("At once").check()
    press(secretary, "End this post")
    says(secretary, "The post “Support officer” has ended")

    officer.goto("/meetings/")
    heading(officer, "You have been signed out")
    expect(officer.get_by_role("link", name="Sign in")).to_be_visible()
    officer.goto("/meetings/")
    heading(officer, "Meetings")

    press(secretary, "Close the account Support officer")
    says(secretary, "The account of Support officer is closed")
    officer.goto("/account/sign-in/")
    officer.get_by_label("User name").fill("support")
    officer.get_by_label("Password").fill(PASSWORD)
    officer.get_by_role("button", name="Sign in", exact=True).click()
    says(officer, "is not right")


@pytest.mark.once("the page is the same on every database")
def test_a_dead_link_and_a_wrong_form_can_be_read_by_everybody(
    page: Page, axe: Callable[[Page], None]
) -> None:
    page.goto("/partnership/invitation/1-1.forged/")
    heading(page, "This link does not open anything")
    look(page, axe)
    enter(page, "Board secretary")
    page.goto("/partnership/bodies/county-board/people/invite/")
    press(page, "Send the invitation")
    says(page, "Enter the post")
    look(page, axe)
