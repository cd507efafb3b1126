"""Decisions, and what each brings about in the same stroke: all of it, or nothing."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from frankpledge.history.models import Entry
from frankpledge.meetings.models import Decision, DecisionEffect, Meeting
from frankpledge.meetings.operations import (
    Said,
    amend_terms_by_decision,
    appoint_by_decision,
    change_decision,
    end_by_decision,
    record_decision,
    rests_on,
)
from frankpledge.meetings.queries.decisions import (
    carried_decisions,
    decision_page,
    decisions_of,
)
from frankpledge.partnership.models import Membership, TermsOfReference
from frankpledge.partnership.people import PUBLIC
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, meeting, terms
from tests.support.taking import JANUARY, decided, item, minutes, note, out_for_comments, saved

pytestmark = pytest.mark.usefixtures("demo")


def amend(decision, seat="voluntary-sector", version="2018-10"):
    return amend_terms_by_decision(
        by=SECRETARY,
        decision=decision,
        board=board(),
        version=version,
        seat_slug=seat,
        seat_title="Voluntary and community sector",
    )


def appoint(decision, seat="voluntary-sector", starts=OCTOBER):
    return appoint_by_decision(
        by=SECRETARY,
        decision=decision,
        board=board(),
        seat=seat,
        represents=body_named("voluntary-sector-forum"),
        post="Chief executive",
        starts=starts,
    )


@pytest.mark.row(18)
def test_a_seat_that_the_terms_do_not_provide_needs_the_decision_that_amends_them():
    """Refused without an amendment; one decision then amends the terms and fills the seat."""
    decision = decided("The voluntary sector gets a seat.")
    with pytest.raises(Refused, match="Record the board's decision to amend them first"):
        appoint(decision)
    new = amend(decision)
    assert (new.adopted, new.starts) == (OCTOBER, OCTOBER)
    assert new.decision == "Decision 1 of 11 October 2018"
    member = appoint(decision)
    effects = DecisionEffect.objects.filter(decision=decision)
    assert [(one.what, one.terms, one.membership) for one in effects] == [
        ("adopted", new, None),
        ("appointed", None, member),
    ]


@pytest.mark.row(18)
@pytest.mark.parametrize("outcome", ["not-agreed", "noted", "deferred"])
def test_a_decision_that_was_not_carried_changes_nothing(outcome):
    """Neither terms nor seats nor memberships, and the history has no new entry."""
    decision = decided(outcome=outcome)
    before = Entry.objects.count()
    member = Membership.objects.select_related("seat__body").get(seat__slug="fire-and-rescue")
    for change in (
        lambda: amend(decision),
        lambda: appoint(decision),
        lambda: end_by_decision(by=SECRETARY, decision=decision, membership=member, ends=OCTOBER),
    ):
        with pytest.raises(Refused, match="did not agree to it"):
            change()
    assert Entry.objects.count() == before


@pytest.mark.row(18)
def test_another_boards_decision_changes_nothing():
    elsewhere = Meeting(body=body_named("fenland-csp"), slug="x", date=OCTOBER, state="held")
    saved(elsewhere, by=SECRETARY)
    decision = record_decision(
        by=SECRETARY, meeting=elsewhere, text="Agreed.", outcome="agreed", on=OCTOBER
    )
    with pytest.raises(Refused, match="taken by another board"):
        amend(decision)


@pytest.mark.row(18)
def test_a_stroke_that_fails_half_way_rolls_back_whole(monkeypatch):
    """The terms are amended and the seat is added; then the record of the effect cannot be kept:
    no terms, no seat, no end of the old version, no entry in the history."""
    decision = decided()
    before = Entry.objects.count()

    def fails(self, *args, **kwargs):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(DecisionEffect, "save", fails)
    with pytest.raises(RuntimeError):
        amend(decision)
    assert TermsOfReference.objects.filter(body=board()).count() == 1
    assert terms().ends is None
    assert not board().seats.filter(slug="voluntary-sector").exists()
    assert Entry.objects.count() == before


def test_an_item_is_named_with_its_decision():
    taken = note(Said("decision", "A seat.", "agreed"), at=item("voluntary-sector"))
    assert amend(taken.decision).decision == "Decision 1 of 11 October 2018, item 9"


def test_a_membership_ends_by_a_decision():
    member = Membership.objects.select_related("seat__body").get(seat__slug="fire-and-rescue")
    decision = decided()
    with pytest.raises(Refused, match="before it was taken"):
        end_by_decision(
            by=SECRETARY,
            decision=decision,
            membership=member,
            ends=OCTOBER - timedelta(days=1),
        )
    end_by_decision(by=SECRETARY, decision=decision, membership=member, ends=OCTOBER)
    kept = Membership.objects.get(pk=member.pk)
    assert (kept.ends, kept.decision) == (OCTOBER, "Decision 1 of 11 October 2018")


def test_what_something_rests_on_stays_agreed():
    decision = decided()
    assert not rests_on(decision)
    change_decision(by=SECRETARY, decision=decision, text="As amended.", outcome="amended")
    amend(decision)
    assert rests_on(decision)
    with pytest.raises(Refused, match="so it was agreed"):
        change_decision(by=SECRETARY, decision=decision, text="No.", outcome="not-agreed")
    change_decision(by=SECRETARY, decision=decision, text="In better words.", outcome="agreed")


def test_a_decision_is_of_a_meeting_that_was_held():
    with pytest.raises(Refused, match="has been held"):
        record_decision(
            by=SECRETARY,
            meeting=meeting("2019-01-17"),
            text="Agreed.",
            outcome="agreed",
            on=OCTOBER,
        )


def test_those_that_others_may_rest_on():
    for outcome in ("agreed", "not-agreed", "amended", "noted"):
        decided(outcome, outcome)
    later = decided("later", day=JANUARY)
    assert [one.text for one in carried_decisions(board())] == ["later", "amended", "agreed"]
    assert later == carried_decisions(board())[0]


def test_who_sees_what_a_board_decided(viewer):
    """Its members all of it at once; others what stands in published minutes."""
    note(Said("decision", "A seat.", "agreed"))

    def sees(looks):
        return bool(decisions_of(board(), looks))

    assert sees(viewer("member"))
    assert not sees(viewer("scrutiny"))
    found = minutes()
    out_for_comments()
    found.refresh_from_db()
    decision = decided(day=JANUARY)
    found.state, found.approved, found.approved_by = "published", JANUARY, decision
    saved(found, by=SECRETARY)
    assert sees(PUBLIC)
    assert {one.meeting for one in decisions_of(board(), PUBLIC)} == {found.meeting}


def test_a_decisions_page_says_what_it_brought_about(viewer):
    decision = decided()
    amend(decision)
    appoint(decision)
    found = decision_page(Decision.objects.get(pk=decision.pk), viewer("secretary"))
    assert [one.words for one in found.brought] == [
        "Terms of reference 2018-10 are in force since 11 October 2018",
        "Chief executive holds the seat “Voluntary and community sector” from 11 October 2018",
    ]


def test_numbers_are_not_used_twice_while_the_last_stands():
    keys = [uuid4() for _ in range(3)]
    taken = [note(Said("decision", str(key), "agreed"), key=key).decision for key in keys]
    assert [one and one.number for one in taken] == [1, 2, 3]
    assert decided(day=date(2018, 10, 11)).number == 4
