"""The pairs of events that are close, found without looking at all pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from frankpledge.analytics.near_repeat.bands import Band, which_band

Metric = Literal["manhattan", "euclidean"]
MOST_PAIRS = 20_000_000
# The tree adds up distances in its own way; it is asked for a hair more than the last band holds,
# and the bands then decide by distances taken plainly.
HAIR = 1 + 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class ClosePairs:
    """Pairs of events within the last band of distance: two indices and the number of a band."""

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    band: NDArray[np.int32]


def together(x: NDArray[Any], y: NDArray[Any]) -> NDArray[np.int64]:
    """An order of the events in which neighbours stand near each other, so that memory keeps up."""
    return np.asarray(cKDTree(np.column_stack((x, y))).indices, dtype=np.int64)


def close_pairs(
    x: NDArray[Any],
    y: NDArray[Any],
    bands: Sequence[Band],
    metric: Metric,
    most: int = MOST_PAIRS,
) -> ClosePairs:
    """All pairs within the bands, by a k-d tree: the work grows with the pairs found.

    Raises ValueError for more than `most`, about 30 bytes each, before they are made.
    """
    reach = bands[-1].high * HAIR + 1e-9
    power = 1 if metric == "manhattan" else 2
    tree = cKDTree(np.column_stack((x, y)))
    number = (int(tree.count_neighbors(tree, reach, p=power)) - len(x)) // 2
    if number > most:
        raise ValueError(
            f"{number:,} pairs lie within {bands[-1].high:,g} m, more than the {most:,} that can "
            "be handled. Use narrower bands, a smaller area or a shorter period."
        )
    found = tree.query_pairs(reach, p=power, output_type="ndarray")
    found = found[np.argsort(found[:, 0] * len(x) + found[:, 1])].astype(np.int32)
    first, second = np.ascontiguousarray(found.T)
    across, up = x[first] - x[second], y[first] - y[second]
    away = np.abs(across) + np.abs(up) if metric == "manhattan" else np.hypot(across, up)
    band = which_band(away, bands)
    near = band < len(bands)
    return ClosePairs(first[near], second[near], band[near].astype(np.int32))


def pairs_by_days(days: NDArray[np.int64], bands: Sequence[Band]) -> NDArray[np.int64]:
    """How many of all pairs, near and far, fall into each band of days, and beyond the last.

    Shuffling the days changes none of these counts.
    """
    ordered = np.sort(days)
    own = np.arange(1, len(days) + 1)
    within = [0]
    for band in bands:
        side: Literal["left", "right"] = "right" if band.high_in else "left"
        reached = np.searchsorted(ordered, ordered + band.high, side=side)
        within.append(int(np.sum(reached - own)))
    within.append(len(days) * (len(days) - 1) // 2)
    return np.array([after - before for before, after in pairwise(within)], dtype=np.int64)
