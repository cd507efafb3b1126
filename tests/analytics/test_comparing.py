"""Changes, rolling sums, like for like, baselines and targets, by worked examples."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analytics.comparing import (
    MissingYears,
    Span,
    baseline_of,
    judge,
    like_for_like,
    percentage_change,
    rolling,
    target_of,
    trajectory,
)

D = Decimal
figures = st.decimals(0, 10_000, places=2)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (100, 60, "down 40%"),
        (60, 100, "up 66.7%"),
        (7, 7, "no change"),
        (10_000, 10_001, "up less than 0.1%"),
        (8, 0, "down 100%"),
        (0, 12, "not computed: the earlier figure is nought (now 12)"),
        (-3, 12, "not computed: the earlier figure is below nought (now 12)"),
    ],
)
def test_change_in_per_cent_is_said_or_said_not_to_be_computed(before, after, words) -> None:
    change = percentage_change(D(before), D(after))
    assert change.words == words
    assert (change.percent is None) == words.startswith("not computed")


def test_rolling_twelve_months_wait_for_twelve() -> None:
    months = [D(n) for n in range(1, 15)]
    assert rolling(months) == (*[None] * 11, D(78), D(90), D(102))


@pytest.mark.row(60)
def test_a_rolling_sum_never_spans_a_break_or_a_missing_month() -> None:
    """The twelve months start again with the first month of the new series."""
    found = rolling([D(1)] * 30, breaks=[15])
    assert [n for n, value in enumerate(found) if value] == [11, 12, 13, 14, 26, 27, 28, 29]
    found = rolling([D(1), D(1), None, D(1), D(1), D(1)], window=2)
    assert found == (None, D(2), None, None, D(2), D(2))


@given(st.lists(st.none() | figures, max_size=30), st.integers(1, 13), st.sets(st.integers(0, 29)))
def test_each_rolling_sum_is_the_sum_of_its_own_window(values, window, breaks) -> None:
    for end, found in enumerate(rolling(values, window, breaks)):
        part = values[max(end - window + 1, 0) : end + 1]
        inside = range(end - window + 2, end + 1)
        whole = len(part) == window and None not in part and not breaks & set(inside)
        assert found == (sum(part) if whole else None)


def test_a_leap_february_is_no_rise() -> None:
    compared = like_for_like(
        Span(date(2015, 2, 1), date(2015, 2, 28), D(280)),
        Span(date(2016, 2, 1), date(2016, 2, 29), D(290)),
    )
    assert compared.days == (28, 29)
    assert compared.change.percent == 0
    assert compared.words == "no change: 280 to 290 (per day, 28 and 29 days)"


def test_quarters_of_unequal_days_are_compared_by_the_day() -> None:
    compared = like_for_like(
        Span(date(2018, 1, 1), date(2018, 3, 31), D(900)),
        Span(date(2018, 4, 1), date(2018, 6, 30), D(1001)),
    )
    assert (compared.earlier_per_day, compared.later_per_day) == (D(10), D(11))
    assert compared.words == "up 10%: 900 to 1,001 (per day, 90 and 91 days)"


def test_equal_periods_are_compared_by_their_totals() -> None:
    compared = like_for_like(
        Span(date(2016, 7, 1), date(2016, 9, 30), D(0)),
        Span(date(2017, 7, 1), date(2017, 9, 30), D(5)),
    )
    assert compared.words == (
        "not computed: the earlier figure is nought (now 5): 0 to 5 (both 92 days)"
    )


def test_periods_that_overlap_or_run_backwards_are_refused() -> None:
    july = Span(date(2018, 7, 1), date(2018, 7, 31), D(1))
    with pytest.raises(ValueError, match="must end before"):
        like_for_like(july, Span(date(2018, 7, 31), date(2018, 8, 31), D(1)))
    with pytest.raises(ValueError, match="before it starts"):
        Span(date(2018, 7, 31), date(2018, 7, 1), D(1))


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(1, 400),
    st.integers(1, 400),
    st.integers(1, 9),
)
def test_what_happens_equally_often_each_day_has_not_changed(start, first, second, daily) -> None:
    middle = start + timedelta(days=first)
    compared = like_for_like(
        Span(start, middle - timedelta(days=1), D(daily * first)),
        Span(middle, middle + timedelta(days=second - 1), D(daily * second)),
    )
    assert compared.change.percent == 0


def test_a_baseline_is_a_year_or_an_average_of_years_all_of_them_known() -> None:
    values = {2005: D(105), 2006: D(99), 2007: D(101), 2008: D(97), 2009: D(98)}
    assert baseline_of(values, [2007]) == 101
    assert baseline_of(values, range(2005, 2010)) == 100
    with pytest.raises(MissingYears, match="no figure for 2010, 2011"):
        baseline_of(values, range(2008, 2012))
    with pytest.raises(MissingYears, match="at least one year"):
        baseline_of(values, [])


@pytest.mark.row(59)
@pytest.mark.parametrize(
    ("value", "state"), [("60", "met"), ("61", "missed"), ("60.01", "missed"), ("12", "met")]
)
def test_at_least_forty_per_cent_down_from_a_hundred_is_sixty_and_not_a_shade_more(
    value, state
) -> None:
    """Baseline 100, at least 40% down: 60 in 2020 meets the target, 61 misses it."""
    target = target_of(D(100), D(-40))
    assert target == 60
    assert judge(D(value), target=target, better="lower", due=True).state == state


@pytest.mark.row(59)
def test_on_the_way_to_the_target_a_figure_is_on_or_off_course() -> None:
    """From 100 in 2009 to 60 in 2020 the line passes 80 half way; a tolerance loosens only that."""
    line = trajectory(2009, D(100), 2020, D(60))
    assert (line[2009], line[2020], len(line)) == (D(100), D(60), 12)
    way: Any = {"target": D(60), "better": "lower", "due": False}
    assert judge(D(80), expected=D(80), **way).state == "on course"
    off = judge(D(81), expected=D(80), **way)
    assert (off.state, off.words) == ("off course", "81, where at most 80 was expected by now")
    near = judge(D(81), expected=D(80), tolerance=D(5), **way)
    assert (near.state, near.words[-9:]) == ("on course", "within 5%")
    loose = judge(D(61), target=D(60), better="lower", due=True, tolerance=D(5))
    assert loose.state == "missed"


def test_what_cannot_be_judged_is_not() -> None:
    assert judge(None, target=D(60), better="lower", due=True).state == "not judged"
    assert judge(D(1), target=D(60), better="neither", due=True).state == "not judged"
    assert judge(D(1), target=D(60), better="lower", due=False).state == "not judged"


def test_a_target_to_rise_to_is_judged_the_other_way() -> None:
    more: Any = {"target": D(80), "better": "higher", "due": True}
    assert judge(D(80), **more).state == "met"
    missed = judge(D("79.996"), **more)
    assert (missed.state, missed.words) == ("missed", "79.996 against at least 80")


@given(st.integers(1900, 2000), figures, st.integers(1, 40), figures)
def test_a_trajectory_is_a_straight_line_with_the_target_at_its_end(start, base, years, target):
    line = trajectory(start, base, start + years, target)
    assert list(line) == list(range(start, start + years + 1))
    assert line[start + years] == target
    for n, year in enumerate(line):
        exact = Fraction(base) + (Fraction(target) - Fraction(base)) * n / years
        assert abs(Fraction(line[year]) - exact) < Fraction(1, 10**20)


def test_a_target_year_that_is_not_later_is_refused() -> None:
    with pytest.raises(ValueError, match="2009, is not after 2009"):
        trajectory(2009, D(1), 2009, D(1))
