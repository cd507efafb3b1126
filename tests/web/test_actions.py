"""The register of actions on its pages: reading, asking, reporting, a meeting, importing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.actions.models import Action, ActionImport, ActionReport
from frankpledge.actions.operations import ask, look, report
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import Actor
from frankpledge.shared.uploads.others import clean_picture
from tests.actions.logs import AUTUMN, HEAD, csv_log
from tests.support.conflicts import chosen
from tests.support.county import SECRETARY, board
from tests.support.harmful import picture
from tests.support.letting_go import let_go
from tests.support.reading import (
    error_beside,
    form_of,
    headings,
    links,
    of_class,
    table_rows,
    title,
    words,
)

PHOTO = picture("PNG")
REGISTER = "/actions/county-board/"
APRIL, JULY, TODAY = date(2018, 4, 19), date(2018, 7, 19), date(2018, 10, 1)
pytestmark = pytest.mark.usefixtures("demo")


def asked(text="Count the collisions", owner="road-safety", on=APRIL, **more):
    body = body_named(owner) if owner else None
    return ask(by=SECRETARY, register=board(), text=text, owner=body, asked=on, **more)


def fresh(number=1):
    return Action.objects.get(number=number)


def done(action, text="All counted"):
    return report(by=SECRETARY, action=action, on=TODAY, text=text, done=True)


# ---------------------------------------------------------------- who sees what


def test_the_public_sees_no_register_and_no_action(browse):
    asked()
    assert browse.get("/actions/")["Location"].startswith("/account/sign-in/")
    for address in (REGISTER, f"{REGISTER}actions.csv", f"{REGISTER}1/", f"{REGISTER}2/"):
        assert browse.get(address).status_code == 404
    assert browse.get(f"{REGISTER}1/report/")["Location"].startswith("/account/sign-in/")


def test_members_read_it_all_and_owners_what_is_asked_of_them(signed_in):
    asked()
    asked("Map the fires", owner="fire-and-rescue")
    page = signed_in("member").get(REGISTER)
    assert [row[0] for row in table_rows(page)[1:]] == [
        "1. Count the collisions",
        "2. Map the fires",
    ]
    assert "Ask for an action" not in links(page)
    assert signed_in("scrutiny").get(REGISTER).status_code == 404


def test_whoever_only_owns_sees_theirs_and_no_more():
    """A body that sits on no board, and the holder of its signed link, see what is asked of it."""
    asked()
    asked("Map the fires", owner="fire-and-rescue")
    roads = body_named("road-safety")
    holder = Viewer(by_link=Actor("Road safety, by a signed link"), bodies=frozenset({roads.pk}))
    assert [one.number for one in Action.objects.visible_to(holder)] == [1]
    assert not Action.objects.visible_to(Viewer())


@pytest.mark.parametrize("account", ["chair", "csp-manager", "member", "scrutiny"])
@pytest.mark.parametrize("page", ["add/", "look/", "import/", "1/change/", "1/reopen/"])
def test_only_the_secretary_keeps_the_register(signed_in, account, page):
    asked()
    assert signed_in(account).get(f"{REGISTER}{page}").status_code == 404
    assert signed_in(account).post(f"{REGISTER}{page}").status_code == 404


# ---------------------------------------------------------------- the register


def test_an_empty_register_says_what_to_do_first(signed_in):
    page = signed_in("secretary").get(REGISTER)
    assert "No actions yet" in headings(page)
    assert "Its secretary adds them." in words(signed_in("member").get(REGISTER))
    assert "Nothing is asked of your bodies" in headings(signed_in("member").get("/actions/"))


def test_the_register_is_narrowed_by_links(signed_in):
    late = asked(due=date(2018, 9, 1))
    done(asked("Map the fires", owner="fire-and-rescue"))
    closed = asked("Close the road", owner=None)
    look(by=SECRETARY, action=closed, on=JULY, today=TODAY, outcome="closed")
    client = signed_in("secretary")
    page = client.get(REGISTER)
    assert "2 open actions, 1 late, 1 for the board to close." in words(page)
    found = links(page)
    for label, numbers in {
        "Open 2": ["1", "2"],
        "Late 1": ["1"],
        "For the board to close 1": ["2"],
        "Closed or dropped 1": ["3"],
        "All 3": ["1", "2", "3"],
        "Fire and Rescue 1": ["2"],
    }.items():
        rows = table_rows(client.get(REGISTER + found[label].removeprefix(REGISTER)))[1:]
        assert [row[0].partition(".")[0] for row in rows] == numbers, label
    then = client.get(REGISTER, {"on": "2018-05-01"})
    assert "3 open actions" in words(then)
    assert late.get_absolute_url() in links(then).values()


def test_it_says_how_often_something_was_asked(signed_in):
    action = asked()
    for day in (date(2018, 5, 1), date(2018, 6, 1), JULY):
        look(by=SECRETARY, action=fresh(), on=day, today=TODAY, outcome="carried")
    page = signed_in("chair").get("/actions/")
    assert "Asked four meetings running" in words(page)
    page = signed_in("chair").get("/")
    assert "asked four meetings running" in words(page)
    assert links(page)[f"Action {action.number}: Count the collisions"] == f"{REGISTER}1/"


def test_a_spreadsheet_gets_what_the_page_shows_and_no_formula(signed_in):
    asked("=HYPERLINK(1)", due=date(2018, 9, 1))
    asked("Later", on=TODAY)
    response = signed_in("member").get(f"{REGISTER}actions.csv", {"state": "late"})
    text = response.content.decode("utf-8-sig")
    assert "attachment" in response["Content-Disposition"]
    assert text.splitlines()[0].startswith("Number,Reference,Action,Owner,Due")
    assert len(text.splitlines()) == 2
    assert "1,,'=HYPERLINK(1),Road Safety Partnership,2018-09-01" in text


def test_a_long_register_stands_on_pages_within_the_ceiling(signed_in):
    for n in range(120):
        asked(f"Thing {n}", owner="road-safety" if n % 2 else "prevent")
    client = signed_in("secretary")
    assert len(table_rows(client.get(REGISTER))) == 101
    assert len(table_rows(client.get(REGISTER, {"page": 2, "state": "open"}))) == 21
    assert client.get("/actions/").status_code == 200


# ---------------------------------------------------------------- asking and changing


def test_an_action_is_asked_and_owed(signed_in):
    client = signed_in("secretary")
    sent = form_of(client.get(f"{REGISTER}add/")) | {
        "text": "Count the collisions",
        "owner": "road-safety",
        "due_day": "20",
        "due_month": "10",
        "due_year": "2018",
    }
    page = client.post(f"{REGISTER}add/", sent, follow=True)
    assert "It is action 1." in words(page)
    assert title(page) == "Count the collisions"
    page = signed_in("chair").get(f"{REGISTER}1/")
    assert "This is asked of you" in headings(page)
    assert "Due by Saturday 20 October 2018" in words(page)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"text": ""}, "text", "Enter what is to be done"),
        ({"owner": "nobody"}, "owner", "must be one of the answers listed"),
        ({"due_day": "1"}, "due", "The day it is due must include a month and a year"),
        (
            {"due_day": "1", "due_month": "1", "due_year": "2018"},
            "due",
            "must not be before the day it was asked",
        ),
    ],
)
def test_a_mistake_is_said_beside_its_field(signed_in, typed, field, says):
    client = signed_in("secretary")
    sent = form_of(client.get(f"{REGISTER}add/")) | {"text": "Count"} | typed
    assert says in error_beside(client.post(f"{REGISTER}add/", sent), field)
    assert not Action.objects.exists()


def test_passing_an_action_on_asks_why(signed_in):
    asked()
    client = signed_in("secretary")
    sent = form_of(client.get(f"{REGISTER}1/change/")) | {"owner": "prevent"}
    page = client.post(f"{REGISTER}1/change/", sent)
    assert "Say why" in error_beside(page, "why")
    page = client.post(f"{REGISTER}1/change/", sent | {"why": "It is theirs"}, follow=True)
    assert "It is theirs" in words(page)
    assert fresh().owner == body_named("prevent")


def test_the_second_of_two_changes_is_shown_both(signed_in):
    asked()
    client = signed_in("secretary")
    sent = form_of(client.get(f"{REGISTER}1/change/"))
    client.post(f"{REGISTER}1/change/", sent | {"text": "Count them all"})
    page = client.post(f"{REGISTER}1/change/", sent | {"text": "Count some"})
    assert page.status_code == 409
    # Word by word: what both wrote is not marked, what one wrote is.
    assert "You both changed this" in headings(page)
    assert "removed: them all end of removed." in words(page)
    assert "added: some end of added." in words(page)
    assert chosen(page)["text"] == ["Count some"]
    assert fresh().text == "Count them all"
    client.post(f"{REGISTER}1/change/", chosen(page))
    assert fresh().text == "Count some"


# ---------------------------------------------------------------- reporting


def test_the_owner_reports_with_evidence_and_the_board_is_told(signed_in):
    asked()
    client = signed_in("chair")
    file = SimpleUploadedFile("photo.png", PHOTO)
    sent = {"text": "All counted", "done": "on", "file": file, "link": "https://example.org/x"}
    page = client.post(f"{REGISTER}1/report/", sent, follow=True)
    assert "The board looks at it at its next meeting." in words(page)
    assert "You have said that it is done" in headings(page)
    assert of_class(page, "fp-title__state") == ["Done For the board to close"]
    where = next(url for text, url in links(page).items() if text.startswith("photo.png"))
    response = client.get(where)
    assert b"".join(response.streaming_content) == clean_picture(PHOTO)
    assert response["Content-Disposition"] == 'attachment; filename="photo.png"'
    assert response["X-Content-Type-Options"] == "nosniff"
    let_go(response)
    found = ActionReport.objects.get()
    assert (found.by_body, found.done) == (body_named("road-safety"), True)


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ({"text": ""}, "text", "Enter what has been done"),
        ({"link": "javascript:alert(1)"}, "link", "Give the whole address"),
        ({"file": SimpleUploadedFile("x.pdf", b"MZ\x90")}, "file", "some other kind of file"),
    ],
)
def test_what_cannot_be_taken_is_said(signed_in, sent, field, says):
    asked()
    page = signed_in("chair").post(f"{REGISTER}1/report/", {"text": "Done"} | sent)
    assert says in error_beside(page, field)
    assert not ActionReport.objects.exists()


def test_a_file_too_large_is_refused(signed_in, settings):
    asked()
    settings.LARGEST_UPLOAD = 1024 * 1024
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.4" + bytes(2 * 1024 * 1024))
    page = signed_in("chair").post(f"{REGISTER}1/report/", {"text": "Done", "file": file})
    assert "“x.pdf” is 2 MB. Files up to 1 MB can be taken" in error_beside(page, "file")


def test_nobody_reports_for_another_body(signed_in):
    asked("Map the fires", owner="fire-and-rescue")
    for account in ("chair", "member", "csp-manager"):
        assert signed_in(account).get(f"{REGISTER}1/report/").status_code == 404
    assert signed_in("secretary").get(f"{REGISTER}1/report/").status_code == 200


def test_two_who_report_at_once_both_keep_theirs(signed_in):
    asked()
    for text in ("One district is in", "Another is in"):
        # Each had the form open before the other sent theirs.
        signed_in("chair").post(f"{REGISTER}1/report/", {"text": text})
    page = signed_in("chair").get(f"{REGISTER}1/")
    assert "One district is in" in words(page)
    assert "Another is in" in words(page)


def test_a_closed_action_takes_no_report(signed_in):
    look(by=SECRETARY, action=asked(), on=JULY, today=TODAY, outcome="closed")
    page = signed_in("chair").get(f"{REGISTER}1/")
    assert "Report on it" not in links(page)
    page = signed_in("chair").post(f"{REGISTER}1/report/", {"text": "More"})
    assert "Ask the board’s secretary to reopen it" in words(page)


# ---------------------------------------------------------------- at a meeting


def test_a_meeting_is_gone_through_at_one_press(signed_in):
    asked()
    asked("Map the fires", owner="fire-and-rescue")
    client = signed_in("secretary")
    page = client.get(f"{REGISTER}look/")
    # The board's last meeting until today.
    assert title(page) == "Go through the actions at the meeting of 19 July 2018"
    sent = form_of(page)
    assert (sent["outcome-1"], sent["outcome-2"]) == ("carried", "carried")
    sent |= {"outcome-2": "closed", "note-2": "Agreed"}
    page = client.post(f"{REGISTER}look/?on=2018-07-19", sent, follow=True)
    assert "What the board decided about 2 actions is recorded." in words(page)
    assert (fresh(1).state, fresh(2).state) == ("open", "closed")
    assert "Asked two meetings running" in words(page)


def test_what_is_said_to_be_done_must_be_decided(signed_in):
    done(asked(), "All counted")
    client = signed_in("secretary")
    at = f"{REGISTER}look/?on=2018-07-19"
    # Said after that meeting: at it, the action was open.
    assert form_of(client.get(at))["outcome-1"] == "carried"
    report(by=SECRETARY, action=asked("Map"), on=APRIL, text="Mapped", done=True)
    sent = form_of(client.get(at))
    assert "outcome-2" not in sent
    page = client.post(at, sent)
    assert "Choose what the board decided about action 2" in error_beside(page, "outcome-2")


def test_a_change_meanwhile_is_shown_and_nothing_is_lost(signed_in):
    asked()
    client = signed_in("secretary")
    at = f"{REGISTER}look/?on=2018-07-19"
    sent = form_of(client.get(at)) | {"outcome-1": "closed", "note-1": "Agreed"}
    report(by=SECRETARY, action=fresh(), on=TODAY, text="Two districts are missing")
    page = client.post(at, sent)
    assert "Two districts are missing" in error_beside(page, "outcome-1")
    assert fresh().state == "open"
    again = form_of(page)
    assert (again["outcome-1"], again["note-1"]) == ("closed", "Agreed")
    client.post(at, again)
    assert fresh().state == "closed"


@pytest.mark.parametrize(
    ("on", "says"),
    [("2018-10-11", "is still to come"), ("2018-07-20", "The board did not meet on 20 July 2018")],
)
def test_a_day_without_a_meeting_is_refused(signed_in, on, says):
    asked()
    client = signed_in("secretary")
    at = f"{REGISTER}look/?on={on}"
    assert says in words(client.post(at, form_of(client.get(at))))
    assert fresh().state == "open"


def test_an_action_is_reopened_by_the_board(signed_in):
    look(by=SECRETARY, action=asked(), on=date(2018, 5, 1), today=TODAY, outcome="closed")
    client = signed_in("secretary")
    sent = form_of(client.get(f"{REGISTER}1/reopen/")) | {"why": "It came back"}
    page = client.post(f"{REGISTER}1/reopen/", sent, follow=True)
    assert "Action 1 is open again." in words(page)
    assert "It came back" in words(page)


# ---------------------------------------------------------------- action logs


def send(client, data, name="log.odt", **more):
    return client.post(
        f"{REGISTER}import/", {"file": SimpleUploadedFile(name, data), **more}, follow=True
    )


def test_a_log_is_seen_before_it_is_imported(signed_in):
    client = signed_in("secretary")
    page = send(client, AUTUMN)
    said = words(page)
    assert "5 actions read from “log.odt” of the meeting of 13 November 2012." in said
    assert "ZQ/QZ (1 row)" in said
    assert not Action.objects.exists()
    waiting = ActionImport.objects.get()
    page = client.post(waiting.get_absolute_url(), form_of(page), follow=True)
    assert "Imported from “log.odt”: 5 actions added." in words(page)
    assert Action.objects.count() == 5
    assert client.get(waiting.get_absolute_url()).status_code == 404
    page = send(client, AUTUMN)
    assert "The register holds all of this already." in words(page)


def test_names_are_listed_and_left_out(signed_in):
    client = signed_in("secretary")
    data = csv_log([HEAD, ("1", "Ring round", "Sam Example", "", "Open", "")])
    page = send(client, data, "log.csv", meeting="2018-07-19")
    assert "Sam Example (row 2)" in words(page)
    assert "Import 1 action" in words(page)
    client.post(ActionImport.objects.get().get_absolute_url(), form_of(page))
    assert fresh().owner_words == ""


def test_a_file_with_mistakes_shows_each_and_offers_no_import(signed_in):
    client = signed_in("secretary")
    data = csv_log([HEAD, ("A1", "", "Chair", "", "Open", "")])
    page = send(client, data, "log.csv")
    assert title(page) == "This file cannot be imported yet"
    assert table_rows(page)[1:] == [
        ["log.csv", "–", "–", "the file does not say of which meeting it is; give it"],
        ["row 2", "Action required", "A1, Chair and Open", "the action itself is missing"],
    ]
    waiting = ActionImport.objects.get()
    client.post(waiting.get_absolute_url(), {"names": "leave", "seen": "0-0-0-2"})
    assert not Action.objects.exists()
    page = client.post(f"{waiting.get_absolute_url()}throw-away/", follow=True)
    assert "is thrown away" in words(page)


def test_a_plan_that_has_changed_is_shown_again(signed_in):
    client = signed_in("secretary")
    page = send(client, AUTUMN)
    asked("Secretariat: Circulate the minutes of the seventh meeting", on=date(2012, 6, 1))
    at = ActionImport.objects.get().get_absolute_url()
    page = client.post(at, form_of(page))
    assert "The register has changed since you looked." in words(page)
    assert Action.objects.count() == 1
    client.post(at, form_of(page))
    assert Action.objects.count() == 5


@pytest.mark.parametrize(
    ("data", "says"), [(b"%PDF-1.4", "is a PDF"), (b"\x89PNG\r\n\x1a\n\0", "is a picture (.png)")]
)
def test_a_wrong_file_is_refused_in_words(signed_in, data, says):
    page = send(signed_in("secretary"), data)
    assert says in error_beside(page, "file")
    assert not ActionImport.objects.exists()
