"""The one rule of rose and fell: of months that come in bursts one in a hundred is named."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from frankpledge.analytics.exceptional import against_earlier
from frankpledge.analytics.exceptional.changed import (
    against_year_before,
    judge_change,
    noise_of,
)

pytestmark = pytest.mark.once("pure: no database")

RUNS = 600


def bursty(rng: np.random.Generator, many: int) -> list[int]:
    """Months of 100 crimes on average, with four times the variance of chance."""
    return [int(one) for one in rng.negative_binomial(100 / 3, 1 / 4, many)]


def test_of_months_in_bursts_one_in_a_hundred_is_named_and_by_chance_alone_one_in_five() -> None:
    rng = np.random.default_rng(3)
    plain = named = 0
    for _ in range(RUNS):
        months = bursty(rng, 26)
        before, now, others = months[0], months[1], months[2:]
        plain += against_earlier(before, now).verdict == "exceptional"
        noise = noise_of(list(pairwise(others)))
        found = against_year_before([before], [now], noise=noise)
        named += found.verdict == "exceptional"
    assert plain / RUNS > 0.15
    assert named / RUNS < 0.025


def test_years_in_bursts_are_judged_by_their_own_pairs() -> None:
    rng = np.random.default_rng(4)
    verdicts = [judge_change(bursty(rng, 12), bursty(rng, 12)).verdict for _ in range(RUNS)]
    assert sum(one != "within usual variation" for one in verdicts) / RUNS < 0.025


def test_a_change_beyond_the_noise_is_named() -> None:
    rng = np.random.default_rng(5)
    noise = noise_of(list(pairwise(bursty(rng, 24))))
    found = against_year_before([100], [260], noise=noise)
    assert (found.verdict, found.side) == ("exceptional", "above")
    assert found.usual is not None
    inside, beyond = int(found.usual.high), int(found.usual.high) + 1
    assert against_year_before([100], [inside], noise=noise).verdict != "exceptional"
    assert against_year_before([100], [beyond], noise=noise).verdict == "exceptional"


def test_a_longer_period_is_held_against_day_for_day() -> None:
    assert judge_change([1_000], [2_000], days=(31.0, 62.0)).p_value > 0.9
    assert judge_change([1_000], [2_000]).verdict == "rose"


@pytest.mark.parametrize(("before", "after"), [(0, 0), (0, 12), (12, 0), (7, 7)])
def test_noughts_are_judged_too(before: int, after: int) -> None:
    found = against_year_before([before] * 6, [after] * 6)
    assert (found.verdict == "exceptional") is (before + after == 12)
    assert found.p_value is not None
    assert 0 <= found.p_value <= 1
