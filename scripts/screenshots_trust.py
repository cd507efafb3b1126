"""The tour's pictures of who may come in, who reads what, and that nothing typed is lost.

They are taken in a county of their own, for people leave it and papers are withheld in it.
"""

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, Page

from scripts.screenshots_kit import PHONE, Tour, press, take
from tests.support.harmful import with_macros, word

PAPER = "/meetings/county-board/2018-10-11/papers/road-safety-partnership/"
TO_FOLLOW = "/meetings/county-board/2018-10-11/papers/drug-and-alcohol-review/"
SECRETARY = "Board secretary, office of the Police and Crime Commissioner"
# Not a secret: the account is made for one picture and thrown away with its county.
PASSWORD = "three plain words"
END_SESSIONS = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def somebody_joins_and_leaves(tour: Tour) -> None:
    """An officer is invited to a post, takes it up, makes a passkey, and leaves."""
    secretary = tour.window("secretary")
    secretary.goto("/partnership/bodies/road-safety/people/invite/")
    secretary.get_by_label("Post", exact=True).fill("Support officer")
    secretary.get_by_label("Manages the body").check()
    secretary.get_by_label("Email address").fill("officer@example.org")
    take(secretary, "trust-invite", 1000, ".fp-title")
    press(secretary, "Send the invitation")
    take(secretary, "trust-people", 900)
    officer = tour.window()
    _take_up(tour, officer)
    # From now on the password alone opens nothing more.
    tour.window("support", PHONE, PASSWORD)
    _make_a_passkey(officer)
    officer.goto("/account/where/")
    take(officer, "trust-where", 700)
    secretary.reload()
    row = secretary.get_by_role("row").filter(has_text="Support officer")
    row.get_by_role("link", name="End").click()
    take(secretary, "trust-end", 900, ".fp-title")
    secretary.get_by_label("At once").check()
    press(secretary, "End this post")
    officer.goto("/meetings/")
    take(officer, "trust-gone", 520)


def _take_up(tour: Tour, officer: Page) -> None:
    tour.service.send_mail()
    mail = next(one for one in tour.service.sink.mail if "officer@example.org" in str(one["To"]))
    found = re.search(r"http\S+/partnership/invitation/\S+", str(mail.get_content()))
    assert found
    officer.goto(found[0])
    officer.get_by_label("User name").fill("support")
    take(officer, "trust-take-up", 1000, ".fp-title")
    officer.get_by_label("Password", exact=True).fill(PASSWORD)
    officer.get_by_label("The same password again").fill(PASSWORD)
    press(officer, "Take up this post")


def _make_a_passkey(officer: Page) -> None:
    devices = officer.context.new_cdp_session(officer)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    officer.goto("/account/second-step/")
    press(officer, "Set up a passkey")
    if officer.get_by_label("Password").count():
        officer.get_by_label("Password").fill(PASSWORD)
        press(officer, "Go on")
    officer.get_by_label("What to call it").fill("Work laptop")
    take(officer, "trust-passkey", 600)
    press(officer, "Set up the passkey")
    officer.get_by_role("heading", name="Recovery codes").wait_for()
    officer.goto("/account/second-step/")
    take(officer, "trust-second-step", 800)


def a_paragraph_is_withheld(tour: Tour) -> None:
    """A paragraph is kept from the public, then the paper is marked and kept to two bodies."""
    page = tour.window("secretary")
    page.goto(PAPER)
    press(page, "Withhold parts of it")
    page.locator("input[name=marks]").nth(1).check()
    page.get_by_label("Those who sit on the board").check()
    page.get_by_label("Why").fill("Details of a bid that is not decided")
    page.get_by_label("Or until which decision").fill("The contract is let")
    take(page, "trust-withhold", 1000, ".fp-title")
    press(page, "Withhold these paragraphs")
    take(page, "trust-readings", 900, "h2:has-text('How it reads to others')")
    page.goto(PAPER)
    press(page, "Who may read it")
    page.get_by_label("OFFICIAL-SENSITIVE").check()
    page.get_by_label("How it is to be handled").fill("Do not forward")
    page.get_by_label("Those who sit on the board").check()
    take(page, "trust-marking", 1000, ".fp-title")
    press(page, "Save marking and readers")


def nothing_typed_is_lost(tour: Tour) -> None:
    """Two write one paper; a session ends while somebody types; a file is refused."""
    one, two = tour.window("secretary"), tour.window("secretary", PHONE)
    for page in (one, two):
        page.goto(f"{TO_FOLLOW}write/")
    _text(one).fill("The service saw 412 people in the quarter, as many as a year ago.")
    press(one, "Save the paper")
    _text(two).fill("The service saw 421 people in the quarter.")
    press(two, "Save the paper")
    take(two, "trust-two", 1300, ".fp-title")
    one.goto(f"{TO_FOLLOW}write/")
    _text(one).fill("The service saw 412 people in the quarter. Half came by their doctor.")
    tour.service.run("manage", "shell", "-c", END_SESSIONS)
    press(one, "Save the paper")
    take(one, "trust-kept", 700)
    one.get_by_role("button", name=SECRETARY).click()
    take(one, "trust-back", 900)
    press(one, "Save the paper")
    one.goto(f"{TO_FOLLOW}upload/")
    payload: FilePayload = {
        "name": "review.docx",
        "mimeType": "application/octet-stream",
        "buffer": b"MZ" + bytes(2000),
    }
    one.get_by_label("File").set_input_files(payload)
    press(one, "Upload the file")
    take(one, "trust-refused", 700)
    payload["name"], payload["buffer"] = "review.docm", with_macros(word(), "word/document.xml")
    one.get_by_label("File").set_input_files(payload)
    press(one, "Upload the file")
    take(one, "trust-history", 900, "#history, h2:has-text('History')")


def _text(page: Page) -> Locator:
    return page.get_by_label("Text", exact=True)


TRUST: tuple[Callable[[Tour], None], ...] = (
    somebody_joins_and_leaves,
    a_paragraph_is_withheld,
    nothing_typed_is_lost,
)
