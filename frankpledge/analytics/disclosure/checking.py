"""Whether the tables of a release agree with each other, and with what was published before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frankpledge.analytics.disclosure.attacking import UNTOLD, Told, beyond_all, limits_of
from frankpledge.analytics.disclosure.solving import extreme
from frankpledge.analytics.disclosure.space import Space
from frankpledge.analytics.disclosure.tables import Key, Table, words_of
from frankpledge.analytics.small_numbers import Policy


def counts_of(tables: Sequence[Table]) -> dict[Key, int]:
    """Every cell of all the tables once.

    Raises ValueError where a cell that stands in two of them has two counts.
    """
    found: dict[Key, int] = {}
    named: dict[Key, str] = {}
    for table in tables:
        for key, count in table.counts().items():
            if found.setdefault(key, count) != count:
                raise ValueError(
                    f"{words_of(key)} is {found[key]:,} in “{named[key]}” and {count:,} in "
                    f"“{table.name}”. Tables of one release count the same records."
                )
            named.setdefault(key, table.name)
    return found


def check(space: Space, counts: Mapping[Key, int], earlier: Told) -> None:
    """Refuse, with a ValueError that says where, counts that cannot be of the same records."""
    for key, count in counts.items():
        low, high = earlier.get(key, UNTOLD)
        if count < low or (high is not None and count > high):
            raise ValueError(
                f"{words_of(key)} is {count:,} now, and was published as {_range(low, high)}. "
                "The records are not the same: say what was added since as a table of its own."
            )
        for dimension in space.smallest:
            _check_sum(space, counts, key, dimension)
    ranges = [(counts[key], counts[key]) if key in counts else earlier[key] for key in space.keys]
    if not ranges:
        return
    limits = limits_of(ranges, beyond_all(ranges, Policy()))
    if extreme(space, limits, 0, most=False).outcome == "none":
        raise ValueError(
            "The tables contradict each other: no records give all of these counts. Look for "
            "groups that overlap, and say in `within` what lies in what."
        )


def _check_sum(space: Space, counts: Mapping[Key, int], key: Key, dimension: str) -> None:
    """A count must be the sum of its smallest values of a dimension, where all are given."""
    value = dict(key).get(dimension)
    smallest = space.smallest[dimension]
    inside = smallest[value] if value else frozenset().union(*smallest.values())
    if value and inside == {value}:
        return
    rest = {pair for pair in key if pair[0] != dimension}
    parts = [counts.get(frozenset({*rest, (dimension, one)})) for one in inside]
    known = [part for part in parts if part is not None]
    if len(known) == len(parts) and sum(known) != counts[key]:
        raise ValueError(
            f"{words_of(key)} is {counts[key]:,}, and its parts by {dimension} sum to "
            f"{sum(known):,}. Give what is not stated as a value of its own."
        )


def _range(low: int, high: int | None) -> str:
    if high == low:
        return f"{low:,}"
    return f"{low:,} or more" if high is None else f"{low:,} to {high:,}"
