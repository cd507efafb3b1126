"""What a control chart is made from, and what comes out: frozen objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["x", "p", "u"]
Better = Literal["lower", "higher", "neither"]
Rule = Literal["beyond a limit", "shift", "trend", "two of three"]
Side = Literal["above", "below"]
Meaning = Literal["improvement", "concern", "change"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One period's figure, or None when there is none.

    `of` is the number of people, cases or days that a count is out of; only p and u charts have
    it. `break_before` says, in words, what changed just before this reading: the series breaks.
    """

    label: str
    value: float | None
    of: float | None = None
    break_before: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that a series broke, with the indexes of the readings that broke it.

    `side`: above or below the average; for a trend, rising is "above" and falling "below".
    """

    rule: Rule
    points: tuple[int, ...]
    side: Side
    meaning: Meaning
    words: str


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A reading on its chart. Centre and limits are None where there are too few readings."""

    label: str
    value: float | None
    centre: float | None
    upper: float | None
    lower: float | None
    segment: int
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """The readings between two breaks, from index `first` to `last`, and their own limits.

    `upper` and `lower` hold one figure a reading, and none when there are too few readings.
    `provisional`: there are limits, and fewer readings than settle them. `count`: known readings.
    """

    first: int
    last: int
    centre: float | None
    upper: tuple[float, ...]
    lower: tuple[float, ...]
    provisional: bool
    break_before: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The whole chart. `exceptional` and `sentence` speak of the latest known reading."""

    kind: Kind
    better: Better
    points: tuple[ControlPoint, ...]
    segments: tuple[Segment, ...]
    exceptional: bool
    sentence: str
