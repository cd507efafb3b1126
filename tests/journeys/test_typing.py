"""Nothing typed is lost: a session that ends, a closed tab, the back button, two at once."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from frankpledge.meetings.models import Paper
from tests.journeys.steps import enter, heading, look, press, says, says_not

PAPER = "/meetings/county-board/2018-10-11/papers/drug-and-alcohol-review/"
WRITE = f"{PAPER}write/"
SECRETARY = "Board secretary, office of the Police and Crime Commissioner"
BROWSERS = pytest.mark.once("what waits in the browser, and how it is shown there")
SOON = 900  # milliseconds in which what is typed is surely kept
LONG = "\n\n".join(
    f"Paragraph {n}. The treatment service saw {n * 37} people in the quarter, and most of them "
    "came by way of their doctor. The partnership asks what would bring the others sooner."
    for n in range(1, 25)
)


def text_of(page):
    return page.get_by_label("Text", exact=True)


def drafts(page):
    return page.evaluate(
        "Object.keys(localStorage).filter((name) => name.startsWith('frankpledge draft'))"
    )


def begin(page):
    enter(page, SECRETARY)
    page.goto(WRITE)
    heading(page, "Write the paper")


def paper():
    return Paper.objects.get(slug="drug-and-alcohol-review")


@pytest.mark.parametrize("java_script", [True, False])
def test_a_session_that_ended_while_typing(page_at, java_script):
    page = page_at(1280, java_script=java_script)
    begin(page)
    text_of(page).fill("Every word.")
    Session.objects.all().delete()
    press(page, "Save the paper")
    heading(page, "Sign in")
    says(page, "What you typed is not lost.")
    page.get_by_role("button", name=SECRETARY).click()
    heading(page, "Write the paper")
    expect(text_of(page)).to_have_value("Every word.")
    says(page, "It stands in the form again")
    says_not(page, "You have words from")
    press(page, "Save the paper")
    says(page, "The paper is saved.")
    assert paper().text == "Every word."
    page.goto(WRITE)
    says_not(page, "not saved")


@BROWSERS
def test_a_tab_that_was_closed(page, axe):
    begin(page)
    text_of(page).press_sequentially("Every word.")
    page.wait_for_timeout(SOON)
    context = page.context
    again = context.new_page()
    page.close()
    again.goto(WRITE)
    says(again, "that were not saved")
    look(again, axe)
    again.get_by_role("button", name="Put them back").click()
    expect(text_of(again)).to_have_value("Every word.")
    press(again, "Save the paper")
    says(again, "The paper is saved.")
    assert drafts(again) == []
    again.goto(WRITE)
    says_not(again, "that were not saved")


@BROWSERS
def test_the_back_button_and_words_that_are_thrown_away(page_at):
    page = page_at(1280)
    begin(page)
    text_of(page).press_sequentially("Every word.")
    page.goto("/about/")
    page.go_back()
    if text_of(page).input_value() != "Every word.":
        page.get_by_role("button", name="Put them back").click()
    expect(text_of(page)).to_have_value("Every word.")
    page.goto("/about/")
    page.goto(WRITE)
    page.get_by_role("button", name="Throw them away").click()
    says_not(page, "that were not saved")
    assert drafts(page) == []


@BROWSERS
def test_a_mistake_keeps_the_words_and_the_draft(page_at):
    page = page_at(1280)
    begin(page)
    page.get_by_label("Title").fill("")
    text_of(page).fill("Every word.")
    press(page, "Save the paper")
    heading(page, "Write the paper")
    expect(text_of(page)).to_have_value("Every word.")
    page.goto(WRITE)
    says(page, "that were not saved")


@BROWSERS
def test_whoever_signs_out_leaves_nothing_behind(page_at):
    page = page_at(1280)
    begin(page)
    text_of(page).press_sequentially("Every word.")
    page.wait_for_timeout(SOON)
    assert len(drafts(page)) == 1
    page.get_by_role("button", name="Sign out").click()
    heading(page, "What the partnership plans, decides and achieves")
    assert drafts(page) == []


@BROWSERS
def test_words_put_back_meet_what_was_saved_since(page_at):
    """The lid was closed on an older version: saving leads to both texts, not over the other."""
    page, other = page_at(1280), page_at(1280)
    begin(page)
    text_of(page).press_sequentially("Mine.")
    page.wait_for_timeout(SOON)
    begin(other)
    text_of(other).fill("Theirs.")
    press(other, "Save the paper")
    page.goto(WRITE)
    says(page, "Somebody has saved this since")
    page.get_by_role("button", name="Put them back").click()
    press(page, "Save the paper")
    heading(page, "Somebody else changed this first")
    assert paper().text == "Theirs."


@pytest.mark.parametrize("java_script", [True, False])
def test_two_people_on_one_paper(page_at, width, axe, java_script):
    one, two = page_at(1280), page_at(width, java_script=java_script)
    begin(one)
    begin(two)
    text_of(one).fill(LONG.replace("their doctor", "a friend"))
    one.get_by_label("Recommendations").fill("The board notes the report.")
    press(one, "Save the paper")
    says(one, "The paper is saved.")
    two.get_by_label("Title").fill("Drugs and alcohol: what works")
    text_of(two).fill(LONG.replace("sooner", "before it is too late"))
    press(two, "Save the paper")
    heading(two, "Somebody else changed this first")
    if java_script:
        look(two, axe)
    says(two, "Only they changed")
    says(two, "The board notes the report.")
    says(two, "Only you changed")
    press(two, "Save it so")
    says(two, "Choose what becomes of “Text”")
    two.get_by_label("Both put together, as you write it here").check()
    two.get_by_label("“Text” as it is to stand").fill("Both of us.")
    press(two, "Save it so")
    says(two, "The paper is saved.")
    kept = paper()
    assert (kept.title, kept.text) == ("Drugs and alcohol: what works", "Both of us.")
    assert [one.text for one in kept.recommendations.all()] == ["The board notes the report."]
