"""One count against an earlier one, or against a history whose own noise is measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final, Literal

import numpy as np

from frankpledge.analytics.control import MINIMUM
from frankpledge.analytics.predicting import Floats, Prediction, dispersion_of, predict
from frankpledge.analytics.rates import Interval, compare_rates, figure

Verdict = Literal["exceptional", "within the usual range", "cannot be said"]
Side = Literal["above", "below", "as expected"]

# What comes less often than once in so many periods by chance is exceptional. At 1 in 20 a board
# that reads twenty figures a quarter would be alarmed every quarter for nothing.
ALPHA: Final = 0.01
HEDGE: Final = "This says that the count is unusual. It does not say why."


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A count judged. `usual` is the range that all but `alpha` of counts lie in by chance.

    `expected`, `usual` and `p_value` are None where nothing can be said. `dispersion`: how many
    times as much the history varies as chance alone makes it; None without a history.
    """

    verdict: Verdict
    observed: int
    expected: float | None
    usual: Interval | None
    p_value: float | None
    side: Side
    dispersion: float | None
    words: str


def against_earlier(
    earlier: int,
    later: int,
    *,
    exposures: tuple[float, float] = (1.0, 1.0),
    alpha: float = ALPHA,
) -> Exceptional:
    """The later count against the earlier, by the exact test of two Poisson counts.

    `exposures`: the days, people or hours each was counted over. It takes incidents to come one by
    one and independently; where they come in bursts it calls too much exceptional, so where there
    is a history use `against_history`. The usual range is of the later count given the earlier.
    Raises ValueError for a count below nought or an exposure not above it.
    """
    for exposure in exposures:
        _check_exposure(exposure)
    _check_alpha(alpha)
    found = compare_rates(later, exposures[1], earlier, exposures[0])
    expected = earlier * exposures[1] / exposures[0]
    side = _side(later, expected)
    verdict: Verdict = "exceptional" if found.p_value < alpha else "within the usual range"
    usual = _usual_after(earlier, exposures, alpha)
    against = f"{later:,} against {earlier:,} earlier"
    if exposures[0] != exposures[1]:
        against += f", where {figure(expected)} would be the same rate"
    words = _words(verdict, against, side, usual, found.p_value)
    return Exceptional(verdict, later, expected, usual, found.p_value, side, None, words)


def against_history(
    history: Sequence[int | None],
    latest: int,
    *,
    exposures: Sequence[float] | None = None,
    latest_exposure: float = 1.0,
    alpha: float = ALPHA,
    minimum: int = MINIMUM,
) -> Exceptional:
    """The latest count against those of earlier periods, allowing for the noise they show.

    History is of one kind: the same month of other years, or a series without seasons. None is a
    period without a figure and is left out. The dispersion is Pearson's; the count to come is
    negative binomial with the variance of noise and of the estimated mean together, which for
    Poisson counts is the exact prediction from a history (Gelman and others, Bayesian Data
    Analysis, 3rd ed., 2.6). With fewer than `minimum` periods it cannot be said.
    Raises ValueError for a count below nought or an exposure not above it.
    """
    _check_alpha(alpha)
    over = [1.0] * len(history) if exposures is None else list(exposures)
    if len(over) != len(history):
        raise ValueError(f"There are {len(history)} counts and {len(over)} exposures.")
    known = [(count, of) for count, of in zip(history, over, strict=True) if count is not None]
    for count, of in [*known, (latest, latest_exposure)]:
        _check_exposure(of)
        if count < 0:
            raise ValueError(f"A count, {count}, is below nought.")
    if len(known) < max(minimum, 2):
        needed = max(minimum, 2)
        reason = f"fewer than {needed} earlier periods ({len(known)}) do not show what is usual"
        return unsaid(latest, reason)
    counts = np.array([count for count, _ in known], dtype=float)
    bases = np.array([of for _, of in known], dtype=float)
    mean = float(counts.sum() / bases.sum()) * latest_exposure
    if mean == 0:
        return _after_none(float(bases.sum()), len(known), latest, latest_exposure, alpha)
    dispersion = dispersion_of(counts, bases * counts.sum() / bases.sum(), 1)
    prediction = _predicted(mean, dispersion, len(known), latest_exposure / float(bases.sum()))
    against = f"{latest:,}, where {figure(mean)} was usual over {len(known)} earlier periods"
    return judge_prediction(latest, prediction, dispersion, against, alpha)


def judge_prediction(
    latest: int, prediction: Prediction, dispersion: float, against: str, alpha: float = ALPHA
) -> Exceptional:
    """A count against what was predicted of it. `against`: the two in words, for the sentence."""
    p_value, usual = prediction.p_value(latest), prediction.interval(1 - alpha)
    verdict: Verdict = "exceptional" if p_value < alpha else "within the usual range"
    side = _side(latest, prediction.mean)
    words = _words(verdict, against, side, usual, p_value)
    return Exceptional(verdict, latest, prediction.mean, usual, p_value, side, dispersion, words)


def unsaid(latest: int, reason: str) -> Exceptional:
    """A count of which nothing can be said, and why."""
    words = f"Cannot be said: {reason}."
    return Exceptional("cannot be said", latest, None, None, None, "as expected", None, words)


def _predicted(mean: float, dispersion: float, periods: int, part: float) -> Prediction:
    """`part`: the exposure of the latest period over that of the whole history."""

    def variance(dispersions: Floats) -> Floats:
        return dispersions * (mean * (1 + part))

    return predict(mean, dispersion, periods - 1, variance)


def _after_none(
    exposure: float, periods: int, latest: int, latest_exposure: float, alpha: float
) -> Exceptional:
    """A history of noughts shows no noise: what is left is the exact test of two counts."""
    exposures = (exposure, latest_exposure)
    p_value = compare_rates(latest, latest_exposure, 0, exposure).p_value
    usual, side = _usual_after(0, exposures, alpha), _side(latest, 0)
    verdict: Verdict = "exceptional" if p_value < alpha else "within the usual range"
    against = f"{latest:,}, where there was none in {periods} earlier periods"
    words = _words(verdict, against, side, usual, p_value)
    return Exceptional(verdict, latest, 0.0, usual, p_value, side, None, words)


def _usual_after(earlier: int, exposures: tuple[float, float], alpha: float) -> Interval:
    """Which later counts the exact test would not call exceptional after the earlier one."""

    def usual(later: int) -> bool:
        return compare_rates(later, exposures[1], earlier, exposures[0]).p_value >= alpha

    middle = int(earlier * exposures[1] / exposures[0])
    return Interval(edge(usual, middle, -1), edge(usual, middle, 1))


def edge(usual: Callable[[int], bool], middle: int, way: int) -> int:
    """The last usual count from the middle that way; being usual changes once on it."""
    step = 1
    while middle + way * step >= 0 and usual(middle + way * step):
        step *= 2
    inside, outside = step // 2, step
    while outside - inside > 1:
        half = (inside + outside) // 2
        if middle + way * half >= 0 and usual(middle + way * half):
            inside = half
        else:
            outside = half
    return middle + way * inside


def _side(observed: float, expected: float) -> Side:
    return "above" if observed > expected else "below" if observed < expected else "as expected"


def _words(verdict: Verdict, against: str, side: Side, usual: Interval, p_value: float) -> str:
    between = f"{usual.low:,.0f} to {usual.high:,.0f}"
    if verdict == "exceptional":
        return (
            f"Exceptional, {side} the usual range: {against}. Chance alone usually gives "
            f"{between}; a count so far out comes {once_in(p_value)}. {HEDGE}"
        )
    return f"Within the usual range: {against}. Chance alone usually gives {between}."


def once_in(p_value: float) -> str:
    """A p-value in words: about 1 time in 200; less than 1 time in 10,000."""
    if p_value < 1e-4:
        return "less than 1 time in 10,000"
    times = 1 / p_value
    scale = 10 ** max(0, len(str(int(times))) - 2)
    return f"about 1 time in {round(times / scale) * scale:,}"


def _check_exposure(exposure: float) -> None:
    if not (isfinite(exposure) and exposure > 0):
        raise ValueError(f"What a count is taken over must be above nought, not {exposure:g}.")


def _check_alpha(alpha: float) -> None:
    if not 0 < alpha < 1:
        raise ValueError(f"How rare is exceptional lies between 0 and 1, not at {alpha:g}.")
