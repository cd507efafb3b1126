"""Whether a change between two years is more than chance, and than the months' own variation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Final, Literal

from scipy import stats

from frankpledge.analytics.rates import compare_rates

# One claim in a hundred would be made of nothing. At one in twenty a draft with fourteen crime
# types for each of six places would name four changes where there was none.
ALPHA: Final = 0.01
# With fewer pairs of months their own variation cannot be told from chance.
LEAST_PAIRS: Final = 6

Verdict = Literal["rose", "fell", "within usual variation"]


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


def judge_change(earlier: Sequence[int], later: Sequence[int], *, alpha: float = ALPHA) -> Change:
    """Monthly counts of a period, and of the same months a year before, in the same order.

    Two tests, and both must say so: the exact one of two Poisson counts (see `analytics.rates`),
    and the same allowing for how much more the pairs of months differ than chance makes them
    (quasi-binomial: McCullagh and Nelder, Generalized Linear Models, 2nd ed., 4.5). Exact alone
    where pairs are too few. Raises ValueError for counts of different lengths, or none.
    """
    if len(earlier) != len(later) or not earlier:
        raise ValueError("A change needs the same months of two years.")
    before, after = sum(earlier), sum(later)
    months = float(len(earlier))
    exact = compare_rates(after, months, before, months).p_value
    spread = _variation(earlier, later)
    p_value = exact
    low = high = None
    if before and after:
        wide = spread if spread is not None else 1.0
        error = sqrt(wide * (1 / before + 1 / after))
        reach = _reach(len(earlier), alpha, own=spread is not None)
        middle = log(after / before)
        low, high = (100 * (exp(middle + sign * reach * error) - 1) for sign in (-1, 1))
        if spread is not None:
            statistic = abs(after - before) / sqrt(spread * (before + after))
            p_value = max(exact, 2 * float(stats.t.sf(statistic, len(earlier) - 1)))
    # The interval and the verdict never contradict each other.
    open_to_none = low is not None and high is not None and low <= 0 <= high
    verdict: Verdict = "within usual variation"
    if p_value < alpha and before != after and not open_to_none:
        verdict = "rose" if after > before else "fell"
    percent = 100 * (after - before) / before if before else None
    return Change(before, after, verdict, percent, low, high, spread)


def _reach(pairs: int, alpha: float, *, own: bool) -> float:
    if own:
        return float(stats.t.isf(alpha / 2, pairs - 1))
    return float(stats.norm.isf(alpha / 2))


def _variation(earlier: Sequence[int], later: Sequence[int]) -> float | None:
    """Pearson's dispersion of the pairs about the overall change, never below 1."""
    pairs = [(a, b) for a, b in zip(earlier, later, strict=True) if a + b]
    total = sum(a + b for a, b in pairs)
    share = sum(b for _, b in pairs) / total if total else 0.0
    if len(pairs) < LEAST_PAIRS or not 0 < share < 1:
        return None
    squares = sum((b - (a + b) * share) ** 2 / ((a + b) * share * (1 - share)) for a, b in pairs)
    return max(1.0, squares / (len(pairs) - 1))
