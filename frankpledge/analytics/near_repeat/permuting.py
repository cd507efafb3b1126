"""The days shuffled among the events, many times, and close pairs counted anew each time."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from frankpledge.analytics.near_repeat.bands import Band
from frankpledge.analytics.near_repeat.pairs import ClosePairs

# So many permutations are counted side by side: a pair is looked up once for all of them, and the
# processor compares several at a time. More would no longer fit beside it in its fast memory.
LANES = 64
# Small whole numbers let it compare more at a time. No count of so many pairs outgrows them.
SMALL = np.int16
MOST = int(np.iinfo(SMALL).max)


# Both kernels are compiled at the first call in each process, in under a second. They are kept
# nowhere on disk: that would fail at import where the installation is read-only.
@njit()
def _mix(days: NDArray[np.int16], draws: NDArray[np.float64], mixed: NDArray[np.int16]) -> None:
    """Write one shuffle of the days (Fisher and Yates) into each lane; draws are from [0, 1)."""
    hand = days.copy()
    for lane in range(draws.shape[0]):
        for last in range(len(hand) - 1, 0, -1):
            other = int(draws[lane, last] * (last + 1))
            hand[last], hand[other] = hand[other], hand[last]
        for event in range(len(hand)):
            mixed[event, lane] = hand[event]


@njit()
def _count(
    mixed: NDArray[np.int16],
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    band: NDArray[np.int32],
    ends: NDArray[np.int16],
    within: NDArray[np.int16],
) -> None:
    """Add to [band of distance, end of a band of days, lane] each pair no further apart."""
    for pair in range(len(first)):
        one, other, here = first[pair], second[pair], band[pair]
        for number in range(len(ends)):
            end = ends[number]
            for lane in range(mixed.shape[1]):
                within[here, number, lane] += abs(mixed[one, lane] - mixed[other, lane]) <= end


class Tally:
    """Counts close pairs by band of distance and band of days, for any order of the days."""

    def __init__(self, pairs: ClosePairs, bands: Sequence[Band], day_bands: Sequence[Band]) -> None:
        self._pairs = pairs
        self._distances = len(bands)
        last_days = [
            floor(band.high) if band.high_in else ceil(band.high) - 1 for band in day_bands
        ]
        self._ends = np.minimum(last_days, MOST).astype(SMALL)

    def of(self, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """The table for these days: a row for each band of distance; the last column is beyond."""
        inside = self._tables(_small(days)[:, None])[0]
        pairs = np.bincount(self._pairs.band, minlength=self._distances)
        return np.column_stack((inside, pairs - inside.sum(axis=1)))

    def shuffled(
        self, days: NDArray[np.int64], permutations: int, generator: np.random.Generator
    ) -> NDArray[np.int64]:
        """As many tables, each for the days shuffled: (permutations, distances, days).

        They have no column beyond the last band of days.
        """
        own = _small(days)
        tables = []
        for done in range(0, permutations, LANES):
            lanes = min(LANES, permutations - done)
            mixed = np.empty((len(own), lanes), dtype=SMALL)
            _mix(own, generator.random((lanes, len(own))), mixed)
            tables.append(self._tables(mixed))
        return np.concatenate(tables)

    def _tables(self, mixed: NDArray[np.int16]) -> NDArray[np.int64]:
        pairs = self._pairs
        shape = (self._distances, len(self._ends), mixed.shape[1])
        total = np.zeros(shape, dtype=np.int64)
        for start in range(0, len(pairs.band), MOST):
            part = slice(start, start + MOST)
            within = np.zeros(shape, dtype=SMALL)
            _count(
                mixed, pairs.first[part], pairs.second[part], pairs.band[part], self._ends, within
            )
            total += within
        return np.moveaxis(np.diff(total, axis=1, prepend=0), 2, 0)


def _small(days: NDArray[np.int64]) -> NDArray[np.int16]:
    """Days counted from the first. Raises ValueError for more than some 89 years of them."""
    span = int(np.ptp(days))
    if span > MOST:
        raise ValueError(f"The days span {span:,} days, more than {MOST:,}. Look for a wrong date.")
    return np.asarray(days - days.min(), dtype=np.int16)


def chances(observed: NDArray[Any], simulated: NDArray[Any]) -> NDArray[np.float64]:
    """For each cell (1 + the permutations with at least as many pairs) / (permutations + 1).

    The Monte-Carlo p-value of Besag and Clifford, as the Near Repeat Calculator gives it.
    `simulated` has one row of cells for each permutation.
    """
    at_least = (simulated >= observed).sum(axis=0)
    return np.asarray((1 + at_least) / (len(simulated) + 1), dtype=np.float64)


def corrected_chances(observed: NDArray[Any], simulated: NDArray[Any]) -> NDArray[np.float64]:
    """The p-values corrected for looking at many cells: single-step min-p of Westfall and Young.

    Each permutation is ranked among all, as the observed table is; a cell's corrected p-value is
    the share of tables whose smallest p-value anywhere is as small as that cell's. P-values, and
    not counts, are compared, since cells with hardly any pairs expected would drown the others.
    """
    tables = np.vstack((observed, simulated))
    number = len(tables)
    ranked = np.empty(tables.shape, dtype=np.float64)
    for cell in range(tables.shape[1]):
        ordered = np.sort(tables[:, cell])
        ranked[:, cell] = number - np.searchsorted(ordered, tables[:, cell], side="left")
    smallest = np.sort(ranked.min(axis=1))
    return np.asarray(np.searchsorted(smallest, ranked[0], side="right") / number, dtype=np.float64)
