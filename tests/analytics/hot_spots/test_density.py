"""The picture of density: each cell against a plain sum, and the whole against the points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.hot_spots import kernel_density
from tests.analytics.hot_spots import slow_spots as slow


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.tuples(st.floats(0, 900), st.floats(-300, 300)), min_size=1, max_size=12),
    st.sampled_from([(100.0, 100.0), (250.0, 60.0), (300.0, 75.0)]),
)
def test_each_cell_is_the_sum_of_the_kernels_at_its_middle(points, size) -> None:
    bandwidth, cell = size
    x, y = zip(*points, strict=True)
    found = kernel_density(x, y, bandwidth=bandwidth, cell=cell)
    expected = [
        [
            slow.density(
                points,
                (found.west + (column + 0.5) * cell, found.south + (row + 0.5) * cell),
                bandwidth,
            )
            for column in range(found.values.shape[1])
        ]
        for row in range(found.values.shape[0])
    ]
    assert np.allclose(found.values, expected)


def test_all_cells_together_hold_as_many_events_as_there_are() -> None:
    x, y = np.random.default_rng(5).uniform(400_000, 402_000, (2, 300))
    found = kernel_density(x, y, bandwidth=400, cell=20)
    assert found.values.sum() * 0.02**2 == pytest.approx(300, rel=1e-3)


def test_it_says_that_it_is_a_picture() -> None:
    found = kernel_density([0.0], [0.0], bandwidth=100, cell=50)
    assert "no more: it does not test" in found.words
    assert "no inference" in (kernel_density.__doc__ or "")


@pytest.mark.parametrize(
    ("x", "more", "words"),
    [
        ([], {}, "needs points"),
        ([float("inf")], {}, "A point has no x or no y"),
        ([1.0], {"cell": 500}, "Cells of 500 m are not above nought and within the bandwidth"),
        ([1.0, 9e6], {"cell": 5}, "Use wider cells, or leave out points far from all others"),
    ],
)
def test_what_makes_no_picture_is_refused(x, more, words) -> None:
    with pytest.raises(ValueError, match=words):
        kernel_density(x, x, **{"bandwidth": 200, "cell": 50, **more})
