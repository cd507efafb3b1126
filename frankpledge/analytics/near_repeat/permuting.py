"""The days shuffled among the events, many times, and close pairs counted anew each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from frankpledge.analytics.near_repeat.bands import Band, which_band
from frankpledge.analytics.near_repeat.pairs import ClosePairs


# Compiled at the first call in each process, in about a second. Kept nowhere on disk: that would
# fail at import where the installation is read-only.
@njit()
def _tally(
    days: NDArray[np.int64],
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    band: NDArray[np.int64],
    band_of_days: NDArray[np.int64],
    counts: NDArray[np.int64],
) -> None:
    """Add each close pair to the cell of its distance and days; the last column is beyond."""
    last = len(band_of_days) - 1
    for pair in range(len(first)):
        apart = abs(days[first[pair]] - days[second[pair]])
        counts[band[pair], band_of_days[min(apart, last)]] += 1


class Tally:
    """Counts close pairs by band of distance and band of days, for any order of the days."""

    def __init__(self, pairs: ClosePairs, bands: Sequence[Band], day_bands: Sequence[Band]) -> None:
        self._pairs = pairs
        self._shape = (len(bands), len(day_bands) + 1)
        # Whole days beyond the last band are all alike, so this list is short.
        self._band_of_days = which_band(np.arange(int(day_bands[-1].high) + 2), day_bands)

    def of(self, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """The table for these days: a row for each band of distance; the last column is beyond."""
        counts = np.zeros(self._shape, dtype=np.int64)
        pairs = self._pairs
        _tally(days, pairs.first, pairs.second, pairs.band, self._band_of_days, counts)
        return counts

    def shuffled(
        self, days: NDArray[np.int64], permutations: int, generator: np.random.Generator
    ) -> NDArray[np.int64]:
        """As many tables, each for the days shuffled: (permutations, distances, days)."""
        tables = np.empty((permutations, *self._shape), dtype=np.int64)
        mixed = days.copy()
        for number in range(permutations):
            generator.shuffle(mixed)
            tables[number] = self.of(mixed)
        return tables


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
