"""On which days a body is reminded and a chair told, held against a slow and obvious way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.chasing.rules import (
    Rhythm,
    calls_for_reminder,
    calls_for_the_chair,
    chases_on,
    holidays_known,
    is_for_the_chair,
    working_days_past,
)
from frankpledge.shared.working_days import bank_holidays

USUAL = Rhythm()
DAY = timedelta(days=1)
# Monday 1 October 2018: the reports for the meeting of Thursday 11 October are due.
DUE = date(2018, 10, 1)


def working(day):
    return day.strftime("%a") not in ("Sat", "Sun") and day not in bank_holidays()


def steps(day, count, way):
    """The day so many working days from another."""
    while count:
        day += way
        if working(day):
            count -= 1
    return day


def reminder_days(rhythm, due, until):
    """Every day on which a reminder falls, walked day by day from the one it is due."""
    while not working(due):
        due -= DAY
    days = [steps(due, count, -DAY) for count in rhythm.before]
    days += [due] if rhythm.on_the_day else []
    late = due
    while late <= until:
        late = steps(late, rhythm.after_every, DAY)
        days.append(late)
    return [day for day in days if day <= until]


def chair_days(rhythm, due, until):
    """Every day on which a chair is told."""
    days, late = [], due
    while late <= until:
        late = steps(late, rhythm.escalate_after, DAY)
        days.append(late)
    return [day for day in days if day <= until]


def days_called(calls, due, first, last, rhythm=USUAL):
    """The days on which it is called for, where it is told of each time."""
    told, found = None, []
    day = first
    while day <= last:
        if calls(rhythm, due, told, day):
            found.append(day)
            told = day
        day += DAY
    return found


def test_ten_and_three_days_before_on_the_day_and_every_second_day_after():
    """A report due on Monday 1 October 2018, by hand from a calendar."""
    assert days_called(calls_for_reminder, DUE, date(2018, 9, 1), date(2018, 10, 11)) == [
        date(2018, 9, 17),  # Monday: 10 working days before
        date(2018, 9, 26),  # Wednesday: 3 before
        date(2018, 10, 1),  # the day
        date(2018, 10, 3),
        date(2018, 10, 5),
        date(2018, 10, 9),  # over the weekend
        date(2018, 10, 11),
    ]


def test_the_chair_is_told_at_three_working_days_late_and_every_three():
    assert days_called(calls_for_the_chair, DUE, date(2018, 9, 1), date(2018, 10, 15)) == [
        date(2018, 10, 4),
        date(2018, 10, 9),
        date(2018, 10, 12),
    ]
    assert not is_for_the_chair(USUAL, DUE, date(2018, 10, 3))
    assert is_for_the_chair(USUAL, DUE, date(2018, 10, 4))


def test_christmas_is_no_time_to_chase():
    """Due on Friday 21 December 2018: two working days after is Thursday the 27th."""
    found = days_called(
        calls_for_reminder, date(2018, 12, 21), date(2018, 12, 21), date(2019, 1, 3)
    )
    assert found == [
        date(2018, 12, 21),
        date(2018, 12, 27),
        date(2018, 12, 31),
        date(2019, 1, 3),
    ]


def test_what_is_due_on_a_sunday_is_reminded_of_on_the_friday():
    sunday = date(2018, 10, 7)
    found = days_called(calls_for_reminder, sunday, date(2018, 9, 1), date(2018, 10, 9))
    assert found == [
        date(2018, 9, 21),
        date(2018, 10, 2),
        date(2018, 10, 5),
        date(2018, 10, 9),
    ]


def test_days_on_which_nothing_ran_are_made_up_for_once():
    """Told on the 17th; nothing ran until the 27th; what fell on the 26th comes then, and once."""
    assert calls_for_reminder(USUAL, DUE, date(2018, 9, 17), date(2018, 9, 27))
    assert not calls_for_reminder(USUAL, DUE, date(2018, 9, 27), date(2018, 9, 28))


def test_what_is_asked_late_is_told_at_once():
    assert calls_for_reminder(USUAL, DUE, None, date(2018, 9, 28))
    assert not calls_for_reminder(USUAL, DUE, None, date(2018, 9, 14))


def test_what_has_no_day_calls_for_nothing():
    assert not calls_for_reminder(USUAL, None, None, DUE)
    assert not calls_for_the_chair(USUAL, None, None, DUE)
    assert not is_for_the_chair(USUAL, None, DUE)


def test_beyond_the_known_holidays_monday_to_friday_are_working_days():
    christmas = date(2060, 12, 24)
    assert not holidays_known(christmas)
    assert holidays_known(DUE)
    assert christmas.weekday() == 4
    assert chases_on(christmas)
    assert not chases_on(christmas + DAY)
    assert working_days_past(christmas, christmas + 3 * DAY) == 1


@pytest.mark.parametrize(
    "wrong", [{"after_every": 0}, {"escalate_after": 0}, {"before": (10, 0)}, {"before": (-3,)}]
)
def test_a_rhythm_counts_from_one(wrong):
    with pytest.raises(ValueError, match="counted from 1"):
        Rhythm(**wrong)


dates = st.dates(date(2015, 1, 1), date(2024, 12, 31))
rhythms = st.builds(
    Rhythm,
    before=st.lists(st.integers(1, 25), max_size=4, unique=True).map(tuple),
    on_the_day=st.booleans(),
    after_every=st.integers(1, 7),
    escalate_after=st.integers(1, 7),
)


@given(dates, st.integers(-60, 60))
def test_counting_is_walking(due, days):
    on = due + timedelta(days=days)
    first, last = sorted((due, on))
    walked = sum(working(first + timedelta(days=n + 1)) for n in range((last - first).days))
    assert working_days_past(due, on) == (walked if on >= due else -walked)
    assert chases_on(on) == working(on)


@given(rhythms, dates, st.integers(-60, 40), st.none() | st.integers(1, 60))
def test_a_reminder_is_called_for_where_one_has_fallen_since(rhythm, due, days, ago):
    on = due + timedelta(days=days)
    told = on - timedelta(days=ago) if ago else None
    fallen = [day for day in reminder_days(rhythm, due, on) if told is None or day > told]
    assert calls_for_reminder(rhythm, due, told, on) == (working(on) and bool(fallen))


@given(rhythms, dates, st.integers(-10, 60), st.none() | st.integers(1, 60))
def test_the_chair_is_told_where_a_day_for_it_has_come_since(rhythm, due, days, ago):
    on = due + timedelta(days=days)
    told = on - timedelta(days=ago) if ago else None
    fallen = [day for day in chair_days(rhythm, due, on) if told is None or day > told]
    assert calls_for_the_chair(rhythm, due, told, on) == (working(on) and bool(fallen))


@given(rhythms, dates)
def test_nobody_is_written_to_at_the_weekend_or_on_a_holiday(rhythm, due):
    first, last = due - timedelta(days=30), due + timedelta(days=30)
    for calls in (calls_for_reminder, calls_for_the_chair):
        assert all(working(day) for day in days_called(calls, due, first, last, rhythm))
