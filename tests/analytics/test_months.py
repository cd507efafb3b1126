"""Months, series, and the same months of two years, complete or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.months import Month, Series, months_between, same_months

pytestmark = pytest.mark.once("pure: no database")
months = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))


@settings(deadline=None)
@given(months, st.integers(-200, 200))
def test_months_are_counted_forth_and_back(month, by) -> None:
    there = month.after(by)
    assert there.after(-by) == month
    assert there.ordinal - month.ordinal == by
    assert (there > month) == (by > 0)


def test_a_month_has_its_days_and_name() -> None:
    leap = Month.of(date(2024, 2, 17))
    assert (str(leap), leap.days) == ("February 2024", 29)
    assert (leap.first_day, leap.last_day) == (date(2024, 2, 1), date(2024, 2, 29))
    assert months_between(Month(2023, 11), Month(2024, 1)) == (
        *(Month(2023, 11), Month(2023, 12), Month(2024, 1)),
    )
    assert months_between(Month(2024, 1), Month(2023, 11)) == ()


def test_a_series_keeps_what_is_missing_apart_from_nought() -> None:
    series = Series.of({Month(2023, 12): 4, Month(2024, 2): 0})
    assert series == Series(Month(2023, 12), (4, None, 0))
    assert series.known == {Month(2023, 12): 4, Month(2024, 2): 0}
    assert series.until(2).counts == (4, None)


def year_of(each: int) -> dict[Month, int]:
    return dict.fromkeys(months_between(Month(2023, 1), Month(2024, 12)), each)


def test_the_same_months_of_two_years() -> None:
    """Three months from April have 91 days in both years: totals are compared."""
    counts = year_of(100) | {Month(2024, 5): 60}
    found = same_months(counts, Month(2024, 4), Month(2024, 6))
    assert found.comparison is not None
    assert found.comparison.change.percent == Decimal(-40) / 3
    assert found.words == (
        "April 2024 to June 2024 against April 2023 to June 2023: down 13.3%: 300 to 260 "
        "(both 91 days)"
    )


def test_a_leap_day_is_no_rise() -> None:
    counts = {Month(2023, 2): 280, Month(2024, 2): 290}
    found = same_months(counts, Month(2024, 2), Month(2024, 2))
    assert found.words == (
        "February 2024 against February 2023: no change: 280 to 290 (per day, 28 and 29 days)"
    )


@pytest.mark.parametrize(
    ("missing", "complete_to", "reason"),
    [
        ({Month(2023, 5)}, None, "May 2023 is not complete"),
        ({Month(2023, 5), Month(2024, 4)}, None, "May 2023 and April 2024 are not complete"),
        ((), Month(2024, 5), "June 2024 is not complete"),
    ],
)
def test_a_month_that_is_not_complete_refuses_the_whole(missing, complete_to, reason) -> None:
    found = same_months(
        year_of(9), Month(2024, 4), Month(2024, 6), missing=missing, complete_to=complete_to
    )
    assert (found.comparison, found.refused) == (None, reason)
    assert found.words == f"Not compared: {reason}."


def test_a_month_without_a_figure_is_not_nought() -> None:
    counts = year_of(9)
    del counts[Month(2024, 5)]
    found = same_months(counts, Month(2024, 5), Month(2024, 5))
    assert found.refused == "May 2024 is not complete"


def test_a_missing_month_outside_the_question_does_not_matter() -> None:
    counts = year_of(9)
    found = same_months(counts, Month(2024, 5), Month(2024, 5), missing={Month(2024, 7)})
    assert found.refused == ""


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: Month(2024, 13), "1 to 12, not 13"),
        (lambda: Series(Month(2024, 1), (3, -1)), "February 2024: a count, -1"),
        (lambda: Series.of({}), "at least one month"),
        (lambda: same_months({}, Month(2024, 2), Month(2024, 1)), "ends .January 2024. before"),
        (lambda: same_months({}, Month(2024, 1), Month(2025, 1)), "overlaps the same months"),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong, words) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()
