"""Minutes: where they may go and when, who approves them, how they are corrected."""

from datetime import date, timedelta
from itertools import product

import pytest

from frankpledge.meetings.models import MINUTES_STATES
from frankpledge.meetings.rules.decisions import (
    DecisionFacts,
    may_record_decision,
    may_rest_on,
    may_start,
)
from frankpledge.meetings.rules.minutes import (
    MINUTES_TRANSITIONS,
    MinutesFacts,
    may_be_taken,
    may_change_notes,
    may_comment,
    may_correct,
    minutes_may_become,
)

JULY, OCTOBER = date(2018, 7, 19), date(2018, 10, 11)
DAY = timedelta(days=1)
# Written out here again by hand: a change of the table must be meant.
ALLOWED = {
    ("draft", "comments"),
    ("comments", "draft"),
    ("comments", "approved"),
    ("approved", "published"),
}


def facts(state="comments", body="board", met=JULY, has_content=True):
    return MinutesFacts(state, body, met, has_content)


def decision(body="board", taken=OCTOBER, carried=True):
    return DecisionFacts(body, "Decision 1 of 11 October 2018", taken, carried)


@pytest.mark.parametrize(("state", "other"), list(product(MINUTES_STATES, MINUTES_STATES)))
def test_every_pair_of_states(state, other):
    found = minutes_may_become(facts(state), other, on=OCTOBER, until=OCTOBER, decision=decision())
    assert bool(found) is ((state, other) in ALLOWED)
    assert found or found.reason.startswith("Minutes that are ")


def test_the_table_names_every_state():
    assert MINUTES_TRANSITIONS.keys() == MINUTES_STATES.keys()


@pytest.mark.row(24)
@pytest.mark.parametrize(
    ("by", "says"),
    [
        (None, "by a decision of the next meeting"),
        (decision(body="another"), "taken by another board"),
        (decision(carried=False), "did not agree to it"),
        (decision(taken=JULY), "approved at a later meeting"),
        (decision(taken=JULY - DAY), "approved at a later meeting"),
        (decision(taken=JULY + DAY), ""),
        (decision(), ""),
    ],
)
def test_minutes_are_approved_by_a_later_meeting_alone(by, says):
    """By a carried decision of the same board, taken after the day of the meeting itself."""
    found = minutes_may_become(facts(), "approved", decision=by)
    assert bool(found) is (says == "")
    assert says in found.reason


@pytest.mark.parametrize(
    ("has_content", "until", "says"),
    [
        (False, OCTOBER, "nothing in these minutes"),
        (True, None, "until which day"),
        (True, JULY - DAY, "in the past"),
        (True, JULY, ""),
    ],
)
def test_what_goes_out_for_comments(has_content, until, says):
    found = minutes_may_become(
        facts("draft", has_content=has_content), "comments", on=JULY, until=until
    )
    assert bool(found) is (says == "")
    assert says in found.reason


@pytest.mark.parametrize(
    ("met", "state", "on", "says"),
    [
        (JULY, "called", JULY - DAY, "from that day"),
        (JULY, "called", JULY, ""),
        (JULY, "held", JULY + DAY, ""),
        (JULY, "cancelled", JULY, "was cancelled"),
        (None, "planned", JULY, "no date yet"),
    ],
)
def test_minutes_are_taken_from_the_day(met, state, on, says):
    found = may_be_taken(met, state, on)
    assert bool(found) is (says == "")
    assert says in found.reason


@pytest.mark.parametrize("state", MINUTES_STATES)
def test_notes_change_until_approval(state):
    found = may_change_notes(facts(state))
    assert bool(found) is (state in {"draft", "comments"})
    assert found or "Record a correction instead" in found.reason


@pytest.mark.parametrize(
    ("state", "until", "on", "says"),
    [
        ("comments", OCTOBER, OCTOBER, ""),
        ("comments", OCTOBER, OCTOBER + DAY, "closed on 11 October 2018"),
        ("draft", None, OCTOBER, "not out for comments"),
        ("approved", OCTOBER, OCTOBER, "not out for comments"),
    ],
)
def test_comments_are_made_while_the_draft_is_out(state, until, on, says):
    found = may_comment(state, until, on)
    assert bool(found) is (says == "")
    assert says in found.reason


@pytest.mark.parametrize(
    ("state", "kind", "now", "reason", "by", "says"),
    [
        ("approved", "discussion", "New", "A slip", None, ""),
        ("published", "risk", "New", "A slip", None, ""),
        ("comments", "discussion", "New", "A slip", None, "not approved yet"),
        ("approved", "discussion", " Old ", "A slip", None, "says that already"),
        ("approved", "discussion", "  ", "A slip", None, "says that already"),
        ("approved", "discussion", "New", " ", None, "Say why"),
        ("approved", "decision", "New", "A slip", None, "by the board"),
        ("approved", "action", "New", "A slip", None, "by the board"),
        ("approved", "decision", "New", "A slip", decision(), ""),
        ("approved", "decision", "New", "A slip", decision(carried=False), "did not agree"),
        ("approved", "decision", "New", "A slip", decision(body="another"), "another board"),
        ("approved", "decision", "New", "A slip", decision(taken=JULY), "before the minutes"),
    ],
)
def test_corrections(state, kind, now, reason, by, says):
    approved = None if state == "comments" else OCTOBER
    found = may_correct(facts(state), kind, "Old", now, reason, approved=approved, decision=by)
    assert bool(found) is (says == "")
    assert says in found.reason


@pytest.mark.row(14, 18)
@pytest.mark.parametrize(
    ("by", "says"),
    [
        (decision(), ""),
        (decision(carried=False), "Choose a decision that was agreed"),
        (decision(body="another"), "Choose one of its own"),
    ],
)
def test_what_changes_by_a_decision_needs_one_that_was_carried(by, says):
    """Terms, seats and agreements change by a decision of that board which agreed to it."""
    found = may_rest_on(by, "board")
    assert bool(found) is (says == "")
    assert says in found.reason


def test_nothing_takes_effect_before_it_was_decided():
    assert may_start(decision(), OCTOBER)
    assert "Give 11 October 2018 or later" in may_start(decision(), OCTOBER - DAY).reason


@pytest.mark.parametrize(
    ("met", "state", "text", "says"),
    [
        (OCTOBER, "held", "Agreed.", ""),
        (OCTOBER, "held", "  ", "Write what was decided"),
        (OCTOBER + DAY, "called", "Agreed.", "has been held"),
        (None, "planned", "Agreed.", "has been held"),
        (OCTOBER, "cancelled", "Agreed.", "has been held"),
    ],
)
def test_a_decision_is_of_a_meeting_that_was_held(met, state, text, says):
    found = may_record_decision(met, state, OCTOBER, text=text)
    assert bool(found) is (says == "")
    assert says in found.reason
