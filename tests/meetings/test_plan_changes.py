"""Working on the forward plan: cells filled, changed, moved, emptied; proposals; what clashes."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from frankpledge.history.models import Entry
from frankpledge.meetings.models import (
    AgendaTemplateItem,
    PlanChange,
    PlanEntry,
    PlanProposal,
    PlanSlot,
)
from frankpledge.meetings.operations import (
    accept_proposal,
    cancel_meeting,
    decline_proposal,
    move_entry,
    propose,
    put_in_plan,
    take_out,
)
from frankpledge.meetings.queries.plan import forward_plan
from frankpledge.meetings.queries.planning import free_places, grid_of, proposing_bodies
from frankpledge.meetings.rules.plan import conflicts
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import Refused
from tests.support.county import SECRETARY, board, meeting

pytestmark = pytest.mark.usefixtures("demo")
TODAY = date(2018, 10, 1)
MEMBER = Actor("Chief executive")


def slot(number):
    return PlanSlot.objects.get(body=board(), number=number)


def entry(number, slug):
    return PlanEntry.objects.filter(slot__number=number, meeting=meeting(slug)).first()


def put(number, slug, title, **more):
    given: dict[str, Any] = {"version": 0, "on": TODAY} | more
    return put_in_plan(by=SECRETARY, slot=slot(number), meeting=meeting(slug), title=title, **given)


def move(one, number, slug, reason="Their figures come later"):
    return move_entry(
        by=SECRETARY,
        entry=one,
        slot=slot(number),
        meeting=meeting(slug),
        reason=reason,
        on=TODAY,
    )


def changes():
    return [(c.slot.number, c.meeting.slug, c.was, c.now) for c in PlanChange.objects.all()][::-1]


def covered():
    return {one.label: one.covered for one in forward_plan(board(), TODAY).turns}


def clashes():
    plan = forward_plan(board(), TODAY)
    return [one.what for one in conflicts(grid_of(plan, TODAY))]


@pytest.mark.row(23)
def test_huntingdonshire_is_offered_the_first_slot_that_fits():
    """Every partnership slot is taken; row 7 of the first quarter is open and as long."""
    plan = forward_plan(board(), TODAY)
    (place,) = free_places(plan, grid_of(plan, TODAY), TODAY)
    assert place.turn.slug == "huntingdonshire-csp"
    assert (place.slot, place.meeting) == (slot(7), meeting("2019-20-q1"))


@pytest.mark.row(23)
def test_given_a_turn_nobody_is_left_out():
    """All nine groups, five workstreams and now all six partnerships are covered."""
    put(7, "2019-20-q1", "Huntingdonshire", about=body_named("huntingdonshire-csp"))
    plan = forward_plan(board(), TODAY)
    assert plan.gaps == ()
    assert covered() == {
        "Delivery group": 9,
        "Community safety partnership": 6,
        "Prevention theme": 5,
    }
    assert changes() == [(7, "2019-20-q1", "", "Huntingdonshire")]


@pytest.mark.row(23)
def test_the_plan_as_it_stands_has_no_clash():
    assert clashes() == []


def test_what_clashes_in_the_real_plan():
    put(8, "2019-01-17", "Youth justice again", about=body_named("youth-justice"))
    put(9, "2019-01-17", "Cambridge again", about=body_named("cambridge-csp"))
    found = clashes()
    assert any("Youth Justice" in one and "has 2 items" in one for one in found)
    assert any("more than one turn" in one and "Huntingdonshire" in one for one in found)


def test_a_longer_plan_than_the_meeting_is_said():
    """January's usual agenda takes 110 minutes with what is planned; two short items make 120."""
    put(8, "2019-01-17", "A short item")
    put(9, "2019-01-17", "Another")
    assert not [one for one in clashes() if "too many" in one]
    lengthen(by=SECRETARY, line=AgendaTemplateItem.objects.get(slot__number=9))
    assert any("takes 125 minutes, and the meeting has 120: 5 too many" in one for one in clashes())


@operation("Set up for a test")
def lengthen(*, by, line):
    line.minutes += 5
    line.save()


def test_what_stood_there_is_changed_with_a_reason_that_is_kept():
    was = entry(7, "2019-01-17")
    with pytest.raises(Refused, match="“Norfolk early help hubs” stands here"):
        put(7, "2019-01-17", "Modern slavery", version=was.version)
    put(7, "2019-01-17", "Modern slavery", version=was.version, reason="The hubs are not ready")
    change = PlanChange.objects.get()
    assert (change.was, change.now) == ("Norfolk early help hubs", "Modern slavery")
    assert (change.reason, change.by, change.changed) == (
        "The hubs are not ready",
        SECRETARY.name,
        TODAY,
    )
    assert Entry.objects.filter(what="Changed the forward plan").count() == 2


@pytest.mark.parametrize("version", [0, 7])
def test_a_cell_that_somebody_else_changed_is_not_overwritten(version):
    before = Entry.objects.count()
    with pytest.raises(StaleRecord):
        put(7, "2019-01-17", "Mine", version=version, reason="Mine is better")
    assert entry(7, "2019-01-17").title == "Norfolk early help hubs"
    assert Entry.objects.count() == before


def test_a_cell_that_somebody_emptied_meanwhile_is_not_filled_again():
    one = entry(7, "2019-01-17")
    version = one.version
    take_out(by=SECRETARY, entry=one, reason="Gone", on=TODAY)
    with pytest.raises(StaleRecord):
        put(7, "2019-01-17", "Mine", version=version, reason="Mine is better")


def test_two_who_fill_an_empty_cell_at_the_same_moment(monkeypatch):
    """The second is told, though at its look the cell was still empty."""

    def too_late(self, *args, **kwargs):
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(PlanEntry, "save", too_late)
    with pytest.raises(StaleRecord):
        put(7, "2019-20-q1", "Mine")


def test_taken_out_with_a_reason():
    one = entry(7, "2019-01-17")
    with pytest.raises(Refused, match="Say why"):
        take_out(by=SECRETARY, entry=one, reason=" ", on=TODAY)
    take_out(by=SECRETARY, entry=one, reason="Not ready", on=TODAY)
    assert entry(7, "2019-01-17") is None
    assert changes() == [(7, "2019-01-17", "Norfolk early help hubs", "")]


def test_moved_to_an_empty_cell():
    one = entry(7, "2019-01-17")
    assert move(one, 7, "2019-20-q1") is None
    assert entry(7, "2019-01-17") is None
    assert entry(7, "2019-20-q1").pk == one.pk
    assert changes() == [
        (7, "2019-01-17", "Norfolk early help hubs", ""),
        (7, "2019-20-q1", "", "Norfolk early help hubs"),
    ]


def test_moved_to_a_taken_cell_the_two_change_places():
    move(entry(6, "2019-01-17"), 6, "2019-20-q1")
    assert (entry(6, "2019-01-17").title, entry(6, "2019-20-q1").title) == (
        "Peterborough",
        "Cambridge City",
    )
    assert entry(6, "2019-01-17").about == body_named("safer-peterborough")
    assert entry(6, "2019-20-q1").reason == "Their figures come later"
    assert covered()["Community safety partnership"] == 5


def test_a_proposal_goes_along_with_its_item():
    made = accept(proposed())
    move(made, 6, "2019-20-q1")
    proposal = PlanProposal.objects.get()
    assert proposal.entry == entry(6, "2019-20-q1")
    assert entry(6, "2019-20-q1").title == proposal.title


@pytest.mark.parametrize(
    ("number", "slug", "says"),
    [
        (7, "2019-01-17", "stands there already"),
        (1, "2019-20-q1", "the same at every meeting"),
        (7, "2018-07-19", "has been held"),
    ],
)
def test_a_move_that_may_not_be(number, slug, says):
    with pytest.raises(Refused, match=says):
        move(entry(7, "2019-01-17"), number, slug)
    assert changes() == []


def test_nothing_is_put_into_a_meeting_that_is_over_or_off():
    with pytest.raises(Refused, match="has been held"):
        put(7, "2018-07-19", "Too late")
    cancel_meeting(by=SECRETARY, meeting=meeting("2019-01-17"), reason="Snow", on=TODAY)
    with pytest.raises(Refused, match="has been cancelled"):
        put(8, "2019-01-17", "Too late")
    assert any("which is cancelled" in one for one in clashes())
    move(entry(7, "2019-01-17"), 7, "2019-20-q1")


def test_a_meeting_of_a_year_ago_drops_out_of_the_plan():
    slugs = [one.slug for one in forward_plan(board(), date(2020, 1, 18)).meetings]
    assert "2018-10-11" not in slugs
    assert "2019-01-17" in slugs
    later = [one.slug for one in forward_plan(board(), date(2020, 1, 19)).meetings]
    assert "2019-01-17" not in later


def proposed(**more):
    given: dict[str, Any] = {
        "proposed_by": body_named("constabulary"),
        "title": "Knife crime",
        "why": "It has doubled.",
        "about": None,
        "wanted_at": meeting("2019-01-17"),
        "on": TODAY,
    }
    return propose(by=MEMBER, body=board(), **(given | more))


def accept(proposal, number=8, slug="2019-01-17", answer=""):
    return accept_proposal(
        by=SECRETARY,
        proposal=proposal,
        slot=slot(number),
        meeting=meeting(slug),
        answer=answer,
        on=TODAY,
    )


def test_a_proposal_is_accepted_into_an_empty_cell():
    made = accept(proposed())
    assert (made.title, made.brief) == ("Knife crime", "It has doubled.")
    assert made.author == body_named("constabulary")
    assert made.reason == "Proposed by Chief executive"
    assert PlanProposal.objects.get().state == "accepted"
    with pytest.raises(Refused, match="answered already"):
        accept(PlanProposal.objects.get(), 9)


def test_a_proposal_about_a_body_is_written_by_that_body():
    made = accept(proposed(about=body_named("prevent")))
    assert (made.about, made.author) == (body_named("prevent"), None)


def test_a_taken_cell_is_not_overwritten_by_a_proposal():
    proposal = proposed()
    with pytest.raises(Refused, match="“Norfolk early help hubs” stands there"):
        accept(proposal, 7)
    assert PlanProposal.objects.get().state == "proposed"


def test_a_proposal_is_declined_with_a_reason():
    proposal = proposed()
    with pytest.raises(Refused, match="Say why"):
        decline_proposal(by=SECRETARY, proposal=proposal, answer=" ")
    decline_proposal(by=SECRETARY, proposal=proposal, answer="The delivery group has it.")
    found = PlanProposal.objects.get()
    assert (found.state, found.answer) == ("declined", "The delivery group has it.")


def test_nothing_is_proposed_for_a_meeting_that_is_over():
    with pytest.raises(Refused, match="has been held"):
        proposed(wanted_at=meeting("2018-07-19"))


def test_a_member_proposes_for_the_bodies_that_hold_a_seat(viewer):
    def slugs(account):
        return {one.slug for one in proposing_bodies(viewer(account), board(), TODAY)}

    assert slugs("chair") or slugs("member")
    assert slugs("scrutiny") == set()
