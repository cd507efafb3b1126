"""Rates, ratios and shares, against published figures and scipy's own tests."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from frankpledge.analytics.disparity import CAVEATS, LEAST, Group, disparity
from frankpledge.analytics.rates import Interval, compare_rates, count_interval, figure, rate, share

pytestmark = pytest.mark.once("pure: no database")
counts = st.integers(0, 400)
people = st.integers(1, 10**6)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # The table of exact limits of a Poisson count in any textbook of epidemiology, to 3 places.
    [
        (0, 0.0, 3.689),
        (1, 0.025, 5.572),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (50, 37.111, 65.919),
    ],
)
def test_the_published_limits_of_a_count(count, low, high) -> None:
    assert count_interval(count) == pytest.approx((low, high), abs=6e-4)


@settings(deadline=None)
@given(counts.filter(bool), st.sampled_from([0.8, 0.95, 0.998]))
def test_a_count_at_its_limit_is_just_as_unlikely_as_it_says(count, level) -> None:
    """By the definition: at the lower limit so many or more, at the upper so many or fewer."""
    low, high = count_interval(count, level)
    assert stats.poisson.sf(count - 1, low) == pytest.approx((1 - level) / 2)
    assert stats.poisson.cdf(count, high) == pytest.approx((1 - level) / 2)


def test_a_rate_says_its_base_and_its_interval() -> None:
    found = rate(240, 26_100)
    assert found.value == pytest.approx(9.1954, abs=1e-4)
    assert found.words == (
        "9.2 per 1,000 people (240 among 26,100; 8.07 to 10.4 allowing for chance)"
    )
    homes = rate(3, 200, per=100, noun="homes")
    assert homes.words.startswith("1.5 per 100 homes (3 among 200;")


@settings(deadline=None)
@given(counts, counts, people, people)
def test_two_rates_by_scipys_binomial_test(a, b, of_a, of_b) -> None:
    assume(a + b)
    found = compare_rates(a, of_a, b, of_b)
    chance = of_a / (of_a + of_b)
    tails = [stats.binomtest(a, a + b, chance, way).pvalue for way in ("less", "greater")]
    assert found.p_value == pytest.approx(min(1, 2 * min(tails)), rel=1e-6, abs=1e-12)
    low, high = stats.binomtest(a, a + b, chance).proportion_ci(0.95, "exact")
    assert found.interval.low == pytest.approx(low / (1 - low) * of_b / of_a, rel=1e-6)
    if b:
        assert found.interval.high == pytest.approx(high / (1 - high) * of_b / of_a, rel=1e-6)
    else:
        assert (found.ratio, found.interval.high) == (None, inf)


@settings(deadline=None)
@given(counts, counts, people, people)
def test_the_p_value_and_the_interval_agree_and_swap(a, b, of_a, of_b) -> None:
    found, other = compare_rates(a, of_a, b, of_b), compare_rates(b, of_b, a, of_a)
    assert found.p_value == pytest.approx(other.p_value)
    assume(abs(found.p_value - 0.05) > 1e-9)
    assert found.interval.holds(1) == (found.p_value > 0.05)
    if a and b:
        assert found.ratio == pytest.approx(1 / (other.ratio or inf))
        assert found.interval.low == pytest.approx(1 / other.interval.high)


def test_breast_cancer_after_fluoroscopy() -> None:
    """Boice and Monson (1977), as epidemiology teaches it: 41 cases in 28,010 woman-years against
    15 in 19,017 are a rate ratio of 1.86.
    """
    found = compare_rates(41, 28_010, 15, 19_017)
    assert found.ratio == pytest.approx(1.86, abs=0.005)
    assert found.words == "1.86 times (1.01 to 3.61 allowing for chance)"


def test_of_nothing_no_ratio_is_made_up() -> None:
    assert compare_rates(0, 10, 0, 10).words == "not compared: there were none in either"
    assert (
        compare_rates(7, 10, 0, 10).words
        == "not computed: the second rate is nought (the first has 7)"
    )


@settings(deadline=None)
@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([0.8, 0.95]))
def test_a_share_by_statsmodels(part, whole, level) -> None:
    assume(part <= whole)
    found = share(part, whole, level=level)
    low, high = proportion_confint(part, whole, 1 - level, "wilson")
    assert found.interval == pytest.approx((low, high), abs=1e-9)
    assert 0 <= found.interval.low <= part / whole <= found.interval.high <= 1


def test_a_share_says_its_base() -> None:
    assert share(512, 1420).words == "36.1%, 512 of 1,420 (33.6% to 38.6% allowing for chance)"
    assert share(0, 0).value is None
    assert share(0, 0).words == "not computed: there were none"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: rate(3, 0), "number of people above nought, not 0"),
        (lambda: rate(-1, 10), "count, -1, must be a whole number"),
        (lambda: share(3, 2), "part of 3 cannot be larger than its whole of 2"),
        (lambda: compare_rates(1, 10, 1, -10), "above nought, not -10"),
        (lambda: count_interval(3, 95), "level of an interval lies between 0 and 1"),
        (lambda: disparity(Group("Black", -1, 9), Group("White", 9, 9)), "Black: a number"),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong, words) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()


def test_figures_in_words() -> None:
    assert [figure(x) for x in (1924.4, 50.84, 0.234, -3, 0, -0.001, 100)] == [
        *("1,924", "50.8", "0.23", "−3", "0", "0", "100")
    ]


def test_a_disparity_goes_with_its_rates_and_caveats() -> None:
    """40 of 2,000 is 20 per 1,000; 300 of 60,000 is 5: four times. With 31 more: 40 to 331 is
    3.63 times, and 71 to 300 is 7.1 times.
    """
    found = disparity(Group("Black", 40, 2_000), Group("White", 300, 60_000), not_stated=31)
    assert found.ratio == 4
    assert found.words == (
        "Black people were searched at 4 times the rate of White people (20 and 5 searches per "
        "1,000 residents; 2.8 to 5.58 times, allowing for chance). Ethnicity was not stated in "
        "31 further searches: had all been of one of these groups, it would be 3.63 or 7.1 times."
    )
    assert found.bounds == pytest.approx((40 / 331 * 30, 71 / 300 * 30))
    assert found.caveats == CAVEATS
    for said in ("live here", "officer saw", "not stated", "not people", "does not say why"):
        assert any(said in caveat for caveat in found.caveats)


def test_a_disparity_that_chance_could_make_says_so() -> None:
    found = disparity(Group("Asian", 12, 2_000), Group("White", 300, 60_000))
    assert found.interval is not None
    assert found.interval.holds(1)
    assert "Chance alone could account for the difference." in found.words


@pytest.mark.parametrize(
    ("group", "base", "reason"),
    [
        (Group("Black", 40, 0), Group("White", 300, 60_000), "nobody of the Black group"),
        (Group("Black", 40, 900), Group("White", 0, 60_000), "multiple of nought"),
        (Group("Black", 9, 900), Group("White", 300, 60_000), "fewer than 10 searches of Black"),
        (Group("Black", 40, 900), Group("White", 9, 60_000), "fewer than 10 searches of White"),
    ],
)
def test_a_disparity_of_too_little_is_refused(group, base, reason) -> None:
    found = disparity(group, base)
    assert (found.ratio, found.interval, found.rates) == (None, None, None)
    assert reason in found.refused
    assert found.words == f"No ratio: {found.refused}."
    assert found.caveats == CAVEATS


def test_the_least_is_enough() -> None:
    found = disparity(Group("Black", LEAST, 100), Group("White", LEAST, 100))
    assert (found.ratio, found.refused) == (1, "")
    assert found.interval == Interval(*compare_rates(10, 100, 10, 100).interval)
