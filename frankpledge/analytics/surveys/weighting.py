"""What weights cost, and how far chance alone may carry a percentage.

Kish's effective base: n people with unequal weights say as much as so many with equal ones
(Kish, Survey Sampling, 1965, 11.7). The interval is Wilson's (1927) with that base, and between
two waves Newcombe's (1998, method 10): both stay within 0 and 100 and hold for small shares,
where the textbook's plus or minus does not. They presume that chance chose who answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist
from typing import Final

from frankpledge.analytics.comparing.changes import HUNDRED, rounded

NINETY_FIVE: Final = Decimal(str(NormalDist().inv_cdf(0.975)))


def effective_base(weights: Sequence[Decimal]) -> Decimal:
    """How many people of equal weight say as much: (Σw)² / Σw². Nought for nobody."""
    squares = sum((weight * weight for weight in weights), Decimal(0))
    total = sum(weights, Decimal(0))
    return total * total / squares if squares else Decimal(0)


def design_effect(weights: Sequence[Decimal]) -> Decimal | None:
    """How many times wider weights make the variance: people / effective base. None for nobody."""
    effective = effective_base(weights)
    return len(weights) / effective if effective else None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A percentage, unrounded, with the interval of 95%; the interval is None for everybody."""

    percent: Decimal
    low: Decimal | None
    high: Decimal | None

    @property
    def words(self) -> str:
        """The percentage and its interval: "24.0% (19.1% to 29.6%)"."""
        said = f"{rounded(self.percent)}%"
        if self.low is None or self.high is None:
            return said
        return f"{said} ({rounded(self.low)}% to {rounded(self.high)}%)"


def estimate(share: Decimal, base: Decimal, *, sample: bool = True) -> Estimate:
    """A share from 0 to 1 with Wilson's interval for a base, which may be an effective one.

    Raises ValueError for a base of nought: of nobody there is no share.
    """
    if base <= 0:
        raise ValueError("Of nobody there is no percentage.")
    if not sample:
        return Estimate(share * HUNDRED, None, None)
    z = NINETY_FIVE
    middle = share + z * z / (2 * base)
    reach = z * (share * (1 - share) / base + z * z / (4 * base * base)).sqrt()
    whole = 1 + z * z / base
    low = max((middle - reach) / whole, Decimal(0)) if share else Decimal(0)
    high = min((middle + reach) / whole, Decimal(1)) if share < 1 else Decimal(1)
    return Estimate(share * HUNDRED, low * HUNDRED, high * HUNDRED)


@dataclass(frozen=True, slots=True)
class Difference:
    """A change in points with its interval, and whether it is more than chance would make."""

    points: Decimal
    low: Decimal
    high: Decimal

    @property
    def clear(self) -> bool:
        """Whether no change lies outside the interval."""
        return self.low > 0 or self.high < 0


def difference(before: Estimate, after: Estimate) -> Difference | None:
    """Newcombe's interval for the change between two samples; None where one has no interval."""
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return None
    points = after.percent - before.percent
    down = ((after.percent - after.low) ** 2 + (before.high - before.percent) ** 2).sqrt()
    up = ((after.high - after.percent) ** 2 + (before.percent - before.low) ** 2).sqrt()
    return Difference(points, points - down, points + up)
