"""What can be said of percentages that overlap, and what cannot: they are never simply added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from frankpledge.analytics.comparing.changes import HUNDRED, spoken


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a share must lie, in per cent, and the words for it."""

    low: Decimal
    high: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Band:
    """The share that has `low` to `high` of something, or `low` or more where `high` is None.

    `derived`: it was worked out from rounded percentages, so it is "about".
    """

    low: int
    high: int | None
    percent: Decimal
    derived: bool
    words: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of a whole that do not overlap, their total, and what they leave unaccounted for."""

    total: Decimal
    unaccounted: Decimal
    words: str


def union_bounds(percentages: Sequence[Decimal]) -> Bounds:
    """How many have at least one of several things, from the share that has each.

    At the least all the others lie within the largest; at the most nobody has two. Published
    percentages alone say no more. Raises ValueError for none, or for one outside 0 to 100.
    """
    if not percentages:
        raise ValueError("There is no percentage to combine.")
    _check(percentages)
    low, high = max(percentages), min(sum(percentages, Decimal(0)), HUNDRED)
    if low == high:
        return Bounds(low, high, f"{spoken(low)}%")
    return Bounds(low, high, f"between {spoken(low)}% and {spoken(high)}%")


def bands(
    at_least: Mapping[int, Decimal], exactly: Mapping[int, Decimal] | None = None
) -> tuple[Band, ...]:
    """Turn "k or more" and "exactly k" into bands that do not overlap, in order.

    100% with 1 or more, 60% with 3 or more, 18% with 5 or more and 18% with exactly 1 leave 22%
    with exactly 2 and 42% with 3 or 4. Raises ValueError when the figures contradict each other by
    more than a point of rounding, as when more have 5 or more than have 3 or more.
    """
    singles = dict(exactly or {})
    _check([*at_least.values(), *singles.values()])
    known = _completed(dict(at_least), singles)
    if not known:
        raise ValueError("There is nothing to work from.")
    order = sorted(known)
    found: list[Band] = []
    for low, above in pairwise(order):
        percent = known[low] - known[above]
        if percent < -1:
            raise ValueError(f"More have {above} or more than have {low} or more.")
        given = above == low + 1 and low in singles
        found.append(_band(low, above - 1, max(percent, Decimal(0)), derived=not given))
    last = order[-1]
    return (*found, _band(last, None, known[last], derived=last not in at_least))


def _completed(known: dict[int, Decimal], singles: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Add what follows: those with k or more are those with exactly k and those with more."""
    for k in sorted(singles):
        if k in known:
            follows = known[k] - singles[k]
            if abs(known.setdefault(k + 1, follows) - follows) > 1:
                raise ValueError(f"The figures for {k} and for {k + 1} or more do not agree.")
    for k in sorted(singles, reverse=True):
        if k not in known and k + 1 in known:
            known[k] = known[k + 1] + singles[k]
    unused = [k for k in singles if k not in known]
    if unused:
        raise ValueError(f"Nothing says how many have {unused[0]} or more.")
    return known


def _band(low: int, high: int | None, percent: Decimal, *, derived: bool) -> Band:
    if high is None:
        count = f"{low} or more"
    elif high == low:
        count = f"exactly {low}"
    else:
        count = f"{low} {'or' if high == low + 1 else 'to'} {high}"
    about = "about " if derived else ""
    return Band(low, high, percent, derived, f"{about}{spoken(percent)}% have {count}")


def parts_of_whole(parts: Sequence[Decimal], whole: Decimal = HUNDRED) -> Parts:
    """Check that parts sum to their whole, and say what they leave: 35, 22 and 31 leave 12.

    Rounding may carry each part half a point too far. Beyond that a ValueError says that parts
    which sum to more than the whole overlap, so that they cannot be added.
    """
    if any(part < 0 for part in parts):
        raise ValueError("A part is not below nought.")
    total = sum(parts, Decimal(0))
    rest = whole - total
    if rest < -Decimal(len(parts)) / 2:
        raise ValueError(
            f"The parts sum to {spoken(total)}%, more than {spoken(whole)}%: they overlap."
        )
    sums = " + ".join(f"{spoken(part)}%" for part in parts)
    if rest < 0:
        return Parts(
            total, Decimal(0), f"{sums} = {spoken(total)}%, more than the whole by rounding"
        )
    left = f"{spoken(rest)}% not stated" if rest else "nothing left over"
    return Parts(total, rest, f"{sums} = {spoken(total)}%; {left}")


def _check(percentages: Sequence[Decimal]) -> None:
    for percent in percentages:
        if not 0 <= percent <= HUNDRED:
            raise ValueError(f"{spoken(percent)}% is not a share: it lies outside 0 to 100.")
