"""The forward plan's pages: the working grid, its cells, and members' proposals."""

import pytest

from frankpledge.meetings.models import PlanEntry, PlanProposal
from tests.support.reading import (
    error_beside,
    form_of,
    headings,
    links,
    of_class,
    table_rows,
    title,
    words,
)

PLAN = "/meetings/county-board/plan/"
CELL = f"{PLAN}2019-01-17/7/"
EMPTY = f"{PLAN}2019-20-q1/7/"


def send(client, address, **typed):
    return client.post(address, form_of(client.get(address)) | typed, follow=True)


@pytest.mark.row(23)
def test_a_turn_is_given_in_two_presses(demo, signed_in):
    """The plan offers Huntingdonshire the first slot that fits; one press there gives the turn."""
    client = signed_in("secretary")
    page = client.get(PLAN)
    (offer,) = [one for one in links(page) if one.startswith("Give Huntingdonshire")]
    assert offer == "Give Huntingdonshire Community Safety Partnership a turn"
    form = client.get(links(page)[offer])
    assert "Slot 7, open item: 2019/20 Q1" in words(form)
    filled = form_of(form)
    assert filled["about"] == "huntingdonshire-csp"
    assert "Huntingdonshire" in filled["title"]
    done = client.post(EMPTY, filled, follow=True)
    assert "stands in slot 7 at the meeting of 2019/20 Q1" in words(done)
    assert "Community safety partnership: 6 of 6 have a turn." in words(done)
    assert "Without a turn" not in headings(done)


@pytest.mark.row(23)
def test_each_cell_leads_to_its_form_for_the_secretary_alone(demo, signed_in, browse):
    """Empty cells say what to do; standing items and held meetings have no form."""
    assert links(browse.get(PLAN)).get("Road safety") is None
    page = signed_in("secretary").get(PLAN)
    assert links(page)["Norfolk early help hubs"] == CELL
    row = next(row for row in table_rows(page) if row[0].startswith("7."))
    assert row[3] == "Fill this slot"
    assert "Minutes and actions" not in links(page)


def test_a_change_needs_a_reason_and_keeps_it(demo, signed_in):
    client = signed_in("secretary")
    page = send(client, CELL, title="Modern slavery")
    assert "Say why you change it" in error_beside(page, "reason")
    page = send(client, CELL, title="Modern slavery", reason="The hubs are not ready")
    assert "“Modern slavery” in place of “Norfolk early help hubs”" in words(page)
    assert "The hubs are not ready" in words(page)
    assert "Board secretary" in words(page) or "secretary" in words(page).lower()
    assert "stands here: The hubs are not ready" in words(client.get(CELL))


def test_two_who_edit_one_cell_lose_nothing(demo, signed_in):
    """The second is shown what they typed beside what the first saved."""
    client = signed_in("secretary")
    opened = form_of(client.get(CELL))
    send(client, CELL, title="Theirs", reason="First")
    page = client.post(CELL, opened | {"title": "Mine", "reason": "Second", "brief": "All of it"})
    assert page.status_code == 409
    assert "Somebody else changed this first" in title(page)
    for kept in ("Mine", "Second", "All of it"):
        assert kept in words(page)
    assert PlanEntry.objects.get(meeting__slug="2019-01-17", slot__number=7).title == "Theirs"


def test_two_who_fill_one_empty_cell(demo, signed_in):
    client = signed_in("secretary")
    opened = form_of(client.get(EMPTY))
    send(client, EMPTY, title="Theirs")
    page = client.post(EMPTY, opened | {"title": "Mine"})
    assert page.status_code == 409
    assert "Mine" in words(page)


def test_an_item_moves_and_what_stood_there_comes_back(demo, signed_in):
    client = signed_in("secretary")
    at = f"{PLAN}2019-01-17/6/"
    assert links(client.get(at))["Move it to another slot or meeting"] == f"{at}move/"
    page = send(client, f"{at}move/", meeting="2019-20-q1", reason="Their figures come later")
    assert "It changed places with “Peterborough”." in words(page)


def test_an_item_is_taken_out_with_its_reason(demo, signed_in):
    client = signed_in("secretary")
    page = send(client, f"{CELL}take-out/", reason="Not ready")
    assert "“Norfolk early help hubs” is out of the plan." in words(page)
    assert "“Norfolk early help hubs” taken out" in words(page)
    assert client.get(f"{CELL}move/").status_code == 404


def test_a_refused_change_says_why(demo, signed_in):
    client = signed_in("secretary")
    sent = {"meeting": "2019-01-17", "slot": "7", "reason": "None", "version": "1"}
    page = client.post(f"{CELL}move/", sent)
    assert page.status_code == 409
    assert "It stands there already" in words(page)


def test_what_clashes_is_shown_with_what_to_do(demo, signed_in):
    client = signed_in("secretary")
    send(client, f"{PLAN}2019-01-17/8/", title="Again", about="youth-justice")
    page = client.get(PLAN)
    assert "What clashes" in headings(page)
    assert "has 2 items at the meeting of Thursday 17 January 2019" in words(page)
    assert "Move one of them to another meeting." in words(page)
    client.logout()
    assert "What clashes" not in headings(client.get(PLAN))


@pytest.mark.parametrize("account", ["chair", "csp-manager", "member", "scrutiny"])
def test_nobody_else_works_on_the_plan(demo, signed_in, account):
    client = signed_in(account)
    for address in (CELL, f"{CELL}move/", f"{CELL}take-out/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"title": "Mine"}).status_code == 404


@pytest.mark.parametrize("number", [1, 99])
def test_a_standing_slot_and_one_that_is_not_there_have_no_form(demo, signed_in, number):
    assert signed_in("secretary").get(f"{PLAN}2019-01-17/{number}/").status_code == 404


def proposed(client):
    sent = {"title": "Knife crime", "why": "It has doubled.", "wanted_at": "2019-01-17"}
    return send(client, f"{PLAN}propose/", **sent)


def test_a_member_proposes_and_sees_the_answer(demo, signed_in):
    page = proposed(signed_in("member"))
    assert title(page) == "Knife crime"
    assert of_class(page, "fp-title__state") == ["Proposed"]
    at = page.redirect_chain[-1][0]
    client = signed_in("secretary")
    assert "Knife crime" in links(client.get(PLAN))
    sent = {"answer": "The delivery group has it in hand."}
    page = client.post(f"{at}decline/", sent, follow=True)
    assert of_class(page, "fp-title__state") == ["Declined"]
    page = signed_in("member").get(at)
    assert "The delivery group has it in hand." in words(page)
    assert "Decline it with this answer" not in words(page)


def test_the_secretary_accepts_into_a_cell(demo, signed_in):
    at = proposed(signed_in("member")).redirect_chain[-1][0]
    client = signed_in("secretary")
    form = form_of(client.get(at))
    assert form["meeting"] == "2019-01-17"
    page = client.post(f"{at}accept/", form | {"slot": "8", "answer": "Gladly"}, follow=True)
    assert "“Knife crime” is in the plan." in words(page)
    page = client.get(at)
    assert "Slot 8, Thursday 17 January 2019" in words(page)
    assert PlanProposal.objects.get().answer == "Gladly"


def test_a_proposal_without_an_answer_stays(demo, signed_in):
    at = proposed(signed_in("member")).redirect_chain[-1][0]
    client = signed_in("secretary")
    page = client.post(f"{at}decline/", {"answer": ""})
    assert "why it is not taken up" in error_beside(page, "answer") or "Error" in words(
        page, "title"
    )
    assert PlanProposal.objects.get().state == "proposed"


def test_proposals_are_for_those_who_sit_on_the_board(demo, signed_in, browse):
    at = proposed(signed_in("member")).redirect_chain[-1][0]
    client = signed_in("scrutiny")
    assert client.get(at).status_code == 404
    assert client.get(f"{PLAN}propose/").status_code == 404
    assert "Knife crime" not in words(client.get(PLAN))
    member = signed_in("member")
    assert member.post(f"{at}accept/", {"slot": "8", "meeting": "2019-01-17"}).status_code == 404
    browse.logout()
    assert "Knife crime" not in words(browse.get(PLAN))
    assert browse.get(at)["Location"].startswith("/account/sign-in/")
