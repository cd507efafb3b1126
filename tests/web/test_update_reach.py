"""An update's reach: other boards, other groups, dates; the form of a returning group; a round
narrowed by link."""

import pytest

from frankpledge.accounts.models import Account
from frankpledge.meetings.operations import circulate
from frankpledge.partnership.operations import give_post
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.requests.papers import request_blocks
from frankpledge.review.risks.models import Risk
from tests.support.conflicts import chosen
from tests.support.county import OCTOBER, SECRETARY, board, meeting, text_in
from tests.support.reading import error_beside, form_of, headings, title, words

ROUND = "/review/county-board/2018-10-11/"
CRISIS = f"{ROUND}crisis-care/"
JANUARY = "/review/county-board/2019-01-17/youth-justice/write/"


@pytest.fixture
def member_of_another_board(demo, signed_in):
    """Somebody who sits on the Care Advisory Group, and on no other board."""
    account = Account.objects.get(username="scrutiny")
    give_post(by=SECRETARY, account=account, body=body_named("care-advisory-group"), duty="member")
    return signed_in("scrutiny")


@pytest.mark.row(86)
def test_given_now_an_update_is_read_by_the_other_board_alone(member_of_another_board, signed_in):
    assert member_of_another_board.get(CRISIS).status_code == 404
    client = signed_in("secretary")
    assert "once the papers of the meeting have gone out" in words(client.get(CRISIS))
    page = client.post(f"{CRISIS}give/care-advisory-group/", follow=True)
    assert "Care Advisory Group can read the update now." in words(page)
    reader = signed_in("scrutiny")
    page = reader.get(CRISIS)
    assert "This was written on the form of Cambridgeshire and Peterborough Countywide" in words(
        page
    )
    assert "To check before it goes out" not in words(page)
    assert "Give it to them now" not in words(page)
    assert "Given to your boards" in words(reader.get("/review/"))
    assert reader.get(f"{ROUND}dasv/").status_code == 404


@pytest.mark.row(86)
def test_gone_out_with_the_papers_it_has_reached_the_other_boards(member_of_another_board):
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    assert "since 11 October 2018" in words(member_of_another_board.get(CRISIS))


@pytest.mark.row(31)
def test_links_show_on_both_sides(demo, signed_in):
    client = signed_in("secretary")
    assert "Hangs together with: Drugs and alcohol" in words(client.get(f"{ROUND}offender/"))
    page = client.get(f"{ROUND}drugs-and-alcohol/")
    assert "Named by other groups" in headings(page)
    page = client.get("/partnership/bodies/fenland-csp/")
    assert "A presentation is booked" in words(page)
    # Nobody learns from a body's page what has not gone out.
    page = signed_in("csp-manager").get("/partnership/bodies/fenland-csp/")
    assert "A presentation is booked" not in words(page)


@pytest.mark.row(88)
def test_dates_stand_on_the_update_the_round_and_the_groups_page(demo, signed_in):
    client = signed_in("secretary")
    for url in (ROUND, f"{ROUND}dasv/", "/partnership/bodies/dasv/"):
        assert "White Ribbon Day" in words(client.get(url)), url


def test_a_round_narrows_by_link(demo, signed_in):
    client = signed_in("secretary")
    assert "With requests 4" in words(client.get(ROUND))
    page = client.get(f"{ROUND}?show=requests")
    assert "Joint Youth Justice Management Board" in words(page)
    assert "Crisis Care Concordat" not in words(page)


def test_a_date_is_added_and_a_bad_one_is_said_beside_its_field(demo, signed_in, on_day):
    on_day("2019-01-07")
    client = signed_in("secretary")
    form = form_of(client.get(JANUARY)) | {"keep": "yes"}
    bad = form | {"n-1-title": "Inspection", "n-1-starts": "soon"}
    assert "is not a date" in error_beside(client.post(JANUARY, bad), "n-1-starts")
    early = form | {"n-1-title": "Visit", "n-1-starts": "2 May 2019", "n-1-ends": "1 May 2019"}
    assert "is before the first" in error_beside(client.post(JANUARY, early), "n-1-ends")
    page = client.post(
        JANUARY, form | {"n-1-title": "Visit", "n-1-starts": "May 2019"}, follow=True
    )
    assert "May 2019: Visit" in words(page)


def test_two_people_writing_lose_no_carried_choice(demo, signed_in, on_day):
    on_day("2019-01-07")
    client = signed_in("secretary")
    client.post(JANUARY, form_of(client.get(JANUARY)) | {"keep": "yes"})
    form = form_of(client.get(JANUARY)) | {"keep": "yes"}
    mine = form | {"r-1-choice": "close", "r-1-words": "It is over."}
    client.post(JANUARY, form | {"r-2-choice": "drop"})
    page = client.post(JANUARY, mine)
    assert page.status_code == 409
    assert "Somebody else changed this first" in title(page)
    assert "Only they changed: it stays as they saved it" in headings(page)
    assert "Only you changed: it is saved as you typed it" in headings(page)
    assert "It is over." in words(page)
    now = form_of(client.get(JANUARY))
    assert now["r-2-choice"] == "drop"
    client.post(JANUARY, chosen(page))
    now = form_of(client.get(JANUARY))
    assert (now["r-1-choice"], now["r-1-words"].strip()) == ("close", "It is over.")
    assert now["r-2-choice"] == "drop"


def test_kept_and_checked_the_form_says_what_to_look_at(demo, signed_in, on_day):
    on_day("2019-01-07")
    client = signed_in("secretary")
    form = form_of(client.get(JANUARY)) | {"check": "yes"}
    page = client.post(JANUARY, form, follow=True)
    assert "There is nothing to look at before you send it." in words(page)
    form = form_of(page) | {"r-1-choice": "drop", "check": "yes"}
    page = client.post(JANUARY, form, follow=True)
    assert "To look at before you send it" in headings(page)
    assert "Risk 1, “" in words(page)
    assert not Risk.objects.filter(closed__isnull=False).exists()


@pytest.mark.row(30)
def test_requests_in_a_pack(demo):
    told = text_in(request_blocks(board(), OCTOBER))
    assert "19 requests open on 11 October 2018, 19 without an answer." in told
    assert "asked two quarters running" in told
