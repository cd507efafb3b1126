"""Effective bases and intervals, against Kish's formula, Newcombe's example and statsmodels."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from frankpledge.analytics.surveys import design_effect, difference, effective_base, estimate

pytestmark = pytest.mark.once("pure: no database")


def test_equal_weights_cost_nothing_and_unequal_ones_do():
    """Weights 1 and 3: (1 + 3)² / (1 + 9) = 1.6 people of 2."""
    assert effective_base([D(7)] * 20) == 20
    assert effective_base([D(1), D(3)]) == D("1.6")
    assert design_effect([D(1), D(3)]) == D("1.25")
    assert effective_base([]) == 0
    assert design_effect([]) is None


weights = st.lists(st.integers(1, 50).map(D), min_size=1, max_size=30)


@given(weights)
def test_the_effective_base_is_one_plus_the_variation_of_the_weights(each):
    """Kish's other form: the design effect is 1 + the squared coefficient of variation."""
    mean = sum(each) / len(each)
    variance = sum((one - mean) ** 2 for one in each) / len(each)
    effect = design_effect(each)
    assert effect is not None
    assert abs(effect - (1 + variance / mean**2)) < D("1e-20")


@given(st.integers(1, 400), st.data())
def test_wilsons_interval_is_that_of_statsmodels(base, data):
    part = data.draw(st.integers(0, base))
    found = estimate(D(part) / base, D(base))
    low, high = proportion_confint(part, base, method="wilson")
    assert found.low is not None
    assert found.high is not None
    assert abs(float(found.low) - 100 * low) < 1e-9
    assert abs(float(found.high) - 100 * high) < 1e-9
    assert 0 <= found.low <= found.percent <= found.high <= 100


@given(st.integers(2, 200), st.integers(2, 200), st.data())
def test_the_interval_of_a_change_is_newcombes(first, second, data):
    one, two = data.draw(st.integers(0, first)), data.draw(st.integers(0, second))
    found = difference(estimate(D(one) / first, D(first)), estimate(D(two) / second, D(second)))
    low, high = confint_proportions_2indep(two, second, one, first, method="newcomb")
    assert found
    assert abs(float(found.low) - 100 * low) < 1e-8
    assert abs(float(found.high) - 100 * high) < 1e-8


def test_of_nobody_there_is_no_percentage_and_of_everybody_no_interval():
    with pytest.raises(ValueError, match="nobody"):
        estimate(D(0), D(0))
    everybody = estimate(D("0.25"), D(80), sample=False)
    assert everybody.words == "25.0%"
    assert difference(everybody, everybody) is None
