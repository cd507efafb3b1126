"""Sessions: how they begin, what one sees of them, and how they end."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from frankpledge.accounts.models import SignIn
from frankpledge.accounts.operations import open_account
from frankpledge.accounts.rules import IDLE, LONGEST, SIGN_INS_KEPT
from frankpledge.retention.jobs import forget_what_is_over
from frankpledge.shared import clock
from tests.accounts.conftest import BY, GOOD, posted

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0"
IPHONE = "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1"


def enter(browser, username="officer", **more):
    given = {"username": username, "password": GOOD}
    return browser.post("/account/sign-in/", given, **more)


def is_in(browser):
    return not browser.get("/about/").context["viewer"].is_public


def test_a_sign_in_is_noted_with_the_kind_of_device_and_nothing_else(browse, officer):
    enter(browse, headers={"User-Agent": FIREFOX}, REMOTE_ADDR="192.0.2.7")
    noted = SignIn.objects.values().get()
    assert (noted["how"], noted["device"]) == ("Password", "Firefox on Windows")
    assert noted["session"] == browse.session.session_key
    assert "192.0.2.7" not in str(noted)


def test_a_session_gets_a_new_key_at_sign_in(browse, officer):
    browse.get("/account/sign-in/")
    session = browse.session
    session["x"] = 1
    session.save()
    before = session.session_key
    enter(browse)
    assert browse.session.session_key != before


def test_one_sees_where_one_is_signed_in_and_ends_one(browse, officer):
    enter(browse, headers={"User-Agent": FIREFOX})
    other = Client()
    enter(other, headers={"User-Agent": IPHONE})
    page = browse.get("/account/where/").content.decode()
    assert "Safari on an iPhone" in page
    assert "This device, now" in page
    sign_in = SignIn.objects.get(device="Safari on an iPhone")
    assert browse.post("/account/where/end/", {"sign_in": sign_in.pk}).status_code == 302
    assert not is_in(other)
    assert is_in(browse)


def test_all_others_are_ended_at_once(browse, officer):
    enter(browse)
    others = [Client() for _ in range(3)]
    for other in others:
        enter(other)
    browse.post("/account/where/end/")
    assert [is_in(other) for other in others] == [False] * 3
    assert is_in(browse)


def test_nobody_ends_a_strangers_session(browse, officer):
    posted(open_account(by=BY, username="other", post="Other", password=GOOD))
    stranger = Client()
    enter(stranger, "other")
    enter(browse)
    for wanted in (SignIn.objects.get(account__username="other").pk, "x", "9" * 30, "-1"):
        browse.post("/account/where/end/", {"sign_in": wanted})
    assert is_in(stranger)


@pytest.mark.parametrize(
    ("later", "why"), [(IDLE, "idle"), (IDLE - timedelta(minutes=2), ""), (LONGEST, "longest")]
)
def test_a_session_that_nobody_uses_ends(browse, officer, later, why):
    begun = clock.real_moment()
    with time_machine.travel(begun, tick=False):
        enter(browse)
    with time_machine.travel(begun + later, tick=False):
        answer = browse.get("/partnership/?on=2018-10-01")
        assert (f"over={why}" in answer.get("Location", "")) == bool(why)
        if why:
            assert "next=%2Fpartnership%2F%3Fon%3D2018-10-01" in answer["Location"]
            assert "Sign in to go on" in browse.get(answer["Location"]).content.decode()
            assert not SignIn.objects.exclude(session="").exists()


def test_a_session_that_is_used_all_day_ends_all_the_same(browse, officer):
    begun = clock.real_moment()
    with time_machine.travel(begun, tick=False) as traveller:
        enter(browse)
        for hour in range(1, 12):
            traveller.move_to(begun + timedelta(hours=hour))
            assert is_in(browse), hour
        traveller.move_to(begun + LONGEST)
        assert "over=longest" in browse.get("/about/")["Location"]


def test_looking_at_pages_writes_nothing_within_a_minute(browse, officer):
    enter(browse)
    seen = SignIn.objects.get().seen
    browse.get("/about/")
    assert SignIn.objects.get().seen == seen


def test_signing_out_is_noted(browse, officer):
    enter(browse)
    browse.post("/account/sign-out/")
    assert not SignIn.objects.exclude(session="").exists()
    assert not is_in(browse)


def test_a_changed_password_signs_everybody_else_out(browse, officer):
    enter(browse)
    other = Client()
    enter(other)
    key = browse.session.session_key
    fresh = "quiet-lanterns-over-fens"
    answer = browse.post("/account/password/", {"current": GOOD, "new": fresh})
    assert answer.status_code == 302
    assert is_in(browse)
    assert browse.session.session_key != key
    assert not is_in(other)
    assert SignIn.objects.exclude(session="").count() == 1
    officer.refresh_from_db()
    assert officer.check_password(fresh)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"current": "wrong", "new": "quiet-lanterns-over-fens"}, "This is not your password"),
        ({"current": GOOD, "new": "short"}, "at least 12 characters"),
        ({"current": GOOD, "new": "password12345678"}, "too common"),
        ({"current": ""}, "Enter your password"),
    ],
)
def test_a_password_that_may_not_be_changes_nothing(browse, officer, given, told):
    enter(browse)
    page = browse.post("/account/password/", given).content.decode()
    assert told in page
    officer.refresh_from_db()
    assert officer.check_password(GOOD)


def test_old_sessions_and_sign_ins_are_forgotten_every_day(browse, officer):
    begun = clock.real_moment()
    with time_machine.travel(begun - SIGN_INS_KEPT - timedelta(days=1), tick=False):
        enter(Client())
    enter(browse)
    assert (SignIn.objects.count(), Session.objects.count()) == (2, 2)
    forget_what_is_over(begun)
    assert (SignIn.objects.count(), Session.objects.count()) == (1, 1)
    assert browse.get("/account/").status_code == 200


def test_one_sees_ones_own_sign_ins_and_nobody_elses(browse, officer):
    posted(open_account(by=BY, username="other", post="Other", password=GOOD))
    enter(Client(), "other", headers={"User-Agent": IPHONE})
    enter(browse, headers={"User-Agent": FIREFOX})
    page = browse.get("/account/").content.decode()
    assert "Firefox on Windows" in page
    assert "iPhone" not in page


def test_a_demonstration_account_shuts_nobody_out(demo, signed_in):
    browse = signed_in("chair")
    for path in ("/account/password/", "/account/second-step/", "/account/second-step/code/"):
        assert browse.get(path).status_code == 409
    assert browse.post("/account/where/end/").status_code == 409
