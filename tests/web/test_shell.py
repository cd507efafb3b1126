"""What stands around every page: the demonstration's clock, headers, sign-in and its doors."""

import pytest
from django.conf import settings

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import close_account, open_account
from tests.support.county import SECRETARY
from tests.support.reading import error_beside, form_of, links, of_class, title, words

PAGES = ["/", "/partnership/", "/meetings/county-board/2018-10-11/", "/account/sign-in/"]
WRONG = "The user name or the password is not right. Check both and try again."


# ------------------------------------------------------------------------------------ the clock


@pytest.mark.parametrize("page", PAGES)
def test_the_demonstrations_day_stands_on_every_page(demo, browse, page):
    assert of_class(browse.get(page), "fp-clock") == ["Demonstration: today is 1 October 2018"]


def test_another_day_is_today_everywhere(demo, on_day, browse):
    on_day("2023-01-01")
    assert of_class(browse.get("/"), "fp-clock") == ["Demonstration: today is 1 January 2023"]
    assert "on 1 January 2023" in words(browse.get("/partnership/"))
    assert "No meeting is set after today" in words(browse.get("/meetings/"))


def test_in_ordinary_use_there_is_no_banner(demo_county, browse):
    assert settings.DEMONSTRATION_TODAY is None
    assert of_class(browse.get("/"), "fp-clock") == []


# ------------------------------------------------------------------------------------ headers


def policy(response):
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


@pytest.mark.parametrize("page", [*PAGES, "/no-such-page/"])
def test_every_page_carries_the_headers_that_keep_it_safe(demo, browse, page):
    response = browse.get(page)
    found = policy(response)
    assert found["default-src"] == "'none'"
    assert found["script-src"] == found["style-src"] == "'self'"
    assert found["frame-ancestors"] == found["base-uri"] == "'none'"
    assert found["form-action"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_a_pack_is_private_too_and_runs_nothing(demo, signed_in, kind):
    response = signed_in("secretary").get(f"/meetings/county-board/2018-10-11/pack/members.{kind}")
    assert "private" in response["Cache-Control"]
    assert policy(response)["script-src"] == "'self'"
    assert policy(response)["default-src"] == "'none'"


def test_cookies_are_kept_from_scripts(demo, browse):
    browse.post("/account/demonstration/", {"username": "secretary"})
    cookie = browse.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


# ------------------------------------------------------------------------------------ sign-in


def test_signing_in_leads_back_to_where_one_wanted_to_go(demo, browse):
    wanted = "/review/county-board/2018-10-11/road-safety/write/"
    page = browse.get(wanted, follow=True)
    assert title(page) == "Sign in"
    sent = form_of(page) | {"username": "chair", "password": "frankpledge"}
    back = browse.post("/account/sign-in/", sent, follow=True)
    assert back.redirect_chain == [(wanted, 302)]
    assert title(back) == "Write the quarterly update"


@pytest.mark.parametrize(
    ("username", "password"),
    [("chair", "wrong"), ("nobody", "frankpledge"), ("chair", "Frankpledge")],
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(demo, browse, username, password):
    """Nobody learns here which accounts there are."""
    page = browse.post("/account/sign-in/", {"username": username, "password": password})
    assert WRONG in words(page)
    assert form_of(page)["username"] == username
    assert form_of(page)["password"] == ""


def test_a_user_name_may_be_typed_in_capitals(demo, browse):
    page = browse.post(
        "/account/sign-in/", {"username": "CHAIR", "password": "frankpledge"}, follow=True
    )
    assert title(page) == "What you owe, by when"


def test_an_empty_sign_in_asks_for_both(demo, browse):
    page = browse.post("/account/sign-in/", {"username": "", "password": "", "next": "/"})
    assert error_beside(page, "username") == "Enter your user name"
    assert error_beside(page, "password") == "Enter your password"


def test_a_closed_account_signs_in_no_more(demo, browse):
    close_account(by=SECRETARY, account=Account.objects.get(username="chair"))
    page = browse.post("/account/sign-in/", {"username": "chair", "password": "frankpledge"})
    assert WRONG in words(page)
    assert browse.post("/account/demonstration/", {"username": "chair"}).status_code == 404


def test_closing_an_account_ends_its_visit(demo, signed_in):
    client = signed_in("chair")
    close_account(by=SECRETARY, account=Account.objects.get(username="chair"))
    assert title(client.get("/")) != "What you owe, by when"


ELSEWHERE = [
    "https://example.org/",
    "//example.org/",
    "/\\example.org/",
    "\\\\example.org",
    "javascript:alert(1)",
    "http:///example.org",
    "https:example.org",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_sign_in_never_leads_to_another_site(demo, browse, wanted):
    assert form_of(browse.get("/account/sign-in/", {"next": wanted}))["next"] == "/"
    sent = {"username": "chair", "password": "frankpledge", "next": wanted}
    assert browse.post("/account/sign-in/", sent)["Location"] == "/"
    sent = {"username": "chair", "next": wanted}
    assert browse.post("/account/demonstration/", sent)["Location"] == "/"


def test_a_refusal_never_leads_to_another_site(demo, signed_in):
    client = signed_in("secretary")
    page = client.post(
        "/meetings/county-board/2018-10-11/draft/", headers={"Referer": "https://example.org/"}
    )
    assert page.status_code == 409


def test_only_demonstration_accounts_have_an_open_door(demo, browse):
    """An ordinary account is not listed, and cannot be entered without its password."""
    open_account(by=SECRETARY, username="analyst", post="Analyst", password="a long secret")
    page = browse.get("/account/sign-in/")
    assert "Analyst" not in words(page)
    assert browse.post("/account/demonstration/", {"username": "analyst"}).status_code == 404
    assert title(browse.get("/")) != "What you owe, by when"
    sent = {"username": "analyst", "password": "a long secret"}
    assert title(browse.post("/account/sign-in/", sent, follow=True)) == "What you owe, by when"


def test_without_a_demonstration_no_door_is_shown(browse):
    assert "Demonstration accounts" not in words(browse.get("/account/sign-in/"))


def test_signing_in_changes_the_session_and_signing_out_ends_it(demo, browse):
    browse.get("/account/sign-in/")
    browse.post("/account/demonstration/", {"username": "chair"})
    key = browse.session.session_key
    browse.post("/account/demonstration/", {"username": "member"})
    assert browse.session.session_key != key
    browse.post("/account/sign-out/")
    assert "Sign in" in words(browse.get("/"), "header")


def test_signing_out_goes_by_a_button_and_never_by_a_link(demo, signed_in):
    client = signed_in("chair")
    assert client.get("/account/sign-out/").status_code == 405
    assert "Sign out" not in links(client.get("/"))
