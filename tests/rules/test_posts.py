"""From when posts end and change, who gives which duties, and how long an invitation holds."""

from datetime import date, datetime, timedelta

import pytest

from frankpledge.partnership.invitations.rules import (
    INVITATION_TRANSITIONS,
    expiry,
    last_day,
    may_change,
    may_take_up,
)
from frankpledge.partnership.models import DUTIES, INVITATION_STATES
from frankpledge.partnership.posts.rules import (
    GIVEN_BY_CHAIR,
    GIVEN_BY_SECRETARY,
    may_close,
    may_end,
    may_give,
    may_leave,
    may_move,
)
from frankpledge.shared.clock import LONDON

DAY = timedelta(days=1)
TODAY = date(2018, 10, 1)
FIRST = date(2018, 4, 1)


@pytest.mark.parametrize(
    ("starts", "ended", "last", "may"),
    [
        (FIRST, None, None, True),
        (FIRST, None, FIRST, True),
        (FIRST, None, FIRST - DAY, False),
        (FIRST, TODAY, TODAY - DAY, True),
        (FIRST, TODAY - DAY, None, False),
        (FIRST, TODAY + 9 * DAY, None, True),
        (TODAY + DAY, None, None, True),
        (None, None, FIRST, True),
    ],
)
def test_a_post_ends_on_or_after_its_first_day_and_once(starts, ended, last, may):
    assert bool(may_end(starts, ended, last, TODAY)) is may


@pytest.mark.parametrize(
    ("starts", "ended", "on", "may"),
    [
        (FIRST, None, FIRST + DAY, True),
        (FIRST, None, FIRST, False),
        (FIRST, None, TODAY + 90 * DAY, True),
        (FIRST, TODAY - DAY, TODAY, False),
        (FIRST, TODAY + DAY, TODAY + 2 * DAY, True),
        (FIRST, TODAY + DAY, TODAY + 3 * DAY, False),
        (None, None, FIRST, True),
    ],
)
def test_a_post_changes_after_its_first_day_and_without_a_gap(starts, ended, on, may):
    assert bool(may_move(starts, ended, on, TODAY)) is may


def test_every_duty_is_given_by_a_secretary_and_none_that_reaches_further_by_a_chair():
    assert DUTIES.keys() == GIVEN_BY_SECRETARY
    assert {"chair", "manager", "member"} == GIVEN_BY_CHAIR
    assert may_give("member", GIVEN_BY_CHAIR)
    assert not may_give("analyst", GIVEN_BY_CHAIR)
    assert not may_give("member", frozenset())


def test_only_a_secretary_must_have_another_before_they_go():
    assert not may_leave("secretary", others=False)
    assert may_leave("secretary", others=True)
    assert may_leave("chair", others=False)
    assert may_close(holds=False)
    assert not may_close(holds=True)


@pytest.mark.parametrize("issued", [TODAY, date(2018, 10, 20), date(2019, 3, 25)])
def test_an_invitation_works_to_the_end_of_the_fourteenth_day(issued):
    """Also over the nights in which the clocks change."""
    until = expiry(issued)
    assert last_day(until) == issued + 14 * DAY
    last_minute = datetime.combine(issued + 14 * DAY, datetime.max.time(), tzinfo=LONDON)
    assert may_take_up("open", True, until, last_minute)
    assert not may_take_up("open", True, until, last_minute + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("state", "newest", "told"),
    [
        ("taken-up", True, "has been taken up"),
        ("taken-up", False, "has been taken up"),
        ("withdrawn", True, "was withdrawn"),
        ("lapsed", True, "stopped working after 15 October 2018"),
        ("open", False, "newer link"),
    ],
)
def test_a_dead_invitation_says_what_happened(state, newest, told):
    now = datetime(2018, 10, 2, tzinfo=LONDON)
    found = may_take_up(state, newest, expiry(TODAY), now)
    assert not found
    assert told in found.reason


def test_only_an_open_invitation_is_sent_again_or_withdrawn():
    assert {state for state in INVITATION_STATES if may_change(state)} == {"open"}
    assert {"open", *INVITATION_TRANSITIONS["open"]} == INVITATION_STATES.keys()
    assert all(may_change(state).reason for state in INVITATION_STATES if state != "open")
