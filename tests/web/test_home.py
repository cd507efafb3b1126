"""The first page: what I owe for those who sign in, where to look for everybody else."""

import pytest

from frankpledge.accounts.models import Account
from tests.support.reading import headings, links, of_class, words


def owed(response):
    return of_class(response, "govuk-task-list__item")


def owed_dates(response):
    return of_class(response, "fp-owed__due")


@pytest.mark.row(4)
def test_a_chair_owes_the_update_that_the_board_waits_for(demo, signed_in):
    """The road safety chair is asked for the quarterly update by 1 October, eight days before."""
    page = signed_in("chair").get("/")
    [first, *_] = owed(page)
    assert "uarterly update" in first
    assert owed_dates(page)[0] == "due 1 October 2018"
    assert "Due" in first
    assert "8 working days" in first


def test_what_is_owed_leads_to_the_page_that_answers_it(demo, signed_in):
    client = signed_in("chair")
    page = client.get("/")
    leads = [url for text, url in links(page).items() if "uarterly update" in text]
    assert client.get(leads[0]).status_code == 200


@pytest.mark.row(4)
def test_the_day_after_it_is_late(demo, on_day, signed_in):
    """On 2 October what was due on 1 October is late, in a word and not only in a colour."""
    on_day("2018-10-02")
    assert "Late" in owed(signed_in("chair").get("/"))[0]


@pytest.mark.row(15)
def test_a_council_owes_its_signature(demo, signed_in):
    """The chief executive of a council owes the signature on the agreement."""
    page = signed_in("member").get("/")
    assert any("agreement" in one.lower() for one in owed(page))
    assert links(page)["Huntingdonshire District Council"].endswith("/huntingdonshire-council/")


@pytest.mark.parametrize("role", ["secretary", "chair", "csp-manager", "member"])
def test_the_soonest_comes_first_and_what_has_no_day_last(demo, on_day, signed_in, role):
    from datetime import datetime

    on_day("2018-10-01")
    page = signed_in(role).get("/")
    dates = [
        datetime.strptime(one, "due %d %B %Y").replace(tzinfo=None)  # noqa: DTZ007
        for one in owed_dates(page)
    ]
    assert dates == sorted(dates)
    undated = ["No date" in one for one in owed(page)]
    assert undated == sorted(undated)


def test_a_person_who_owes_nothing_is_told_so(demo, signed_in):
    page = signed_in("scrutiny").get("/")
    assert owed(page) == []
    assert "Nothing is asked of you today" in words(page)


def test_each_signed_in_person_sees_whom_they_act_for(demo, signed_in):
    page = signed_in("csp-manager").get("/")
    assert "You act for" in headings(page)
    assert any("Fenland" in name for name in links(page))


@pytest.mark.parametrize("account", ["secretary", "chair", "csp-manager", "member", "scrutiny"])
def test_the_page_names_the_post_and_no_other(demo, signed_in, account):
    page = signed_in(account).get("/")
    assert Account.objects.get(username=account).post in words(page, "header")


def test_the_public_sees_where_to_look_and_no_duties(demo, browse):
    page = browse.get("/")
    assert owed(page) == []
    assert "Thursday 11 October 2018" in links(page)
    for way in ("Who is in the partnership", "What its boards decide"):
        assert browse.get(links(page)[way]).status_code == 200


def test_before_any_area_is_loaded_it_says_what_to_do(browse):
    page = browse.get("/")
    assert "No area has been set up yet" in words(page)
    assert "frankpledge demo load" in words(page)
