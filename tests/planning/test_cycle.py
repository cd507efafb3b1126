"""Priorities: what they rest on, the decision that set them, their review and their stage."""

from datetime import date
from typing import Any

import pytest

from frankpledge.evidence.findings.operations import withdraw_finding
from frankpledge.evidence.findings.uses import uses_of
from frankpledge.history.models import Entry
from frankpledge.meetings.queries.decisions import decision_page
from frankpledge.partnership.people import PUBLIC
from frankpledge.planning.models import Agreement, Priority, PriorityBasis, PriorityMove
from frankpledge.planning.operations import (
    drop_basis,
    give_review,
    move_priority,
    name_basis,
    set_by_decision,
)
from frankpledge.planning.queries.cycle import (
    agreement_for,
    evidence_for,
    evidence_of,
    item_of,
    priorities_resting_on_assessment,
    visible_evidence,
)
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.verdict import Refused
from tests.findings.support import crime_rows, half_a_year, kept, loaded
from tests.support.basis import ANALYST, assessed, changed, priority
from tests.support.county import OCTOBER, SECRETARY
from tests.support.taking import JANUARY, decided

pytestmark = pytest.mark.usefixtures("demo")
DAY = date(2018, 10, 1)


@pytest.fixture
def finding():
    loaded(crime_rows(half_a_year(10, 12, 9, 14, 11, 13)))
    return kept(agreed=True)


def rest(evidence, why="It shows where the harm is.", **more):
    told: dict[str, Any] = {
        "by": SECRETARY,
        "priority": priority(),
        "who": "Board secretary",
        "on": DAY,
    }
    return name_basis(evidence=evidence, why=why, **(told | more))


def move(to, **more):
    told: dict[str, Any] = {
        "by": SECRETARY,
        "priority": priority(),
        "why": "It is time.",
        "on": DAY,
    }
    return move_priority(to=to, **(told | more))


@pytest.mark.row(43)
def test_a_priority_goes_round_the_cycle_and_each_move_keeps_its_reason(finding):
    rest(finding)
    move("plan", why="The evidence is agreed.", who="Board secretary")
    move("do", on=OCTOBER)
    with pytest.raises(Refused, match="It has no date of review, so it cannot leave Do"):
        move("review")
    give_review(by=SECRETARY, priority=priority(), day=JANUARY, by_what="January's update")
    move("review", on=JANUARY)
    move("understand", on=JANUARY)
    assert priority().stage == "understand"
    kept_moves = [(str(one), one.on, one.why) for one in PriorityMove.objects.all()]
    assert kept_moves[0] == ("Understand to Plan", DAY, "The evidence is agreed.")
    assert [one[0] for one in kept_moves[1:]] == [
        "Plan to Do",
        "Do to Review",
        "Review to Understand",
    ]
    told = {one.what for one in Entry.objects.filter(kind="planning.priority")}
    assert "Moved a priority on in the cycle" in told


@pytest.mark.row(43)
def test_the_second_time_round_asks_for_a_later_review(finding):
    rest(finding)
    give_review(by=SECRETARY, priority=priority(), day=OCTOBER, by_what="October's update")
    for to in ("plan", "do", "review", "understand", "plan", "do"):
        move(to, on=date(2019, 4, 1) if to == "do" and PriorityMove.objects.count() > 4 else DAY)
    with pytest.raises(Refused, match="11 October 2018, is before it came to Do on 1 April 2019"):
        move("review")


@pytest.mark.row(43)
@pytest.mark.parametrize(("to", "says"), [("do", "in order"), ("understand", "in order")])
def test_no_stage_is_skipped_and_nothing_is_left_behind(finding, to, says):
    rest(finding)
    before = Entry.objects.count()
    with pytest.raises(Refused, match=says):
        move(to)
    with pytest.raises(Refused, match="Say why"):
        move("plan", why=" ")
    with pytest.raises(StaleRecord):
        move("plan", version=99)
    assert Entry.objects.count() == before


@pytest.mark.row(43)
@pytest.mark.parametrize("state", ["draft", "in review"])
def test_an_assessment_that_nobody_approved_carries_no_priority(state):
    made = assessed("fenland-csp", state)
    rest(made)
    with pytest.raises(Refused, match="is not settled"):
        move("plan")
    changed(made, state="approved")
    move("plan")


@pytest.mark.row(43)
def test_where_no_agreement_covers_the_year_a_decision_sets_it(finding, viewer):
    rest(finding)
    move("plan")
    changed(Agreement.objects.get(), ends=date(2018, 3, 31))
    assert agreement_for(priority()) is None
    with pytest.raises(Refused, match="No agreement or decision sets it"):
        move("do")
    not_carried = decided("Not this.", outcome="not-agreed")
    with pytest.raises(Refused, match="did not agree to it"):
        set_by_decision(by=SECRETARY, priority=priority(), decision=not_carried)
    carried = decided("Road safety is a priority.")
    set_by_decision(by=SECRETARY, priority=priority(), decision=carried)
    move("do")
    (brought,) = decision_page(carried, viewer("secretary")).brought
    assert brought.words == "Road safety, 2018/19: set as a priority"
    assert brought.url == priority().get_absolute_url()


@pytest.mark.parametrize(
    ("starts", "ends", "covers"),
    [
        (date(2019, 3, 31), None, True),
        (date(2019, 4, 1), None, False),
        (None, date(2018, 4, 1), True),
        (None, date(2018, 3, 31), False),
    ],
)
def test_an_agreement_covers_a_year_from_its_first_day_to_its_last(starts, ends, covers):
    changed(Agreement.objects.get(), starts=starts, ends=ends)
    assert (agreement_for(priority()) is not None) == covers
    changed(priority(), year="2018-20")
    assert agreement_for(Priority.objects.get(slug="road-safety")) is None


def test_it_rests_on_the_same_thing_once_and_says_why(finding):
    rest(finding)
    before = Entry.objects.count()
    with pytest.raises(Refused, match="rests on this already"):
        rest(finding)
    with pytest.raises(Refused, match="Say why it matters"):
        rest(assessed("fenland-csp"), why="  ")
    assert Entry.objects.count() == before + 1
    with pytest.raises(Refused, match="Name the update or indicator"):
        give_review(by=SECRETARY, priority=priority(), day=JANUARY, by_what=" ")


def test_a_withdrawn_finding_carries_nothing(finding):
    rest(finding)
    assert item_of(priority(), DAY).evidence == ("Finding 1: Burglary in Fenland rose",)
    withdraw_finding(by=ANALYST, finding=finding, why="A mistake.")
    assert item_of(priority(), DAY).evidence == ()
    assert item_of(priority(), DAY).unsettled == ("Finding 1 (withdrawn)",)
    PriorityBasis.objects.get()
    with pytest.raises(Refused, match="is withdrawn"):
        rest(finding, priority=priority("prevent"))


def test_what_carries_a_priority_that_went_on_is_not_taken_away(finding):
    first = rest(finding)
    move("plan")
    with pytest.raises(Refused, match="It is in Plan, and nothing else"):
        drop_basis(by=SECRETARY, basis=first, on=DAY)
    second = rest(assessed("fenland-csp"))
    drop_basis(by=SECRETARY, basis=first, on=DAY)
    assert evidence_of(priority()) == [second]


def test_the_chain_leads_from_evidence_to_priorities(finding, viewer):
    """Everybody who sees a finding sees which priorities rest on it: they are public."""
    rest(finding)
    made = assessed("fenland-csp")
    rest(made)
    use = uses_of(finding, PUBLIC)[-1]
    assert (use.kind, use.label, use.status) == ("Priority", "Road safety, 2018/19", "Understand")
    assert use.url == "/planning/priorities/county-board/2018-19/road-safety/"
    assert [one.label for one in priorities_resting_on_assessment(made, PUBLIC)] == [use.label]


def test_the_public_sees_the_evidence_that_is_public_and_no_other(finding, viewer):
    rest(finding)
    published = rest(assessed("fenland-csp", "published"))
    rest(assessed("cambridge-csp", "approved"))
    every = evidence_of(priority())
    assert visible_evidence(every, PUBLIC) == [published]
    assert len(visible_evidence(every, viewer("analyst"))) == 3


def test_what_is_offered_is_what_is_not_named_yet(finding, viewer):
    made = assessed("fenland-csp", "published")
    offered = evidence_for(priority(), viewer("secretary"))
    assert (offered.findings, offered.assessments) == ((finding,), (made,))
    rest(finding)
    rest(made)
    offered = evidence_for(priority(), viewer("secretary"))
    assert (offered.findings, offered.assessments) == ((), ())
