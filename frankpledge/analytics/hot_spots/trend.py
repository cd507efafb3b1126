"""The Mann-Kendall test: does a series rise or fall more steadily than chance would bring?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm


@dataclass(frozen=True, slots=True, eq=False)
class Trends:
    """For each series the score S, its z and two-sided p. z is above nought where it rises."""

    score: NDArray[np.int64]
    z: NDArray[np.float64]
    p: NDArray[np.float64]


def mann_kendall(series: NDArray[Any]) -> Trends:
    """The test (Mann 1945, Kendall 1975) of many series at once: a row a period, a column a series.

    S counts the pairs of periods that rise less those that fall; its variance allows for ties, and
    z for S going in steps of two. A series of equal values has z of 0. It takes periods as
    independent of each other, which figures of crime seldom wholly are.
    """
    periods, number = series.shape
    score = np.zeros(number, dtype=np.int64)
    for later in range(1, periods):
        score += np.sign(series[later] - series[:later]).sum(axis=0).astype(np.int64)
    variance = periods * (periods - 1) * (2 * periods + 5) - _ties(series)
    spread = np.sqrt(variance / 18)
    z = np.zeros(number)
    varies = spread > 0
    z[varies] = (score - np.sign(score))[varies] / spread[varies]
    return Trends(score, z, np.asarray(2 * norm.sf(np.abs(z))))


def _ties(series: NDArray[Any]) -> NDArray[np.float64]:
    """t(t - 1)(2t + 5) over each group of t equal values; a value counts its group's share."""
    equal = (series[:, None, :] == series[None, :, :]).sum(axis=1)
    return np.asarray(((equal - 1) * (2 * equal + 5)).sum(axis=0), dtype=np.float64)
