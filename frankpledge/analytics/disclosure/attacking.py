"""The reader who tries to work out what is hidden, from everything that was published together.

He knows all shown figures, that rounded ones lie within their rounding, which cells are sums of
which, that counts are whole and not below nought, and the rule by which small ones are hidden:
the feasibility intervals of Willenborg and de Waal, Elements of Statistical Disclosure Control
(2001), and of Hundepool and others, Statistical Disclosure Control (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from frankpledge.analytics.disclosure.solving import Limits, extreme
from frankpledge.analytics.disclosure.space import Space, space_of
from frankpledge.analytics.disclosure.tables import Key, Published, key_of
from frankpledge.analytics.small_numbers import Policy

Range = tuple[int, int | None]
"""The least and the most that a cell may be, by what is said of itself; None: no limit."""

Told = Mapping[Key, Range]
UNTOLD: Final[Range] = (0, None)


@dataclass(frozen=True, slots=True)
class Interval:
    """Between what a hidden count must lie for a reader; `high` None: nothing limits it.

    `certain` False: the solver gave up, and of the true interval only this much is proven.
    """

    key: Key
    low: int
    high: int | None
    certain: bool = True

    def safe(self, policy: Policy) -> bool:
        """Whether it could be two numbers at least, one of them no small count."""
        return self.high is None or (self.high > self.low and self.high >= policy.threshold)


def audit(
    published: Published, also: Sequence[Published] = (), asked: Sequence[Mapping[str, str]] = ()
) -> tuple[Interval, ...]:
    """For each hidden cell the interval that a reader can work out.

    `also`: what was published before of the same records. `asked`: keys of cells that are in no
    table, but may be worked out, such as what was added between two editions. Raises ValueError
    where the figures contradict each other, so that nothing fits them.
    """
    editions = [published, *also]
    known = {**dict.fromkeys(map(key_of, asked), UNTOLD), **told(editions)}
    space = space_of(tuple(known), published.within)
    limits = limits_of(tuple(known.values()), beyond_all(known.values(), published.policy))
    shown = {key for each in editions for key, cell in each.cells.items() if cell.value is not None}
    hidden = [n for n, key in enumerate(space.keys) if key not in shown]
    return tuple(interval(space, limits, n, most_shown(known.values())) for n in hidden)


def both(one: Range, other: Range) -> Range:
    """What two statements say of a cell together."""
    limited = [most for most in (one[1], other[1]) if most is not None]
    return max(one[0], other[0]), min(limited, default=None)


def told(editions: Sequence[Published]) -> Told:
    """What the editions say of each cell, all of them taken together."""
    found: dict[Key, Range] = {}
    for edition in editions:
        for key, cell in edition.cells.items():
            if cell.state != "withheld":
                found[key] = both(found.get(key, UNTOLD), cell.possible(edition.policy))
    return found


def most_shown(ranges: Iterable[Range]) -> int:
    """The sum of all figures shown: a hidden count that can be above it has no limit at all."""
    return sum(most for _, most in ranges if most is not None)


def beyond_all(ranges: Collection[Range], policy: Policy) -> int:
    """A number beyond every count that is limited, to stand for no limit."""
    return 2 * most_shown(ranges) + len(ranges) + 10 * policy.threshold


def limits_of(ranges: Sequence[Range], beyond: int) -> Limits:
    """The ranges as numbers, `beyond` where there is no limit."""
    low = np.array([least for least, _ in ranges], dtype=np.int64)
    high = np.array([beyond if most is None else most for _, most in ranges], dtype=np.int64)
    return Limits(low, high)


def interval(space: Space, limits: Limits, index: int, shown: int) -> Interval:
    """The interval of one cell; above `shown`, the sum of what is shown, nothing limits it.

    Raises ValueError where nothing fits the limits at all.
    """
    key = space.keys[index]
    ends = [extreme(space, limits, index, most=most) for most in (False, True)]
    if any(end.outcome == "none" for end in ends):
        raise ValueError("The published figures contradict each other: no counts fit them all.")
    low, high = (None if end.cells is None else int(end.cells[index]) for end in ends)
    if low is None or high is None:
        known = low if high is None else high
        known = int(limits.low[index]) if known is None else known
        return Interval(key, known, known, certain=False)
    certain = all(end.outcome == "best" for end in ends)
    return Interval(key, low, None if high > shown else high, certain)
