"""Requests: the list, the record, an owner, an answer, an end, an action; who sees them when."""

from datetime import date

import pytest

from frankpledge.actions.models import Action
from frankpledge.meetings.operations import circulate
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.operations import give_owner
from frankpledge.review.requests.queries.owing import request_answers_owed
from tests.support.conflicts import chosen
from tests.support.county import OCTOBER, SECRETARY, meeting
from tests.support.reading import error_beside, form_of, of_class, title, words

LIST = "/requests/county-board/"


@pytest.fixture
def asked(demo):
    """The first thing that domestic abuse asks, given to the member's council."""
    found: BoardRequest = BoardRequest.objects.filter(group__slug="dasv", state="open")[0]
    council = body_named("huntingdonshire-council")
    give_owner(by=SECRETARY, request=found, owner=council, answer_by=date(2018, 9, 30), version=1)
    return found


def page_of(request):
    return f"{LIST}{request.number}/"


@pytest.mark.row(30)
def test_the_list_says_who_asks_who_answers_and_how_it_stands(demo, signed_in):
    page = signed_in("secretary").get(LIST)
    assert "19 requests not answered, 19 given to nobody." in words(page)
    assert "Asked two quarters running" in words(page)
    noted = signed_in("secretary").get(f"{LIST}?state=noted&group=dasv")
    assert "– for information" in words(noted)
    assert b"Quarters running" in signed_in("secretary").get(f"{LIST}requests.csv").content


def test_the_list_as_it_stood_on_an_earlier_day(demo, signed_in):
    page = signed_in("secretary").get(f"{LIST}?on=2018-08-01&state=all")
    assert "1 request not answered" in words(page)
    assert "Asked two quarters running" not in words(page)


def test_a_board_that_nobody_asked_has_an_empty_list(demo, signed_in):
    client = signed_in("chair")
    assert "No requests" in words(client.get("/requests/road-safety/"))


def test_members_see_what_was_asked_once_the_papers_have_gone_out(demo, signed_in):
    client = signed_in("member")
    assert "1 request not answered" in words(client.get(LIST))
    of_october = BoardRequest.objects.filter(group__slug="youth-justice").first()
    assert client.get(page_of(of_october)).status_code == 404
    # July's words, for October's have not gone out.
    assert "Support closer strategic work" in words(client.get(f"{LIST}1/"))
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    assert "19 requests not answered" in words(client.get(LIST))
    assert "Continued support" in words(client.get(f"{LIST}1/"))


def test_the_secretary_says_who_answers(demo, signed_in):
    client = signed_in("secretary")
    url = f"{LIST}1/owner/"
    form = form_of(client.get(url))
    assert (form["answer_by_day"], form["answer_by_month"]) == ("11", "10")
    page = client.post(url, form | {"owner": "", "owner_post": "Director"})
    assert "Choose the body whose post this is" in error_beside(page, "owner")
    page = client.post(url, form | {"owner": "constabulary"}, follow=True)
    assert "Request 1 has its owner." in words(page)
    assert "Who answers" in words(page)


def test_two_who_choose_an_owner_at_once_lose_nothing(demo, signed_in):
    client = signed_in("secretary")
    url = f"{LIST}1/owner/"
    form = form_of(client.get(url)) | {"owner": "constabulary"}
    client.post(url, form)
    page = client.post(url, form | {"owner": "fenland-council"})
    assert page.status_code == 409
    client.post(url, chosen(page, "saved"))
    assert BoardRequest.objects.filter(number=1, owner__slug="constabulary").exists()
    page = client.post(url, form | {"owner": "fenland-council"})
    client.post(url, chosen(page))
    assert BoardRequest.objects.filter(number=1, owner__slug="fenland-council").exists()


@pytest.mark.row(30)
def test_the_owner_owes_an_answer_and_gives_it(asked, signed_in):
    client = signed_in("member")
    (owed,) = request_answers_owed([asked.owner], date(2018, 10, 1))
    assert (owed.due, owed.answers) == (date(2018, 9, 30), page_of(asked))
    assert "Answer request" in words(client.get("/"))
    assert "Your answer is asked for" in words(client.get(page_of(asked)))
    page = client.post(f"{page_of(asked)}answer/", {"text": ""})
    assert error_beside(page, "text")
    page = client.post(
        f"{page_of(asked)}answer/", {"text": "It is in our newsletter."}, follow=True
    )
    assert of_class(page, "fp-title__state") == ["Answered"]
    assert "It is in our newsletter." in words(page)
    assert not list(request_answers_owed([asked.owner], date(2018, 10, 1)))


def test_a_request_is_closed_with_its_reason(asked, signed_in):
    client = signed_in("secretary")
    url = f"{page_of(asked)}close/"
    assert error_beside(client.post(url, form_of(client.get(url))), "why")
    page = client.post(url, form_of(client.get(url)) | {"why": "It has been done."}, follow=True)
    assert of_class(page, "fp-title__state") == ["Closed"]
    assert "Close it" not in words(page)
    again = client.post(f"{page_of(asked)}answer/", {"text": "Late"})
    assert "ask again in its next update" in words(again)


@pytest.mark.row(30)
def test_the_board_makes_a_request_an_action(asked, signed_in):
    client = signed_in("secretary")
    url = f"{page_of(asked)}action/"
    page = client.post(url, form_of(client.get(url)), follow=True)
    action = Action.objects.get()
    assert (action.owner, action.asked_url) == (asked.owner, page_of(asked))
    assert "The board has made this action 1" in words(page)
    assert "Make it an action" not in words(page)


def test_the_index_tells_how_much_waits(demo, signed_in):
    assert "19 requests not answered, 19 given to nobody." in words(
        signed_in("secretary").get("/requests/")
    )
    assert "No requests yet" in words(signed_in("scrutiny").get("/requests/"))


def test_a_request_for_information_has_nothing_to_do(demo, signed_in):
    noted = BoardRequest.objects.filter(state="noted").first()
    page = signed_in("secretary").get(page_of(noted))
    assert "Answer it" not in words(page)
    assert title(page)
