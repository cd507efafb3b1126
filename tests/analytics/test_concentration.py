"""Concentration: the published examples, slow second implementations, and simulated change."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.concentration import (
    adjusted_gini_of,
    concentration,
    concentration_change,
    gini_of,
)

pytestmark = pytest.mark.once("pure: no database")
some = st.lists(st.integers(0, 30), min_size=1, max_size=40).filter(any)


@pytest.mark.parametrize(
    ("counts", "gini", "adjusted"),
    # The documentation of Steenbeek and Bernasco's own package (lorenzgini): ten places each.
    [([10, 8, 2], 0.78, 0.78), ([5, 2, 1], 0.8, 0.75), ([10], 0.9, 0.9)],
)
def test_the_examples_of_bernasco_and_steenbeek(counts, gini, adjusted) -> None:
    found = concentration([*counts, *[0] * (10 - len(counts))], places=10)
    assert found.gini == pytest.approx(gini)
    assert found.adjusted_gini == pytest.approx(adjusted)
    assert found.sparse == (gini != adjusted)


@settings(deadline=None)
@given(some)
def test_gini_by_its_definition(counts) -> None:
    """Half the mean difference between any two places, over the mean."""
    apart = sum(abs(a - b) for a, b in product(counts, counts))
    slow = apart / (2 * len(counts) * sum(counts))
    assert gini_of(np.array(counts)) == pytest.approx(slow, abs=1e-12)


@settings(deadline=None)
@given(some)
def test_the_lorenz_curve_holds_the_gini(counts) -> None:
    """The area between the curve and the diagonal, doubled, by trapezoids over its few points."""
    found = concentration(counts, places=len(counts))
    x, y = zip(*found.lorenz, strict=True)
    assert [*found.lorenz[0], *found.lorenz[-1]] == pytest.approx([0, 0, 1, 1])
    assert 2 * np.trapezoid(y, x) - 1 == pytest.approx(found.gini, abs=1e-12)
    assert len(x) <= len(set(counts)) + 1
    for share, held in found.lorenz:
        places = round(share * len(counts))
        assert held * sum(counts) == pytest.approx(sum(sorted(counts, reverse=True)[:places]))


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 200))
def test_as_even_as_can_be_is_no_concentration(places, crimes) -> None:
    """Where there are fewer crimes than places no place has two: the adjusted index is 0."""
    each, left = divmod(crimes, places)
    counts = [each + (n < left) for n in range(places)]
    found = concentration(counts, places=places)
    assert found.evenest == pytest.approx(found.top_share)
    if crimes <= places or not left:
        assert adjusted_gini_of(np.array(counts)) == pytest.approx(0, abs=1e-12)


@settings(deadline=None)
@given(some, st.sampled_from([0.05, 0.1, 0.2, 0.5]))
def test_the_top_share_by_cutting_places_into_a_thousand(counts, top) -> None:
    """Each place cut into 1000 equal slivers, so that any part of places is whole slivers."""
    slivers = sorted((n for n in counts for _ in range(1000)), reverse=True)
    wanted = round(top * len(counts) * 1000)
    found = concentration(counts, places=len(counts), top=top)
    assert found.top_share == pytest.approx(sum(slivers[:wanted]) / 1000 / sum(counts))
    assert (found.top_share or 0) >= (found.evenest or 0) - 1e-12


@settings(deadline=None)
@given(some)
def test_the_fewest_places_that_hold_half(counts) -> None:
    found = concentration(counts, places=len(counts)).half_of
    assert found is not None
    ranked = sorted(counts, reverse=True)
    assert 2 * sum(ranked[:found]) >= sum(counts) > 2 * sum(ranked[: found - 1])


def test_part_of_a_place_and_ties() -> None:
    """Of 30 places the top 5% are one and a half: 8 and half of 4. Ties share alike."""
    found = concentration([4, 8, 4, *[1] * 27], places=30)
    assert found.top_share == pytest.approx(10 / 43)
    assert found.words == "The top 5% of 30 places hold 23.3% of 43 crimes; half lie in 9 places."
    assert concentration([3] * 60, places=60).top_share == pytest.approx(0.05)


def test_sparse_crime_says_what_the_most_even_spread_would_hold() -> None:
    found = concentration([3, 1, 1, *[0] * 97], places=100)
    assert found.words == (
        "The top 5% of 100 places hold 100% of 5 crimes; half lie in 1 place. There were fewer "
        "crimes than places: even spread as evenly as can be, the same part would hold 100%."
    )


def test_no_crime_is_no_concentration() -> None:
    found = concentration([0, 0, 0], places=3)
    assert (found.top_share, found.gini, found.adjusted_gini, found.lorenz) == (*[None] * 3, ())
    assert found.words == "There was no crime in any of 3 places."


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: concentration([3, 1], places=400), "counts for 2 places, and the area has 400"),
        (lambda: concentration([3, -1], places=2), "A count, -1, is below nought"),
        (lambda: concentration([], places=0), "at least one place"),
        (lambda: concentration([3], places=1, top=5), "between 0 and 1, not at 5"),
        (
            lambda: concentration_change([3, 1], [3], places=2, seed=1),
            "counts for 1 places, and the area has 2. A place with none is given as 0",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong, words) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()


def test_more_concentrated_is_seen() -> None:
    rng = np.random.default_rng(3)
    even = rng.poisson(5, 200).tolist()
    uneven = rng.poisson(rng.gamma(0.2, 25, 200)).tolist()
    found = concentration_change(even, uneven, places=200, seed=1, rounds=299)
    assert found.top_share_interval is not None
    assert found.adjusted_gini_interval is not None
    assert found.top_share_interval.low > 0.1
    assert found.adjusted_gini_interval.low > 0.2
    assert "Crime is more concentrated, by " in found.words
    again = concentration_change(even, uneven, places=200, seed=1, rounds=299)
    assert again == found
    back = concentration_change(uneven, even, places=200, seed=1, rounds=299)
    assert "Crime is less concentrated, by " in back.words


def test_the_interval_by_drawing_places_one_by_one() -> None:
    """As many crimes in both periods, so nothing is thinned: the same draws, the slow way."""
    earlier, later = [9, 4, 3, 2, 1, 1, 0, 0, 0, 0], [5, 5, 4, 3, 2, 1, 0, 0, 0, 0]
    found = concentration_change(earlier, later, places=10, seed=6, top=0.2, rounds=50)
    rng = np.random.default_rng(6)

    def held(counts: list[int]) -> float:
        return sum(sorted(counts)[-2:]) / sum(counts)

    drawn = []
    for _ in range(50):
        chosen = [int(place) for place in rng.integers(10, size=10)]
        drawn.append(held([later[n] for n in chosen]) - held([earlier[n] for n in chosen]))
    assert found.top_share == pytest.approx(0.5 - 0.65)
    assert found.top_share_interval == pytest.approx(np.quantile(drawn, [0.025, 0.975]))


@settings(deadline=None, max_examples=10)
@given(some, st.integers(0, 99))
def test_the_same_counts_twice_are_no_change(counts, seed) -> None:
    found = concentration_change(counts, counts, places=len(counts), seed=seed, rounds=19)
    assert (found.top_share, found.adjusted_gini) == (0, 0)
    assert found.words.endswith("The difference could be chance.")


def test_a_smaller_number_of_crimes_is_no_concentration() -> None:
    """One in ten of the same crimes: the raw share rises, the like-for-like one does not."""
    rng = np.random.default_rng(5)
    held = 0
    for seed in range(40):
        places = rng.gamma(0.5, 4, 200)
        earlier, later = rng.poisson(places).tolist(), rng.poisson(places / 10).tolist()
        found = concentration_change(earlier, later, places=200, seed=seed, rounds=99)
        assert found.top_share_interval is not None
        held += found.top_share_interval.holds(0)
        assert found.later.top_share is not None
        assert found.earlier.top_share is not None
        assert found.later.top_share > found.earlier.top_share
        assert "compared as if equally many" in found.words
    assert held >= 35


def test_a_period_without_crime_is_not_compared() -> None:
    found = concentration_change([1, 2], [0, 0], places=2, seed=1)
    assert (found.top_share, found.top_share_interval) == (None, None)
    assert found.words == "Not compared: there was none in one of the two periods."
