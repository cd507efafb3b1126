"""Who counts as having come: substitutes, and tallies against a slow and obvious count."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.meetings.rules.attendance import (
    OUTCOMES,
    Sitting,
    Tally,
    best,
    by_organisation,
    by_seat,
    may_record_attendance,
    may_substitute,
    outcome,
    substitute_state,
)

DAYS = [date(2017, 1, 1), date(2017, 4, 1), date(2018, 1, 1), date(2018, 7, 19)]


@pytest.mark.row(18)
@pytest.mark.parametrize(
    ("rule", "status", "substitute", "says"),
    [
        ("none", "apologies", "", ""),
        ("none", "apologies", "Deputy", "do not let members send a substitute"),
        ("chair", "apologies", "Deputy", ""),
        ("any", "absent", "Deputy", ""),
        ("any", "present", "Deputy", "in place of a member who does not"),
        ("chair", "present", "  ", ""),
    ],
)
def test_who_may_be_sent_instead(rule, status, substitute, says):
    """By the terms of reference, and only where the member does not come."""
    found = may_substitute(rule, status, substitute)
    assert bool(found) is (says == "")
    assert says in found.reason


@pytest.mark.row(18)
@pytest.mark.parametrize(
    ("rule", "substitute", "state"),
    [
        ("chair", "Deputy", "asked"),
        ("any", "Deputy", "approved"),
        ("chair", " ", ""),
        ("any", "", ""),
    ],
)
def test_a_substitute_waits_for_the_chair_where_the_terms_say_so(rule, substitute, state):
    """At the chair's discretion a substitute counts for nobody until the chair approves."""
    assert substitute_state(rule, substitute) == state


@pytest.mark.parametrize(
    ("status", "state", "counts"),
    [
        ("present", "", "present"),
        ("apologies", "", "apologies"),
        ("apologies", "asked", "apologies"),
        ("apologies", "refused", "apologies"),
        ("apologies", "approved", "substitute"),
        ("absent", "approved", "substitute"),
    ],
)
def test_how_a_seat_counts(status, state, counts):
    assert outcome(status, state) == counts


@pytest.mark.parametrize(
    ("met", "state", "on", "allowed"),
    [
        (DAYS[3], "called", DAYS[3], True),
        (DAYS[3], "called", date(2018, 7, 18), False),
        (DAYS[3], "cancelled", DAYS[3], False),
        (None, "planned", DAYS[3], False),
    ],
)
def test_attendance_is_recorded_from_the_day(met, state, on, allowed):
    assert bool(may_record_attendance(met, state, on)) is allowed


@pytest.mark.row(70)
def test_a_worked_example():
    """Of 8 meetings: 5 in person, 1 by a substitute, 1 apologies, 1 absent: 75%, 6 of 8."""
    found = Tally(present=5, substitute=1, apologies=1, absent=1, not_recorded=2)
    assert (found.held, found.attended, found.share) == (8, 6, "75%, 6 of 8")


@pytest.mark.parametrize(
    ("tally", "share"),
    [
        (Tally(), "–"),
        (Tally(not_recorded=3), "–"),
        (Tally(present=1, absent=7), "13%, 1 of 8"),  # 12.5 goes up
        (Tally(present=1, absent=2), "33%, 1 of 3"),
        (Tally(present=2, absent=1), "67%, 2 of 3"),
    ],
)
def test_shares(tally, share):
    assert tally.share == share


sittings = st.lists(
    st.builds(
        Sitting,
        meeting=st.sampled_from(DAYS),
        seat=st.integers(1, 5),
        organisation=st.integers(1, 3),
        outcome=st.sampled_from(OUTCOMES),
    ),
    max_size=30,
    unique_by=lambda one: (one.meeting, one.seat),
)


def slowly(outcomes):
    """Count by looking through the list again for each word."""
    return Tally(*(len([one for one in outcomes if one == name]) for name in OUTCOMES))


@given(sittings)
def test_each_seat_is_counted_by_itself(found):
    tallies = by_seat(found)
    assert set(tallies) == {one.seat for one in found}
    for seat, tally in tallies.items():
        assert tally == slowly([one.outcome for one in found if one.seat == seat])


@given(sittings)
def test_an_organisation_counts_once_a_meeting_by_its_fullest_seat(found):
    tallies = by_organisation(found)
    for organisation, tally in tallies.items():
        counted = []
        for day in DAYS:
            how = [
                one.outcome
                for one in found
                if one.organisation == organisation and one.meeting == day
            ]
            # The first of the outcomes, the fullest first, that any of its seats had.
            counted += [next(name for name in OUTCOMES if name in how)] if how else []
        assert tally == slowly(counted)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_percentage_is_the_nearest_whole_number(came, stayed):
    found = Tally(present=came, absent=stayed)
    if not found.held:
        assert found.percent is None
        return
    exact = Fraction(100 * came, came + stayed)
    assert found.percent is not None
    assert -Fraction(1, 2) <= exact - found.percent < Fraction(1, 2)


def test_the_fullest_seat():
    assert best(["absent", "substitute", "apologies"]) == "substitute"
    assert best(["not-recorded", "absent"]) == "absent"
