"""What there is to ask of: tables, months, places and types, as the store holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TypeVar

from frankpledge.analytics.engine import Engine, EngineFailed, Tables
from frankpledge.analytics.engine.preparing import drop_counts
from frankpledge.analytics.engine.tables import PREPARED, Parts, current_parts, tables_of
from frankpledge.analytics.measures.known import Known, every_place, known_places, near, small_areas
from frankpledge.analytics.measures.months import Coverage, pairs_of, touches
from frankpledge.analytics.measures.nouns import CannotAnswer, PlaceName
from frankpledge.analytics.store import Part, Store

T = TypeVar("T")

DATED = ("street", "outcomes", "stops", "collisions", "casualties")
"""Tables whose slices are of a force and a month, or a year."""


@dataclass(frozen=True)
class Current:
    """The store's present (or past) contents.

    `engine` counts. `beside` is DuckDB in this process, for what is small and asked often: which
    places there are and what lies in what.
    """

    store: Store
    engine: Engine
    beside: Engine
    as_at: datetime | None = None
    counts: bool = True
    """Whether prepared counts are read, where there are some."""

    @cached_property
    def parts(self) -> dict[str, tuple[Part, ...]]:
        """Table → the parts that hold."""
        return dict(current_parts(self.store, self.as_at).tables)

    @cached_property
    def tables(self) -> Tables:
        """All tables and views."""
        return tables_of(self.store, self.as_at, counts=self.counts)

    def coverage(self, table: str) -> Coverage:
        """Which months of a table are loaded, for whom."""
        return _coverage(current_parts(self.store, self.as_at), table)

    def releases(
        self, tables: Iterable[str], first: int, last: int, units: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Ids of the releases that figures of these months rest on, oldest first.

        Of a table by force and month: those that hold a month from `first` to `last` (as numbers)
        of one of these forces, of any for none. Of any other table, such as a lookup: all.
        """
        forces = frozenset(units)
        found = {
            part.release.number: part.release.id
            for table in tables
            for part in self.parts.get(table, ())
            if table not in DATED
            or any(
                (not forces or unit in forces) and touches(period, first, last)
                for unit, period in pairs_of(table, part)
            )
        }
        return tuple(id for _, id in sorted(found.items()))

    @property
    def places(self) -> tuple[PlaceName, ...]:
        """Every place that the lookups know, small areas too, by level and name."""
        return every_place(self.beside, self.tables)

    @property
    def known(self) -> Known:
        """Places of the named levels, ready to be found."""
        return known_places(self.beside, self.tables)

    @property
    def small(self) -> Known:
        """The small areas, ready to be found."""
        return small_areas(self.beside, self.tables)

    @property
    def types(self) -> tuple[str, ...]:
        """Every crime type that is loaded."""
        return _types(self.beside, self.tables) if "street" in self.parts else ()

    @property
    def forces(self) -> Mapping[str, PlaceName]:
        """The publisher's name of a force → the force as a place."""
        return self.known.forces


def past_broken_counts(current: Current, work: Callable[[Current], T]) -> T:
    """What `work` makes of the contents; without prepared counts where a file of them is broken.

    Prepared counts are no evidence: broken ones are removed, to be made again after the next load.
    Raises EngineFailed where it fails without them, too.
    """
    try:
        return work(current)
    except EngineFailed:
        if not current.counts or not current.tables.names & frozenset(PREPARED):
            raise
        found = work(replace(current, counts=False))
        drop_counts(current.store, current.as_at)
        return found


@lru_cache(maxsize=16)
def _coverage(parts: Parts, table: str) -> Coverage:
    return Coverage.of(table, dict(parts.tables).get(table, ()))


@lru_cache(maxsize=16)
def _types(engine: Engine, tables: Tables) -> tuple[str, ...]:
    counted = "counts_all" in tables.names
    sql = (
        "SELECT DISTINCT type FROM counts_all"
        if counted
        else "SELECT DISTINCT crime_type FROM street"
    )
    return tuple(sorted(str(row[0]) for row in engine.run(sql, tables=tables).rows))


def find_types(current: Current, wanted: Iterable[str]) -> tuple[str, ...]:
    """Crime types as the publisher spells them. Raises CannotAnswer for one that is not loaded."""
    known = {one.lower(): one for one in current.types}
    found = []
    for one in wanted:
        if one.strip().lower() not in known:
            hint = near(one, current.types) or f". Loaded are: {', '.join(current.types)}."
            raise CannotAnswer(f"No crime of the type “{one}” is loaded{hint}")
        found.append(known[one.strip().lower()])
    return tuple(dict.fromkeys(found))
