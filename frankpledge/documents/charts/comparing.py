"""Charts that set places or groups side by side, as frozen objects: bars, and shares of a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from frankpledge.documents.charts.chart import Line

MOST_BARS = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. Without a `value` it says "no figure", or "not shown" where it is `withheld`.

    `low` and `high` are the ends of its interval; `beside` is what it is compared with, drawn as
    a tick; `words` are written in place of the figure ("at least 80").
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    beside: float | None = None
    words: str = ""
    highlighted: bool = False
    withheld: bool = False

    def __post_init__(self) -> None:
        """Refuse, with a ValueError, a bar that gives away or does not hold what it claims."""
        if self.withheld and (self.value is not None or self.words):
            raise ValueError(f"The bar “{self.label}” is withheld, and yet it holds a figure.")
        if (self.low is None) != (self.high is None):
            raise ValueError(f"The interval of “{self.label}” has only one end.")
        if self.low is not None and self.high is not None:
            held = self.value is not None and self.low <= self.value <= self.high
            if not held:
                raise ValueError(f"The interval of “{self.label}” does not hold its figure.")
        refuse_unless_finite(self.figures())

    def figures(self) -> list[float]:
        """Every figure of the bar that is drawn."""
        known = (self.value, self.low, self.high, self.beside)
        return [one for one in known if one is not None]

    @property
    def said(self) -> str:
        """What stands at the bar's end when it has no figure."""
        return "not shown" if self.withheld else "no figure"


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars in the order given, at most 40. The title says what was found.

    `beside` says what the ticks are ("last year"), `interval` what the whiskers are ("95%
    interval"), `level` is one figure for all bars, as a rule across them.
    """

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    beside: str = ""
    interval: str = ""
    level: Line | None = None
    note: str = ""
    source: str = ""
    of: str = "Place"

    def __post_init__(self) -> None:
        """Refuse, with a ValueError in plain words, what could not be read."""
        if len(self.bars) > MOST_BARS:
            raise ValueError(f"{len(self.bars)} bars are more than the {MOST_BARS} one can read.")
        if not self.beside and any(bar.beside is not None for bar in self.bars):
            raise ValueError("The bars have ticks, and `beside` does not say what they are.")
        if not self.interval and any(bar.low is not None for bar in self.bars):
            raise ValueError("The bars have intervals, and `interval` does not say which.")
        refuse_unless_finite([self.level.value] if self.level else [])

    def figures(self) -> list[float]:
        """Every figure that is drawn, for the scale."""
        level = [self.level.value] if self.level else []
        return [one for bar in self.bars for one in bar.figures()] + level


@dataclass(frozen=True, slots=True)
class Curve:
    """Shares added up, in percent: (10, 48) is "10% of the places have 48% of the crime"."""

    label: str
    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        """Refuse, with a ValueError, shares that are none or that fall."""
        refuse_unless_finite(one for point in self.points for one in point)
        if any(not 0 <= one <= 100 for point in self.points for one in point):
            raise ValueError(f"A share of “{self.label}” lies between 0 and 100 percent.")
        for a, b in pairwise(self.points):
            if b[0] < a[0] or b[1] < a[1]:
                raise ValueError(f"The shares of “{self.label}” are added up, so none falls.")


@dataclass(frozen=True, slots=True)
class ShareCurve:
    """How unevenly something is spread: share of `whole` across, share of `counted` upwards.

    With the fullest places first it is a curve of concentration, above the even spread; with the
    emptiest first it is Lorenz's (M. O. Lorenz, 1905), below it. `named` are shares of places, in
    percent, at which the first curve says its figure. Further curves are drawn thin.
    """

    title: str
    curves: tuple[Curve, ...]
    whole: str = "places"
    counted: str = "crime"
    named: tuple[float, ...] = ()
    note: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse, with a ValueError, a share to be named that is none."""
        if any(not 0 <= share <= 100 for share in self.named):
            raise ValueError("A share to be named lies between 0 and 100 percent.")

    def at(self, share: float, curve: int = 0) -> float | None:
        """A curve's height at a share of places, between two points in proportion."""
        points = self.curves[curve].points if self.curves else ()
        for (x0, y0), (x1, y1) in pairwise(points):
            if x0 <= share <= x1:
                return y1 if x1 == x0 else y0 + (y1 - y0) * (share - x0) / (x1 - x0)
        return None


def refuse_unless_finite(figures: Iterable[float]) -> None:
    """Raise ValueError when one of the figures is no number."""
    if not all(isfinite(one) for one in figures):
        raise ValueError("A value that is not a number cannot be drawn.")
