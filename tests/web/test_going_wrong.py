"""When something is wrong with what was sent, or with us: a whole page, and words for a person."""

import pytest
from django.db import OperationalError

from tests.support.pages import InspectingClient
from tests.support.reading import headings, title, words

APPOINT = "/meetings/county-board/decisions/appoint/"
BODY = "/partnership/bodies/county-board/"
PAPER = "/meetings/county-board/2018-10-11/papers/drug-and-alcohol-review/"


def test_not_found(demo, browse):
    page = browse.get("/no/such/page/")
    assert page.status_code == 404
    assert title(page) == "Page not found"


def test_not_allowed(demo, signed_in):
    page = signed_in("member").get(APPOINT)
    assert page.status_code == 403
    assert title(page) == "You cannot open this page"


def test_bad_request(demo, browse, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    page = browse.post("/account/sign-in/", {f"field-{n}": "x" for n in range(20)})
    assert page.status_code == 400
    assert title(page) == "We could not read that request"


def test_a_host_that_is_not_ours(demo, browse):
    page = browse.get("/", headers={"Host": "example.org"})
    assert page.status_code == 400
    assert title(page) == "We could not read that request"


def test_a_form_from_elsewhere(demo):
    """Without the token that only our own pages carry, nothing is done, and the page says why."""
    client = InspectingClient(enforce_csrf_checks=True)
    page = client.post("/account/demonstration/", {"username": "secretary"})
    assert page.status_code == 403
    assert title(page) == "Your answers were not sent"
    assert "Sign in" in words(client.get("/"), "header")


@pytest.fixture
def broken(monkeypatch):
    """Returns a client for which the page about accessibility fails as a bug would make it."""

    def fail(*args, **kwargs):
        raise RuntimeError("a fault of ours")

    def break_view(where):
        monkeypatch.setattr(where, fail)
        return InspectingClient(raise_request_exception=False)

    return break_view


def test_a_fault_of_ours_is_a_whole_page_and_tells_nothing_else(demo, broken):
    page = broken("frankpledge.web.views.calendar").get(BODY)
    assert page.status_code == 500
    assert title(page) == "Something went wrong"
    assert "a fault of ours" not in page.content.decode()
    assert "Traceback" not in page.content.decode()


def test_without_its_database_the_page_still_says_what_happened(demo, monkeypatch):
    """The page about a fault asks the database for nothing: it may be what has failed."""

    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr("frankpledge.web.context.Area.objects.all", fail)
    page = InspectingClient(raise_request_exception=False).get("/about/")
    assert page.status_code == 503
    assert title(page) == "Closed for a short while"
    assert "The records cannot be reached just now." in page.content.decode()
    assert page["Retry-After"]


# ------------------------------------------------------------- what nobody types in good faith


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1752-09-03", "2018-W41", "20181011"])
@pytest.mark.parametrize(
    "page", ["/partnership/", BODY, "/partnership/authorities/fenland/", "/planning/"]
)
def test_any_day_there_is_can_be_asked_for(demo, signed_in, page, day):
    assert signed_in("secretary").get(page, {"on": day}).status_code == 200


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("/partnership/", {"q": "x" * 5000}),
        ("/partnership/", {"q": "%_\\'\""}),
        ("/partnership/", {"on_day": "1", "on_month": "１", "on_year": "²⁰¹⁸"}),
        ("/planning/", {"year": "1066/67"}),
        ("/meetings/county-board/plan/", {"as": "map"}),
    ],
)
def test_odd_questions_are_answered(demo, browse, page, asked):
    assert browse.get(page, asked).status_code == 200


@pytest.mark.parametrize(
    ("page", "sent", "status"),
    [
        (f"{PAPER}write/", {"title": "a", "text": "x", "version": "9" * 30}, 409),
        (f"{PAPER}write/", {"title": "a", "text": "x"}, 200),
        ("/meetings/county-board/2018-10-11/add/", {"after": "9" * 30, "title": "x"}, 200),
        (APPOINT, {"represents": "-", "starts_year": "9" * 30}, 200),
        ("/review/county-board/2018-10-11/road-safety/write/", {"version": "-1"}, 409),
        ("/review/county-board/2018-10-11/road-safety/write/", {"period": "May 0000"}, 200),
    ],
)
def test_odd_answers_are_refused_in_words(demo, signed_in, page, sent, status):
    answer = signed_in("secretary").post(page, sent)
    assert answer.status_code == status
    assert headings(answer)


@pytest.mark.parametrize(
    "page",
    ["/partnership/?q=%00", "/planning/?year=%00", "/account/sign-in/?next=%00", "/?anything=%00"],
)
def test_a_null_character_in_an_address_is_no_request(demo, browse, page):
    """PostgreSQL would fail on one where SQLite does not."""
    assert browse.get(page).status_code == 400


@pytest.mark.parametrize(
    "page", ["/account/sign-in/", "/account/demonstration/", f"{PAPER}write/", f"{PAPER}state/"]
)
def test_a_null_character_in_a_form_is_no_request(demo, signed_in, page):
    sent = dict.fromkeys(("username", "password", "title", "text", "state"), "a\x00b")
    answer = signed_in("secretary").post(page, sent)
    assert answer.status_code == 400
    assert title(answer) == "We could not read that request"


@pytest.mark.parametrize("number", ["0", "99", "9" * 30])
def test_a_line_that_the_agreement_has_not(demo, signed_in, number):
    at = f"/planning/agreements/community-safety-agreement-2017-20/sign/{number}/"
    assert signed_in("member").get(at).status_code == 404
