"""The solver: whole numbers for the smallest parts, that fit what is known of the cells.

HiGHS, by way of scipy.optimize.milp. It counts in floats: every answer is rounded and checked in
whole numbers before it is believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from frankpledge.analytics.disclosure.space import Space

Numbers = NDArray[np.int64]
Outcome = Literal["best", "found", "none", "unknown"]

# The limit on nodes is what counts: it makes the same tables come out the same on any machine.
NODES = 2_000
SECONDS = 10.0
NEAR_ENOUGH = 0.25
NOISE = 1e-5


@dataclass(frozen=True, slots=True)
class Limits:
    """Between what each cell lies; a number beyond every count stands for no limit."""

    low: Numbers
    high: Numbers

    def allow(self, cells: Numbers) -> bool:
        """Whether these counts all lie within."""
        return bool((cells >= self.low).all() and (cells <= self.high).all())


@dataclass(frozen=True, slots=True)
class Found:
    """`best`: no better one exists; `found`: it fits; `none`: nothing fits; `unknown`: gave up."""

    outcome: Outcome
    cells: Numbers | None = None


def extreme(space: Space, limits: Limits, index: int, *, most: bool) -> Found:
    """The cells where one is the most, or the least, that the limits allow."""
    sums = space.sums
    direction = -1.0 if most else 1.0
    costs = direction * sums[[index], :].toarray()[0]
    held = [LinearConstraint(sums, limits.low, limits.high)]
    return _solved(space, costs, held, limits)


def nearest(space: Space, limits: Limits, loose: Limits, prices: NDArray[np.float64]) -> Found:
    """Cells within `loose` that go beyond `limits` as cheaply as can be.

    `prices` has two rows: what each cell costs for every one that it goes above, and below.
    """
    n, parts = space.sums.shape
    one = eye_array(n, format="csr")
    lines = hstack([space.sums, -one, one], format="csr")
    still = csr_array((n, 2 * n))
    held = [
        LinearConstraint(lines, limits.low, limits.high),
        LinearConstraint(hstack([space.sums, still], format="csr"), loose.low, loose.high),
    ]
    costs = np.concatenate([np.zeros(parts), prices[0], prices[1]])
    return _solved(space, costs, held, loose, NEAR_ENOUGH)


def _solved(
    space: Space,
    costs: NDArray[np.float64],
    held: list[LinearConstraint],
    limits: Limits,
    gap: float = 0.0,
) -> Found:
    parts = space.parts
    if space.ties.shape[0]:
        still = csr_array((space.ties.shape[0], len(costs) - parts))
        held = [*held, LinearConstraint(hstack([space.ties, still], format="csr"), 0, 0)]
    most = np.full(len(costs), np.inf)
    most[:parts] = limits.high.max(initial=1)
    whole = np.zeros(len(costs))
    # Most tables come out in whole numbers even where fractions are allowed, and sooner.
    for whole[:parts] in (0, 1):
        answer: Any = milp(
            costs,
            integrality=whole,
            bounds=Bounds(0, most),
            constraints=held,
            options={"node_limit": NODES, "time_limit": SECONDS, "mip_rel_gap": gap},
        )
        if answer.x is None:
            return Found("none" if answer.status == 2 else "unknown")
        found = np.rint(answer.x[:parts]).astype(np.int64)
        cells: Numbers = space.sums @ found
        exact = np.abs(answer.x[:parts] - found).max(initial=0) < NOISE
        if exact and not (space.ties @ found).any() and limits.allow(cells):
            # With fractions allowed nothing is better than this: nor is it with whole numbers.
            return Found("best" if answer.status == 0 else "found", cells)
    return Found("unknown")
