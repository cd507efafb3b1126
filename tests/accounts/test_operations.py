"""Accounts: opened without a password, linked to single sign-on, signed out everywhere at once."""

import pytest
from django.test import Client

from frankpledge.accounts.models import Account, Identity, SignIn
from frankpledge.accounts.operations import (
    close_account,
    end_sessions,
    link_identity,
    open_account,
    set_password,
    unlink_identity,
)
from frankpledge.accounts.operations.sessions import note_sign_in
from frankpledge.accounts.rules import LONGEST
from frankpledge.history.models import Entry
from frankpledge.shared.verdict import Refused
from tests.accounts.conftest import BY, GOOD, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return posted(open_account(by=BY, username="officer", post="Support officer"))


def signed_in(account):
    """A browser in which this account is signed in, with the note of it."""
    browser = Client()
    browser.force_login(account)
    note_sign_in(
        account=account,
        how="Password",
        device="Firefox on Windows",
        session=browser.session.session_key or "",
        longest=LONGEST,
    )
    return browser


def holds(browser):
    return not browser.get("/about/").context["viewer"].is_public


def test_an_account_without_a_password_has_none_that_works(account):
    assert not account.has_usable_password()
    assert not Client().login(username="officer", password="")


def test_a_password_is_set_and_everybody_signed_out(account):
    browser = signed_in(account)
    set_password(by=BY, account=account, password=GOOD)
    assert Account.objects.get().check_password(GOOD)
    assert not holds(browser)
    assert not SignIn.objects.exclude(session="").exists()
    assert Entry.objects.latest("pk").fields == {"password": ["kept secret", "kept secret"]}


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short", "at least 12 characters"),
        ("qwerty123456", "too common"),
        ("passwordpassword", "too common"),
        ("!!Dragon2024!!", "too common"),
        ("741852963741", "too common"),
        ("support-officer", "too similar"),
    ],
)
def test_a_bad_password_changes_nothing(account, password, told):
    with pytest.raises(Refused, match=told):
        set_password(by=BY, account=account, password=password)
    assert not Account.objects.get().has_usable_password()


def test_a_password_needs_no_capitals_digits_or_signs(account):
    set_password(by=BY, account=account, password="horse battery staple correct")


def test_closing_an_account_ends_its_sessions_at_once(account):
    browser = signed_in(account)
    assert holds(browser)
    close_account(by=BY, account=account)
    assert not holds(browser)
    assert "_auth_user_id" not in browser.session


def test_one_session_is_ended_and_the_others_go_on(account):
    first, second, third = (signed_in(account) for _ in range(3))
    stranger = signed_in(posted(open_account(by=BY, username="other", post="Other")))
    assert end_sessions(by=BY, account=account, only=SignIn.objects.all()[1].pk) == 1
    assert [holds(one) for one in (first, second, third)] == [True, False, True]
    assert end_sessions(by=BY, account=account, keep=third.session.session_key) == 1
    assert [holds(one) for one in (first, third, stranger)] == [False, True, True]


def test_nobody_ends_the_session_of_another_account(account):
    other = posted(open_account(by=BY, username="other", post="Other"))
    browser = signed_in(other)
    assert end_sessions(by=BY, account=account, only=SignIn.objects.get().pk) == 0
    assert holds(browser)


def test_an_identity_is_linked_once_and_to_one_account(account):
    identity = link_identity(by=BY, account=account, provider="council", subject="s-1")
    assert link_identity(by=BY, account=account, provider="council", subject="s-1") == identity
    other = posted(open_account(by=BY, username="other", post="Other"))
    with pytest.raises(Refused, match="another account"):
        link_identity(by=BY, account=other, provider="council", subject="s-1")
    link_identity(by=BY, account=other, provider="police", subject="s-1")
    assert Identity.objects.count() == 2


def test_no_identity_without_a_subject(account):
    with pytest.raises(Refused, match="no lasting name"):
        link_identity(by=BY, account=account, provider="council", subject=" ")


def test_the_history_tells_of_a_link_and_keeps_the_subject_to_itself(account):
    link_identity(by=BY, account=account, provider="council", subject="s-1")
    entry = Entry.objects.latest("pk")
    assert entry.what == "Linked single sign-on"
    assert "s-1" not in str(entry.fields)


def test_an_unlinked_identity_is_signed_out(account):
    identity = link_identity(by=BY, account=account, provider="council", subject="s-1")
    browser = signed_in(account)
    unlink_identity(by=BY, identity=identity)
    assert not holds(browser)
    assert not Identity.objects.exists()
