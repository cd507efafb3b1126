"""Appointing a member and amending the terms of reference, by their forms."""

import pytest

from frankpledge.partnership.models import Membership, TermsOfReference
from tests.support.county import board
from tests.support.reading import error_beside, form_of, headings, links, table_rows, words

BOARD = "/partnership/bodies/county-board/"
APPOINTMENT = {
    "seat": "voluntary-sector",
    "represents": "voluntary-sector-forum",
    "post": "Chief executive",
    "starts_day": "11",
    "starts_month": "10",
    "starts_year": "2018",
    "decision": "Agreed by the board on 11 October 2018, item 9",
}
AMENDMENT = {
    "version": "2018-10",
    "adopted_day": "11",
    "adopted_month": "October",
    "adopted_year": "2018",
    "decision": "Agreed by the board on 11 October 2018, item 9",
    "seat_title": "Voluntary and community sector",
    "seat_slug": "voluntary-sector",
}


def send(client, page, typed):
    sent = form_of(client.get(f"{BOARD}{page}/")) | typed
    return client.post(f"{BOARD}{page}/", sent, follow=True)


@pytest.mark.row(18)
def test_nobody_is_appointed_without_a_seat_and_then_somebody_is(demo, on_day, signed_in):
    """No seat for the voluntary sector: refused. Terms amended with one: appointed, and shown."""
    client = signed_in("secretary")
    page = send(client, "appoint", APPOINTMENT)
    assert "provide no such seat" in words(page)
    assert "Record the board's decision to amend them first" in words(page)
    assert form_of(page).items() >= APPOINTMENT.items()
    assert not Membership.objects.filter(seat__slug="voluntary-sector").exists()

    page = send(client, "amend", AMENDMENT)
    assert "The new terms of reference are recorded." in words(page)
    page = send(client, "appoint", APPOINTMENT)
    assert "Chief executive now holds the seat." in words(page)
    on_day("2018-10-11")
    rows = {row[0]: row[1] for row in table_rows(client.get(BOARD))}
    assert rows["Voluntary and community sector"].startswith("Chief executive")
    assert "Version 2018-10, adopted 11 October 2018" in words(client.get(BOARD))


@pytest.mark.row(18)
def test_the_day_before_the_new_terms_the_seat_is_not_there(demo, signed_in):
    """An appointment cannot start before its seat."""
    client = signed_in("secretary")
    send(client, "amend", AMENDMENT)
    page = send(client, "appoint", APPOINTMENT | {"starts_day": "10"})
    assert "no such seat" in words(page) or "exists from 11 October 2018" in words(page)
    assert not Membership.objects.filter(seat__slug="voluntary-sector").exists()


@pytest.mark.row(18)
def test_a_seat_that_is_held_is_not_given_twice(demo, signed_in):
    """The fire seat is the chief fire officer's until that membership ends."""
    typed = APPOINTMENT | {"seat": "fire-and-rescue", "represents": "fire-and-rescue"}
    page = send(signed_in("secretary"), "appoint", typed)
    assert "is held by Chief fire officer" in words(page)


@pytest.mark.row(18)
def test_a_seat_for_one_body_is_not_given_to_another(demo, signed_in):
    typed = APPOINTMENT | {"seat": "fire-and-rescue", "represents": "constabulary"}
    page = send(signed_in("secretary"), "appoint", typed)
    assert headings(page)[0] != "Done"
    assert Membership.objects.filter(seat__slug="fire-and-rescue").count() == 1


@pytest.mark.parametrize(
    ("page", "typed", "field", "says"),
    [
        ("appoint", {"post": ""}, "post", "Enter the post"),
        ("appoint", {"represents": "nobody"}, "represents", "must be one of the answers listed"),
        ("appoint", {"starts_month": "13"}, "starts", "The first day must have a month"),
        ("appoint", {"starts_day": ""}, "starts", "The first day must include a day"),
        ("appoint", {"decision": "x" * 301}, "decision", "must be 300 characters or fewer"),
        ("amend", {"decision": ""}, "decision", "Enter the board’s decision"),
        ("amend", {"seat_slug": ""}, "seat_slug", "both a title and a short name"),
        ("amend", {"version": "two words"}, "version", ""),
        ("amend", {"adopted_day": "31", "adopted_month": "2"}, "adopted", "from 1 to 28"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_kept(demo, signed_in, page, typed, field, says):
    sent = (APPOINTMENT if page == "appoint" else AMENDMENT) | typed
    answer = send(signed_in("secretary"), page, sent)
    told = error_beside(answer, field)
    assert told
    assert says in told
    kept = {key: value for key, value in sent.items() if key != "represents"}
    assert form_of(answer).items() >= kept.items()


@pytest.mark.row(18)
@pytest.mark.parametrize("day", [("28", "3", "2017"), ("1", "1", "2016"), ("27", "3", "2017")])
def test_terms_cannot_start_before_or_with_those_they_amend(demo, signed_in, day):
    """Terms adopted on the day of those in force, or before any, are refused in words."""
    adopted = dict(zip(("adopted_day", "adopted_month", "adopted_year"), day, strict=True))
    page = send(signed_in("secretary"), "amend", AMENDMENT | adopted)
    assert page.status_code == 200
    assert "There is a problem" in words(page)
    assert TermsOfReference.objects.filter(body=board()).count() == 1


def test_a_version_or_a_seat_of_a_name_that_is_taken_is_refused(demo, signed_in):
    client = signed_in("secretary")
    page = send(client, "amend", AMENDMENT | {"version": "2017"})
    assert "There is a version “2017” already" in words(page)
    page = send(client, "amend", AMENDMENT | {"seat_slug": "chair"})
    assert "There is a seat “chair” already" in words(page)


@pytest.mark.parametrize("account", ["chair", "csp-manager", "member", "scrutiny"])
def test_only_the_secretary_keeps_the_register(demo, signed_in, account):
    client = signed_in(account)
    assert "Appoint a member" not in links(client.get(BOARD))
    for page in ("appoint", "amend"):
        answer = client.post(f"{BOARD}{page}/", AMENDMENT | APPOINTMENT)
        assert answer.status_code == 403
        assert headings(answer) == ["You cannot open this page"]
