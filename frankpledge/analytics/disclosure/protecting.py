"""Which cells of several tables to hide, so that no small one can be worked out from the rest.

For every hidden cell other counts are sought that fit all that is shown, and in which it is no
small count. Where there are none, cells that were shown must be free to differ: those that cost
least are hidden too. Method: the linear heuristic of Kelly, Golden and Assad (1992), as in
Fischetti and Salazar (2001) and the handbook of tau-Argus, here over the whole of linked tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frankpledge.analytics.disclosure.attacking import (
    UNTOLD,
    Told,
    beyond_all,
    both,
    limits_of,
    told,
)
from frankpledge.analytics.disclosure.checking import check, counts_of
from frankpledge.analytics.disclosure.solving import Limits, nearest
from frankpledge.analytics.disclosure.space import Space, dimensions_in, space_of, tangled
from frankpledge.analytics.disclosure.tables import (
    Key,
    Published,
    ShownCell,
    ShownTable,
    Table,
    Within,
)
from frankpledge.analytics.small_numbers import NOT_SHOWN, Policy, held_back_words

USUAL: Final = Policy()
TOTALS_COST: Final = 20
MAY_NOT_SUM: Final = "Each is rounded by itself, so totals may not be the sum of their parts."
GIVEN_AWAY: Final = "Figures published before give away some of them."
TANGLED: Final = (
    "The inside of one table or more is not shown at all: with the others it is too large to check."
)


def protect(
    tables: Sequence[Table],
    policy: Policy = USUAL,
    within: Within | None = None,
    already_published: Sequence[Published] = (),
) -> Published:
    """The tables as they may be shown together: each count shown, rounded or hidden.

    Every hidden cell could be two numbers at least, one of them at or above the threshold, for a
    reader of all these tables and of those `already_published` of the same records. `within` says
    which values lie in which. Where the solver finds no way in time, more is hidden, never less.

    Raises ValueError where tables contradict each other, or what was published before, and where
    they are too large to be looked at together (`space.MOST_PARTS`).
    """
    within = within or {}
    counts = counts_of(tables)
    earlier = told(already_published)
    seen = frozenset(key for table in tables if table.published for key in table.counts())
    withheld = _withheld(counts, seen, earlier, within)
    told_of = {key: count for key, count in counts.items() if key not in withheld}
    space = space_of(tuple({**dict.fromkeys(told_of), **dict.fromkeys(earlier)}), within)
    check(space, told_of, earlier)
    hiding = _Hiding(space, told_of, seen - withheld, earlier, policy)
    hiding.run()
    hidden = {space.keys[n] for n in hiding.hidden}

    def shown(key: Key, count: int) -> ShownCell:
        if key in withheld:
            return ShownCell(key, None, "withheld", NOT_SHOWN)
        return ShownCell.of(key, count, policy, hidden=key in hidden)

    given_away = tuple(space.keys[n] for n in sorted(hiding.given_away))
    words = [
        held_back_words(policy, hidden=bool(hidden & seen)),
        MAY_NOT_SUM if policy.round_to > 1 else "",
        GIVEN_AWAY if given_away else "",
        TANGLED if withheld else "",
    ]
    return Published(
        tuple(
            ShownTable(table.name, tuple(shown(*each) for each in table.counts().items()))
            for table in tables
            if table.published
        ),
        policy,
        within,
        " ".join(filter(None, words)),
        given_away,
    )


def _withheld(
    counts: Mapping[Key, int], seen: frozenset[Key], earlier: Told, within: Within
) -> frozenset[Key]:
    """The inside of tables without which the others hang together like a tree; the last go first.

    Three large tables that share each two of three dimensions cannot be solved in useful time.
    """
    kept = {**dict.fromkeys(counts), **dict.fromkeys(earlier)}
    withheld: set[Key] = set()
    while ring := tangled(kept, within):
        for dimensions in dict.fromkeys(dimensions_in(key) for key in reversed(list(counts))):
            inside = {key for key in kept if dimensions_in(key) == dimensions}
            if dimensions in ring and inside <= seen and inside.isdisjoint(earlier):
                break
        else:
            break
        withheld |= inside
        kept = {key: None for key in kept if key not in inside}
    return frozenset(withheld)


class _Hiding:
    """Cells are known by their number in the space; `hidden` grows until all of it is settled."""

    def __init__(
        self,
        space: Space,
        counts: Mapping[Key, int],
        seen: frozenset[Key],
        earlier: Told,
        policy: Policy,
    ) -> None:
        self.space, self.policy, self.earlier = space, policy, earlier
        # A cell published before that is in none of these tables has no count here.
        self.counts = np.array([counts.get(key, -1) for key in space.keys], dtype=np.int64)
        self.seen = np.array([key in seen for key in space.keys], dtype=bool)
        self.may_hide = self.seen & (self.counts >= policy.least)
        self.tight, self.loose = self._limits()
        self.small = {
            n for n, count in enumerate(self.counts) if count >= 0 and policy.hides(count)
        }
        self.hidden = set(self.small)
        self.settled: set[int] = set()
        self.given_away: set[int] = set()

    def _limits(self) -> tuple[Limits, Limits]:
        """What a reader knows of each cell where it is shown, and where it is hidden."""
        shown, hidden = [], []
        for n, key in enumerate(self.space.keys):
            before = self.earlier.get(key, UNTOLD)
            if self.seen[n]:
                show = ShownCell.of(key, int(self.counts[n]), self.policy, hidden=False)
                hide = ShownCell(key, None, "hidden", "") if self.may_hide[n] else show
                shown.append(both(before, show.possible(self.policy)))
                hidden.append(both(before, hide.possible(self.policy)))
            else:
                shown.append(before)
                hidden.append(before)
        beyond = beyond_all(shown, self.policy)
        return limits_of(shown, beyond), limits_of(hidden, beyond)

    def run(self) -> None:
        """Settle each hidden cell, the largest first, and what comes to be hidden on the way."""
        while waiting := self.hidden - self.settled:
            self._settle(max(waiting, key=lambda n: (self.counts[n], n)))

    def _settle(self, cell: int) -> None:
        count = int(self.counts[cell])
        if self._differs(cell, low=max(self.policy.threshold, count + 1)):
            return
        if cell not in self.small and self._differs(cell, high=count - 1):
            return
        # No way in time. With all hidden that may share a record with the cell, one record more
        # in it changes nothing that is shown: it is safe, unless for what was published before.
        meeting = self.space.overlapping(cell)
        self.hidden |= {n for n in meeting if self.may_hide[n]}
        self.settled.add(cell)
        if cell in self.small and self.earlier:
            self.given_away.add(cell)

    def _differs(self, cell: int, low: int | None = None, high: int | None = None) -> bool:
        """Seek counts that fit what is shown, with the cell beyond its own, and hide for them."""
        free = np.zeros(len(self.counts), dtype=bool)
        free[list(self.hidden)] = True
        limits = Limits(
            np.where(free, self.loose.low, self.tight.low),
            np.where(free, self.loose.high, self.tight.high),
        )
        loose = Limits(self.loose.low.copy(), self.loose.high.copy())
        if low is not None:
            loose.low[cell] = low
        if high is not None:
            loose.high[cell] = high
        need = abs((low or high or 0) - int(self.counts[cell]))
        found = nearest(self.space, limits, loose, self._prices(free, max(need, 1)))
        if found.cells is None:
            return False
        changed = (found.cells < limits.low) | (found.cells > limits.high)
        self.hidden |= set(np.flatnonzero(changed).tolist())
        larger = np.maximum(found.cells, self.counts)
        safe = (found.cells != self.counts) & (larger >= self.policy.threshold)
        self.settled |= set(np.flatnonzero(safe).tolist()) & self.hidden
        return True

    def _prices(self, free: NDArray[np.bool_], need: int) -> NDArray[np.float64]:
        """What a cell costs for every one it goes up, and down: totals and large counts more."""
        counts = np.maximum(self.counts, 0)
        totals = np.asarray(self.space.sums.sum(axis=1)).ravel() > 1
        each = (1 + np.log2(1 + counts)) * np.where(totals, TOTALS_COST, 1)
        each = np.where(free | ~self.seen, 0.0, each)
        # A cell that can fall by little only brings others with it.
        room = np.clip(counts - self.loose.low, 1, need)
        return np.stack([each / need, each / room])
