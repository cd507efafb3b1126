"""Working days against a slow, obvious count over another project's list of holidays."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.shared.working_days import (
    COUNTING,
    DeadlineRule,
    HolidaysUnknown,
    bank_holidays,
    clear_days_before,
    clear_working_days_before,
    is_working_day,
    known_years,
    working_days_before,
)

FIRST, LAST = date(2012, 1, 1), date(2028, 12, 31)
# GOV.UK publishes only the next two years or so; the further ones are worked out by the same law.
THEIRS = dict(holidays.country_holidays("GB", subdiv="ENG", years=range(2012, 2029)))
# Room to count back 30 working days without leaving the list.
DAYS = st.dates(date(2012, 3, 1), LAST)


def slowly(day, count):
    """Walk back one day at a time, crossing off each working day: as a person with a wall chart."""
    crossed_off: list[date] = []
    while len(crossed_off) < count:
        day = day - timedelta(days=1)
        if day.strftime("%a") in ("Sat", "Sun") or day in THEIRS:
            continue
        crossed_off.append(day)
    return crossed_off[-1] if crossed_off else day


def test_two_lists_of_holidays_agree():
    """No difference between GOV.UK's list and the other project's, 2012 to 2028, is left unsaid."""
    ours = {day for day in bank_holidays() if FIRST <= day <= LAST}
    theirs = {day for day in THEIRS if day.weekday() < 5}
    # Every holiday that falls on a weekend is given on a weekday instead: the days off agree.
    assert {day for day in ours if day.weekday() < 5} ^ theirs == set()


def test_the_list_covers_whole_years():
    """Every year of the list has its eight holidays at least, Christmas and New Year among them."""
    first, last = known_years()
    assert (first, last) == (2012, 2028)
    for year in range(first, last + 1):
        of_year = [day for day in bank_holidays() if day.year == year]
        assert len(of_year) >= 8
        assert {day.month for day in of_year} >= {1, 5, 8, 12}


@given(DAYS, st.integers(0, 30))
def test_counting_back_as_a_person_would(day, count):
    assert working_days_before(day, count) == slowly(day, count)


@given(DAYS, st.integers(0, 29))
def test_clear_days_leave_so_many_whole_days_between(day, count):
    notice = clear_working_days_before(day, count)
    between = [notice + timedelta(days=n) for n in range(1, (day - notice).days)]
    assert sum(map(is_working_day, between)) == count
    assert is_working_day(notice)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_clear_calendar_days_need_no_holidays(day, count):
    assert (day - clear_days_before(day, count)).days - 1 == count


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2018, 10, 11), 8, date(2018, 10, 1)),
        (date(2018, 10, 11), 5, date(2018, 10, 4)),
        (date(2019, 1, 17), 8, date(2019, 1, 7)),
        (date(2019, 1, 17), 5, date(2019, 1, 10)),
        # Christmas: 25 and 26 December 2018 and 1 January 2019 do not count.
        (date(2019, 1, 3), 5, date(2018, 12, 24)),
        # Christmas Day on a Saturday: Monday 27 and Tuesday 28 December 2021 stand in.
        (date(2021, 12, 31), 3, date(2021, 12, 24)),
        # Easter 2019: Friday 19 and Monday 22 April.
        (date(2019, 4, 24), 3, date(2019, 4, 17)),
        # The jubilee: Thursday 2 and Friday 3 June 2022, and no holiday on the last Monday of May.
        (date(2022, 6, 7), 3, date(2022, 5, 31)),
        # The state funeral of Monday 19 September 2022.
        (date(2022, 9, 20), 1, date(2022, 9, 16)),
        # The coronation: Monday 8 May 2023, after the early May holiday a week before.
        (date(2023, 5, 9), 5, date(2023, 4, 28)),
        # None at all is the day itself, working or not.
        (date(2018, 10, 14), 0, date(2018, 10, 14)),
    ],
)
def test_days_worked_out_by_hand(day, count, expected):
    assert working_days_before(day, count) == expected


@pytest.mark.parametrize("day", [date(2011, 12, 30), date(2029, 1, 2), date(1999, 6, 1)])
def test_an_unknown_year_is_said(day):
    """No silent "no holidays": the years that are known are named, and what to do."""
    with pytest.raises(HolidaysUnknown, match=f"covers 2012 to 2028, not {day.year}.*GOV.UK"):
        is_working_day(day)


def test_counting_back_out_of_the_known_years_is_said():
    with pytest.raises(HolidaysUnknown):
        working_days_before(date(2012, 1, 3), 1 + 1)
    with pytest.raises(HolidaysUnknown):
        DeadlineRule("working_days_before", 8).before(date(2029, 1, 10))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("working_days_before", "8 working days before the meeting"),
        ("clear_working_days_before", "8 clear working days before the meeting"),
        ("clear_days_before", "8 clear days before the meeting"),
    ],
)
def test_a_rule_says_what_it_is(kind, words):
    assert str(DeadlineRule(kind, 8)) == words
    assert DeadlineRule(kind, 8).before(date(2018, 10, 11)) == COUNTING[kind][0](
        date(2018, 10, 11), 8
    )
