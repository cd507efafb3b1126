"""Rates, shares and their intervals: how far chance alone could have moved a figure.

Sources: F. Garwood, Biometrika 28 (1936), for a Poisson count; J. Przyborowski and H. Wilenski,
Biometrika 31 (1940), for two counts; C. Clopper and E. Pearson, Biometrika 26 (1934); E. B. Wilson,
JASA 22 (1927), for a share. All but Wilson's are exact: they hold at least as often as they claim.
Float throughout, since none of these is exact in decimals either.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite, sqrt
from typing import Final, NamedTuple

from scipy import special

LEVEL: Final = 0.95


class Interval(NamedTuple):
    """From `low` to `high`; `high` is infinite where nothing bounds it."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies inside, ends included."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Rate:
    """A count for each `per` people, with its interval in the same unit."""

    count: int
    people: float
    per: int
    value: float
    interval: Interval
    words: str


@dataclass(frozen=True, slots=True)
class RateRatio:
    """One rate over another. `ratio` is None where the second is nought or neither has any.

    `p_value`: how often rates that are truly equal would differ so much or more. It is below
    1 − level exactly when the interval leaves out 1.
    """

    ratio: float | None
    interval: Interval
    p_value: float
    words: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, from 0 to 1, with its interval. `value` is None of an empty whole."""

    part: int
    whole: int
    value: float | None
    interval: Interval
    words: str


def figure(value: float) -> str:
    """A figure for a sentence: 1,924, 50.8, 0.23, −3; three figures or so."""
    size = abs(value)
    places = 0 if size >= 100 else 1 if size >= 10 else 2
    text = f"{size:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if places else text
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def spoken_interval(interval: Interval, scale: float = 1.0, unit: str = "") -> str:
    """3.1 to 4.2, or 3.1 or more where it has no upper end."""
    low = f"{figure(interval.low * scale)}{unit}"
    if interval.high == inf:
        return f"{low} or more"
    return f"{low} to {figure(interval.high * scale)}{unit}"


def count_interval(count: int, level: float = LEVEL) -> Interval:
    """Garwood's exact interval for the mean of a Poisson count: 10 gives 4.80 to 18.39.

    Raises ValueError for a count below nought or a level outside 0 to 1.
    """
    _check_count(count, "count")
    tail = (1 - _checked(level)) / 2
    low = float(special.gammaincinv(count, tail)) if count else 0.0
    return Interval(low, float(special.gammaincinv(count + 1, 1 - tail)))


def rate(
    count: int, people: float, *, per: int = 1000, level: float = LEVEL, noun: str = "people"
) -> Rate:
    """So many for each `per` people (or homes, or hours: `noun`), with the exact interval.

    Raises ValueError for a count below nought or for no people.
    """
    _check_people(people, noun)
    low, high = count_interval(count, level)
    interval = Interval(low * per / people, high * per / people)
    value = count * per / people
    words = (
        f"{figure(value)} per {per:,} {noun} ({count:,} among {people:,.0f}; "
        f"{spoken_interval(interval)} allowing for chance)"
    )
    return Rate(count, people, per, value, interval, words)


def compare_rates(
    count: int, people: float, other_count: int, other_people: float, *, level: float = LEVEL
) -> RateRatio:
    """The first rate over the second, by the exact conditional test.

    Given how many there were in all, the first count is binomial, with the share of people as its
    chance when the rates are equal. The p-value is twice the smaller tail (Fay, R Journal 2010,
    "central"), so that it and the Clopper-Pearson interval never contradict each other.
    Raises ValueError for a count below nought or for no people.
    """
    for one, name in ((count, "first count"), (other_count, "second count")):
        _check_count(one, name)
    _check_people(people)
    _check_people(other_people)
    both = count + other_count
    if both == 0:
        return RateRatio(None, Interval(0.0, inf), 1.0, "not compared: there were none in either")
    low, high = _binomial_interval(count, both, _checked(level))
    times = other_people / people
    interval = Interval(
        low / (1 - low) * times if low < 1 else inf,
        high / (1 - high) * times if high < 1 else inf,
    )
    chance = people / (people + other_people)
    p_value = min(1.0, 2 * min(_at_most(count, both, chance), _at_least(count, both, chance)))
    ratio = count / other_count * times if other_count else None
    if ratio is None:
        words = f"not computed: the second rate is nought (the first has {count:,})"
    else:
        words = f"{figure(ratio)} times ({spoken_interval(interval)} allowing for chance)"
    return RateRatio(ratio, interval, p_value, words)


def share(part: int, whole: int, *, level: float = LEVEL) -> Share:
    """A share with Wilson's interval: of 1,420 outcomes 512 positive is 36% (34% to 39%).

    Of nothing there is no share: the value is None, and the words say so. Raises ValueError for a
    count below nought, or a part larger than the whole.
    """
    _check_count(part, "part")
    _check_count(whole, "whole")
    if part > whole:
        raise ValueError(f"A part of {part:,} cannot be larger than its whole of {whole:,}.")
    z = float(special.ndtri(1 - (1 - _checked(level)) / 2))
    if whole == 0:
        return Share(0, 0, None, Interval(0.0, 1.0), "not computed: there were none")
    value = part / whole
    middle = (value + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z * sqrt(value * (1 - value) / whole + z * z / (4 * whole * whole))
    reach /= 1 + z * z / whole
    # At the ends Wilson's limit is 0 or 1 exactly; only rounding says otherwise.
    low = 0.0 if part == 0 else max(0.0, middle - reach)
    high = 1.0 if part == whole else min(1.0, middle + reach)
    interval = Interval(low, high)
    words = (
        f"{figure(value * 100)}%, {part:,} of {whole:,} "
        f"({spoken_interval(interval, 100, '%')} allowing for chance)"
    )
    return Share(part, whole, value, interval, words)


def _binomial_interval(part: int, whole: int, level: float) -> Interval:
    """Clopper and Pearson's."""
    tail = (1 - level) / 2
    low = float(special.betaincinv(part, whole - part + 1, tail)) if part else 0.0
    high = float(special.betaincinv(part + 1, whole - part, 1 - tail)) if part < whole else 1.0
    return Interval(low, high)


def _at_least(part: int, whole: int, chance: float) -> float:
    return float(special.betainc(part, whole - part + 1, chance)) if part else 1.0


def _at_most(part: int, whole: int, chance: float) -> float:
    return float(special.betaincc(part + 1, whole - part, chance)) if part < whole else 1.0


def _check_count(count: int, name: str) -> None:
    if count < 0 or count != int(count):
        raise ValueError(f"The {name}, {count}, must be a whole number that is not below nought.")


def _check_people(people: float, noun: str = "people") -> None:
    if not (isfinite(people) and people > 0):
        raise ValueError(f"A rate needs a number of {noun} above nought, not {people:,g}.")


def _checked(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"The level of an interval lies between 0 and 1, not at {level:g}.")
    return level
