"""Hot spots over time, the trend under them, and places high again and again."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from frankpledge.analytics.hot_spots import emerging_hot_spots, flags, mann_kendall, within
from tests.analytics.hot_spots import slow_spots as slow

series = st.lists(st.integers(0, 9), min_size=3, max_size=20)


@given(st.lists(series, min_size=1, max_size=5))
def test_trends_are_those_of_the_slow_form(columns) -> None:
    periods = min(map(len, columns))
    cut = [column[:periods] for column in columns]
    found = mann_kendall(np.array(cut).T)
    slowly = [slow.mann_kendall(column) for column in cut]
    assert found.score.tolist() == [score for score, _ in slowly]
    assert found.z.tolist() == pytest.approx([z for _, z in slowly])


def test_the_score_is_kendalls_and_a_steady_rise_of_five_has_its_known_p() -> None:
    values = np.random.default_rng(1).normal(size=12)
    pairs = 12 * 11 / 2
    tau = kendalltau(range(12), values).statistic
    assert mann_kendall(values[:, None]).score[0] / pairs == pytest.approx(tau)
    five = mann_kendall(np.array([[1], [2], [3], [4], [5]]))
    # S = 10, its variance 50/3, z = 9 / 4.082.
    assert (five.score[0], round(five.z[0], 4), round(five.p[0], 4)) == (10, 2.2045, 0.0275)


SIDE = 12
QUEEN = within([[e * 100.0, n * 100.0] for n in range(SIDE) for e in range(SIDE)], 150)
STARTS = {"a": (1, 1), "b": (1, 8), "c": (8, 1), "d": (8, 8)}


def block(name):
    north, east = STARTS[name]
    return [(north + n) * SIDE + east + e for n in range(2) for e in range(2)]


def periods_with(**heights):
    """Noise, and on each block the height given for each of ten periods."""
    table = np.random.default_rng(6).normal(10, 1, (10, SIDE * SIDE))
    for name, each in heights.items():
        table[:, block(name)] += np.array(each)[:, None]
    return table


def test_new_former_and_none() -> None:
    found = emerging_hot_spots(periods_with(b=[0] * 9 + [12], d=[9, 9] + [0] * 8), QUEEN)
    new, former = found.places[block("b")[0]], found.places[block("d")[0]]
    assert (new.category, new.periods_hot) == ("new", 1)
    assert (former.category, former.periods_hot) == ("former", 2)
    assert found.places[SIDE * SIDE - 1].category == "none"
    assert found.latest.spots[block("b")[0]].kind == "hot"
    assert "Over 10 periods, of 144 places: " in found.words
    assert "never before" in new.words


def test_a_hot_spot_that_falls_while_another_rises() -> None:
    ten = range(10)
    found = emerging_hot_spots(
        periods_with(a=[20 - period for period in ten], c=[8 + period for period in ten]), QUEEN
    )
    place = found.places[block("a")[0]]
    assert (place.category, place.periods_hot) == ("diminishing", 10)
    assert place.trend_z is not None
    assert place.trend_z < -2
    assert found.places[block("c")[0]].category == "intensifying"


def test_steady_recent_and_on_and_off() -> None:
    steady = [11, 9, 11, 9, 10, 10, 9, 11, 9, 11]
    now_and_then = [10, 0, 10, 0, 0, 0, 10, 0, 0, 10]
    recent = [0, 0, 0, 0, 0, 0, 0, 0, 11, 10]
    found = emerging_hot_spots(periods_with(a=steady, b=recent, d=now_and_then), QUEEN)
    assert found.places[block("a")[0]].category == "persistent"
    assert found.places[block("b")[0]].category == "recent"
    assert found.places[block("d")[0]].category == "on and off"


def test_a_period_without_any_crime_has_no_hot_spot() -> None:
    table = periods_with(a=[10] * 10)
    table[3] = 0
    assert emerging_hot_spots(table, QUEEN).places[block("a")[0]].periods_hot == 9


def test_too_few_periods_and_an_even_latest_one_are_refused() -> None:
    table = periods_with()
    with pytest.raises(ValueError, match="7 periods are too few to tell a trend: at least 8"):
        emerging_hot_spots(table[:7], QUEEN)
    table[-1] = 3
    with pytest.raises(ValueError, match="In the latest period all places have the same value"):
        emerging_hot_spots(table, QUEEN)
    with pytest.raises(ValueError, match="do not all have a value"):
        emerging_hot_spots([*table.tolist(), [1.0]], QUEEN)


def test_in_the_top_fifth_in_three_of_four_quarters() -> None:
    """Ten wards: the top has two places. A is in it four times, B three times, C once."""
    wards = {chr(ord("D") + n): [n, n, n, n] for n in range(7)}
    found = flags({"A": [90] * 4, "B": [80, 80, 80, 1], "C": [70, 70, 70, 85], **wards})
    assert found.flagged == ("A", "B")
    by = {flag.place: flag for flag in found.places}
    assert by["A"].in_top == (True,) * 4
    assert by["B"].in_top == (True, True, True, False)
    assert by["C"].in_top == (False, False, False, True)
    assert by["C"].words == "in the top in 1 of 4 quarters"
    assert found.words.startswith("Flagged: in the top 20% of places in at least 3 of 4 quarters.")


def test_ties_at_the_edge_are_all_in_and_nought_never_is() -> None:
    tied = flags({name: [5] for name in "ABC"} | {name: [1] for name in "DEFGHIJ"}, least=1)
    assert tied.flagged == ("A", "B", "C")
    assert flags({name: [0] for name in "ABCDE"}, least=1).flagged == ()
    one = flags({"A": [3]} | {name: [0] for name in "BCDEFGHIJ"}, least=1)
    assert one.flagged == ("A",)


def test_rates_as_fractions_tie_exactly_and_decimals_will_do() -> None:
    rates: dict[str, list[Any]] = {
        "A": [Fraction(1, 3)],
        "B": [Fraction(300, 900)],
        "C": [Decimal("0.3333")],
        "D": [0.1],
    }
    assert flags(rates, least=1).flagged == ("A", "B")


def test_a_place_without_a_value_is_left_out_of_that_period_and_the_words_say_so() -> None:
    found = flags({"A": [9, None, 9, 9], "B": [1, 5, 1, 1], "C": [2, 2, 2, None]})
    assert found.flagged == ("A",)
    assert found.places[0].in_top == (True, None, True, True)
    assert found.places[0].words == "in the top in 3 of 3 quarters; 1 of 4 have no value"
    assert found.places[1].in_top == (False, True, False, False)


columns = st.lists(st.integers(0, 6), min_size=1, max_size=40)


@given(columns)
def test_in_the_top_are_those_that_fewer_than_the_share_are_above(column) -> None:
    found = flags({str(n): [value] for n, value in enumerate(column)}, least=1)
    room = max(1, len(column) // 5)
    expected = [
        str(n)
        for n, value in enumerate(column)
        if value and sum(other > value for other in column) < room
    ]
    assert list(found.flagged) == expected


@pytest.mark.parametrize(
    ("values", "more", "words"),
    [
        ({"A": [1], "B": [1, 2]}, {}, "for each of the same periods"),
        ({}, {}, "for each of the same periods"),
        ({"A": [1, 2]}, {}, "in the top in 3 of 2 quarters"),
        ({"A": [1.0, float("nan"), 1.0]}, {}, "A: nan is not a number"),
        ({"A": [1] * 4}, {"share": Fraction(2)}, "A share of 2 is not between 0 and 1"),
    ],
)
def test_flags_that_cannot_be_are_refused(values, more, words) -> None:
    with pytest.raises(ValueError, match=words):
        flags(values, **more)
