"""Appointing a member and amending the terms of reference, by their forms and by a decision."""

import pytest

from frankpledge.meetings.models import Decision
from frankpledge.partnership.models import Membership, TermsOfReference
from tests.support.county import board
from tests.support.reading import error_beside, form_of, headings, links, table_rows, words
from tests.support.taking import decided

BOARD = "/partnership/bodies/county-board/"
BY_DECISION = "/meetings/county-board/decisions/"
APPOINTMENT = {
    "seat": "voluntary-sector",
    "represents": "voluntary-sector-forum",
    "post": "Chief executive",
    "starts_day": "11",
    "starts_month": "10",
    "starts_year": "2018",
}
AMENDMENT = {
    "version": "2018-10",
    "seat_title": "Voluntary and community sector",
    "seat_slug": "voluntary-sector",
}


@pytest.fixture
def client(demo, on_day, signed_in):
    """The secretary, on the day of the meeting of October 2018."""
    on_day("2018-10-11")
    return signed_in("secretary")


def by(decision):
    return {"decision": str(decision.pk)}


def send(client, page, typed):
    sent = form_of(client.get(f"{BY_DECISION}{page}/")) | typed
    return client.post(f"{BY_DECISION}{page}/", sent, follow=True)


@pytest.mark.row(18)
def test_nobody_is_appointed_without_a_seat_and_then_somebody_is(client):
    """No seat for the voluntary sector: refused, with the way to the decision that amends the
    terms. What was typed is there again afterwards; appointed, and shown on the board's page."""
    decision = decided("The voluntary sector gets a seat.")
    page = send(client, "appoint", APPOINTMENT | by(decision))
    assert "provide no such seat" in words(page)
    assert form_of(page).items() >= APPOINTMENT.items()
    assert not Membership.objects.filter(seat__slug="voluntary-sector").exists()

    amend_at = links(page)["Record the decision that amends them"]
    offered = form_of(client.get(amend_at))
    assert offered.items() >= {"seat_slug": "voluntary-sector", **by(decision)}.items()
    page = client.post(amend_at, offered | AMENDMENT, follow=True)
    assert "The new terms of reference are recorded." in words(page)
    assert "In force from 11 October 2018." in words(page)
    assert form_of(page).items() >= (APPOINTMENT | by(decision)).items()
    page = client.post(page.redirect_chain[-1][0], form_of(page), follow=True)
    assert "Chief executive now holds the seat." in words(page)
    rows = {row[0]: row[1] for row in table_rows(client.get(BOARD))}
    assert rows["Voluntary and community sector"].startswith("Chief executive")
    said = words(client.get(BOARD))
    assert "Version 2018-10, adopted 11 October 2018. Decision 1 of 11 October 2018" in said


@pytest.mark.row(18)
def test_a_decision_that_is_not_recorded_yet_is_recorded_on_the_way(client):
    """From the form to the decision and back: what the form had to say is still there."""
    here = f"{BY_DECISION}appoint/?seat=fire-and-rescue"
    record_at = links(client.get(here))["Record a decision of a past meeting"]
    sent = form_of(client.get(record_at)) | {"text": "The deputy takes the seat."}
    page = client.post(record_at, sent, follow=True)
    assert "Decision 1 of 11 October 2018 is recorded." in words(page)
    found = form_of(page)
    assert found["seat"] == "fire-and-rescue"
    assert found["decision"] == str(Decision.objects.get().pk)
    assert (found["starts_day"], found["starts_month"]) == ("11", "10")


@pytest.mark.row(18)
def test_the_day_before_the_new_terms_the_seat_is_not_there(client):
    """Nothing starts before the day it was decided, and so no appointment before its seat."""
    decision = decided()
    send(client, "amend-terms", AMENDMENT | by(decision))
    page = send(client, "appoint", APPOINTMENT | by(decision) | {"starts_day": "10"})
    assert "Give 11 October 2018 or later" in words(page)
    assert not Membership.objects.filter(seat__slug="voluntary-sector").exists()


@pytest.mark.row(18)
def test_a_seat_that_is_held_is_not_given_twice(client):
    """The fire seat is the chief fire officer's until that membership ends, by a decision."""
    decision = decided()
    typed = APPOINTMENT | {"seat": "fire-and-rescue", "represents": "fire-and-rescue"}
    page = send(client, "appoint", typed | by(decision) | {"starts_day": "12"})
    assert "is held by Chief fire officer" in words(page)
    assert "Record the decision that amends them" not in links(page)
    member = Membership.objects.get(seat__slug="fire-and-rescue")
    last = {"membership": str(member.pk), "ends_day": "11", "ends_month": "10", "ends_year": "2018"}
    page = send(client, "end-membership", last | by(decision))
    assert "The last day of the membership is recorded." in words(page)
    page = send(client, "appoint", typed | by(decision) | {"starts_day": "12"})
    assert "Chief executive now holds the seat." in words(page)


@pytest.mark.row(18)
def test_a_seat_for_one_body_is_not_given_to_another(client):
    typed = APPOINTMENT | {"seat": "fire-and-rescue", "represents": "constabulary"}
    page = send(client, "appoint", typed | by(decided()))
    assert headings(page)[0] != "Done"
    assert Membership.objects.filter(seat__slug="fire-and-rescue").count() == 1


@pytest.mark.row(18)
@pytest.mark.parametrize("outcome", ["not-agreed", "noted", "deferred"])
def test_a_decision_that_was_not_carried_cannot_be_chosen(client, outcome):
    """It is not offered, and is refused where it is sent all the same."""
    decision = decided(outcome=outcome)
    page = send(client, "amend-terms", AMENDMENT | by(decision))
    assert "must be one of the answers listed" in error_beside(page, "decision")
    assert TermsOfReference.objects.filter(body=board()).count() == 1


@pytest.mark.parametrize(
    ("page", "typed", "field", "says"),
    [
        ("appoint", {"post": ""}, "post", "Enter the post"),
        ("appoint", {"represents": "nobody"}, "represents", "must be one of the answers listed"),
        ("appoint", {"starts_month": "13"}, "starts", "The first day must have a month"),
        ("appoint", {"starts_day": ""}, "starts", "The first day must include a day"),
        ("appoint", {"decision": ""}, "decision", "Choose the decision of the board"),
        ("amend-terms", {"decision": ""}, "decision", "Choose the decision of the board"),
        ("amend-terms", {"seat_slug": ""}, "seat_slug", "both a title and a short name"),
        ("amend-terms", {"version": "two words"}, "version", ""),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_kept(client, page, typed, field, says):
    sent = (APPOINTMENT if page == "appoint" else AMENDMENT) | by(decided()) | typed
    answer = send(client, page, sent)
    told = error_beside(answer, field)
    assert told
    assert says in told
    kept = {key: value for key, value in sent.items() if key != "represents"}
    assert form_of(answer).items() >= kept.items()


@pytest.mark.row(18)
def test_terms_cannot_be_amended_twice_on_one_day(client):
    """A second version from the same day would leave the first without a day in force."""
    decision = decided()
    send(client, "amend-terms", AMENDMENT | by(decision))
    again = {"version": "2018-11", "seat_slug": "", "seat_title": ""}
    page = send(client, "amend-terms", AMENDMENT | by(decision) | again)
    assert "adopted that day or later are on record" in words(page)
    assert TermsOfReference.objects.filter(body=board()).count() == 2


def test_a_version_or_a_seat_of_a_name_that_is_taken_is_refused(client):
    decision = decided()
    page = send(client, "amend-terms", AMENDMENT | by(decision) | {"version": "2017"})
    assert "There is a version “2017” already" in words(page)
    page = send(client, "amend-terms", AMENDMENT | by(decision) | {"seat_slug": "chair"})
    assert "There is a seat “chair” already" in words(page)


@pytest.mark.parametrize("account", ["chair", "csp-manager", "member", "scrutiny"])
def test_only_the_secretary_keeps_the_register(demo, signed_in, account):
    client = signed_in(account)
    assert "Appoint a member" not in links(client.get(BOARD))
    for page in ("appoint", "amend-terms", "end-membership", "record"):
        answer = client.post(f"{BY_DECISION}{page}/", AMENDMENT | APPOINTMENT)
        assert answer.status_code == 403
        assert headings(answer) == ["You cannot open this page"]
