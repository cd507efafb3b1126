"""How a count that is yet to come may scatter, when what it rests on is itself uncertain.

Crime counts vary more than Poisson's law allows: by a factor, the dispersion, of their variance
(McCullagh and Nelder, Generalized Linear Models, 2nd ed., 6.2.3). A count to come is negative
binomial with the mean expected and the variance of noise and of estimation together. The
dispersion is known only from a few periods, so it is averaged over what chi-squared says it may
be, as Student's t does for a normal mean: with few periods the range is wider.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import special

from frankpledge.analytics.rates import Interval

Floats = NDArray[np.float64]

# Into so many equally likely values the uncertain dispersion is divided: enough for three digits.
PARTS: Final = 64


@dataclass(frozen=True, slots=True)
class Prediction:
    """A mixture of negative binomials with one mean, equally likely, each with its own variance."""

    mean: float
    variances: Floats

    def at_most(self, count: int) -> float:
        """How likely it is to see so many or fewer."""
        if count < 0:
            return 0.0
        chance = self.mean / self.variances
        size = self.mean * chance / (1 - chance)
        return float(np.mean(special.betainc(size, count + 1.0, chance)))

    def at_least(self, count: int) -> float:
        """How likely it is to see so many or more."""
        if count <= 0:
            return 1.0
        chance = self.mean / self.variances
        size = self.mean * chance / (1 - chance)
        return float(np.mean(special.betaincc(size, float(count), chance)))

    def p_value(self, count: int) -> float:
        """Twice the smaller tail: how often a count so far out, either way, comes by chance."""
        return min(1.0, 2 * min(self.at_most(count), self.at_least(count)))

    def quantile(self, probability: float) -> int:
        """The smallest count that is not exceeded with this probability."""
        low, high = -1, max(1, int(2 * self.mean))
        while self.at_most(high) < probability:
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            if self.at_most(middle) < probability:
                low = middle
            else:
                high = middle
        return high

    def interval(self, level: float) -> Interval:
        """From which to which count it lies with at least this probability."""
        tail = (1 - level) / 2
        return Interval(self.quantile(tail), self.quantile(1 - tail))

    def holds(self, count: int, *levels: float) -> tuple[bool, ...]:
        """Whether the interval of each level holds the count, without working them out."""
        so_many, fewer = self.at_most(count), self.at_most(count - 1)
        return tuple(so_many >= (1 - level) / 2 and fewer < (1 + level) / 2 for level in levels)


def dispersion_of(counts: Floats, means: Floats, parameters: int) -> float:
    """Pearson's chi-squared over its degrees of freedom: 1 for Poisson counts, more as a rule."""
    return float(np.sum((counts - means) ** 2 / means) / (len(counts) - parameters))


def likely_dispersions(dispersion: float, freedom: int) -> Floats:
    """What the true dispersion may be when `dispersion` was found with so many degrees of freedom.

    Never below 1: that counts of crime vary less than chance makes them is not believed.
    """
    likely: Floats = np.maximum(1.0, dispersion * freedom / _chi_squared(freedom))
    return likely


@lru_cache(maxsize=256)
def _chi_squared(freedom: int) -> Floats:
    """Its middles of so many equally likely parts. A back-test asks for the same ones often."""
    found: Floats = special.chdtri(freedom, (np.arange(PARTS) + 0.5) / PARTS)
    found.setflags(write=False)
    return found


def predict(
    mean: float, dispersion: float, freedom: int, variance: Callable[[Floats], Floats]
) -> Prediction:
    """The count to come, given its mean, the dispersion found, and `variance`: the variance of
    the count, noise and estimation together, at each dispersion. It must exceed the mean.
    """
    return Prediction(mean, variance(likely_dispersions(dispersion, freedom)))
