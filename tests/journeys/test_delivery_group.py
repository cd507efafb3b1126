"""The chair of a delivery group: the update that the board waits for."""

import pytest

from tests.journeys.steps import follow, heading, look, press, says, says_not, sign_in


def write_the_update(page, look_over):
    """Sign in, see what is owed, write it, mend a date, send it, see it received."""
    sign_in(page, "chair")
    says(page, "Quarterly update")
    says(page, "1 October 2018")
    look_over(page)

    follow(page, "Quarterly update")
    heading(page, "Write the quarterly update")
    look_over(page)
    page.get_by_label("Chair", exact=True).fill("Chair of the delivery group")
    text = page.get_by_role("textbox", name="(1)").first
    text.fill("Fewer people died on the roads than a year ago.")
    dated = page.get_by_label("as far as you know it").first
    dated.fill("last spring")
    press(page, "Send to the board’s secretary")

    says(page, "There is a problem")
    says(page, "“last spring” is not a date")
    look_over(page)
    page.get_by_label("as far as you know it").first.fill("June 2017")
    press(page, "Send to the board’s secretary")

    says(page, "The update is sent to the board’s secretary.")
    says(page, "Received")
    says(page, "Fewer people died on the roads than a year ago.")
    look_over(page)
    page.goto("/")
    says_not(page, "Quarterly update")
    page.goto("/review/county-board/2018-10-11/")
    says(page, "8 of 9 are in")
    look_over(page)


@pytest.mark.row(25)
def test_the_chair_writes_and_sends_the_update(page, axe):
    """What is owed is one link away; a mistake is said and mended; sent, it shows as received."""
    write_the_update(page, lambda page: look(page, axe))


@pytest.mark.once("what works without scripts is the browser's affair")
@pytest.mark.row(25)
def test_the_same_without_javascript(page_at, width):
    """Every step works where no script runs."""
    write_the_update(page_at(width, java_script=False), lambda page: None)
