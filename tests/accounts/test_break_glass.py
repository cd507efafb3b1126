"""Local passwords off, and break-glass access: possible, short, and loud."""

import dataclasses
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from frankpledge.accounts.models import BreakGlassUse
from frankpledge.accounts.operations import mark_break_glass, open_account
from frankpledge.accounts.rules import BREAK_GLASS_IDLE, BREAK_GLASS_LONGEST
from frankpledge.history.models import Entry
from frankpledge.outbox.models import Message
from frankpledge.shared import clock
from frankpledge.shared.alarms import alarms
from tests.accounts.conftest import BY, GOOD

pytestmark = pytest.mark.django_db
DOOR = "/account/sign-in/break-glass/"


@pytest.fixture
def off(settings):
    """A service whose local passwords are off, with somebody to tell."""
    settings.SIGN_IN = dataclasses.replace(
        settings.SIGN_IN, passwords=False, responsible=("board@example.org", "it@example.org")
    )


@pytest.fixture
def glass(officer):
    mark_break_glass(by=BY, account=officer)
    return officer


def enter(browser, door=DOOR, username="officer", **more):
    return browser.post(door, {"username": username, "password": GOOD}, **more)


def is_in(browser):
    return not browser.get("/about/").context["viewer"].is_public


def test_with_passwords_off_there_is_no_form_for_one(browse, off, officer):
    page = browse.get("/account/sign-in/").content.decode()
    assert 'name="password"' not in page
    assert "break-glass" in page


@pytest.mark.parametrize("door", ["/account/sign-in/", DOOR])
def test_with_passwords_off_the_right_one_does_not_help(browse, off, officer, door):
    enter(browse, door)
    assert not is_in(browse)


def test_a_wrong_password_is_told_as_everywhere(browse, off, glass):
    page = browse.post(DOOR, {"username": "officer", "password": "wrong"}).content.decode()
    assert "The user name or the password is not right" in page


def test_break_glass_lets_in_and_is_told_to_everybody_who_is_to_know(browse, off, glass):
    enter(browse)
    assert is_in(browse)
    assert "You are signed in by break-glass access" in browse.get("/partnership/").content.decode()
    entry = Entry.objects.filter(what="Signed in by break-glass access").get()
    assert (entry.by, entry.account) == ("Support officer", glass)
    mail = Message.objects.order_by("to")
    assert [one.to for one in mail] == ["board@example.org", "it@example.org"]
    assert "frankpledge account close officer" in mail[0].text
    assert mail[0].not_before <= clock.now(), "it does not wait for office hours"
    (alarm,) = [one for one in alarms(clock.today()) if "Break-glass" in one.what]
    assert "Support officer" in alarm.what
    assert "Support officer" in browse.get(alarm.url).content.decode()


def test_it_is_as_loud_when_passwords_are_on(browse, glass):
    enter(browse, "/account/sign-in/")
    assert BreakGlassUse.objects.count() == 1
    (alarm,) = [one for one in alarms(clock.today()) if "Break-glass" in one.what]
    assert "FRANKPLEDGE_RESPONSIBLE" in alarm.done, "nobody was told, and that is said too"


def test_each_use_is_told(off, glass):
    for _ in range(2):
        enter(Client())
    assert Message.objects.count() == 4


def test_a_failed_try_is_no_use(browse, off, glass):
    browse.post(DOOR, {"username": "officer", "password": "wrong"})
    assert not BreakGlassUse.objects.exists()


def test_an_alarm_ends_after_a_week(browse, off, glass):
    with time_machine.travel(clock.real_moment() - timedelta(days=8), tick=False):
        enter(browse)
    assert not [one for one in alarms(clock.today()) if "Break-glass" in one.what]
    assert Entry.objects.filter(what="Signed in by break-glass access").exists()


@pytest.mark.parametrize(("later", "why"), [(BREAK_GLASS_IDLE, "idle")])
def test_it_is_short(browse, off, glass, later, why):
    begun = clock.real_moment()
    with time_machine.travel(begun, tick=False) as traveller:
        enter(browse)
        traveller.move_to(begun + later)
        assert f"over={why}" in browse.get("/about/")["Location"]


def test_it_is_short_however_much_it_is_used(browse, off, glass):
    begun = clock.real_moment()
    with time_machine.travel(begun, tick=False) as traveller:
        enter(browse)
        for minutes in range(10, 60, 10):
            traveller.move_to(begun + timedelta(minutes=minutes))
            assert is_in(browse)
        traveller.move_to(begun + BREAK_GLASS_LONGEST)
        assert "over=longest" in browse.get("/about/")["Location"]


def test_tries_at_it_are_counted(browse, off, glass):
    for _ in range(5):
        browse.post(DOOR, {"username": "officer", "password": "wrong"})
    assert enter(browse).status_code == 429


def test_with_passwords_off_a_demonstration_opens_its_doors_only_on_its_day(browse, off, settings):
    open_account(by=BY, username="chair", post="Chair", password=GOOD, demonstration=True)
    settings.DEMONSTRATION_TODAY = None
    assert "Demonstration accounts" not in browse.get("/account/sign-in/").content.decode()
    assert browse.post("/account/demonstration/", {"username": "chair"}).status_code == 404
    settings.DEMONSTRATION_TODAY = clock.real_moment().date()
    assert browse.post("/account/demonstration/", {"username": "chair"}).status_code == 302
