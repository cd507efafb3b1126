"""Linking one's own account to single sign-on at a page, and unlinking it."""

import dataclasses

import pytest
import requests
import time_machine
from django.test import Client

from frankpledge.accounts.linking import SOON
from frankpledge.accounts.models import Identity
from frankpledge.accounts.operations import link_identity, open_account, set_password
from frankpledge.history.models import Entry
from frankpledge.shared import clock
from tests.accounts.conftest import BY, GOOD, posted
from tests.accounts.test_second_step import enter, is_in, set_up
from tests.support.sign_on import OF_THE_PROVIDER, come_back, go

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once("it talks to the provider, not the database"),
    pytest.mark.filterwarnings(OF_THE_PROVIDER),
]
PAGE = "/account/single-sign-on/"
LINK, UNLINK = f"{PAGE}council/link/", f"{PAGE}council/unlink/"


def press(browser, path):
    """Press a button, and give the password again where it is asked for; the answer."""
    asked = browser.post(path)
    if not asked.get("Location", "").startswith("/account/again/"):
        return asked
    assert asked["Location"].startswith("/account/again/password/")
    return browser.post(asked["Location"], {"password": GOOD})


def show_who(browser, path):
    """The same; where one is sent then."""
    return press(browser, path)["Location"]


@pytest.fixture
def own(provider, officer):
    """The officer’s browser, signed in by password some time ago."""
    browser = Client()
    with time_machine.travel(clock.real_moment(), tick=False) as moment:
        enter(browser)
        moment.shift(600)
        yield browser


def test_an_account_is_linked_at_a_page_and_then_lets_its_holder_in(own, officer):
    assert "Not linked" in own.get(PAGE).content.decode()
    asked = show_who(own, LINK)
    assert not Identity.objects.exists(), "pressing alone links nobody"
    back = own.get(come_back(asked, "s-1"), follow=True)
    assert "From now on you can sign in" in back.content.decode()
    identity = Identity.objects.get()
    assert (identity.account, identity.provider, identity.subject) == (officer, "council", "s-1")
    entry = Entry.objects.filter(kind="accounts.identity").get()
    assert (entry.by, entry.what) == ("Support officer", "Linked single sign-on")
    assert "s-1" not in str(entry.fields)
    assert "Linked single sign-on" in own.get("/account/").content.decode()
    other = Client()
    other.get(come_back(go(other), "s-1"))
    assert is_in(other)


def test_with_a_second_step_it_is_asked_for_too(provider, officer):
    browser = Client()
    set_up(browser)
    browser.get(come_back(show_who(browser, LINK), "s-1"))
    assert Identity.objects.get().account == officer


def test_it_asks_again_who_one_is(own):
    assert own.post(LINK)["Location"].startswith("/account/again/password/")
    assert own.post(UNLINK)["Location"].startswith("/account/again/password/")


def test_a_subject_that_is_linked_elsewhere_is_refused_in_words(own, officer):
    other = posted(open_account(by=BY, username="other", post="Another"))
    link_identity(by=BY, account=other, provider="council", subject="s-1")
    page = own.get(come_back(show_who(own, LINK), "s-1"), follow=True).content.decode()
    assert "belongs to another account already" in page
    assert Identity.objects.get().account == other
    assert is_in(own)


def test_an_answer_is_for_the_browser_and_the_account_that_asked(own, officer):
    asked = show_who(own, LINK)
    stranger = Client()
    posted(open_account(by=BY, username="other", post="Another", password=GOOD))
    stranger.post("/account/sign-in/", {"username": "other", "password": GOOD})
    back = come_back(asked, "s-1")
    assert stranger.get(back).status_code == 403
    own.post("/account/sign-out/")
    own.post("/account/sign-in/", {"username": "other", "password": GOOD})
    assert own.get(back).status_code == 403
    assert not Identity.objects.exists()


def test_an_answer_that_comes_late_links_nobody(provider, officer):
    browser = Client()
    with time_machine.travel(clock.real_moment(), tick=False) as moment:
        enter(browser)
        asked = show_who(browser, LINK)
        browser.get("/account/")
        moment.shift(SOON.total_seconds() + 1)
        answer = requests.post(asked, data={"sub": "s-1"}, allow_redirects=False, timeout=10)
        path = answer.headers["Location"].removeprefix("http://testserver")
        assert browser.get(path).status_code == 403
    assert not Identity.objects.exists()


def test_an_account_is_linked_once_at_each_provider(own, officer):
    link_identity(by=BY, account=officer, provider="council", subject="s-1")
    assert press(own, LINK).status_code == 409


def test_unlinking_leaves_the_password_and_signs_out_elsewhere(own, officer):
    link_identity(by=BY, account=officer, provider="council", subject="s-1")
    other = Client()
    other.get(come_back(go(other), "s-1"))
    assert show_who(own, UNLINK) == PAGE
    assert not Identity.objects.exists()
    assert not is_in(other)
    assert is_in(own)
    assert "Unlinked single sign-on" in own.get("/account/").content.decode()
    other.get(come_back(go(other), "s-1"))
    assert not is_in(other)


def test_the_only_way_in_is_not_unlinked(own, officer, provider, settings):
    link_identity(by=BY, account=officer, provider="council", subject="s-1")
    settings.SIGN_IN = dataclasses.replace(settings.SIGN_IN, passwords=False)
    answer = press(own, UNLINK)
    assert answer.status_code == 409
    assert "your only way in" in answer.content.decode()
    assert Identity.objects.exists()


def test_whoever_has_no_password_changes_nothing_here(provider):
    account = posted(open_account(by=BY, username="other", post="Another"))
    link_identity(by=BY, account=account, provider="council", subject="s-1")
    browser = Client()
    browser.get(come_back(go(browser), "s-1"))
    for answer in (browser.get(PAGE), browser.post(LINK), browser.post(UNLINK)):
        assert answer.status_code == 409
    set_password(by=BY, account=account, password=GOOD)
    assert Client().post(LINK)["Location"].startswith("/account/sign-in/")
