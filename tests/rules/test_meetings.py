"""Numbers, times and states of a meeting's papers."""

from datetime import date, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.meetings.models import PAPER_STATES
from frankpledge.meetings.rules import (
    PAPER_TRANSITIONS,
    PaperFacts,
    deadlines,
    late_number,
    may_become,
    timing,
)
from frankpledge.shared.working_days import DeadlineRule

DAY = date(2018, 10, 11)
# Written out here again by hand: a change of the table must be meant.
ALLOWED = {
    ("to-follow", "draft"),
    ("to-follow", "received"),
    ("draft", "received"),
    ("received", "draft"),
    ("received", "circulated"),
    ("circulated", "published"),
    ("circulated", "withheld"),
    ("circulated", "received"),
    ("withheld", "published"),
    ("published", "withheld"),
}


@pytest.mark.parametrize(("state", "other"), list(product(PAPER_STATES, PAPER_STATES)))
def test_every_pair_of_states(state, other):
    """With its content, its day come and its decision recorded, only the table decides."""
    facts = PaperFacts(state, has_content=True, withheld_until=DAY)
    found = may_become(facts, other, DAY, decision="Agreed", why="Corrected")
    assert bool(found) is ((state, other) in ALLOWED)
    if not found:
        assert found.reason.startswith("A paper that is ")
        assert "-" not in found.reason


def test_the_table_names_every_state():
    assert PAPER_TRANSITIONS.keys() == PAPER_STATES.keys()
    assert {to for row in PAPER_TRANSITIONS.values() for to in row} < PAPER_STATES.keys()


@pytest.mark.parametrize(("state", "other"), sorted(ALLOWED))
def test_an_empty_paper_goes_only_to_its_author(state, other):
    found = may_become(
        PaperFacts(state, has_content=False, withheld_until=DAY),
        other,
        DAY,
        decision="Agreed",
        why="Corrected",
    )
    assert bool(found) is (other in {"draft", "withheld"})


def test_withholding_says_until_when():
    facts = PaperFacts("circulated", has_content=True)
    assert "Say until which day" in may_become(facts, "withheld", DAY).reason
    dated = PaperFacts("circulated", has_content=True, withheld_until=DAY)
    assert may_become(dated, "withheld", DAY)
    decided = PaperFacts("circulated", has_content=True, withheld_until_decision="until agreed")
    assert may_become(decided, "withheld", DAY)


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (1, True)])
def test_a_withheld_paper_waits_for_its_day(days, allowed):
    facts = PaperFacts("withheld", has_content=True, withheld_until=DAY)
    found = may_become(facts, "published", DAY + timedelta(days=days))
    assert bool(found) is allowed
    if not allowed:
        assert "withheld until 11 October 2018" in found.reason


@pytest.mark.parametrize(("decision", "allowed"), [("", False), ("  ", False), ("Agreed", True)])
def test_a_withheld_paper_waits_for_its_decision(decision, allowed):
    facts = PaperFacts("withheld", has_content=True, withheld_until_decision="until approved")
    assert bool(may_become(facts, "published", DAY, decision=decision)) is allowed


def test_a_paper_that_waits_for_both_needs_both():
    facts = PaperFacts("withheld", True, DAY, "until approved")
    assert not may_become(facts, "published", DAY - timedelta(days=1), decision="Agreed")
    assert not may_become(facts, "published", DAY)
    assert may_become(facts, "published", DAY, decision="Agreed")


@pytest.mark.parametrize(
    ("existing", "after", "circulated", "expected"),
    [
        ([(1, ""), (7, ""), (8, "")], 7, False, (8, "")),
        ([(1, ""), (7, ""), (8, "")], 7, True, (7, "A")),
        ([(7, ""), (7, "A"), (8, "")], 7, True, (7, "B")),
        ([(7, ""), (7, "A"), (7, "C")], 7, True, (7, "D")),
        ([(6, "A"), (7, "")], 7, True, (7, "A")),
        ([], 0, False, (1, "")),
        ([], 0, True, (0, "A")),
    ],
)
def test_late_numbers(existing, after, circulated, expected):
    assert late_number(existing, after, circulated=circulated) == expected


def test_no_letter_after_z():
    with pytest.raises(ValueError, match="no letters are left"):
        late_number([(7, ""), (7, "Z")], 7, circulated=True)


@given(st.sets(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXY")), st.integers(0, 40))
def test_a_late_number_is_new_and_last(letters, after):
    existing = [(after, ""), (after + 1, ""), *((after, letter) for letter in letters)]
    number = late_number(existing, after, circulated=True)
    assert number not in existing
    assert sorted([*existing, number]).index(number) == len(existing) - 1


@given(st.lists(st.integers(0, 90), max_size=20), st.integers(0, 300))
def test_items_follow_each_other(minutes, slot):
    found = timing(minutes, time(10), slot)
    assert [(one.ends - one.starts) for one in found.items] == minutes
    assert all(a.ends == b.starts for a, b in zip(found.items, found.items[1:], strict=False))
    assert found.total == sum(minutes)
    assert found.over == sum(minutes) - slot
    assert bool(found.warning) is (sum(minutes) > slot)


def test_times_are_spelled_from_the_start():
    found = timing([5, 115, 30], time(10), 120)
    assert [one.at for one in found.items] == ["10am", "10:05am", "noon"]
    assert "150 minutes" in found.warning
    assert "30 too many" in found.warning


def test_without_a_start_or_a_slot_nothing_is_claimed():
    found = timing([5, 10], None, None)
    assert ([one.at for one in found.items], found.over, found.warning) == (["", ""], 0, "")


def test_a_meeting_across_midnight_has_times():
    assert [one.at for one in timing([60, 5], time(23, 30), None).items] == ["11:30pm", "12:30am"]


def test_deadlines_without_rules_are_unknown():
    found = deadlines(DAY, None, None)
    assert (found.receipt, found.circulation) == (None, None)
    both = deadlines(
        DAY, DeadlineRule("working_days_before", 8), DeadlineRule("clear_days_before", 5)
    )
    assert (both.receipt, both.circulation) == (date(2018, 10, 1), date(2018, 10, 5))
