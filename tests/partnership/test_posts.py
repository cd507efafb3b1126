"""Ending and changing posts: what they gave ends at once, with a record, and by date alone."""

from datetime import date, timedelta
from typing import Any

import pytest

from frankpledge.accounts.models import Account
from frankpledge.answering.links.operations import Wanted, give_links
from frankpledge.answering.links.tokens import token_of
from frankpledge.history.models import Entry
from frankpledge.partnership.models import Contact, Membership, PostHolding
from frankpledge.partnership.operations import end_membership, give_post
from frankpledge.partnership.people import viewer_for
from frankpledge.partnership.posts.jobs import end_by_date
from frankpledge.partnership.posts.operations import (
    close_empty_account,
    close_with_posts,
    end_post,
    move_post,
)
from frankpledge.partnership.posts.queries import people_of
from frankpledge.partnership.queries.register import body_named
from frankpledge.publication.operations import make_address
from frankpledge.publication.secret import token_of as calendar_token
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused
from tests.support.county import SECRETARY, board
from tests.support.pages import InspectingClient

pytestmark = pytest.mark.usefixtures("demo")
TODAY = date(2018, 10, 1)
PAPER = "/meetings/county-board/2018-10-11/papers/road-safety-partnership/"
DAY = timedelta(days=1)


def post_of(username):
    return PostHolding.objects.get(account__username=username)


def link_to_the_paper(body="road-safety"):
    wanted = Wanted(body_named(body), PAPER, "A paper", None, board())
    return give_links(by=SECRETARY, wanted=[wanted], sent={}, on=clock.today())[wanted.key]


def browser_of(username):
    client = InspectingClient()
    client.force_login(Account.objects.get(username=username))
    return client


def test_ending_a_post_ends_at_once_what_it_gave(client):
    """The same requests before and after, in the same minute: pages, links, calendar, browsers."""
    account = Account.objects.get(username="chair")
    calendar = (
        f"/calendar/mine/{calendar_token(make_address(by=account.actor, account=account))}.ics"
    )
    link = f"/answer/{token_of(link_to_the_paper())}/"
    work, home = browser_of("chair"), browser_of("chair")
    assert work.get(PAPER).status_code == home.get(PAPER).status_code == 200
    assert client.get(link).status_code == 302
    assert client.get(PAPER).status_code == 200
    assert client.get(calendar).status_code == 200
    told = end_post(by=SECRETARY, post=post_of("chair"), last=None)
    assert told == ("1 signed link", "the calendar")
    for browser in (work, home):
        said = browser.get(PAPER)
        assert said.status_code == 403
        assert "You have been signed out" in said.content.decode()
        assert browser.get("/").context["viewer"].is_public
    assert client.get(PAPER).status_code == 404
    assert client.get(link).status_code == 410
    assert client.get(calendar).status_code == 404


def test_the_end_and_what_went_with_it_is_one_record():
    link = link_to_the_paper()
    before = Entry.objects.count()
    end_post(by=SECRETARY, post=post_of("chair"), last=None)
    kinds = {entry.kind for entry in Entry.objects.order_by("pk")[before:]}
    assert kinds >= {"partnership.postholding", "answering.answerlink"}
    link.refresh_from_db()
    assert link.withdrawn
    assert post_of("chair").ends == TODAY - DAY


def test_where_a_part_fails_nothing_has_ended(monkeypatch):
    from frankpledge.partnership.posts import leaving

    def breaks(by, left):
        raise RuntimeError("down")

    link = link_to_the_paper()
    monkeypatch.setitem(leaving._endings, "what breaks", breaks)
    with pytest.raises(RuntimeError):
        end_post(by=SECRETARY, post=post_of("chair"), last=None)
    link.refresh_from_db()
    assert link.withdrawn is None
    assert post_of("chair").ends is None


def test_a_post_with_a_last_day_gives_all_until_then_and_ends_by_itself(on_day, client):
    link = link_to_the_paper()
    browser = browser_of("chair")
    end_post(by=SECRETARY, post=post_of("chair"), last=TODAY + DAY)
    on_day("2018-10-02")
    assert browser.get(PAPER).status_code == 200
    assert client.get(f"/answer/{token_of(link)}/").status_code == 302
    on_day("2018-10-03")
    said = browser.get(PAPER)
    assert said.status_code == 403
    assert "ended on 2 October 2018" in said.content.decode()
    later = link_to_the_paper()
    end_by_date(clock.now())
    assert client.get(f"/answer/{token_of(link)}/").status_code == 410
    assert client.get(f"/answer/{token_of(later)}/").status_code == 302
    entries = Entry.objects.count()
    end_by_date(clock.now())
    assert Entry.objects.count() == entries


def test_others_of_the_body_keep_what_the_leaver_had():
    chair = Account.objects.get(username="chair")
    give_post(by=SECRETARY, account=chair, body=body_named("fenland-csp"), duty="member")
    address = make_address(by=chair.actor, account=chair)
    told = end_post(by=SECRETARY, post=chair.posts.get(duty="chair"), last=None)
    assert told == ()
    address.refresh_from_db()
    assert address.live
    assert viewer_for(chair, TODAY).bodies == {body_named("fenland-csp").pk}


def test_a_post_that_began_today_is_taken_back_and_stays_on_record():
    member = Account.objects.get(username="member")
    wanted: dict[str, Any] = {"account": member, "body": board(), "duty": "member", "starts": TODAY}
    given = give_post(by=SECRETARY, post="Deputy", **wanted)
    assert board().pk in viewer_for(member, TODAY).bodies
    end_post(by=SECRETARY, post=given, last=None)
    for day in (TODAY - DAY, TODAY, TODAY + DAY):
        assert board().pk not in viewer_for(member, day).bodies
        assert not given.holds_on(day)
    assert given.period == "from 1 October 2018, and taken back"
    assert given in [line.holding for line in people_of(board(), TODAY, clock.now()).left]
    with pytest.raises(Refused, match="already"):
        end_post(by=SECRETARY, post=given, last=None)
    assert give_post(by=SECRETARY, post="Deputy", **wanted) == given
    assert board().pk in viewer_for(member, TODAY).bodies


def test_addresses_named_are_written_to_no_more():
    contact = Contact.objects.on(TODAY).filter(body__slug="road-safety").first()
    assert contact
    end_post(by=SECRETARY, post=post_of("chair"), last=TODAY + DAY, contacts=[contact])
    contact.refresh_from_db()
    assert contact.ends == TODAY + DAY


def test_the_last_secretary_stays_until_there_is_another():
    with pytest.raises(Refused, match="only secretary"):
        end_post(by=SECRETARY, post=post_of("secretary"), last=None)
    other = Account.objects.get(username="member")
    give_post(by=SECRETARY, account=other, body=board(), duty="secretary", starts=TODAY)
    end_post(by=SECRETARY, post=post_of("secretary"), last=None)
    assert not viewer_for(Account.objects.get(username="secretary"), TODAY).secretary_of


def test_a_mover_has_the_old_until_the_day_and_the_new_from_it():
    chair, fenland = Account.objects.get(username="chair"), body_named("fenland-csp")
    old = post_of("chair")
    new = move_post(
        by=SECRETARY,
        post=old,
        body=fenland,
        duty="manager",
        title="Officer",
        starts=TODAY + 9 * DAY,
    )
    roads = body_named("road-safety").pk
    assert viewer_for(chair, TODAY + 8 * DAY).bodies == {roads}
    assert viewer_for(chair, TODAY + 9 * DAY).bodies == {fenland.pk}
    assert viewer_for(chair, TODAY + 9 * DAY).actor.name == "Officer"
    assert viewer_for(chair, TODAY).actor.name == chair.post
    kept = Entry.objects.filter(kind="partnership.postholding", record__in=(old.pk, new.pk))
    assert {entry.what for entry in kept} >= {"Changed a post"}


def test_a_move_into_the_past_ends_the_old_at_once():
    link = link_to_the_paper()
    old = post_of("chair")
    move_post(
        by=SECRETARY,
        post=old,
        body=body_named("fenland-csp"),
        duty="chair",
        title="Chair",
        starts=TODAY - 9 * DAY,
    )
    link.refresh_from_db()
    assert link.withdrawn
    assert post_of("secretary").ends is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"starts": date(2018, 9, 1)}, "must come after"),
        ({}, "what the post is already"),
        ({"body": "fenland-csp", "duty": "manager", "title": "M"}, "has that post already"),
    ],
)
def test_a_move_that_cannot_be_changes_nothing(change, told):
    chair = Account.objects.get(username="chair")
    give_post(by=SECRETARY, account=chair, body=body_named("fenland-csp"), duty="manager")
    given = give_post(
        by=SECRETARY,
        account=chair,
        body=board(),
        duty="member",
        starts=date(2018, 9, 1),
        post="Member",
    )
    wanted: dict[str, Any] = {"body": "county-board", "duty": "member", "title": "Member"}
    wanted["starts"] = TODAY
    wanted |= change
    wanted["body"] = body_named(str(wanted["body"]))
    with pytest.raises(Refused, match=told):
        move_post(by=SECRETARY, post=given, **wanted)
    given.refresh_from_db()
    assert given.ends is None


def test_what_came_with_a_seat_ends_with_the_membership(on_day):
    seat = Membership.objects.on(TODAY).filter(seat__body=board()).first()
    assert seat
    chair = Account.objects.get(username="chair")
    give_post(by=SECRETARY, account=chair, body=board(), duty="member", through=seat)
    end_membership(by=SECRETARY, membership=seat, ends=TODAY - DAY, decision="Resigned")
    assert board().pk not in viewer_for(chair, TODAY).bodies
    assert viewer_for(chair, TODAY).bodies == {body_named("road-safety").pk}


def test_the_people_of_a_body_lose_the_boards_that_its_seat_gave_them():
    member = Account.objects.get(username="member")
    assert board().pk in viewer_for(member, TODAY).boards
    seats = Membership.objects.on(TODAY).filter(
        seat__body=board(), represents__slug="huntingdonshire-council"
    )
    link = link_to_the_paper("huntingdonshire-council")
    for seat in seats:
        end_membership(by=SECRETARY, membership=seat, ends=TODAY - DAY, decision="Resigned")
    assert board().pk not in viewer_for(member, TODAY).boards
    link.refresh_from_db()
    assert link.withdrawn


def test_an_account_is_closed_only_when_it_holds_nothing(client):
    chair = Account.objects.get(username="chair")
    with pytest.raises(Refused, match="holds a post"):
        close_empty_account(by=SECRETARY, account=chair)
    end_post(by=SECRETARY, post=post_of("chair"), last=None)
    close_empty_account(by=SECRETARY, account=chair)
    assert not client.login(username="chair", password="frankpledge")


def test_whoever_runs_the_service_ends_everything_with_the_account():
    secretary = Account.objects.get(username="secretary")
    close_with_posts(by=SECRETARY, account=secretary)
    assert not viewer_for(secretary, TODAY).areas
    secretary.refresh_from_db()
    assert not secretary.is_active


def test_nothing_ends_twice():
    end_post(by=SECRETARY, post=post_of("chair"), last=None)
    with pytest.raises(Refused, match="already"):
        end_post(by=SECRETARY, post=post_of("chair"), last=TODAY)


def test_somebody_whose_post_has_yet_to_begin_is_told_when(browse):
    post = post_of("chair")
    account = post.account
    end_post(by=SECRETARY, post=post, last=None)
    give_post(
        by=SECRETARY, account=account, body=board(), duty="member", starts=TODAY + DAY, post="New"
    )
    browse.force_login(account)
    assert "New, begins on 2 October 2018" in browse.get("/").content.decode()
