"""Exceptional counts: exact tests, dispersion, how often chance raises an alarm, many places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from frankpledge.analytics.exceptional import (
    MINIMUM,
    Exceptional,
    across_places,
    adjusted,
    against_earlier,
    against_history,
)
from frankpledge.analytics.predicting import Prediction, dispersion_of, predict
from frankpledge.analytics.rates import compare_rates

pytestmark = pytest.mark.once("pure: no database")
small = st.integers(0, 60)


@settings(deadline=None)
@given(small, small, st.sampled_from([(1.0, 1.0), (31.0, 28.0), (3.0, 1.0)]))
def test_the_usual_range_is_what_the_exact_test_lets_pass(earlier, later, exposures) -> None:
    """The range found by halving, against trying every count."""
    found = against_earlier(earlier, later, exposures=exposures)
    passing = [
        count
        for count in range(300)
        if compare_rates(count, exposures[1], earlier, exposures[0]).p_value >= 0.01
    ]
    assert found.usual == (passing[0], passing[-1])
    assert (found.verdict == "exceptional") == (later not in passing)


def test_a_count_against_an_earlier_one_in_words() -> None:
    """40 and 72: of 112, twice the chance of 72 heads or more is 0.0032."""
    found = against_earlier(40, 72)
    assert found.p_value == pytest.approx(2 * stats.binom.sf(71, 112, 0.5))
    assert found.words == (
        "Exceptional, above the usual range: 72 against 40 earlier. Chance alone usually gives "
        "20 to 67; a count so far out comes about 1 time in 310. This says that the count is "
        "unusual. It does not say why."
    )
    assert against_earlier(40, 62).words == (
        "Within the usual range: 62 against 40 earlier. Chance alone usually gives 20 to 67."
    )
    assert "where 28 would be the same rate" in against_earlier(31, 9, exposures=(31, 28)).words
    assert against_earlier(0, 0).verdict == "within the usual range"


@settings(deadline=None)
@given(st.integers(1, 300), st.integers(0, 300), st.integers(2, 40))
def test_a_steady_poisson_history_gives_the_exact_prediction(total, count, periods) -> None:
    """With a gamma of shape the total and rate the periods, the count is negative binomial with
    chance periods / (periods + 1): Gelman and others, 2.6.
    """
    mean = total / periods
    found = Prediction(mean, np.array([mean * (1 + 1 / periods)]))
    exact = stats.nbinom(total, periods / (periods + 1))
    assert found.at_most(count) == pytest.approx(exact.cdf(count), rel=1e-7, abs=1e-12)
    assert found.at_least(count) == pytest.approx(exact.sf(count - 1), rel=1e-7, abs=1e-12)
    assert found.quantile(0.975) == exact.ppf(0.975)
    assert found.quantile(0.025) == exact.ppf(0.025)


def test_dispersion_by_hand() -> None:
    """4, 8 and 12 about 8: (16 + 0 + 16) / 8 over 2 is 2."""
    assert dispersion_of(np.array([4.0, 8, 12]), np.array([8.0, 8, 8]), 1) == 2
    assert against_history([4, 8, 12], 8, minimum=3).dispersion == 2


def test_a_mean_of_a_large_history_scatters_as_student_says() -> None:
    """For large counts the averaged negative binomial is close to Student's t."""
    mean, dispersion, freedom = 1_000_000.0, 400.0, 9
    found = predict(mean, dispersion, freedom, lambda each: each * mean)
    spread = (dispersion * mean) ** 0.5
    for z in (-3.0, -1.5, 0.0, 1.5, 3.0):
        assert found.at_most(int(mean + z * spread)) == pytest.approx(
            stats.t.cdf(z, freedom), abs=0.02
        )


def alarms(draw, periods: int, rounds: int = 600) -> float:
    """How often the last of so many periods alike is called exceptional."""
    called = 0
    for _ in range(rounds):
        *history, latest = (int(count) for count in draw(periods + 1))
        called += against_history(history, latest).verdict == "exceptional"
    return called / rounds


@pytest.mark.parametrize("periods", [8, 24])
def test_usual_noise_is_no_alarm(periods) -> None:
    """Counts with four times Poisson's variance: about 1 alarm in 100, where the exact test of
    two Poisson counts raises ten or more.
    """
    rng = np.random.default_rng(7)

    def draw(size: int):
        return rng.negative_binomial(10, 0.25, size)

    assert alarms(draw, periods) <= 0.025
    pairs = [draw(2) for _ in range(600)]
    naive = [against_earlier(int(a), int(b)).verdict == "exceptional" for a, b in pairs]
    assert np.mean(naive) > 0.08


def test_a_real_rise_is_seen() -> None:
    rng = np.random.default_rng(11)
    seen = [
        against_history([int(n) for n in rng.poisson(30, 12)], int(rng.poisson(60))).verdict
        for _ in range(200)
    ]
    assert seen.count("exceptional") > 150


def test_a_history_in_words() -> None:
    history = [10, 14, 9, None, 20, 11, 7, 13, 12, 16]
    found = against_history(history, 31)
    assert found.words == (
        "Exceptional, above the usual range: 31, where 12.4 was usual over 9 earlier periods. "
        "Chance alone usually gives 2 to 29; a count so far out comes about 1 time in 140. "
        "This says that the count is unusual. It does not say why."
    )
    assert against_history(history, 21).verdict == "within the usual range"


def test_too_short_a_history_says_nothing() -> None:
    found = against_history([3, None, 4, 5, 3, 4, 5, 9], 90)
    assert (found.verdict, found.p_value, found.usual) == ("cannot be said", None, None)
    assert found.words.startswith(f"Cannot be said: fewer than {MINIMUM} earlier periods (7)")


def test_a_history_of_noughts_falls_back_on_the_exact_test() -> None:
    """None in nine periods: so many in the tenth by chance is one tenth to that power, twice."""
    found = against_history([0] * 9, 3)
    assert found.p_value == pytest.approx(2 * 0.1**3)
    assert found.verdict == "exceptional"
    assert against_history([0] * 9, 2).verdict == "within the usual range"
    assert against_history([0] * 9, 0).p_value == 1


@settings(deadline=None)
@given(st.lists(small, min_size=8, max_size=30), st.integers(0, 200))
def test_verdict_range_and_p_value_never_contradict(history, latest) -> None:
    found = against_history(history, latest)
    assert found.usual is not None
    assert (found.verdict == "exceptional") == (not found.usual.holds(latest))


def test_exposure_counts() -> None:
    """Twice the people, twice the count: as expected."""
    found = against_history([10] * 8, 20, exposures=[100] * 8, latest_exposure=200)
    assert (found.expected, found.side) == (20, "as expected")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: against_history([1] * 8, -1), "count, -1, is below nought"),
        (lambda: against_history([1] * 8, 1, exposures=[1.0]), "8 counts and 1 exposures"),
        (lambda: against_history([1] * 8, 1, latest_exposure=0), "above nought, not 0"),
        (lambda: against_earlier(1, 1, exposures=(0, 1)), "above nought, not 0"),
        (lambda: against_earlier(1, 1, alpha=5), "between 0 and 1, not at 5"),
        (lambda: adjusted([0.5, 1.5]), "between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong, words) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()


def test_the_table_of_benjamini_and_hochberg() -> None:
    """Their example of 1995: fifteen p-values, of which four hold at 0.05."""
    paper = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    ]
    assert sum(value <= 0.05 for value in adjusted(paper)) == 4


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), max_size=40))
def test_adjusting_by_scipy(p_values) -> None:
    expected = stats.false_discovery_control(p_values) if p_values else []
    assert adjusted(p_values) == pytest.approx(tuple(expected))


def test_many_places_are_judged_together() -> None:
    """One real rise among 60 places; one that alone would pass for exceptional does not."""
    places: dict[str, Exceptional] = {f"quiet {n}": against_earlier(20, 20) for n in range(57)}
    places["rise"] = against_earlier(20, 90)
    places["chance"] = against_earlier(20, 42)
    places["new"] = against_history([], 3)
    assert places["chance"].verdict == "exceptional"
    found = across_places(places)
    assert found.stand_out == ("rise",)
    assert found.unsaid == ("new",)
    assert found.judged["chance"].verdict == "within the usual range"
    assert found.judged["chance"].words.startswith(
        "Among the 59 places looked at together, it does not stand out: looked at alone it would."
    )
    assert found.words == (
        "Of 59 places looked at together, 1 stands out from what chance gives. No more than about "
        "5% of places named so are expected to be chance. Of 1 place more nothing can be said."
    )


def test_no_place_at_all() -> None:
    assert across_places({}).words.startswith("No place has enough earlier periods")
