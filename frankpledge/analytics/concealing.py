"""Which counts to hide, so that none of the small ones can be worked out from what is shown.

A table with its totals is a network: a count flows from its row to its column, a column's total
from there to the whole, and the whole by the rows' totals back to the rows. What flows into a
place flows out of it. Who knows the shown counts can work out a hidden one exactly when no loop of
hidden counts runs through it along which one more, or one fewer, could flow. So each hidden count
is given such a loop, at the least cost in further counts hidden. Method: the network view of
complementary suppression, see Willenborg and de Waal, Elements of Statistical Disclosure Control.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Flow:
    """One count, from a place to a place. Totals cost more to hide than what they are made of."""

    tail: Place
    head: Place
    count: int
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader knows of hidden counts: small ones lie from `least` to below `threshold`.

    The others are not small. With `labels_alike` small and other hidden counts look the same to
    him, and he knows of each only that it is not below `least`.
    """

    threshold: int
    least: int
    labels_alike: bool = False

    def is_small(self, count: int) -> bool:
        """Whether the count is one that must be hidden."""
        return self.least <= count < self.threshold

    def may_rise(self, count: int) -> bool:
        """Whether a reader must allow that the hidden count is one more than it is."""
        return self.labels_alike or not self.is_small(count) or count + 1 < self.threshold

    def may_fall(self, count: int) -> bool:
        """Whether a reader must allow that the hidden count is one fewer than it is."""
        if self.labels_alike or self.is_small(count):
            return count > self.least
        return count > self.threshold


def to_hide(flows: Sequence[Flow], threshold: int, least: int) -> set[int]:
    """The indexes of the flows to hide: the small ones, and those that keep them hidden.

    `least` is 1 where noughts are shown, 0 where they are hidden too. First against a reader who
    knows which of the hidden counts are small; where nothing helps against him, because all is
    hidden already, against one who is not told.
    """
    known = Known(threshold, least)
    small = [index for index, flow in enumerate(flows) if known.is_small(flow.count)]
    hidden = set(small)
    for index in small:
        loop = _cheapest_loop(flows, index, hidden, known)
        if loop is None:
            loop = _cheapest_loop(flows, index, hidden, Known(threshold, least, labels_alike=True))
        hidden |= loop or set()
    return hidden


def _cheapest_loop(
    flows: Sequence[Flow], index: int, hidden: set[int], known: Known
) -> set[int] | None:
    """The flows of the cheapest loop through one flow, up or down; None when there is none."""
    flow = flows[index]
    ways = []
    if known.may_rise(flow.count):
        ways.append(_cheapest_way(flows, index, (flow.head, flow.tail), hidden, known))
    if known.may_fall(flow.count):
        ways.append(_cheapest_way(flows, index, (flow.tail, flow.head), hidden, known))
    found = [way for way in ways if way is not None]
    return min(found, key=lambda way: way[0])[1] if found else None


def _cheapest_way(
    flows: Sequence[Flow], without: int, ends: tuple[Place, Place], hidden: set[int], known: Known
) -> tuple[int, set[int]] | None:
    """Dijkstra's shortest way between two places, not along the flow `without` itself."""
    start, goal = ends
    steps = _steps(flows, without, hidden, known)
    best: dict[Place, int] = {start: 0}
    came: dict[Place, tuple[Place, int]] = {}
    queue = [(0, start)]
    while queue:
        cost, place = heapq.heappop(queue)
        if place == goal:
            return cost, set(_traced(came, start, goal))
        if cost > best[place]:
            continue
        for further, index, price in steps.get(place, ()):
            if cost + price < best.get(further, cost + price + 1):
                best[further] = cost + price
                came[further] = (place, index)
                heapq.heappush(queue, (cost + price, further))
    return None


def _traced(came: dict[Place, tuple[Place, int]], start: Place, place: Place) -> Iterator[int]:
    while place != start:
        place, index = came[place]
        yield index


def _steps(
    flows: Sequence[Flow], without: int, hidden: set[int], known: Known
) -> dict[Place, list[tuple[Place, int, int]]]:
    """From each place: where one more can go on to, along which flow, at what price in hiding."""
    dear = sum(flow.count for flow in flows) + 1
    steps: dict[Place, list[tuple[Place, int, int]]] = {}
    for index, flow in enumerate(flows):
        # A nought that is shown stays shown: it is known, and cannot carry a doubt.
        if index == without or flow.count < known.least:
            continue
        price = 0 if index in hidden else flow.count + (dear if flow.is_total else 0)
        if known.may_rise(flow.count):
            steps.setdefault(flow.tail, []).append((flow.head, index, price))
        if known.may_fall(flow.count):
            steps.setdefault(flow.head, []).append((flow.tail, index, price))
    return steps
