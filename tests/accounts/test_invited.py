"""Somebody who is invited comes by single sign-on: linked then, by provider and subject."""

import re

import pytest

from frankpledge.accounts.models import Account, Identity
from frankpledge.outbox.models import Message
from frankpledge.partnership.invitations.operations import (
    Offer,
    invite,
    withdraw_invitation,
)
from frankpledge.partnership.models import Invitation, PostHolding
from frankpledge.partnership.queries.register import body_named
from tests.support.county import SECRETARY
from tests.support.sign_on import OF_THE_PROVIDER, come_back, go

pytestmark = [
    pytest.mark.usefixtures("demo"),
    pytest.mark.once("it talks to the provider, not the database"),
    pytest.mark.filterwarnings(OF_THE_PROVIDER),
]


@pytest.fixture
def link(provider):
    offer = Offer(body_named("road-safety"), "manager", "Support officer")
    invite(by=SECRETARY, offer=offer, email="officer@example.org")
    text = Message.objects.get(about="invitation").text
    return re.findall(r"http\S+(/partnership/invitation/\S+)", text)[0]


def pressed(browse, link):
    """Press “Take it up with County Council”; the provider's address."""
    answer = browse.post(link, {"provider": "council"})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_the_subject_is_linked_and_the_post_taken_up(browse, link):
    assert "Take it up with County Council" in browse.get(link).content.decode()
    assert browse.get(come_back(pressed(browse, link), "s-9")).status_code == 302
    identity = Identity.objects.get()
    assert (identity.provider, identity.subject) == ("council", "s-9")
    assert identity.account.username == "support-officer"
    assert not identity.account.has_usable_password()
    held = PostHolding.objects.get(account=identity.account)
    assert (held.body.slug, held.duty) == ("road-safety", "manager")
    assert browse.get("/").context["viewer"].account == identity.account
    browse.logout()
    browse.get(come_back(go(browse), "s-9"))
    assert browse.get("/").context["viewer"].account == identity.account


def test_looking_at_an_invitation_and_signing_in_takes_nothing_up(browse, link):
    browse.get(link)
    assert browse.get(come_back(go(browse), "s-9")).status_code == 403
    assert Invitation.objects.get().state == "open"


def test_one_that_died_on_the_way_opens_nothing(browse, link):
    there = pressed(browse, link)
    withdraw_invitation(by=SECRETARY, invitation=Invitation.objects.get())
    assert browse.get(come_back(there, "s-9")).status_code == 403
    assert not Identity.objects.exists()
    assert not Account.objects.filter(username="support-officer").exists()


def test_the_next_at_this_computer_takes_nothing_up(browse, link, monkeypatch):
    from datetime import timedelta

    from frankpledge.partnership.invitations import welcome

    there = pressed(browse, link)
    monkeypatch.setattr(welcome, "SOON", timedelta(seconds=-1))
    assert browse.get(come_back(there, "s-9")).status_code == 403


def test_where_passwords_are_off_none_is_asked_for_or_taken(browse, link, provider, settings):
    settings.SIGN_IN = provider.setting(passwords=False)
    assert "Password" not in browse.get(link).content.decode()
    sent = {"username": "a", "password": "three plain words", "again": "three plain words"}
    assert browse.post(link, sent).status_code == 200
    assert Invitation.objects.get().state == "open"
