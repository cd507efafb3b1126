"""Percentages that overlap, with the figures of the hostels' needs survey."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analytics.overlaps import bands, parts_of_whole, union_bounds

D = Decimal


@pytest.mark.row(55)
def test_two_needs_that_overlap_lie_between_the_larger_and_the_sum() -> None:
    """16% with drugs and 11% with alcohol: from 16% to 27% have either, and never just "27%"."""
    bounds = union_bounds([D(16), D(11)])
    assert (bounds.low, bounds.high, bounds.words) == (D(16), D(27), "between 16% and 27%")


@pytest.mark.parametrize(
    ("shares", "words"),
    [([60, 70], "between 70% and 100%"), ([16], "16%"), ([0, 9], "9%"), ([100, 3], "100%")],
)
def test_the_ends_of_what_is_possible(shares, words) -> None:
    assert union_bounds([D(share) for share in shares]).words == words


people = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=60)


@given(people)
def test_the_true_share_always_lies_within_the_bounds(each) -> None:
    shares = [D(100) * sum(one[need] for one in each) / len(each) for need in range(3)]
    bounds = union_bounds(shares)
    true = D(100) * sum(any(one) for one in each) / len(each)
    assert bounds.low - D("1e-20") <= true <= bounds.high + D("1e-20")


@pytest.mark.row(55)
def test_k_or_more_and_exactly_k_become_bands_that_can_be_added() -> None:
    """60% have 3 or more, 18% exactly 1, 18% the most of 5: 22% have 2, and 42% have 3 or 4."""
    found = bands({1: D(100), 3: D(60), 5: D(18)}, {1: D(18)})
    assert [(band.low, band.high, band.percent) for band in found] == [
        (1, 1, D(18)),
        (2, 2, D(22)),
        (3, 4, D(42)),
        (5, None, D(18)),
    ]
    assert [band.words for band in found] == [
        "18% have exactly 1",
        "about 22% have exactly 2",
        "about 42% have 3 or 4",
        "18% have 5 or more",
    ]
    assert sum(band.percent for band in found) == 100


def test_exactly_k_leads_down_as_well_as_up() -> None:
    found = bands({4: D(10)}, {3: D(20), 2: D(30)})
    assert [(band.low, band.high, band.percent) for band in found] == [
        (2, 2, D(30)),
        (3, 3, D(20)),
        (4, None, D(10)),
    ]


@pytest.mark.parametrize(
    ("at_least", "exactly", "words"),
    [
        ({3: D(20), 5: D(30)}, {}, "More have 5 or more than have 3 or more."),
        ({1: D(100), 2: D(60)}, {1: D(18)}, "The figures for 1 and for 2 or more do not agree."),
        ({}, {2: D(5)}, "Nothing says how many have 2 or more."),
        ({}, {}, "There is nothing to work from."),
        ({1: D(101)}, {}, "101% is not a share: it lies outside 0 to 100."),
    ],
)
def test_figures_that_contradict_each_other_are_refused(at_least, exactly, words) -> None:
    with pytest.raises(ValueError) as refused:
        bands(at_least, exactly)
    assert str(refused.value) == words


@given(st.lists(st.integers(1, 6), min_size=1, max_size=80), st.sets(st.integers(2, 6)))
def test_bands_say_what_counting_people_says(needs, cuts) -> None:
    of = D(100) / len(needs)
    at_least = {k: of * sum(n >= k for n in needs) for k in {1, *cuts}}
    found = bands(at_least, {1: of * needs.count(1)})
    for band in found:
        inside = [n for n in needs if band.low <= n and (band.high is None or n <= band.high)]
        assert abs(band.percent - of * len(inside)) < D("1e-20")


@pytest.mark.row(56)
def test_parts_that_leave_something_say_how_much() -> None:
    """35, 22 and 31 make 88: the other 12 is said not to be stated, not shared out."""
    parts = parts_of_whole([D(35), D(22), D(31)])
    assert (parts.total, parts.unaccounted) == (D(88), D(12))
    assert parts.words == "35% + 22% + 31% = 88%; 12% not stated"


def test_parts_that_make_the_whole_or_a_rounding_more() -> None:
    assert parts_of_whole([D(60), D(40)]).words == "60% + 40% = 100%; nothing left over"
    thirds = parts_of_whole([D(34), D(34), D(33)])
    assert (thirds.total, thirds.unaccounted) == (D(101), D(0))
    assert thirds.words.endswith("more than the whole by rounding")


def test_parts_beyond_the_whole_overlap_and_are_not_added() -> None:
    with pytest.raises(ValueError, match="they overlap"):
        parts_of_whole([D(60), D(45)])
    with pytest.raises(ValueError, match="not below nought"):
        parts_of_whole([D(-1)])


def test_union_of_nothing_or_of_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="no percentage"):
        union_bounds([])
    with pytest.raises(ValueError, match="outside 0 to 100"):
        union_bounds([D(-1)])
