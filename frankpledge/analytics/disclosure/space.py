"""How the cells of several tables hang together, as sums of the same smallest parts.

A part is one combination of the smallest values of the dimensions. Every cell is a sum of parts,
and parts are whole numbers not below nought: that is all that the relations between cells say
(totals, wards within districts, a margin that two tables share), whether the parts are published
or not. Parts of all dimensions at once would be too many. Where tables hang together like a tree,
parts of each table suffice, tied to those of the next by the margin they share: tables of whole
numbers that agree on it always fit together (Vorob'ev 1962; Lauritzen, Graphical Models, 1996,
on decomposable models). Where they hang together in a ring, its tables are taken as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from scipy.sparse import csr_array

from frankpledge.analytics.disclosure.tables import Key, Within, dimensions_of

MOST_PARTS = 20_000
MOST_IN_RING = 400

Dimensions = frozenset[str]


@dataclass(frozen=True)
class Space:
    """`sums`: cells × parts, 1 where a part is in a cell. `ties` × parts must come to nought.

    `smallest`: dimension → value → the smallest values that make it up.
    """

    keys: tuple[Key, ...]
    sums: csr_array
    ties: csr_array
    smallest: Mapping[str, Mapping[str, frozenset[str]]]

    @property
    def parts(self) -> int:
        """How many smallest parts there are."""
        return int(self.sums.shape[1])

    def overlapping(self, index: int) -> list[int]:
        """The cells that may share a record with one, itself among them."""
        return [other for other in range(len(self.keys)) if self._may_meet(index, other)]

    def _may_meet(self, one: int, other: int) -> bool:
        mine, theirs = dict(self.keys[one]), dict(self.keys[other])
        return not any(
            self.smallest[d][mine[d]].isdisjoint(self.smallest[d][theirs[d]])
            for d in mine.keys() & theirs.keys()
        )


def space_of(keys: Sequence[Key], within: Within) -> Space:
    """Lay out the cells over their smallest parts.

    Raises ValueError where a hierarchy leads round in a ring, or where there are too many parts.
    """
    smallest = {
        dimension: _smallest(dimension, values, within)
        for dimension, values in dimensions_of(keys).items()
    }
    units = {d: sorted(set().union(*parts.values())) for d, parts in smallest.items()}
    blocks, joints = _tree({dimensions_in(key) for key in keys})
    sizes = [prod(len(units[d]) for d in block) for block in blocks]
    if sum(sizes) > MOST_PARTS:
        raise ValueError(
            f"These tables together have {sum(sizes):,} smallest combinations, more than "
            f"{MOST_PARTS:,}. Publish fewer of them together, or with fewer categories."
        )
    starts = np.concatenate([[0], np.cumsum(sizes)]).tolist()
    numbers = [
        {part: start + n for n, part in enumerate(product(*(units[d] for d in sorted(block))))}
        for block, start in zip(blocks, starts, strict=False)
    ]

    def parts(block: int, chosen: dict[str, Iterable[str]]) -> list[int]:
        ways = (chosen.get(d, units[d]) for d in sorted(blocks[block]))
        return [numbers[block][part] for part in product(*ways)]

    rows = []
    for key in keys:
        home = next(n for n, block in enumerate(blocks) if dimensions_in(key) <= block)
        rows.append(dict.fromkeys(parts(home, {d: smallest[d][v] for d, v in key}), 1))
    ties = []
    for one, other in joints:
        shared = sorted(blocks[one] & blocks[other])
        for values in product(*(units[d] for d in shared)):
            chosen: dict[str, Iterable[str]] = {
                d: (value,) for d, value in zip(shared, values, strict=True)
            }
            ties.append(
                dict.fromkeys(parts(one, chosen), 1) | dict.fromkeys(parts(other, chosen), -1)
            )
    return Space(tuple(keys), _matrix(rows, starts[-1]), _matrix(ties, starts[-1]), smallest)


def _smallest(dimension: str, values: Iterable[str], within: Within) -> dict[str, frozenset[str]]:
    """Value → the smallest values that make it up; itself, where none lies within it."""
    inside: dict[str, set[str]] = {}
    for value, wider in within.get(dimension, {}).items():
        for one in wider:
            inside.setdefault(one, set()).add(value)

    def parts(value: str, above: tuple[str, ...]) -> frozenset[str]:
        if value in above:
            raise ValueError(f"“{value}” ({dimension}) lies within itself.")
        if value not in inside:
            return frozenset({value})
        return frozenset().union(*(parts(one, (*above, value)) for one in inside[value]))

    return {value: parts(value, ()) for value in values}


def dimensions_in(key: Key) -> Dimensions:
    """The dimensions of a cell in which it is no total."""
    return frozenset(dimension for dimension, _ in key)


def tangled(keys: Iterable[Key], within: Within) -> tuple[Dimensions, ...]:
    """The dimensions of tables that lean on each other in a ring with too many parts to be solved.

    None where all is well. Taking out one of them opens the ring, or makes it smaller.
    """
    keys = tuple(keys)
    ring, _ = _reduced({dimensions_in(key) for key in keys})
    units = {
        dimension: frozenset().union(*_smallest(dimension, values, within).values())
        for dimension, values in dimensions_of(keys).items()
    }
    size = prod(len(units[d]) for d in frozenset().union(*ring))
    return tuple(ring) if len(ring) > 1 and size > MOST_IN_RING else ()


def _tree(wanted: set[Dimensions]) -> tuple[list[Dimensions], list[tuple[int, int]]]:
    """The blocks of dimensions whose parts are needed, and which of them are to be tied."""
    ring, taken = _reduced(wanted)
    blocks = [frozenset().union(*ring)]
    joints = []
    for block, neighbour in reversed(taken):
        beside = next(n for n, one in enumerate(blocks) if neighbour <= one)
        joints.append((len(blocks), beside))
        blocks.append(block)
    return blocks, joints


def _reduced(
    wanted: set[Dimensions],
) -> tuple[list[Dimensions], list[tuple[Dimensions, Dimensions]]]:
    """Graham's reduction: a block of which all that others have too lies in one other block is
    taken off, beside that one. What cannot be taken apart so, or the last block, is left."""
    left = [one for one in wanted if not any(one < other for other in wanted)]
    left.sort(key=sorted)
    taken = []
    while (ear := _ear(left)) is not None:
        taken.append(ear)
        left.remove(ear[0])
    return left, taken


def _ear(left: Sequence[Dimensions]) -> tuple[Dimensions, Dimensions] | None:
    for one in left:
        others = [other for other in left if other != one]
        shared = one & frozenset().union(*others)
        for other in others:
            if shared <= other:
                return one, other
    return None


def _matrix(rows: Sequence[dict[int, int]], width: int) -> csr_array:
    entries = [(n, part, value) for n, row in enumerate(rows) for part, value in row.items()]
    if not entries:
        return csr_array((len(rows), width), dtype=np.int64)
    at, parts, values = (np.array(column, dtype=np.int64) for column in zip(*entries, strict=True))
    return csr_array((values, (at, parts)), shape=(len(rows), width))
