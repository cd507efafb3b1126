"""Gi* against esda, against the paper's formula, against chance, and in its refusals."""

from __future__ import annotations

import numpy as np
import pytest
from esda.getisord import G_Local
from hypothesis import given, settings
from hypothesis import strategies as st
from libpysal.weights import W
from scipy.stats import norm

from frankpledge.analytics.hot_spots import Neighbours, gi_star, hot_spots, nearest, within
from tests.analytics.hot_spots import slow_spots as slow


def grid(side=10):
    return np.array([[east, north] for north in range(side) for east in range(side)]) * 100.0


QUEEN = within(grid(), 150)


def as_weights(neighbours: Neighbours) -> W:
    """A new W for each use: esda 2.9 changes the one it is given."""
    return W(
        {place: list(neighbours.of(place)) for place in range(neighbours.number)},
        silence_warnings=True,
    )


def matrix(neighbours: Neighbours):
    return neighbours.matrix.toarray() + np.eye(neighbours.number)


@pytest.mark.parametrize("neighbours", [QUEEN, nearest(grid(), 5)], ids=["queen", "nearest"])
@pytest.mark.parametrize("scale", [1.0, 1e6])
def test_z_is_esdas(neighbours, scale) -> None:
    values = np.random.default_rng(1).poisson(6, 100) * scale
    peer = G_Local(values, as_weights(neighbours), transform="B", star=True, permutations=0)
    found = gi_star(values, neighbours)
    assert np.abs(found.z - peer.Zs).max() < 1e-12
    assert np.abs(found.p - 2 * peer.p_norm).max() < 1e-12


@settings(deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_z_is_the_papers_whether_weights_are_ones_or_shares_of_a_row(seed, by_row) -> None:
    generator = np.random.default_rng(seed)
    neighbours = nearest(generator.uniform(0, 10, (32, 2)), int(generator.integers(1, 9)))
    values = generator.integers(0, 30, 32).astype(float)
    weights = matrix(neighbours)
    if by_row:
        weights /= weights.sum(axis=1, keepdims=True)
    assert gi_star(values, neighbours).z == pytest.approx(slow.gi_star(values, weights), abs=1e-9)


def test_false_discoveries_are_controlled_as_benjamini_and_hochberg_say() -> None:
    values = np.random.default_rng(4).poisson(6, 100)
    values[:3] += 20
    found = gi_star(values, QUEEN)
    ordered = sorted(found.p)
    for p, discovery in zip(found.p, found.discovery_p, strict=True):
        at = ordered.index(p)
        steps = [ordered[i] * 100 / (i + 1) for i in range(at, 100)]
        assert discovery == pytest.approx(min(1.0, *steps))


def test_a_cluster_is_hot_its_opposite_cold_and_the_words_say_where_not_why() -> None:
    values = np.full(100, 10.0) + np.random.default_rng(1).normal(0, 1, 100)
    values[[44, 45, 54, 55]] += 12
    values[[0, 1, 10, 11]] -= 10
    found = hot_spots(values, QUEEN)
    kinds = [spot.kind for spot in found.spots]
    assert {kinds[place] for place in (44, 45, 54, 55)} == {"hot"}
    assert kinds[0] == "cold"
    assert kinds[90] == "neither"
    hot, cold = kinds.count("hot"), kinds.count("cold")
    assert "Of 100 places (neighbours lie within 150 m" in found.words
    assert f"{hot} are part of a hot spot" in found.words
    assert f"{cold} {'is' if cold == 1 else 'are'} part of a cold spot" in found.words
    assert "where, not why" in found.words


def test_values_strewn_by_chance_seldom_make_a_hot_spot() -> None:
    generator = np.random.default_rng(12)
    named = sum(
        bool((scores.hot | scores.cold).any())
        for scores in (gi_star(generator.normal(size=100), QUEEN) for _ in range(400))
    )
    # Where nothing is hot at all, control of false discoveries keeps any naming to 5%: 20 sets of
    # 400, give or take 4.4. Neighbouring z-scores go together, so it is rather fewer.
    assert named <= 33


def test_an_island_is_not_judged_but_counts_in_the_mean() -> None:
    points = np.vstack((grid(6), [[90_000.0, 90_000.0]]))
    neighbours = within(points, 150)
    values = np.random.default_rng(3).poisson(5, 37)
    found = hot_spots(values, neighbours)
    assert (found.spots[36].kind, found.spots[36].z, found.spots[36].p) == (
        "not judged",
        None,
        None,
    )
    assert "1 place has no neighbour" in found.cautions[0]
    assert "Of 36 places" in found.words
    paper = slow.gi_star(values, matrix(neighbours))
    assert [spot.z for spot in found.spots[:36]] == pytest.approx(paper[:36])
    assert found.spots[0].p == pytest.approx(2 * norm.sf(abs(paper[0])))


def test_lopsided_values_and_few_neighbours_come_with_a_caution() -> None:
    values = np.ones(100)
    values[50] = 90
    assert (
        "read places near the edge of 5% with care"
        in hot_spots(values, nearest(grid(), 4)).cautions[0]
    )
    assert hot_spots(np.arange(100), nearest(grid(), 4)).cautions == ()


@pytest.mark.parametrize(
    ("values", "neighbours", "words"),
    [
        (range(25), nearest(grid(5), 4), "25 places are too few .* at least 30"),
        ([4] * 100, QUEEN, "All places have the same value, 4"),
        ([1, 2], QUEEN, "2 values for 100 places"),
        ([*range(99), float("nan")], QUEEN, "Place 100 has no value"),
        (range(100), within(grid(), 50), "No place has a neighbour"),
        (range(100), within(grid(), 9000), "Place 1 has all others as its neighbours"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_plain_words(values, neighbours, words) -> None:
    with pytest.raises(ValueError, match=words):
        hot_spots(list(values), neighbours)
