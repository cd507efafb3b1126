"""Two figures held against each other: per cent, rolling sums, periods of unequal days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """The value to so many places, halves away from nought as people round."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def spoken(value: Decimal, places: int = 1) -> str:
    """A figure for a sentence: 1,924, 9.6, −3. Nothing is padded with noughts."""
    text = f"{abs(rounded(value, places)):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"−{text}" if value < 0 and text != "0" else text


@dataclass(frozen=True, slots=True)
class Change:
    """A change in per cent, unrounded, or None when it cannot be said, and the words for it."""

    percent: Decimal | None
    words: str


def percentage_change(before: Decimal, after: Decimal) -> Change:
    """The change from `before` to `after` as a share of `before`.

    From nought (or less) there is no such share: the words say so, and what the figures were.
    """
    if before <= 0:
        earlier = "nought" if before == 0 else "below nought"
        return Change(None, f"not computed: the earlier figure is {earlier} (now {spoken(after)})")
    percent = (after - before) / before * HUNDRED
    if percent == 0:
        return Change(percent, "no change")
    size = spoken(abs(percent))
    size = "less than 0.1" if size == "0" else size
    return Change(percent, f"{'up' if percent > 0 else 'down'} {size}%")


def rolling(
    values: Sequence[Decimal | None], window: int = 12, breaks: Collection[int] = ()
) -> tuple[Decimal | None, ...]:
    """For each period the sum of it and the `window` − 1 before it.

    None until that many known readings stand in a row, and again after each break: `breaks` holds
    the index of the first reading after one. A sum never spans a break.
    """
    if window < 1:
        raise ValueError("A rolling sum covers at least one period.")
    sums: list[Decimal | None] = []
    run: list[Decimal] = []
    for index, value in enumerate(values):
        if index in breaks:
            run = []
        run = [] if value is None else [*run, value][-window:]
        sums.append(sum(run, Decimal(0)) if len(run) == window else None)
    return tuple(sums)


@dataclass(frozen=True, slots=True)
class Span:
    """What was counted from the first day to the last, both included."""

    first: date
    last: date
    total: Decimal

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts, with a ValueError."""
        if self.last < self.first:
            raise ValueError(f"The period ends ({self.last}) before it starts ({self.first}).")

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last - self.first).days + 1

    @property
    def per_day(self) -> Decimal:
        """The total for each day."""
        return self.total / self.days


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two periods like for like. The change is of daily figures where the days differ."""

    earlier_per_day: Decimal
    later_per_day: Decimal
    days: tuple[int, int]
    change: Change
    words: str


def like_for_like(earlier: Span, later: Span) -> Comparison:
    """Compare two periods: their totals when they have as many days, else what each day had.

    So a February of 29 days, or a quarter of 92, is not called a rise. Raises ValueError when
    the periods overlap, for then the same days would be held against themselves.
    """
    if earlier.last >= later.first:
        raise ValueError("The earlier period must end before the later one starts.")
    days = (earlier.days, later.days)
    if days[0] == days[1]:
        change = percentage_change(earlier.total, later.total)
    else:
        # Multiplied across rather than divided first, so that equal daily figures are equal.
        change = percentage_change(earlier.total * days[1], later.total * days[0])
        if change.percent is None:
            change = percentage_change(earlier.total, later.total)
    totals = f"{spoken(earlier.total)} to {spoken(later.total)}"
    how = f"both {days[0]} days" if days[0] == days[1] else f"per day, {days[0]} and {days[1]} days"
    words = f"{change.words}: {totals} ({how})"
    return Comparison(earlier.per_day, later.per_day, days, change, words)
