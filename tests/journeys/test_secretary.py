"""The board's secretary: from what is owed to a published pack."""

import pytest

from tests.journeys.steps import fetched, follow, heading, look, press, says, sign_in

MEETING = "Thursday 11 October 2018"


@pytest.mark.row(22, 24, 90)
def test_the_secretary_takes_a_meeting_from_agenda_to_publication(page, axe):
    """Sign in, see what to check, add an item, circulate, publish, and take the pack."""
    page.goto("/")
    look(page, axe)
    sign_in(page, "secretary")
    look(page, axe)

    follow(page, MEETING)
    heading(page, MEETING)
    says(page, "Before you circulate")
    says(page, "7 of 8 papers are in")
    look(page, axe)

    press(page, "Add an item")
    heading(page, "Add an agenda item")
    page.get_by_label("After which item").select_option(label=seventh(page))
    page.get_by_label("Title").fill("A word on winter pressures")
    page.get_by_label("Minutes").fill("soon")
    press(page, "Add the item")
    says(page, "“Minutes” must be a number, such as 12")
    look(page, axe)
    page.get_by_label("Minutes").fill("5")
    press(page, "Add the item")
    says(page, "“A word on winter pressures” is item 8.")
    says(page, "The items take 125 minutes and the meeting has 120: 5 too many.")
    look(page, axe)

    press(page, "Circulate to 34 members")
    says(page, "7 papers circulated.")
    press(page, "Publish the circulated papers")
    says(page, "6 papers published.")
    look(page, axe)
    assert fetched(page, "Members’ pack (PDF)").startswith(b"%PDF")
    assert fetched(page, "Public pack (Word)").startswith(b"PK")

    follow(page, "Serious violence strategy")
    follow(page, "Serious violence strategy")
    press(page, "Withhold from the public")
    look(page, axe)


def seventh(page):
    options = page.get_by_label("After which item").locator("option").all_inner_texts()
    return next(one for one in options if one.startswith("7. "))
