"""Averages and limits: individuals (XmR), p and u charts.

Sources: the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 (individuals) and 6.3.3
(counts and proportions); D. C. Montgomery, Introduction to Statistical Quality Control. Three
sigma each way. For individuals sigma is the mean moving range over 1.128, so that the limits are
the mean ± 2.66 mean moving ranges, as NHS England's Making Data Count draws them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, sqrt
from typing import Final

from frankpledge.analytics.control.nouns import Kind, Reading

# The expected range of two readings from one steady process, in sigmas.
D2: Final = 1.128
SIGMAS: Final = 3.0
# Fewer readings than this have no limits; until SETTLED they are provisional.
MINIMUM: Final = 8
SETTLED: Final = 12


@dataclass(frozen=True, slots=True)
class Spread:
    """An average, and for each reading of a segment its sigma and limits.

    `hair` is what rounding in the computer may differ by: no reading is exceptional for that.
    """

    centre: float
    sigmas: tuple[float, ...]
    upper: tuple[float, ...]
    lower: tuple[float, ...]
    hair: float


def moving_ranges(values: Sequence[float | None]) -> list[float]:
    """The differences between neighbours, without sign. There is none across a missing value."""
    return [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]


def comparable(values: Sequence[float | None], kind: Kind) -> int:
    """How many readings count towards limits.

    For individuals a reading without a neighbour says nothing of the spread and does not count.
    """
    known = sum(value is not None for value in values)
    return min(known, len(moving_ranges(values)) + 1) if kind == "x" else known


def spread(
    readings: Sequence[Reading], values: Sequence[float | None], kind: Kind, per: float, use: int
) -> Spread | None:
    """The average and limits of one segment, from its first `use` readings; None when too few.

    `values` are the figures as drawn (for p and u charts the count over its base, times `per`).
    A lower limit is not below nought where nothing can be; a share's upper limit is not above all.
    """
    if comparable(values[:use], kind) < MINIMUM:
        return None
    known = [value for value in values[:use] if value is not None]
    if kind == "x":
        ranges = moving_ranges(values[:use])
        centre, sigma = fsum(known) / len(known), fsum(ranges) / len(ranges) / D2
        sigmas = [sigma] * len(values)
    else:
        rate = _pooled(readings[:use])
        centre, sigmas = rate * per, [_sigma(rate, each.of, kind) * per for each in readings]
    # A limit that no reading could pass is drawn at the edge of what is possible.
    floor = 0.0 if min(known) >= 0 else float("-inf")
    ceiling = per if kind == "p" else float("inf")
    return Spread(
        centre,
        tuple(sigmas),
        tuple(min(centre + SIGMAS * sigma, ceiling) for sigma in sigmas),
        tuple(max(centre - SIGMAS * sigma, floor) for sigma in sigmas),
        1e-9 * max(abs(value) for value in values if value is not None),
    )


def _pooled(readings: Sequence[Reading]) -> float:
    counted = [(r.value, r.of) for r in readings if r.value is not None and r.of]
    return fsum(value for value, _ in counted) / fsum(of for _, of in counted)


def _sigma(rate: float, base: float | None, kind: Kind) -> float:
    if not base:
        return 0.0
    return sqrt(rate * ((1 - rate) if kind == "p" else 1) / base)
