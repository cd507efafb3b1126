"""Rose, fell or neither: two years' counts, by more than chance and than their own variation.

Counts of months come in bursts, so that the test of two Poisson counts alone names changes where
there are none. Here is the one rule by which a change is named: drafts and measures ask it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from typing import Final, Literal

from scipy import stats

from frankpledge.analytics.exceptional.judging import Exceptional, Side, edge
from frankpledge.analytics.rates import Interval, compare_rates, figure

# One claim in a hundred would be made of nothing. At one in twenty a draft with fourteen crime
# types for each of six places would name four changes where there was none.
ALPHA: Final = 0.01
# With fewer pairs of months their own variation cannot be told from chance.
LEAST_PAIRS: Final = 6

Verdict = Literal["rose", "fell", "within usual variation"]
Days = tuple[float, float]


@dataclass(frozen=True)
class Noise:
    """How many times as much months vary as chance alone makes them (1 at least), and by how many
    degrees of freedom that is known."""

    dispersion: float
    degrees: int


@dataclass(frozen=True)
class Change:
    """Two totals of the same months. `low` and `high`: between what change the truth lies, in per
    cent, 99 times in 100. `variation`: how many times as much the months vary as chance alone
    makes them; None where there are too few to tell."""

    earlier: int
    later: int
    verdict: Verdict
    percent: float | None
    low: float | None
    high: float | None
    variation: float | None
    p_value: float = 1.0


def judge_change(
    earlier: Sequence[int],
    later: Sequence[int],
    *,
    alpha: float = ALPHA,
    days: Days = (1.0, 1.0),
    noise: Noise | None = None,
) -> Change:
    """Monthly counts of a period, and of the same months a year before, in the same order.

    Three tests, and all must say so: the exact one of two Poisson counts (see `analytics.rates`);
    the same allowing for how much more the pairs of months differ than chance makes them
    (quasi-binomial: McCullagh and Nelder, Generalized Linear Models, 2nd ed., 4.5); and the
    interval of the change. Exact and interval alone where pairs are too few, unless `noise` is
    given from elsewhere, as by `noise_of`. `days`: of the earlier and of the later period.
    Raises ValueError for counts of different lengths, or none.
    """
    if len(earlier) != len(later) or not earlier:
        raise ValueError("A change needs the same months of two years.")
    before, after = sum(earlier), sum(later)
    own = _paired(earlier, later) or noise
    p_value = _p_value(before, after, days, own)
    low = high = None
    if before and after:
        reach = _reach(alpha, own) * _error(before, after, own)
        middle = log(after / before * days[0] / days[1])
        low, high = (100 * (exp(middle + sign * reach) - 1) for sign in (-1, 1))
    verdict: Verdict = "within usual variation"
    if p_value < alpha:
        verdict = "rose" if after * days[0] > before * days[1] else "fell"
    percent = 100 * (after - before) / before if before else None
    spread = own.dispersion if own else None
    return Change(before, after, verdict, percent, low, high, spread, p_value)


def against_year_before(
    earlier: Sequence[int],
    later: Sequence[int],
    *,
    alpha: float = ALPHA,
    days: Days = (1.0, 1.0),
    noise: Noise | None = None,
) -> Exceptional:
    """The later months' count as `judge_change` judges it, with the range it usually lies in.

    What goes in and what is raised: as there.
    """
    found = judge_change(earlier, later, alpha=alpha, days=days, noise=noise)
    own = _paired(earlier, later) or noise
    expected = found.earlier * days[1] / days[0]

    def usual(count: int) -> bool:
        return _p_value(found.earlier, count, days, own) >= alpha

    low, high = edge(usual, int(expected), -1), edge(usual, int(expected), 1)
    side: Side = (
        "above" if found.later > expected else "below" if found.later < expected else "as expected"
    )
    exceptional = found.verdict in ("rose", "fell")
    head = f"Exceptional, {side} the usual range" if exceptional else "Within the usual range"
    return Exceptional(
        "exceptional" if exceptional else "within the usual range",
        found.later,
        expected,
        Interval(low, high),
        found.p_value,
        side,
        found.variation,
        f"{head}: {found.later:,}, where {figure(expected)} would be the same as before. "
        f"Usually it is {low:,} to {high:,}.",
    )


def noise_of(pairs: Sequence[tuple[int, int]]) -> Noise | None:
    """The noise of months that follow one another, from pairs of neighbours; None for too few.

    The mean of (b - a)² ÷ (a + b), which chance alone makes 1; neighbours, so that a trend or the
    seasons count little (von Neumann, “Distribution of the ratio of the mean square successive
    difference to the variance”, 1941). Pairs that share a month tell less than pairs that do not:
    two degrees of freedom for three.
    """
    known = [(a, b) for a, b in pairs if a + b]
    if len(known) < LEAST_PAIRS:
        return None
    mean = sum((b - a) ** 2 / (a + b) for a, b in known) / len(known)
    return Noise(max(1.0, mean), max(1, 2 * len(known) // 3))


def _paired(earlier: Sequence[int], later: Sequence[int]) -> Noise | None:
    """Pearson's dispersion of the pairs about the overall change; None where they are too few."""
    pairs = [(a, b) for a, b in zip(earlier, later, strict=True) if a + b]
    total = sum(a + b for a, b in pairs)
    share = sum(b for _, b in pairs) / total if total else 0.0
    if len(pairs) < LEAST_PAIRS or not 0 < share < 1:
        return None
    squares = sum((b - (a + b) * share) ** 2 / ((a + b) * share * (1 - share)) for a, b in pairs)
    return Noise(max(1.0, squares / (len(pairs) - 1)), len(earlier) - 1)


def _p_value(before: int, after: int, days: Days, noise: Noise | None) -> float:
    """The largest of the tests' p-values, so that the verdict and the interval never differ."""
    found = [_exact(before, after, days)]
    total, share = before + after, days[1] / (days[0] + days[1])
    if noise is not None and total:
        spread = sqrt(noise.dispersion * total * share * (1 - share))
        found.append(2 * float(stats.t.sf(abs(after - total * share) / spread, noise.degrees)))
    if before and after:
        away = abs(log(after / before * days[0] / days[1])) / _error(before, after, noise)
        tail = stats.t.sf(away, noise.degrees) if noise else stats.norm.sf(away)
        found.append(2 * float(tail))
    return max(found)


@lru_cache(maxsize=20_000)
def _exact(before: int, after: int, days: Days) -> float:
    return compare_rates(after, days[1], before, days[0]).p_value


def _error(before: int, after: int, noise: Noise | None) -> float:
    return sqrt((noise.dispersion if noise else 1.0) * (1 / before + 1 / after))


def _reach(alpha: float, noise: Noise | None) -> float:
    tail = stats.t.isf(alpha / 2, noise.degrees) if noise else stats.norm.isf(alpha / 2)
    return float(tail)
