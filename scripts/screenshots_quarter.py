"""The pictures of the tour's second part: from one meeting of the board to the next.

It goes on where the first part ends: the papers are out, one report and one update are still owed.
"""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Locator, Page, expect

from scripts.screenshots_kit import PHONE, Tour, follow, press, take
from tests.documents.wordforms import changed, write_in

BOARD = "/meetings/county-board/"
MEETING = f"{BOARD}2018-10-11/"
NEXT = f"{BOARD}2019-01-17/"
MINUTES = f"{MEETING}minutes/"
FORUM = "Forum of voluntary organisations"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def reminders(tour: Tour) -> None:
    """The secretary looks at what is about to be sent, and sends it."""
    page = tour.window("secretary")
    page.goto("/chasing/today/")
    take(page, "quarter-reminders", 720)
    page.get_by_role("main").get_by_role("button", name="Send ").click()
    tour.service.send_mail()


def group_answers(tour: Tour) -> None:
    """The group that owes a paper opens the link in its mail, and answers in Word."""
    link = tour.service.link_to("drugs-and-alcohol", "Paper for item 7")
    phone = tour.window(width=PHONE)
    phone.goto(link)
    take(phone, "quarter-link", 844)
    page = tour.window()
    page.goto(link)
    press(page, "Write it in Word")
    address = page.get_by_role("button", name="Fetch the Word form").get_attribute("href") or ""
    form = changed(page.request.get(address).body(), fill_in)
    page.get_by_label("Filled-in form").set_input_files(
        files={"name": "Drugs and alcohol.docx", "mimeType": WORD, "buffer": form}
    )
    press(page, "Upload the form")
    take(page, "quarter-word", 680, ".fp-title")
    page.get_by_role("main").get_by_role("button", name="Accept").click()
    press(page, "Send to the secretary")


def fill_in(root: object) -> None:
    """What the group types into the form of its paper."""
    write_in(root, "recommendations.text", "An example: the board notes the review.")
    write_in(root, "report", "An example of what the group would write here.")


def addendum(tour: Tour) -> None:
    """What came late goes out by itself, and members see what is new."""
    page = tour.window("secretary")
    page.goto(MEETING)
    press(page, "Send out 1 late paper")
    page.get_by_label("Why are these papers late?").fill("The review was finished on 1 October.")
    press(page, "Send out 1 late paper")
    take(page, "quarter-addendum", 540, ".fp-title")
    tour.service.send_mail()


def member_asks(tour: Tour) -> None:
    """A member sends in a question; the secretary has them all by item."""
    page = tour.window("member")
    page.goto(f"{MEETING}items/road-safety/ask/")
    page.get_by_label("Question", exact=True).fill(
        "An example: which roads does the strategy put first, and why?"
    )
    page.get_by_role("main").get_by_role("button").last.click()
    page = tour.window("secretary")
    page.goto(f"{MEETING}questions/")
    take(page, "quarter-questions", 560, ".fp-title")


def plan_is_mended(tour: Tour) -> None:
    """The partnership that had no turn is given one, and why is kept."""
    page = tour.window("secretary")
    page.goto(f"{BOARD}plan/")
    follow(page, "Give Huntingdonshire Community Safety Partnership a turn")
    page.get_by_label("Subject").fill("Huntingdonshire")
    page.get_by_label("Why it stands here").fill("Every partnership has a turn a cycle")
    take(page, "quarter-plan-cell", 990, ".fp-title")
    page.get_by_role("main").get_by_role("button").last.click()


def meeting_day(tour: Tour) -> None:
    """On the day of the meeting: who came, then notes item by item."""
    tour.service.go_to("2018-10-11")
    page = tour.window("secretary")
    page.goto(f"{MEETING}attendance/")
    seat(page, "Fenland District Council").get_by_label("Sent apologies").check()
    stand_in = seat(page, "Peterborough City Council")
    stand_in.get_by_label("Sent apologies").check()
    stand_in.get_by_label("Substitute’s post").fill("Director for communities")
    page.get_by_role("main").get_by_role("button", name="Record attendance").click()
    take(page, "quarter-attendance", 860, ".fp-title")
    page.goto(MEETING)
    press(page, "Take the minutes")
    press(page, "Approve the minutes of 19 July 2018")
    ask(page, "road-safety", "Bring the draft road safety strategy to the board", "Road Safety")
    ask(page, "supported-housing", "Tell the board of the next step", "County Council")
    agree(page, "road-safety", 2)
    take(page, "quarter-minutes-taken", 1000, "#road-safety")
    agree(page, "road-safety", 2)
    agree(page, "voluntary-sector", 2)


def seat(page: Page, title: str) -> Locator:
    """A seat's row of the roll."""
    return page.get_by_role("row").filter(has_text=title).first


def agree(page: Page, item: str, count: int) -> None:
    """The board agrees to what an item's papers recommend, each by one press."""
    asked = page.locator(f"#asked-{item} [data-asked]")
    for _ in range(count):
        words = asked.first.inner_text()
        asked.first.locator("button[value=agreed]").click()
        expect(asked.filter(has_text=words)).to_have_count(0)
    expect(page.locator("#sending")).to_be_hidden()


def ask(page: Page, item: str, text: str, of: str) -> None:
    """An action, taken down under an item."""
    form = page.locator(f"form.fp-note-form[data-note={item}]")
    form.get_by_label("Action", exact=True).check()
    form.get_by_label("Note", exact=True).fill(text)
    owner = form.get_by_label("Of whom")
    owner.select_option(label=owner.get_by_role("option", name=of).first.inner_text())
    day = date(2019, 1, 7)
    for name, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        form.get_by_label(name, exact=True).fill(str(value))
    form.get_by_role("button", name="Take the note").click()
    page.locator(f"#notes-{item}").get_by_text(text, exact=True).wait_for()


def minutes_go_out(tour: Tour) -> None:
    """The minutes as they read, sent to members for comments."""
    page = tour.window("secretary")
    page.goto(MINUTES)
    press(page, "Send out for comments")
    for name, value in (("Day", 26), ("Month", 10), ("Year", 2018)):
        page.get_by_label(name, exact=True).fill(str(value))
    page.get_by_role("main").get_by_role("button").last.click()
    take(page, "quarter-minutes", 980, ".fp-title")


def decisions_change_the_register(tour: Tour) -> None:
    """One decision gives the board a new seat, and the next appoints to it."""
    page = tour.window("secretary")
    open_decision(page, "amends its terms of reference")
    follow(page, "Amend the terms of reference")
    page.get_by_label("Name of the new version").fill("2018-10")
    page.get_by_label("A seat that it adds").fill("Voluntary and community sector")
    page.get_by_label("The seat’s short name").fill("voluntary-sector")
    page.get_by_role("main").get_by_role("button").last.click()
    open_decision(page, "appoints the chief executive")
    follow(page, "Appoint a member")
    page.get_by_label("Seat", exact=True).fill("voluntary-sector")
    page.get_by_label("Body the post represents").select_option(label=FORUM)
    page.get_by_label("Post", exact=True).fill("Chief executive")
    page.get_by_role("main").get_by_role("button").last.click()
    open_decision(page, "amends its terms of reference")
    take(page, "quarter-decision", 700, ".fp-title")


def open_decision(page: Page, words: str) -> None:
    """From the board's list, the decision that says this."""
    page.goto(f"{BOARD}decisions/")
    said = page.get_by_role("main").get_by_role("listitem").filter(has_text=words)
    said.get_by_role("link", name="Decision").click()


def register_of_actions(tour: Tour) -> None:
    """What the board has asked of whom."""
    page = tour.window("secretary")
    page.goto("/actions/county-board/")
    take(page, "quarter-actions", 700, ".fp-title")


def papers_are_published(tour: Tour) -> None:
    """The papers become public; the board's own page says so."""
    page = tour.window("secretary")
    page.goto(MEETING)
    press(page, "Publish the circulated papers")
    passer_by = tour.window()
    passer_by.goto("/boards/county-board/")
    take(passer_by, "quarter-public-board", 860, ".fp-title")


def january_is_commissioned(tour: Tour) -> None:
    """The next agenda comes from the plan, its reports commissioned with it."""
    page = tour.window("secretary")
    page.goto(NEXT)
    press(page, "Draft the agenda from the forward plan")
    page.goto(f"{NEXT}status/")
    take(page, "quarter-status", 900, ".fp-title")


def january_moves(tour: Tour) -> None:
    """The meeting moves by a week, and everything with it."""
    page = tour.window("secretary")
    page.goto(f"{NEXT}move/")
    for name, value in (("Day", 24), ("Month", 1), ("Year", 2019)):
        page.get_by_label(name, exact=True).fill(str(value))
    page.get_by_label("Why it is moved").fill("The usual room is not free on 17 January")
    take(page, "quarter-move", 900, ".fp-title")
    page.get_by_role("main").get_by_role("button").last.click()
    take(page, "quarter-moved", 700)
    tour.service.send_mail()


def minutes_are_approved(tour: Tour) -> None:
    """In January the board approves the minutes of October, and they are published."""
    tour.service.go_to("2019-01-24")
    page = tour.window("secretary")
    page.goto(f"{BOARD}2019-01-24/")
    press(page, "Take the minutes")
    press(page, "Approve the minutes of 11 October 2018")
    page.goto(MINUTES)
    press(page, "Publish the minutes")
    passer_by = tour.window()
    passer_by.goto(MINUTES)
    take(passer_by, "quarter-published", 860, ".fp-title")


QUARTER: tuple[Callable[[Tour], None], ...] = (
    reminders,
    group_answers,
    addendum,
    member_asks,
    plan_is_mended,
    meeting_day,
    minutes_go_out,
    decisions_change_the_register,
    register_of_actions,
    papers_are_published,
    january_is_commissioned,
    january_moves,
    minutes_are_approved,
)
