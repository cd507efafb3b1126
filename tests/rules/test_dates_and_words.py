"""Months, periods and how dates, times and counts are spelled."""

import calendar
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.partnership.models.terms import add_months
from frankpledge.shared.words import (
    count_of,
    spell_day,
    spell_list,
    spell_long_day,
    spell_period,
    spell_time,
)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 600))
def test_months_on(day, months):
    """The month is so many on; the day is the same, or the month's last where there is none."""
    found = add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, calendar.monthrange(found.year, found.month)[1])


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2018, 4, 30), 12, date(2019, 4, 30)),
        (date(2018, 1, 31), 1, date(2018, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2018, 12, 31), 2, date(2019, 2, 28)),
        (date(2018, 11, 30), 1, date(2018, 12, 30)),
        (date(2018, 12, 1), 0, date(2018, 12, 1)),
    ],
)
def test_months_on_by_hand(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(10), "10am"),
        (time(10, 30), "10:30am"),
        (time(12), "noon"),
        (time(12, 1), "12:01pm"),
        (time(13, 5), "1:05pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_times(moment, words):
    assert spell_time(moment) == words


def test_days():
    assert spell_day(date(2018, 10, 1)) == "1 October 2018"
    assert spell_long_day(date(2018, 10, 11)) == "Thursday 11 October 2018"


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (date(2013, 4, 1), date(2022, 6, 30), "1 April 2013 to 30 June 2022"),
        (date(2013, 4, 1), None, "since 1 April 2013"),
        (None, date(2022, 6, 30), "until 30 June 2022"),
        (None, None, "no dates recorded"),
    ],
)
def test_periods(starts, ends, words):
    assert spell_period(starts, ends) == words


@pytest.mark.parametrize(
    ("words", "spelled"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists(words, spelled):
    assert spell_list(words) == spelled


def test_counts():
    assert [count_of(n, "paper") for n in (0, 1, 2)] == ["no papers", "1 paper", "2 papers"]
    assert count_of(2, "authority", "authorities") == "2 authorities"
