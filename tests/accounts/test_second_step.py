"""One-time codes and recovery codes: set up, used, removed; and a service that asks for them."""

import dataclasses
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from frankpledge.accounts.models import SignIn
from frankpledge.accounts.rules import BY_ACCOUNT
from frankpledge.history.models import Entry
from frankpledge.shared import clock
from tests.accounts.conftest import GOOD

pytestmark = pytest.mark.django_db
CODE = "/account/second-step/code/"


def code_of(secret, ahead=0):
    """The code that an authenticator app shows for this key."""
    counter = int(clock.real_moment().timestamp()) // 30 + ahead
    return format_hotp_value(hotp_value(secret, counter))


def enter(browser):
    return browser.post("/account/sign-in/", {"username": "officer", "password": GOOD})


def is_in(browser):
    return not browser.get("/about/").context["viewer"].is_public


def set_up(browser):
    """Set one-time codes up as somebody does at the page: the key, and the recovery codes."""
    enter(browser)
    asked = browser.get(CODE)
    assert asked["Location"].startswith("/account/again/password/?next=")
    assert browser.post(asked["Location"], {"password": GOOD})["Location"] == CODE
    page = browser.get(CODE).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    (secret,) = re.findall(r"Key: <code>(\w+)</code>", page)
    done = browser.post(CODE, {"code": code_of(secret)})
    assert done.status_code == 302, done.content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", browser.get(done["Location"]).content.decode())
    assert len(codes) == 10
    return secret, codes


@pytest.fixture
def moment():
    """A moment that stands still until it is moved on."""
    with time_machine.travel(clock.real_moment(), tick=False) as traveller:
        yield traveller


def test_a_code_is_asked_for_after_the_password(browse, officer, moment):
    secret, _ = set_up(Client())
    moment.shift(60)
    answer = enter(browse)
    assert answer["Location"] == "/account/sign-in/second-step/"
    assert not is_in(browse), "a password alone is no longer enough"
    assert browse.get(answer["Location"]).status_code == 200
    wrong = browse.post(answer["Location"], {"code": "000000"})
    assert "was not accepted" in wrong.content.decode() or "not right" in wrong.content.decode()
    assert browse.post(answer["Location"], {"code": code_of(secret)}).status_code == 302
    assert is_in(browse)
    assert SignIn.objects.latest("pk").how == "Password and one-time code"


def test_a_code_is_taken_once(officer, moment):
    secret, _ = set_up(Client())
    moment.shift(60)
    first, second = Client(), Client()
    for browser in (first, second):
        enter(browser)
        browser.post("/account/sign-in/second-step/", {"code": code_of(secret)})
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_is_taken_once(officer, moment):
    _, codes = set_up(Client())
    first, second = Client(), Client()
    for browser in (first, second):
        enter(browser)
        browser.post("/account/sign-in/second-step/", {"code": codes[0]})
    assert (is_in(first), is_in(second)) == (True, False)
    assert SignIn.objects.latest("pk").how == "Password and recovery code"


def test_codes_are_not_to_be_guessed(browse, officer, moment):
    secret, _ = set_up(Client())
    moment.shift(60)
    enter(browse)
    for number in range(BY_ACCOUNT.tries):
        browse.post("/account/sign-in/second-step/", {"code": f"00000{number}"})
    page = browse.post("/account/sign-in/second-step/", {"code": code_of(secret)})
    assert page.status_code == 429
    assert not is_in(browse)


def test_the_second_step_cannot_be_reached_without_the_first(browse, officer):
    assert browse.get("/account/sign-in/second-step/")["Location"].startswith("/account/sign-in/")


def test_recovery_codes_are_shown_once(officer, moment):
    browse = Client()
    _, codes = set_up(browse)
    page = browse.get("/account/second-step/recovery/").content.decode()
    assert codes[0] not in page
    assert "cannot be shown again" in page


def test_removing_codes_asks_again_who_it_is(officer, moment):
    browse = Client()
    set_up(browse)
    moment.shift(600)
    asked = browse.post(f"{CODE}remove/")
    assert asked["Location"].startswith("/account/again/password/")
    assert Authenticator.objects.exists()
    browse.post(asked["Location"], {"password": GOOD})
    browse.post(f"{CODE}remove/")
    assert not Authenticator.objects.exists(), "and the recovery codes go with them"


def told():
    """What the history tells of the second step, the newest last."""
    entries = Entry.objects.filter(what__contains="second step").order_by("pk")
    return [(one.by, one.fields.get("second_step")) for one in entries]


def test_setting_up_and_removing_is_on_record_without_a_secret(officer, moment):
    browse = Client()
    secret, codes = set_up(browse)
    assert told() == [("Support officer", ["", "one-time codes"])]
    kept = str(list(Entry.objects.values_list("fields", flat=True)))
    assert not any(one in kept for one in (secret, *codes))
    moment.shift(60)
    browse.post("/account/second-step/recovery/new/")
    (made,) = Entry.objects.latest("pk").fields.items()
    assert made[0] == "recovery_codes_made"
    browse.post(f"{CODE}remove/")
    assert told()[-1] == ("Support officer", ["one-time codes", ""])
    page = browse.get("/account/").content.decode()
    assert "Changed the second step: Support officer changed" in page
    assert "Second step from nothing to one-time codes" in page


def test_a_wrong_code_changes_nothing_and_is_not_on_record(officer, moment):
    browse = Client()
    enter(browse)
    browse.post(browse.get(CODE)["Location"], {"password": GOOD})
    browse.get(CODE)
    assert browse.post(CODE, {"code": "000000"}).status_code == 200
    assert told() == []


def test_a_service_that_asks_for_it_lets_nobody_further_without(browse, officer, settings, moment):
    settings.SIGN_IN = dataclasses.replace(settings.SIGN_IN, second_step_required=True)
    browse.get("/account/sign-in/")
    enter(browse)
    for path in ("/", "/meetings/", "/partnership/"):
        assert browse.get(path)["Location"] == "/account/second-step/"
    assert (
        "Set up a passkey or one-time codes" in browse.get("/account/second-step/").content.decode()
    )
    set_up(browse)
    assert browse.get("/partnership/").status_code == 200


def test_every_page_on_the_way_is_well_made(browse, officer, moment):
    set_up(browse)
    for path in (
        "/account/",
        "/account/second-step/",
        "/account/second-step/recovery/",
        "/account/second-step/recovery/new/",
        "/account/second-step/code/remove/",
        "/account/second-step/passkeys/add/",
        "/account/again/password/?next=/account/",
        "/account/again/code/?next=/account/",
        "/account/password/",
        "/account/where/",
        "/account/break-glass/",
    ):
        page = browse.get(path)
        assert page.status_code == 200, path
        assert 'class="govuk-breadcrumbs' in page.content.decode(), path
