"""The page of a body's people: who sees it, who keeps it, and how far that reaches."""

from datetime import date

import pytest

from frankpledge.accounts.models import Account
from frankpledge.cli import main
from frankpledge.history.models import Entry
from frankpledge.outbox.models import Message
from frankpledge.partnership.invitations.tokens import token_of
from frankpledge.partnership.models import Invitation, Membership, PostHolding
from frankpledge.partnership.operations import give_post
from frankpledge.partnership.people import viewer_for
from frankpledge.partnership.permissions import (
    can_keep_people,
    can_see_people,
    duties_to_give,
    kept_as_secretary,
)
from frankpledge.partnership.queries.register import body_named
from tests.support.county import SECRETARY, board

pytestmark = pytest.mark.usefixtures("demo")
TODAY = date(2018, 10, 1)
ROADS = "/partnership/bodies/road-safety/people/"
BOARD = "/partnership/bodies/county-board/people/"


def post_of(username):
    return PostHolding.objects.get(account__username=username)


def test_the_secretary_sees_who_holds_what_and_who_is_invited(signed_in):
    client = signed_in("secretary")
    client.post(
        f"{ROADS}invite/",
        {"post": "Deputy", "duty": "manager", "email": "deputy@example.org"},
    )
    page = client.get(ROADS).content.decode()
    assert "Chairs the body" in page
    assert "deputy@example.org" in page
    assert "The link works until 15 October 2018" in page
    invitation = Invitation.objects.get()
    assert invitation.asked_by == board()
    client.post(f"{ROADS}invited/{invitation.pk}/send-again/")
    assert Message.objects.filter(about="invitation", state="queued").count() == 1
    client.post(f"{ROADS}invited/{invitation.pk}/withdraw/", follow=True)
    assert "deputy@example.org" not in client.get(ROADS).content.decode()


def test_the_bodys_own_people_see_it_without_addresses(signed_in):
    give_post(
        by=SECRETARY, account=Account.objects.get(username="member"), body=board(), duty="member"
    )
    client = signed_in("secretary")
    sent = {"post": "New", "duty": "member", "email": "new@example.org"}
    assert "new@example.org" in client.post(f"{BOARD}invite/", sent, follow=True).content.decode()
    page = signed_in("member").get(BOARD).content.decode()
    assert "Board secretary" in page
    assert "new@example.org" not in page
    assert "Invite somebody" not in page


def test_who_keeps_the_people_of_which_body(viewer):
    def given(username, body):
        return duties_to_give(viewer(username), body_named(body), TODAY)

    assert "secretary" in given("secretary", "county-board")
    assert "secretary" in given("secretary", "road-safety")
    assert given("chair", "road-safety") == {"chair", "manager", "member"}
    for username in ("csp-manager", "member", "scrutiny", "analyst"):
        assert not given(username, "road-safety")
        assert not given(username, "county-board")
    assert can_see_people(viewer("csp-manager"), body_named("fenland-csp"), TODAY)
    assert not can_keep_people(viewer("csp-manager"), body_named("fenland-csp"), TODAY)
    assert not can_see_people(viewer("csp-manager"), board(), TODAY)


def test_a_body_with_a_secretary_of_its_own_is_theirs_alone(viewer):
    roads = body_named("road-safety")
    assert roads.pk in kept_as_secretary(viewer("secretary"), TODAY)
    member = Account.objects.get(username="member")
    give_post(by=SECRETARY, account=member, body=roads, duty="secretary")
    assert roads.pk not in kept_as_secretary(viewer("secretary"), TODAY)
    assert kept_as_secretary(viewer("member"), TODAY) == {roads.pk: roads.pk}


def test_a_chair_gives_nobody_what_reaches_further_than_the_body(signed_in):
    client = signed_in("chair")
    sent = {"post": "Analyst", "duty": "analyst", "email": "a@example.org"}
    page = client.post(f"{ROADS}invite/", sent)
    assert "must be one of the answers listed" in page.content.decode()
    assert not Invitation.objects.exists()
    roads = body_named("road-safety")
    scrutiny = Account.objects.get(username="scrutiny")
    held = give_post(by=SECRETARY, account=scrutiny, body=roads, duty="analyst")
    for what in ("end", "change"):
        client.post(f"{ROADS}{held.pk}/{what}/", {"when": "now", "duty": "member"})
    held.refresh_from_db()
    assert held.ends is None


def test_a_post_is_changed_to_no_body_that_the_person_does_not_keep(signed_in):
    client, post = signed_in("chair"), post_of("chair")
    sent = {
        "post": "Chair",
        "body": "county-board",
        "duty": "chair",
        "starts_day": "1",
        "starts_month": "11",
        "starts_year": "2018",
    }
    client.post(f"{ROADS}{post.pk}/change/", sent)
    assert list(Account.objects.get(username="chair").posts.all()) == [post]


def test_no_posts_of_another_body_by_the_address_of_ones_own(signed_in):
    client = signed_in("chair")
    other = post_of("csp-manager")
    assert client.post(f"{ROADS}{other.pk}/end/", {"when": "now"}).status_code == 404
    seat = Membership.objects.on(TODAY).filter(seat__body=board()).first()
    assert seat
    assert (
        client.post(f"{ROADS}seats/{seat.pk}/end/", {"when": "now", "why": "x"}).status_code == 404
    )
    close = f"{ROADS}accounts/{other.account_id}/close/"
    assert client.post(close).status_code == 404


def test_ending_a_post_by_the_page_says_what_ended_with_it(signed_in):
    client, post = signed_in("secretary"), post_of("chair")
    page = client.get(f"{ROADS}{post.pk}/end/").content.decode()
    assert "links by which the body’s people can answer" in page
    assert "calendar" in page
    wrong = client.post(f"{ROADS}{post.pk}/end/", {"when": "after"}).content.decode()
    assert "Enter the last day" in wrong
    done = client.post(f"{ROADS}{post.pk}/end/", {"when": "now"}, follow=True).content.decode()
    assert "has ended." in done
    assert "Close the account" in done
    account = post.account_id
    done = client.post(f"{ROADS}accounts/{account}/close/", follow=True).content.decode()
    assert "is closed" in done
    assert "Close the account" not in client.get(ROADS).content.decode()


def test_ending_a_membership_by_the_page_needs_no_decision(signed_in):
    seat = Membership.objects.on(TODAY).get(
        seat__body=board(), seat__slug="huntingdonshire-council"
    )
    client = signed_in("secretary")
    sent = {
        "when": "after",
        "last_day": "1",
        "last_month": "12",
        "last_year": "2018",
        "why": "Resigned",
    }
    done = client.post(f"{BOARD}seats/{seat.pk}/end/", sent, follow=True).content.decode()
    assert "ends after 1 December 2018" in done
    seat.refresh_from_db()
    assert (seat.ends, seat.decision) == (date(2018, 12, 1), "Resigned")
    early = sent | {"last_year": "1998"}
    again = client.post(f"{BOARD}seats/{seat.pk}/end/", early).content.decode()
    assert "The last day is before the first" in again


def test_changing_a_post_by_the_page(signed_in):
    client, post = signed_in("secretary"), post_of("chair")
    sent = {
        "post": "Officer",
        "body": "fenland-csp",
        "duty": "manager",
        "starts_day": "10",
        "starts_month": "10",
        "starts_year": "2018",
    }
    done = client.post(f"{ROADS}{post.pk}/change/", sent, follow=True).content.decode()
    assert "The post is “Officer” from then on" in done
    post.refresh_from_db()
    assert post.ends == date(2018, 10, 9)
    fenland = client.get("/partnership/bodies/fenland-csp/people/").content.decode()
    assert "To begin" in fenland
    assert viewer_for(post.account, date(2018, 10, 10)).bodies == {body_named("fenland-csp").pk}


def test_no_page_and_no_command_shows_the_link_of_somebody_elses_invitation(signed_in, capsys):
    client = signed_in("secretary")
    sent = {"post": "Deputy", "duty": "secretary", "email": "deputy@example.org"}
    client.post(f"{BOARD}invite/", sent)
    mail = Message.objects.get(about="invitation")
    token = token_of(Invitation.objects.get())
    assert token in mail.text, "it is in the mail, and nowhere else"
    pages = [
        client.get("/chasing/outbox/"),
        client.get("/chasing/outbox/?state=queued"),
        client.get(BOARD),
    ]
    shown = "".join(page.content.decode() for page in pages)
    assert main(["mail", "--json"]) == 0
    shown += capsys.readouterr().out
    assert "Take up your post: Deputy" in shown
    assert token not in shown
    assert token.rpartition(".")[2] not in shown
    assert token not in str(list(Entry.objects.values_list("fields", flat=True)))
