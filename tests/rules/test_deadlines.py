"""Deadlines as they are kept, lateness, more time; when a meeting may be called, moved, ended."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.meetings.rules import (
    counted,
    days_late,
    kept_extension,
    may_call,
    may_cancel,
    may_have_until,
    may_move,
    odd_day,
)
from frankpledge.shared.working_days import DeadlineRule

DAY = date(2018, 10, 11)
EIGHT = DeadlineRule("working_days_before", 8)


@pytest.mark.row(19)
@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        (date(2018, 10, 11), date(2018, 10, 1)),
        (date(2019, 1, 17), date(2019, 1, 7)),
        # Over Christmas and the new year: 25, 26 December and 1 January do not count.
        (date(2019, 1, 3), date(2018, 12, 19)),
        # 26 December 2020 was a Saturday, so Monday 28 December was the holiday in its place.
        (date(2021, 1, 5), date(2020, 12, 21)),
        # Over the early May bank holiday, moved to Friday 8 May in 2020.
        (date(2020, 5, 14), date(2020, 5, 1)),
        # Over the night of 28 October 2018, when the clocks go back: dates know no hours.
        (date(2018, 11, 1), date(2018, 10, 22)),
    ],
)
def test_eight_working_days_before(meeting, due):
    """Worked out on a wall calendar: count back the working days, not those of rest."""
    assert counted(meeting, EIGHT).due == due


def test_a_day_beyond_the_known_holidays_is_a_problem_in_words():
    found = counted(date(2040, 1, 12), EIGHT, is_aim=True)
    assert found.due is None
    assert "covers 2012 to" in found.problem
    assert found.why == found.problem
    assert found.is_aim


def test_calendar_days_need_no_list_of_holidays():
    found = counted(date(2040, 1, 12), DeadlineRule("clear_days_before", 5))
    assert (found.due, found.problem) == (date(2040, 1, 6), "")
    assert found.why == "5 clear days before the meeting"


@pytest.mark.parametrize(
    ("received", "on", "late"),
    [
        (None, DAY - timedelta(days=1), 0),
        (None, DAY, 0),
        (None, DAY + timedelta(days=4), 4),
        (DAY, DAY + timedelta(days=9), 0),
        (DAY + timedelta(days=4), DAY + timedelta(days=9), 4),
    ],
)
def test_how_late_a_report_came_or_is(received, on, late):
    assert days_late(DAY, received, on) == late
    assert days_late(None, received, on) == 0


@pytest.mark.parametrize(
    ("until", "kept"),
    [
        (date(2018, 10, 1), False),
        (date(2018, 10, 2), True),
        (date(2018, 10, 10), True),
        (date(2018, 10, 11), False),
    ],
)
def test_more_time_survives_a_move_while_it_is_more_time(until, kept):
    found = kept_extension(until, date(2018, 10, 1), DAY)
    assert found == (until if kept else None)
    assert kept_extension(None, None, DAY) is None


@pytest.mark.parametrize(
    ("state", "until", "says"),
    [
        ("to-follow", date(2018, 10, 4), ""),
        ("draft", date(2018, 10, 10), ""),
        ("received", date(2018, 10, 4), "in already"),
        ("draft", date(2018, 9, 27), "has passed"),
        ("draft", date(2018, 10, 11), "Choose a day before it"),
        ("draft", date(2018, 10, 1), "no later than the deadline, 1 October 2018"),
    ],
)
def test_who_may_have_more_time(state, until, says):
    on = date(2018, 9, 28)
    found = may_have_until(state, until, on, meeting=DAY, due=date(2018, 10, 1))
    assert bool(found) is (not says)
    assert says in found.reason


@pytest.mark.parametrize(
    ("state", "to", "says"),
    [
        ("planned", date(2018, 10, 18), ""),
        ("called", date(2018, 10, 1), ""),
        ("called", date(2018, 9, 30), "has passed"),
        ("called", date(2019, 1, 17), "another meeting on 17 January 2019"),
        ("held", date(2018, 10, 18), "has been held"),
        ("cancelled", date(2018, 10, 18), "has been cancelled"),
    ],
)
def test_when_a_meeting_may_move(state, to, says):
    found = may_move(state, to, date(2018, 10, 1), {date(2019, 1, 17)})
    assert bool(found) is (not says)
    assert says in found.reason


@pytest.mark.parametrize(
    ("state", "day", "says"),
    [
        ("planned", DAY, ""),
        ("planned", None, "Give it one first"),
        ("called", DAY, "called already"),
        ("held", DAY, "has been held"),
        ("cancelled", DAY, "has been cancelled"),
    ],
)
def test_when_a_meeting_may_be_called(state, day, says):
    found = may_call(state, day)
    assert bool(found) is (not says)
    assert says in found.reason


@pytest.mark.parametrize(
    ("state", "allowed"),
    [("planned", True), ("called", True), ("held", False), ("cancelled", False)],
)
def test_when_a_meeting_may_be_cancelled(state, allowed):
    assert bool(may_cancel(state)) is allowed


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2018, 10, 11), ""),
        (date(2018, 10, 13), "13 October 2018 is a Saturday."),
        (date(2018, 12, 25), "is a bank holiday (Christmas Day)"),
        (date(2040, 1, 12), "Bank holidays are known from 2012"),
    ],
)
def test_days_on_which_few_can_come(day, says):
    assert says in odd_day(day)
    assert bool(odd_day(day)) is bool(says)


@given(st.dates(date(2013, 1, 15), date(2027, 12, 1)), st.integers(0, 20))
def test_a_later_meeting_never_has_an_earlier_deadline(day, days):
    rule = DeadlineRule("working_days_before", days)
    first, second = counted(day, rule).due, counted(day + timedelta(days=1), rule).due
    assert first is not None
    assert second is not None
    assert first <= second <= day + timedelta(days=1)
