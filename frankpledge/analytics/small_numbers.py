"""Where small numbers are held back on the screen: counts, rows, tables and shares of them.

A count of 3 in a small place can name three people. Counts below the threshold are not shown, and
in a row or table further ones are held back, so that none can be worked out from the totals.
What is published goes through `disclosure`, by the same policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from frankpledge.analytics.comparing.changes import HUNDRED, rounded
from frankpledge.analytics.concealing import Flow, to_hide

NOT_SHOWN: Final = "not shown"
SMALL_BASE: Final = 50


@dataclass(frozen=True, slots=True)
class Policy:
    """What counts as small: below `threshold`, nought only when it is not to be shown.

    `round_to` 5 or 10 shows the other counts rounded. A threshold of 1 hides nothing.
    """

    threshold: int = 5
    show_nought: bool = True
    round_to: int = 1

    def __post_init__(self) -> None:
        """Refuse, with a ValueError, a policy that would give away what it hides."""
        if self.threshold < 1 or self.round_to < 1:
            raise ValueError("The threshold, and what counts are rounded to, are at least 1.")
        if self.threshold == 2 and self.show_nought:
            raise ValueError("With noughts shown, “fewer than 2” would say 1. Choose at least 3.")

    @property
    def least(self) -> int:
        """The smallest count that is held back."""
        return 1 if self.show_nought else 0

    def hides(self, count: int) -> bool:
        """Whether a count by itself is held back. Raises ValueError for a count below nought."""
        if count < 0:
            raise ValueError(f"A count is not below nought: {count}.")
        return self.threshold > 1 and self.least <= count < self.threshold

    def shown(self, count: int) -> Guarded:
        """A count that may be shown, rounded as the policy says."""
        if self.round_to == 1:
            return Guarded(count, f"{count:,}")
        near = (count + self.round_to // 2) // self.round_to * self.round_to
        return Guarded(near, f"about {near:,}" if count else "0")


@dataclass(frozen=True, slots=True)
class Guarded:
    """A count as it may be shown: its value, or None when it is held back, and its words."""

    value: int | None
    words: str


@dataclass(frozen=True, slots=True)
class GuardedRow:
    """A list of counts and their total, as they may be shown; `words` says what was held back."""

    cells: tuple[Guarded, ...]
    total: Guarded
    words: str


@dataclass(frozen=True, slots=True)
class GuardedTable:
    """A table and its totals as they may be shown; `hidden` counts what was held back."""

    cells: tuple[tuple[Guarded, ...], ...]
    row_totals: tuple[Guarded, ...]
    column_totals: tuple[Guarded, ...]
    total: Guarded
    hidden: int
    words: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a base in per cent, rounded; None when it cannot or may not be said."""

    part: int | None
    base: int
    percent: Decimal | None
    words: str


def guard(count: int, policy: Policy = Policy()) -> Guarded:
    """One count that stands by itself, with no total beside it: "38", or "fewer than 5"."""
    if policy.hides(count):
        return Guarded(None, f"fewer than {policy.threshold}")
    return policy.shown(count)


def guard_row(counts: Sequence[int], policy: Policy = Policy()) -> GuardedRow:
    """Counts beside their total. A single small one takes the next smallest with it."""
    flows = [Flow(("row", 0), ("whole", 0), count) for count in counts]
    flows.append(Flow(("whole", 0), ("row", 0), sum(counts), is_total=True))
    shown = _guarded(flows, policy)
    return GuardedRow(tuple(shown[:-1]), shown[-1], _said(shown, policy))


def guard_table(rows: Sequence[Sequence[int]], policy: Policy = Policy()) -> GuardedTable:
    """A table of counts with the totals of its rows, its columns and the whole.

    Raises ValueError when the rows are not of one length or a count is below nought.
    """
    if len({len(row) for row in rows}) > 1:
        raise ValueError("The rows of the table are not of one length.")
    width = len(rows[0]) if rows else 0
    columns = [sum(row[c] for row in rows) for c in range(width)]
    flows = [
        Flow(("row", r), ("column", c), count)
        for r, row in enumerate(rows)
        for c, count in enumerate(row)
    ]
    flows += [Flow(("rows", 0), ("row", r), sum(row), is_total=True) for r, row in enumerate(rows)]
    flows += [Flow(("column", c), ("whole", 0), n, is_total=True) for c, n in enumerate(columns)]
    flows.append(Flow(("whole", 0), ("rows", 0), sum(columns), is_total=True))
    shown = _guarded(flows, policy)
    body, rest = shown[: len(rows) * width], shown[len(rows) * width :]
    return GuardedTable(
        tuple(tuple(body[r * width : (r + 1) * width]) for r in range(len(rows))),
        tuple(rest[: len(rows)]),
        tuple(rest[len(rows) : -1]),
        rest[-1],
        sum(each.value is None for each in shown),
        _said(shown, policy),
    )


def _guarded(flows: Sequence[Flow], policy: Policy) -> list[Guarded]:
    # Every count is looked at, so that one below nought is refused wherever it stands.
    small = [policy.hides(flow.count) for flow in flows]
    hidden = to_hide(flows, policy.threshold, policy.least) if any(small) else set()
    # Small or not, what is held back looks alike: which it was would narrow it down.
    return [
        Guarded(None, NOT_SHOWN) if index in hidden else policy.shown(flow.count)
        for index, flow in enumerate(flows)
    ]


def _said(shown: Sequence[Guarded], policy: Policy) -> str:
    return held_back_words(policy, hidden=any(each.value is None for each in shown))


def held_back_words(policy: Policy, *, hidden: bool) -> str:
    """What is said under a table: that counts are not shown, where any are `hidden`, or rounded."""
    rounding = (
        f"Counts are rounded to the nearest {policy.round_to}." if policy.round_to > 1 else ""
    )
    if not hidden:
        return rounding
    small = (
        f"below {policy.threshold}" if policy.show_nought else f"from 0 to {policy.threshold - 1}"
    )
    held = f"Counts {small} are not shown, nor others from which they could be worked out."
    return f"{held} {rounding}".strip()


def small_base_warning(base: int, least: int = SMALL_BASE) -> str:
    """The warning that goes with a percentage of fewer than `least`; "" when none is needed."""
    if base >= least:
        return ""
    moves = f" One more or fewer moves it by {_percent(1, base, 0)} points." if base else ""
    return f"A percentage of only {base:,}, fewer than {least}: read it with care.{moves}"


def percent_of(part: int, base: int, places: int = 1, policy: Policy | None = None) -> Share:
    """A part of a base in per cent, always said with its base: "9.6%, 185 of 1,924".

    With a policy a small part, or a small remainder, is held back, and with it the percentage
    that would give it away; where counts are rounded, the share is of the rounded ones. Of nothing
    there is no share. Raises ValueError for a part that is not within its base.
    """
    if not 0 <= part <= base:
        raise ValueError(f"{part:,} cannot be a part of {base:,}.")
    if base == 0:
        return Share(part, base, None, "not computed: there is nothing to take a share of")
    if policy and policy.hides(part):
        return Share(None, base, None, f"fewer than {policy.threshold} of {base:,}")
    if policy and policy.hides(base - part):
        return Share(None, base, None, f"all but fewer than {policy.threshold} of {base:,}")
    top, whole = (policy or Policy()).shown(part), (policy or Policy()).shown(base)
    if not whole.value:
        return Share(top.value, base, None, f"{top.words} of {whole.words}")
    percent = _percent(top.value or 0, whole.value, places)
    return Share(top.value, whole.value, percent, f"{percent}%, {top.words} of {whole.words}")


def _percent(part: int, base: int, places: int) -> Decimal:
    return rounded(Decimal(part) * HUNDRED / Decimal(base), places)
