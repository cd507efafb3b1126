"""Quiet hours by London's clocks, back-off, and what follows from each answer."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.outbox.models import MESSAGE_STATES
from frankpledge.outbox.rules import (
    ASK_AFTER,
    ASKABLE,
    BACK_OFF,
    MESSAGE_TRANSITIONS,
    Next,
    Outcome,
    QuietHours,
    after_asking,
    after_handover,
    first_moment,
    may_be_sent_again,
    may_be_withdrawn,
    may_be_written_to,
    slot_of,
)
from frankpledge.shared.clock import LONDON
from frankpledge.shared.working_days import bank_holidays, known_years

QUIET = QuietHours(time(18), time(8))
NOW = datetime(2018, 10, 1, 9, tzinfo=LONDON)
# Written out here again by hand: a change of the table must be meant.
ALLOWED = {
    *(("queued", to) for to in ("sending", "withdrawn", "sent")),
    *(("sending", to) for to in ("sent", "queued", "failed", "unknown")),
    *(("unknown", to) for to in ("sent", "queued", "failed", "withdrawn")),
    *(("failed", to) for to in ("queued", "withdrawn", "sent")),
    ("sent", "failed"),
    ("withdrawn", "sent"),
}


def london(*moment):
    return datetime.combine(date(*moment[:3]), time(*moment[3:]), tzinfo=LONDON)


def test_the_table_of_states():
    assert MESSAGE_TRANSITIONS.keys() == MESSAGE_STATES.keys()
    found = {
        pair
        for pair in product(MESSAGE_STATES, repeat=2)
        if pair[1] in MESSAGE_TRANSITIONS[pair[0]]
    }
    assert found == ALLOWED


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (london(2018, 10, 1, 9), london(2018, 10, 1, 9)),  # a Monday morning
        (london(2018, 10, 1, 8), london(2018, 10, 1, 8)),  # the first moment of the day
        (london(2018, 10, 1, 7, 59, 59), london(2018, 10, 1, 8)),
        (london(2018, 10, 1, 17, 59, 59), london(2018, 10, 1, 17, 59, 59)),
        (london(2018, 10, 1, 18), london(2018, 10, 2, 8)),
        (london(2018, 10, 1, 23, 59), london(2018, 10, 2, 8)),
        (london(2018, 10, 5, 18, 1), london(2018, 10, 8, 8)),  # Friday evening: Monday
        (london(2018, 10, 6, 12), london(2018, 10, 8, 8)),  # Saturday noon
        (london(2018, 3, 29, 18), london(2018, 4, 3, 8)),  # over Easter, with two bank holidays
        (london(2018, 12, 24, 19), london(2018, 12, 27, 8)),  # Christmas Eve
        (london(2018, 12, 25, 10), london(2018, 12, 27, 8)),
    ],
)
def test_the_first_moment_that_is_not_quiet(now, expected):
    assert first_moment(now, QUIET) == expected


@pytest.mark.parametrize(
    ("friday", "monday_in_utc", "hours"),
    [
        # The clocks go forward on 25 March 2018: 8 on Monday is 7 by UTC, an hour sooner.
        (london(2018, 3, 23, 18), datetime(2018, 3, 26, 7, tzinfo=UTC), 61),
        # And back on 28 October 2018: an hour later.
        (london(2018, 10, 26, 18), datetime(2018, 10, 29, 8, tzinfo=UTC), 63),
        (london(2018, 6, 1, 18), datetime(2018, 6, 4, 7, tzinfo=UTC), 62),
    ],
)
def test_it_is_8_in_london_whatever_the_clocks_do(friday, monday_in_utc, hours):
    found = first_moment(friday, QUIET)
    assert found == monday_in_utc
    assert found.astimezone(UTC) - friday.astimezone(UTC) == timedelta(hours=hours)


def test_a_moment_given_in_another_zone_is_judged_by_londons_clocks():
    assert first_moment(datetime(2018, 7, 2, 17, 30, tzinfo=UTC), QUIET) == london(2018, 7, 3, 8)
    assert first_moment(datetime(2018, 7, 2, 7, 0, tzinfo=UTC), QUIET) == london(2018, 7, 2, 8)


@pytest.mark.parametrize("year", [2000, 2060])
def test_where_bank_holidays_are_not_known_monday_to_friday_are_working_days(year):
    """Mail is never lost to a list that ended."""
    monday = next(d for d in range(2, 9) if date(year, 5, d).weekday() == 0)
    assert first_moment(london(year, 5, monday, 10), QUIET) == london(year, 5, monday, 10)
    assert first_moment(london(year, 5, monday + 4, 20), QUIET) == london(year, 5, monday + 7, 8)


first, last = known_years()
minutes = (date(last, 12, 1) - date(first, 1, 1)).days * 24 * 60
moments = st.integers(0, minutes).map(
    lambda some: datetime(first, 1, 1, tzinfo=UTC) + timedelta(minutes=some)
)


@given(moments)
def test_it_is_never_before_now_never_quiet_and_needs_no_second_look(now):
    found = first_moment(now, QUIET)
    here = found.astimezone(LONDON)
    assert found >= now
    assert time(8) <= here.time() < time(18)
    assert here.weekday() < 5
    assert here.date() not in bank_holidays()
    assert first_moment(found, QUIET) == found
    # Nothing waits longer than over Christmas with a weekend at its side.
    assert found - now < timedelta(days=5)


@pytest.mark.parametrize(("begin", "end"), [(time(8), time(18)), (time(9), time(9))])
def test_quiet_hours_leave_some_hours(begin, end):
    with pytest.raises(ValueError, match="quiet hours"):
        QuietHours(begin, end)


@pytest.mark.parametrize("can_ask", [False, True])
@pytest.mark.parametrize(
    ("kind", "attempts", "expected"),
    [
        ("accepted", 1, Next("sent")),
        ("never", 1, Next("failed")),
        ("later", 1, Next("queued", NOW + timedelta(minutes=1))),
        ("later", 2, Next("queued", NOW + timedelta(minutes=5))),
        ("later", 5, Next("queued", NOW + timedelta(hours=4))),
        ("later", 7, Next("queued", NOW + timedelta(hours=24))),
        ("later", 8, Next("failed")),
    ],
)
def test_what_follows_from_a_plain_answer(kind, attempts, expected, can_ask):
    found = after_handover(Outcome(kind), attempts, NOW, NOW, can_ask=can_ask)
    assert found == expected


def test_each_wait_is_longer_than_the_last():
    assert list(BACK_OFF) == sorted(set(BACK_OFF))


def test_without_an_answer_only_asking_goes_on_by_itself():
    unknown = Outcome("unknown")
    assert after_handover(unknown, 1, NOW, NOW, can_ask=False) == Next("unknown", None)
    asked = after_handover(unknown, 1, NOW, NOW, can_ask=True)
    assert asked == Next("unknown", NOW + ASK_AFTER)
    late = after_handover(unknown, 1, NOW - ASKABLE, NOW, can_ask=True)
    assert late == Next("unknown", None)


@pytest.mark.parametrize(
    ("kind", "soon", "late"),
    [
        ("accepted", Next("sent"), Next("sent")),
        ("never", Next("failed"), Next("failed")),
        ("later", Next("queued", NOW), Next("unknown", None)),
        ("unknown", Next("unknown", NOW + ASK_AFTER), Next("unknown", None)),
    ],
)
def test_what_follows_from_asking(kind, soon, late):
    """That the carrier has it not is believed only while it must still remember."""
    assert after_asking(Outcome(kind), NOW - timedelta(hours=47), NOW) == soon
    assert after_asking(Outcome(kind), NOW - timedelta(hours=48), NOW) == late


@pytest.mark.parametrize("state", MESSAGE_STATES)
def test_what_a_person_may_do(state):
    back, again = may_be_withdrawn(state), may_be_sent_again(state)
    assert bool(back) is (state in {"queued", "unknown", "failed"})
    assert bool(again) is (state in {"unknown", "failed"})
    assert all(one or one.reason.endswith(".") for one in (back, again))


@pytest.mark.parametrize(
    ("address", "fit"),
    [
        ("road.safety@example.org", True),
        ("o'neil+board@example.police.uk", True),
        ("", False),
        ("road safety@example.org", False),
        ("a@example.org, b@example.org", False),
        ("a@example.org\nBcc: b@example.org", False),
        ("officer@exämple.org", False),
        ("Officer <a@example.org>", False),
    ],
)
def test_addresses(address, fit):
    assert bool(may_be_written_to(address)) is fit


@pytest.mark.parametrize(
    ("every", "slot"),
    [
        (timedelta(days=1), "2018-10-01 00:00"),
        (timedelta(hours=1), "2018-10-01 13:00"),
        (timedelta(hours=6), "2018-10-01 12:00"),
        (timedelta(minutes=15), "2018-10-01 13:45"),
        (timedelta(minutes=1), "2018-10-01 13:47"),
    ],
)
def test_slots(every, slot):
    assert slot_of(london(2018, 10, 1, 13, 47, 59), every) == slot


def test_a_day_is_londons():
    """23:30 by UTC on a summer's day is half past midnight in London."""
    assert (
        slot_of(datetime(2018, 7, 1, 23, 30, tzinfo=UTC), timedelta(days=1)) == "2018-07-02 00:00"
    )


def test_the_hour_that_autumn_has_twice_is_one():
    moments = [datetime(2018, 10, 28, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    assert {slot_of(one, timedelta(hours=1)) for one in moments} == {"2018-10-28 01:00"}


@pytest.mark.parametrize(
    "every",
    [timedelta(0), timedelta(seconds=90), timedelta(hours=7), timedelta(days=2), timedelta(-1)],
)
def test_a_stretch_fills_a_day(every):
    with pytest.raises(ValueError, match="does not divide a day"):
        slot_of(NOW, every)
