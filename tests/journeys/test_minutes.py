"""Two people take the minutes of one meeting, one of them on a train."""

import pytest
from playwright.sync_api import APIResponse, expect

from frankpledge.meetings.models import Decision, MinuteNote
from tests.journeys.steps import enter, heading, look, press, says

MEETING = "/meetings/county-board/2018-10-11/"
MINUTES = f"{MEETING}minutes/"
TAKE = f"{MINUTES}take/"
SECRETARY = "Board secretary, office of the Police and Crime Commissioner"
BROWSERS = pytest.mark.once("what waits in the browser, and how it is shown there")
SAID = "Members welcomed the paper."
AGAIN = 30_000  # milliseconds in which what could not be sent is surely tried again


@pytest.fixture
def taking(page_at, on_day):
    """Give `taking()`: another window of the secretary's at the page where minutes are taken."""
    on_day("2018-10-11")
    begun: list[bool] = []

    def open_window(width=1280):
        page = page_at(width)
        page.on("dialog", lambda dialog: dialog.accept())
        enter(page, SECRETARY)
        if not begun:
            page.goto(f"{MEETING}attendance/")
            page.evaluate(
                """async (url) => {
                    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
                    const headers = { "X-CSRFToken": token };
                    await fetch(url, { method: "POST", headers, redirect: "manual" });
                }""",
                f"{MINUTES}start/",
            )
            begun.append(True)
        page.goto(TAKE)
        heading(page, "Take the minutes")
        return page

    return open_window


def form(page, item="road-safety"):
    return page.locator(f'form.fp-note-form[data-note="{item}"]')


def note(page, text, item="road-safety"):
    form(page, item).get_by_label("Note", exact=True).fill(text)
    form(page, item).get_by_role("button").click()


def sending(page):
    return page.locator("#sending")


def taken(page, item="road-safety"):
    return page.locator(f"#notes-{item} .fp-notes__text")


def in_the_record():
    return list(MinuteNote.objects.order_by("order").values_list("text", flat=True))


def kill_the_line(page):
    page.context.set_offline(True)


def mend_the_line(page):
    page.context.set_offline(False)
    expect(sending(page)).to_be_hidden(timeout=AGAIN)


def test_a_lost_line_loses_nothing_and_overwrites_nobody(taking):
    """Without a line notes wait on the computer; with one they stand beside the other taker's."""
    train, office = taking(), taking()
    kill_the_line(train)
    note(train, "From the train, one.")
    note(train, "From the train, two.")
    expect(sending(train)).to_have_text(
        "2 notes kept on this computer, not yet sent.", timeout=AGAIN
    )
    expect(train.locator("#waiting-road-safety li")).to_have_count(2)
    note(office, "From the office.")
    expect(taken(office)).to_have_text(["From the office."])
    assert in_the_record() == ["From the office."]

    mend_the_line(train)
    whole = ["From the office.", "From the train, one.", "From the train, two."]
    expect(taken(train)).to_have_text(whole, timeout=AGAIN)
    assert in_the_record() == whole
    office.reload()
    expect(taken(office)).to_have_text(whole, timeout=AGAIN)


@BROWSERS
def test_what_waits_outlives_the_page(taking):
    """A server that does not answer, a page that is loaded anew: the note is still there."""
    page = taking()
    page.context.route(
        "**/minutes/take/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    note(page, SAID)
    expect(sending(page)).to_have_text("1 note kept on this computer, not yet sent.", timeout=AGAIN)
    form(page).get_by_label("Note", exact=True).fill("Half a sen")
    page.reload()
    expect(sending(page)).to_have_text("1 note kept on this computer, not yet sent.", timeout=AGAIN)
    expect(form(page).get_by_label("Note", exact=True)).to_have_value("Half a sen")
    assert in_the_record() == []
    page.context.unroute("**/minutes/take/")
    expect(sending(page)).to_be_hidden(timeout=AGAIN)
    expect(taken(page)).to_have_text([SAID], timeout=AGAIN)
    assert in_the_record() == [SAID]


@BROWSERS
def test_a_note_whose_answer_was_lost_is_kept_once(taking):
    """The server had the note and the line went before it could say so: it is sent again."""
    page = taking()
    lost: list[APIResponse] = []

    def lose_the_first_answer(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.context.route("**/minutes/take/", lose_the_first_answer)
    note(page, SAID)
    expect(taken(page)).to_have_text([SAID], timeout=AGAIN)
    expect(sending(page)).to_be_hidden(timeout=AGAIN)
    assert lost
    assert in_the_record() == [SAID]


@BROWSERS
def test_signed_out_meanwhile_the_notes_wait_for_the_sign_in(taking):
    """The page says what to do; signing in in another tab is enough, and nothing is typed again."""
    page = taking()
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    note(page, SAID)
    expect(sending(page)).to_contain_text("Sign in again in another tab", timeout=AGAIN)
    expect(sending(page)).to_contain_text("1 note kept on this computer")
    enter(other, SECRETARY)
    expect(sending(page)).to_be_hidden(timeout=AGAIN)
    expect(taken(page)).to_have_text([SAID], timeout=AGAIN)


@BROWSERS
def test_recommendations_on_a_lost_line(taking):
    """Pressed without a line, a recommendation waits as decided and is not asked meanwhile."""
    page = taking()
    asked = page.locator("#asked-road-safety .fp-recommended")
    expect(asked).to_have_count(4)
    first = asked.first.locator(".fp-recommended__text").inner_text()
    kill_the_line(page)
    asked.first.get_by_role("button", name="Not agreed").click()
    expect(page.locator("#waiting-road-safety li")).to_contain_text("Not agreed: ")
    expect(page.locator("#asked-road-safety .fp-recommended:visible")).to_have_count(3)
    mend_the_line(page)
    expect(asked).to_have_count(3)
    decision = Decision.objects.get()
    assert (decision.outcome, decision.text in first) == ("not-agreed", True)


@BROWSERS
def test_a_note_that_is_refused_is_not_lost(taking):
    """Both press on one recommendation: the second is told, and may put the words to use."""
    one, other = taking(), taking()
    one.locator("#asked-road-safety button[value=agreed]").first.click()
    expect(one.locator("#notes-road-safety .fp-notes__label")).to_have_count(1)
    other.locator("#asked-road-safety button[value=agreed]").first.click()
    expect(sending(other)).to_have_text("1 note could not be taken: see below.")
    expect(other.locator("#waiting-road-safety")).to_contain_text("This recommendation is down")
    other.get_by_role("button", name="Throw it away").click()
    expect(sending(other)).to_be_hidden()
    assert Decision.objects.count() == 1


@BROWSERS
def test_removed_and_put_back(taking):
    page = taking()
    note(page, SAID)
    expect(taken(page)).to_have_text([SAID], timeout=AGAIN)
    page.locator("#notes-road-safety").get_by_role("button").click()
    expect(taken(page)).to_have_count(0)
    page.get_by_role("button", name="Put it back").click()
    expect(taken(page)).to_have_text([SAID], timeout=AGAIN)


@BROWSERS
def test_an_action_asks_for_its_owner_and_day(taking, width, axe):
    """The fields of an action stand there once it is chosen; at both widths nothing is amiss."""
    page = taking(width)
    look(page, axe)
    here = form(page)
    expect(here.get_by_label("Of whom")).to_be_hidden()
    here.get_by_label("Action", exact=True).check()
    here.get_by_label("Note", exact=True).fill("Write the strategy.")
    here.get_by_label("Of whom").select_option("road-safety")
    for label, typed in (("Day", "14"), ("Month", "12"), ("Year", "2018")):
        here.get_by_label(label, exact=True).fill(typed)
    here.get_by_role("button").click()
    expect(page.locator("#notes-road-safety .fp-notes__of")).to_contain_text("14 December 2018")
    look(page, axe)
    page.goto(MINUTES)
    says(page, "Write the strategy.")
    look(page, axe)
    page.goto(f"{MEETING}attendance/")
    look(page, axe)
    press(page, "Record attendance of 34 seats")
    says(page, "Attendance of 34 seats is recorded.")
    for path in ("attendance/", "decisions/", "decisions/record/", "decisions/appoint/"):
        page.goto(f"/meetings/county-board/{path}")
        look(page, axe)


@BROWSERS
def test_without_scripts_the_forms_are_enough(page_at, on_day, taking):
    taking()
    page = page_at(1280, java_script=False)
    enter(page, SECRETARY)
    page.goto(TAKE)
    note(page, SAID)
    expect(taken(page)).to_have_text([SAID], timeout=AGAIN)
