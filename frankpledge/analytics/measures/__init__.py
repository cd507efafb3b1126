"""Measures: one definition and one SQL each; `ask` answers a question with figures and notes."""

from __future__ import annotations

from datetime import date

from frankpledge.analytics.engine import Engine
from frankpledge.analytics.measures import current as _current
from frankpledge.analytics.measures.asking import _own_engine, ask
from frankpledge.analytics.measures.catalogue import measure_named, measures
from frankpledge.analytics.measures.current import Current
from frankpledge.analytics.measures.months import month_of
from frankpledge.analytics.measures.nouns import (
    Answer,
    CannotAnswer,
    Column,
    Example,
    Given,
    Measure,
    PlaceName,
    Question,
)
from frankpledge.analytics.store import Store

__all__ = [
    "Answer",
    "CannotAnswer",
    "Column",
    "Example",
    "Given",
    "Measure",
    "PlaceName",
    "Question",
    "ask",
    "measure_named",
    "measures",
    "months",
    "places",
    "types",
]


def places(
    store: Store,
    level: str | None = None,
    within: str | None = None,
    engine: Engine | None = None,
) -> tuple[PlaceName, ...]:
    """Places that may be asked about, of one level, and inside `within`; by level and name."""
    return _current.places(store, level, within, engine=engine or _own_engine())


def types(store: Store, engine: Engine | None = None) -> tuple[str, ...]:
    """Crime types that are loaded."""
    current = _current_of(store, engine)
    return _current.past_broken_counts(current, lambda one: one.types)


def months(store: Store, table: str, engine: Engine | None = None) -> tuple[date, date] | None:
    """First and last month loaded of a table; None where it is not loaded."""
    held = _current_of(store, engine).coverage(table).months
    return (month_of(min(held)), month_of(max(held))) if held else None


def _current_of(store: Store, engine: Engine | None) -> Current:
    chosen = engine or _own_engine()
    return Current(store, chosen, chosen)
