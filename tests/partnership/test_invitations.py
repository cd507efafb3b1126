"""Inviting to a post: the link works once, for a fortnight, and tells nothing once it is dead."""

import re
from datetime import date, timedelta

import pytest

from frankpledge.accounts.models import Account
from frankpledge.history.models import Entry
from frankpledge.outbox.models import Message
from frankpledge.partnership.contacts.operations import add_contact
from frankpledge.partnership.invitations.operations import (
    Offer,
    invite,
    send_again,
    take_up,
    take_up_anew,
    withdraw_invitation,
)
from frankpledge.partnership.models import Invitation, Membership, PostHolding
from frankpledge.partnership.operations import end_membership
from frankpledge.partnership.people import viewer_for
from frankpledge.partnership.posts.jobs import end_by_date
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, StaleRecord
from frankpledge.shared.verdict import Refused
from tests.support.county import SECRETARY, board

pytestmark = pytest.mark.usefixtures("demo")
TODAY = date(2018, 10, 1)
ADDRESS = "new.chair@example.org"
NEW = {"username": "deputy", "password": "correct horse battery", "again": "correct horse battery"}


def invited(duty="chair", body="road-safety", **more):
    offer = Offer(body_named(body), duty, "Deputy chair of roads", **more)
    return invite(by=SECRETARY, offer=offer, email=ADDRESS, asked_by=board())


def link_in_the_mail():
    text = Message.objects.filter(about="invitation").latest("pk").text
    found = re.search(r"http\S+(/partnership/invitation/\S+/)", text)
    assert found
    return found[1]


def test_the_mail_brings_a_link_that_opens_the_post(client):
    invited()
    page = client.get(link_in_the_mail())
    assert page.status_code == 200
    words = page.content.decode()
    assert "Deputy chair of roads" in words
    assert 'value="deputy-chair-of-roads"' in words
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert not PostHolding.objects.filter(account__username="deputy").exists()


def test_taking_it_up_opens_an_account_with_the_post_from_today(client):
    invited()
    link = link_in_the_mail()
    done = client.post(link, NEW)
    assert done.status_code == 302
    held = PostHolding.objects.get(account__username="deputy")
    assert (held.duty, held.starts, held.body.slug) == ("chair", TODAY, "road-safety")
    assert (
        client.get("/meetings/county-board/2018-10-11/papers/road-safety-partnership/").status_code
        == 200
    )
    client.logout()
    assert client.login(username="deputy", password=NEW["password"])


def test_whoever_asked_is_told_once(client):
    add_contact(
        by=SECRETARY,
        body=board(),
        purpose="answers",
        post="Secretary",
        email="board@example.org",
        starts=TODAY,
    )
    invited()
    client.post(link_in_the_mail(), NEW)
    mail = Message.objects.get(to="board@example.org", about="invitation")
    assert mail.subject == "Taken up: Deputy chair of roads"
    assert "/partnership/bodies/road-safety/people/" in mail.text


@pytest.mark.parametrize(
    ("kill", "told"),
    [
        (
            lambda one: take_up_anew(by=SECRETARY, invitation=one, username="a", password="x"),
            "taken up",
        ),
        (lambda one: withdraw_invitation(by=SECRETARY, invitation=one), "was withdrawn"),
        (lambda one: send_again(by=SECRETARY, invitation=one), "newer link"),
    ],
)
def test_a_dead_link_says_so_and_nothing_else(client, kill, told):
    invitation = invited()
    link = link_in_the_mail()
    kill(invitation)
    for answer in (client.get(link), client.post(link, NEW)):
        words = answer.content.decode()
        assert answer.status_code == 410
        assert told in words
        assert "Deputy" not in words
        assert "Road Safety" not in words
        assert ADDRESS not in words
    assert not Account.objects.filter(username="deputy").exists()


def test_a_link_lapses_after_a_fortnight_and_the_address_is_forgotten(client, on_day):
    invitation = invited()
    link = link_in_the_mail()
    on_day("2018-10-15")
    assert client.get(link).status_code == 200
    on_day("2018-10-16")
    assert "stopped working after 15 October 2018" in client.get(link).content.decode()
    end_by_date(clock.now())
    invitation.refresh_from_db()
    assert (invitation.state, invitation.email) == ("lapsed", "")
    with pytest.raises(Refused, match="Invite them anew"):
        send_again(by=SECRETARY, invitation=invitation)


@pytest.mark.parametrize("garbled", ["1-1", "1-1.abc", "x", "1-1.", "9" * 300])
def test_a_made_up_link_opens_nothing(client, garbled):
    invited()
    answer = client.get(f"/partnership/invitation/{garbled}/")
    assert answer.status_code == 404
    assert "not complete" in answer.content.decode()


def test_a_link_of_another_kind_is_no_invitation(client):
    from django.core.signing import Signer

    key = invited().pk
    for salt in ("frankpledge.answering.link", "frankpledge.publication.calendar"):
        forged = Signer(salt=salt, sep=".").sign(f"{key}-1")
        assert client.get(f"/partnership/invitation/{forged}/").status_code == 404


def test_the_address_is_kept_nowhere_once_the_post_is_taken_up(client):
    invited()
    client.post(link_in_the_mail(), NEW)
    assert not Invitation.objects.filter(email=ADDRESS).exists()
    assert not Message.objects.filter(to=ADDRESS).exists()
    assert not Message.objects.filter(text__contains="/partnership/invitation/").exists()
    kept = [f"{one.name} {one.what} {one.fields}" for one in Entry.objects.all()]
    assert not [line for line in kept if ADDRESS in line]


def test_a_mail_that_has_not_left_is_withdrawn_with_its_invitation():
    invitation = invited()
    withdraw_invitation(by=SECRETARY, invitation=invitation)
    mail = Message.objects.get(key=f"invitation:{invitation.pk}:1")
    assert (mail.state, mail.next_try, mail.to, mail.text) == ("withdrawn", None, "", "")


def test_somebody_with_an_account_adds_the_post_to_what_they_hold(signed_in):
    invited(duty="manager", body="fenland-csp")
    link = link_in_the_mail()
    client = signed_in("member")
    assert "added to what you hold" in client.get(link).content.decode()
    assert client.post(link).status_code == 302
    member = Account.objects.get(username="member")
    assert {one.body.slug for one in member.posts.all()} == {
        "huntingdonshire-council",
        "fenland-csp",
    }
    assert viewer_for(member, TODAY).post == "Deputy chair of roads"


def test_somebody_who_left_takes_up_a_new_post_with_the_old_account(client):
    from frankpledge.partnership.posts.operations import end_post

    chair = Account.objects.get(username="chair")
    end_post(by=SECRETARY, post=chair.posts.get(), last=None)
    invited(duty="manager", body="fenland-csp")
    client.force_login(chair)
    link = link_in_the_mail()
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 302
    assert viewer_for(chair, TODAY).bodies == {body_named("fenland-csp").pk}


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"username": "chair"}, "Somebody has this user name"),
        ({"username": "Ann Smith"}, "letters, digits and hyphens"),
        ({"password": "short", "again": "short"}, "12 characters"),
        ({"again": "correct horse batter"}, "The two passwords differ"),
    ],
)
def test_what_cannot_be_taken_is_said_and_opens_nothing(client, sent, told):
    before = Account.objects.get(username="chair").password
    invited()
    link = link_in_the_mail()
    page = client.post(link, NEW | sent)
    assert page.status_code == 200
    assert told in page.content.decode()
    assert Account.objects.get(username="chair").password == before
    assert Invitation.objects.get().state == "open"
    assert client.post(link, NEW).status_code == 302


def test_of_two_who_take_it_up_at_once_one_has_it():
    """A link that was passed on: the second finds the invitation changed under them."""
    first = invited()
    second = Invitation.objects.get(pk=first.pk)
    member, chair = (Account.objects.get(username=name) for name in ("member", "scrutiny"))
    take_up(by=member.actor, invitation=first, account=member)
    with pytest.raises(StaleRecord):
        take_up(by=chair.actor, invitation=second, account=chair)
    assert not chair.posts.filter(duty="chair").exists()


def test_a_name_opened_meanwhile_is_not_touched(monkeypatch):
    """The check and the opening are two steps: between them somebody else may open that name."""
    from frankpledge.partnership.invitations import operations

    invitation = invited()
    chair = Account.objects.get(username="chair")

    class Blind:
        def filter(self, **wanted):
            return Account.objects.none()

    monkeypatch.setattr(operations, "Account", type("A", (), {"objects": Blind()}))
    with pytest.raises(Refused, match="Somebody has this user name"):
        take_up_anew(by=Actor("New"), invitation=invitation, username="chair", password="y" * 12)
    kept = Account.objects.get(username="chair")
    assert (kept.password, kept.post) == (chair.password, chair.post)


def test_the_same_is_offered_to_an_address_once():
    invited()
    with pytest.raises(Refused, match="is invited to this already"):
        invited()


def test_a_post_of_a_seat_that_is_held_no_more_is_not_given(client):
    seat = Membership.objects.on(TODAY).filter(seat__body=board()).first()
    assert seat
    invited(body="county-board", duty="member", through=seat)
    end_membership(by=SECRETARY, membership=seat, ends=TODAY - timedelta(days=1), decision="Left")
    page = client.post(link_in_the_mail(), NEW)
    assert "held no more" in page.content.decode()
    assert not Account.objects.filter(username="deputy").exists()


def test_a_post_may_begin_later_and_gives_nothing_before(client, on_day):
    invited(starts=date(2018, 10, 5))
    assert client.post(link_in_the_mail(), NEW).status_code == 302
    said = client.get("/")
    assert said.status_code == 403
    assert "begins on 5 October 2018" in said.content.decode()
    on_day("2018-10-05")
    assert client.login(username="deputy", password=NEW["password"])
    assert client.get("/").status_code == 200


def test_a_leaver_leaves_no_door_open_behind_them(client):
    """Whoever is about to go might invite themselves, to an address of their own."""
    from frankpledge.partnership.posts.operations import end_post

    chair = Account.objects.get(username="chair")
    roads = body_named("road-safety")
    offer = Offer(roads, "member", "Friend of the chair")
    invite(by=chair.actor, offer=offer, email="friend@example.org", asked_by=roads)
    link = link_in_the_mail()
    invited()
    told = end_post(by=SECRETARY, post=chair.posts.get(), last=None)
    assert told == ("1 invitation",)
    assert client.get(link).status_code == 410
    assert Invitation.objects.open().get().post == "Deputy chair of roads"
