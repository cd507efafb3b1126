"""Counts of several findings that add up to one another: no small one may be worked out of them.

Upton 5, and Upton with Northbridge 6, say that Northbridge has 1, wherever it
is "not shown". All counts of one kind that are public together go to `analytics.disclosure`, as
sums of the same smallest places, types and stretches of time. Whatever small count lies between two
of them, one within the other, goes with them, though no finding tells it. Findings that cannot be
looked at together (of other records, or too many counts) are held back whole, the smaller first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, permutations
from typing import Final

import numpy as np

from frankpledge.analytics.disclosure import Cell, Published, Table, protect
from frankpledge.analytics.small_numbers import Policy

Parts = Mapping[str, frozenset[str]]
"""A place's code → the codes of places within it."""

DIMENSIONS: Final = ("places", "types", "time")
REST: Final = "the rest"
# More counts of one kind than these are too many to be solved while somebody waits.
MOST_COUNTS: Final = 1_500


@dataclass(frozen=True)
class Of:
    """Of what a count is. No places or types: of all. `first` and `last`: months, as "2018-03-01".

    `others`: what else it is of; counts of different others are not added up. Nor is one that does
    not `add` up, such as a count over months that another measure chose.
    """

    subject: str
    places: frozenset[str]
    types: frozenset[str]
    first: str
    last: str
    others: tuple[object, ...] = ()
    adds: bool = True


Counts = tuple[tuple[Of, int], ...]


@dataclass(frozen=True)
class Linked:
    """What is held back: some counts, and every figure of some tables (by number)."""

    keys: frozenset[Of]
    whole: frozenset[int]


@lru_cache(maxsize=64)
def linked(
    tables: tuple[Counts, ...], policy: Policy, within: tuple[tuple[str, str], ...]
) -> Linked:
    """What must be held back of tables that are public together, beside each one's own guards.

    `within`: pairs of a place's code and that of one it lies in. Kept, because every page asks anew
    for what stays the same.
    """
    inside: dict[str, set[str]] = {}
    for part, wider in within:
        inside.setdefault(wider, set()).add(part)
    parts = {wider: frozenset(found) for wider, found in inside.items()}
    keys: set[Of] = set()
    whole: set[int] = set()
    kinds = {(of.subject, of.others) for table in tables for of, _ in table if of.adds}
    for kind in sorted(kinds, key=repr):
        mine = {
            n: {of: count for of, count in table if of.adds and (of.subject, of.others) == kind}
            for n, table in enumerate(tables)
        }
        found, refused = _of_one_kind({n: one for n, one in mine.items() if one}, policy, parts)
        keys |= found
        whole |= refused
    return Linked(frozenset(keys), frozenset(whole))


def _of_one_kind(
    tables: Mapping[int, Mapping[Of, int]], policy: Policy, parts: Parts
) -> tuple[set[Of], set[int]]:
    """Counts to hold back, and tables to hold back whole: the smaller ones that do not fit."""
    if len(tables) < 2:
        return set(), set()
    hidden = _protected(list(tables.values()), policy, parts)
    if hidden is not None:
        return hidden, set()
    taken: list[Mapping[Of, int]] = []
    refused: set[int] = set()
    hidden = set()
    for n in sorted(tables, key=lambda n: (-len(tables[n]), n)):
        found = _protected([*taken, tables[n]], policy, parts) if taken else set()
        if found is None:
            refused.add(n)
        else:
            taken.append(tables[n])
            hidden = found
    return hidden, refused


def _protected(tables: Sequence[Mapping[Of, int]], policy: Policy, parts: Parts) -> set[Of] | None:
    """The counts to hold back so that none that is small can be worked out; None: no telling."""
    counts: dict[Of, int] = {}
    for table in tables:
        for of, count in table.items():
            if counts.setdefault(of, count) != count:
                return None
    if len(counts) > MOST_COUNTS:
        return None
    # Where totals are the sums of what is told there is no rest; else there is, and it is unknown.
    for rests in (
        frozenset[str](),
        frozenset({"all places"}),
        frozenset({*DIMENSIONS, "all places"}),
    ):
        space = _Space.of(counts, parts, rests)
        small = space.between(counts, policy)
        if not small and not any(policy.hides(one) for one in counts.values()):
            return set()
        cells = [Table(str(of), (Cell(space.named(of), n),)) for of, n in counts.items()]
        cells += [Table(f"between {n}", (one,), published=False) for n, one in enumerate(small)]
        try:
            found = protect(cells, policy, space.within)
        except ValueError:
            continue
        return {of for of in counts if _is_hidden(found, space.named(of))}
    return None


def _is_hidden(found: Published, named: Mapping[str, str]) -> bool:
    return found.cell(**named).state in ("hidden", "withheld")


@dataclass
class _Space:
    """Every value of each dimension by its name, with the smallest values that make it up."""

    leaves: dict[str, dict[str, frozenset[str]]]

    @classmethod
    def of(cls, counts: Iterable[Of], parts: Parts, rests: frozenset[str]) -> _Space:
        """The space of these counts. `rests`: where there may be more than what is told."""
        found = list(counts)
        codes = frozenset().union(*(one.places for one in found))
        types = frozenset().union(*(one.types for one in found))
        edges = sorted({edge for one in found for edge in _stretch(one)})
        places = {code: _leaves(code, codes, parts, "places" in rests) for code in codes}
        steps = {(a, b): f"{a}–{b}" for a, b in pairwise(edges)}
        own: dict[str, Callable[[Of], frozenset[str]]] = {
            "places": lambda one: frozenset().union(*(places[code] for code in one.places)),
            "types": lambda one: one.types,
            "time": lambda one: frozenset(
                step for (a, b), step in steps.items() if _inside((a, b), _stretch(one))
            ),
        }
        every = {
            "places": frozenset().union(*places.values())
            | ({REST} if "all places" in rests or not codes else frozenset()),
            "types": types | ({REST} if "types" in rests or not types else frozenset()),
            "time": frozenset(steps.values()),
        }
        return cls(
            {
                name: {_value(one, name): own[name](one) or every[name] for one in found}
                for name in DIMENSIONS
            }
        )

    @property
    def within(self) -> dict[str, dict[str, list[str]]]:
        """Dimension → smallest value → the values it lies in."""
        found: dict[str, dict[str, list[str]]] = {name: {} for name in DIMENSIONS}
        for name, values in self.leaves.items():
            for value, leaves in values.items():
                for leaf in leaves:
                    found[name].setdefault(f"·{leaf}", []).append(value)
        return found

    def named(self, of: Of) -> dict[str, str]:
        """A count's keys."""
        return {name: _value(of, name) for name in DIMENSIONS}

    def between(self, counts: Mapping[Of, int], policy: Policy) -> list[Cell]:
        """The small counts that no finding tells and that lie between some: what a wider one has
        beyond a narrower, and each smallest part that all together give away."""
        found: dict[tuple[str, ...], Cell] = {}
        for name in DIMENSIONS:
            alike: dict[tuple[frozenset[str], ...], list[Of]] = {}
            for of in counts:
                others = [d for d in DIMENSIONS if d != name]
                where = tuple(self.leaves[one][_value(of, one)] for one in others)
                alike.setdefault(where, []).append(of)
            for group in (one for one in alike.values() if len(one) > 1):
                told = {of: counts[of] for of in group}
                for left, count in (*self._beyond(name, told), *self._parts(name, told)):
                    if policy.hides(max(0, count)):
                        keys = {**self.named(group[0]), name: left}
                        found[tuple(keys.values())] = Cell(keys, count)
        return list(found.values())

    def _beyond(self, name: str, told: Mapping[Of, int]) -> Iterable[tuple[str, int]]:
        """What one count has beyond another that lies within it."""
        values = self.leaves[name]
        for wide, narrow in permutations(told, 2):
            more, less = values[_value(wide, name)], values[_value(narrow, name)]
            if less < more:
                yield self._called(name, more - less), told[wide] - told[narrow]

    def _parts(self, name: str, told: Mapping[Of, int]) -> Iterable[tuple[str, int]]:
        """The smallest parts that follow from the counts: those within the span of their sums."""
        values = self.leaves[name]
        sums = [values[_value(of, name)] for of in told]
        leaves = sorted(frozenset().union(*sums))
        rows = np.array([[leaf in one for leaf in leaves] for one in sums], dtype=float)
        back = np.linalg.pinv(rows)
        worked_out = back @ np.array(list(told.values()), dtype=float)
        known = np.isclose(np.diag(back @ rows), 1, atol=1e-6)
        for n in np.flatnonzero(known):
            yield self._called(name, frozenset({leaves[n]})), round(float(worked_out[n]))

    def _called(self, name: str, leaves: frozenset[str]) -> str:
        """The name of a value of these smallest parts."""
        known = (value for value, parts in self.leaves[name].items() if parts == leaves)
        found = next(known, "") or " + ".join(sorted(leaves))
        self.leaves[name].setdefault(found, leaves)
        return found


def _value(of: Of, dimension: str) -> str:
    """The value of a count in a dimension, by its name."""
    if dimension == "time":
        return f"{of.first} to {of.last}"
    values: frozenset[str] = getattr(of, dimension)
    return " + ".join(sorted(values)) or f"all {dimension}"


def _leaves(code: str, codes: frozenset[str], parts: Parts, rest: bool) -> frozenset[str]:
    """The smallest of the places told that make one up; itself, where none lies within it."""
    inside = (parts.get(code, frozenset()) & codes) - {code}
    if not inside:
        return frozenset({code})
    found = frozenset().union(*(_leaves(one, codes, parts, rest) for one in inside))
    return found | {f"{REST} of {code}"} if rest else found


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7]) - 1 if text else 0


def _stretch(of: Of) -> tuple[int, int]:
    """From its first month to the one after its last, counted."""
    return _month(of.first), _month(of.last) + 1


def _inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
