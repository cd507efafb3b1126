"""What an engine is asked of, and what it gives back.

A measure's SQL names tables; `Tables` says what they are: Parquet files, small given tables, and
views over both. Both engines make the same tables of it and give the same `Rows`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

Value = str | int | float | bool | datetime.date | None
Parameters = Mapping[str, Value]

DIGITS = 12
"""Significant digits kept of a fraction. The order in which threads add fractions is not fixed, so
the last digits of a sum are noise, and would differ from engine to engine and run to run."""


WORD = re.compile(r"\w+")

PLAIN = {str, int, bool, datetime.date, type(None)}
"""Types of values that are as they should be."""


class EngineFailed(Exception):
    """The engine could not run the statement. The words name the engine and its own complaint."""


@dataclass(frozen=True)
class Rows:
    """A small result: the names of its columns, and its rows in the statement's order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @classmethod
    def of(cls, columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Rows:
        """Rows of whatever an engine's client gave, in plain Python values."""
        found = [tuple(row) for row in rows]
        by_column = [set(map(type, column)) <= PLAIN for column in zip(*found, strict=True)]
        if not all(by_column):
            found = [tuple(map(plain, row)) for row in found]
        return cls(tuple(columns), tuple(found))

    def dicts(self) -> tuple[dict[str, Value], ...]:
        """The rows, each a dict by column."""
        return tuple(dict(zip(self.columns, row, strict=True)) for row in self.rows)


def plain(value: object) -> Value:
    """A value as text, whole number, fraction of DIGITS digits, truth, day or nothing."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return None if value != value else float(f"{value:.{DIGITS}g}")
    if isinstance(value, datetime.datetime):
        raise EngineFailed(f"A measure gave a moment ({value}) where a day was expected.")
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else plain(float(value))
    raise EngineFailed(f"A measure gave {value!r}: expected text, a number, a day or nothing.")


@dataclass(frozen=True)
class Files:
    """A table that is all rows of some Parquet files, columns matched by name.

    `alike`: all have the same columns in the same order, so that one of them tells.
    """

    name: str
    paths: tuple[Path, ...]
    alike: bool = False


@dataclass(frozen=True)
class View:
    """A table made of others by SQL in DuckDB's dialect. `kept`: small, so worked out only once."""

    name: str
    sql: str
    kept: bool = False


@dataclass(frozen=True)
class Tables:
    """Every table that a statement may name. `edition` names these contents, and no others."""

    edition: str
    files: tuple[Files, ...] = field(default=(), compare=False)
    views: tuple[View, ...] = field(default=(), compare=False)

    @property
    def names(self) -> frozenset[str]:
        """The names of all tables."""
        files, views = (one.name for one in self.files), (one.name for one in self.views)
        return frozenset((*files, *views))

    def needed(self, sql: str) -> tuple[Files | View, ...]:
        """The tables that a statement names, and those that they are made of, each after its own.

        A view may name those before it. So a question of roads never opens the files of crimes.
        """
        words = set(WORD.findall(sql))
        wanted: list[Files | View] = []
        for view in reversed(self.views):
            if view.name in words:
                wanted.insert(0, view)
                words.update(WORD.findall(view.sql))
        return (*(one for one in self.files if one.name in words), *wanted)


class Engine(Protocol):
    """Something that runs SQL, in DuckDB's dialect, over tables of Parquet files."""

    @property
    def name(self) -> str:
        """What an answer calls the engine: "DuckDB 2.0.1"."""

    def __hash__(self) -> int:
        """An engine is itself: caches are kept for each."""

    def run(
        self, sql: str, parameters: Parameters | None = None, tables: Tables | None = None
    ) -> Rows:
        """The rows of one SELECT. A value is written `$name` and given in `parameters`.

        Raises EngineFailed when it cannot be run.
        """
