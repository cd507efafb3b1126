"""A finding's figures as they are kept, and two sets of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isclose
from typing import Any

Cell = str | int | float | bool | None
# What a column of figures is; every other kind says of what a row is.
VALUES = frozenset({"count", "rate", "percent", "number", "days"})
# What is said of a row's figures, such as "above the usual range": neither a figure nor a name.
VERDICT = "verdict"
# Two engines add up the same figures in another order: what they differ by is no change.
HAIR = 1e-9
# A column of places has the column of their codes beside it: "district" and "district_code".
CODE = "_code"


@dataclass(frozen=True)
class FigureColumn:
    """A column: its name, its title, its kind (count, rate, …, or what it names) and unit."""

    name: str
    title: str
    kind: str
    unit: str = ""

    @property
    def is_value(self) -> bool:
        """Whether it holds figures, and not what they are of."""
        return self.kind in VALUES


@dataclass(frozen=True)
class Figures:
    """An answer as it is kept for good: plain values only, days as "2018-03-01".

    `covered`: the first days of the first and the last month, or nothing. `total`: the same
    figures for everything asked, counted anew, with nothing where a row has its names. `main`: the
    column that the measure is about, such as the rate beside the count and the people.
    """

    columns: tuple[FigureColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    covered: tuple[str, str] | None = None
    engine: str = ""
    total: tuple[Cell, ...] | None = None
    main: str = ""

    @property
    def main_place(self) -> int | None:
        """Which column a chart draws and a sentence tells of; None without figures."""
        values = self.places_of_values
        return next((n for n in values if self.columns[n].name == self.main), None) or (
            values[0] if values else None
        )

    @property
    def as_read(self) -> Figures:
        """The same for somebody who reads them: without codes; names that have no order of their
        own stand by their figure, the largest first."""
        wanted = [n for n, one in enumerate(self.columns) if not self._is_code(one)]
        rows = list(self.rows)
        names, main = self.places_of_names, self.main_place
        if len(names) == 1 and self.columns[names[0]].kind == "text" and main is not None:
            # What is held back, or not known, comes last.
            rows.sort(key=lambda row: -_size(row[main]))
        return replace(
            self,
            columns=tuple(self.columns[n] for n in wanted),
            rows=tuple(tuple(row[n] for n in wanted) for row in rows),
            total=tuple(self.total[n] for n in wanted) if self.total else None,
        )

    @property
    def places_of_values(self) -> tuple[int, ...]:
        """Which columns hold figures, counted from 0."""
        return tuple(n for n, one in enumerate(self.columns) if one.is_value)

    @property
    def places_of_names(self) -> tuple[int, ...]:
        """Which columns say of what a row is, counted from 0; codes stand beside their names."""
        return tuple(
            n
            for n, one in enumerate(self.columns)
            if not (one.is_value or one.kind == VERDICT or self._is_code(one))
        )

    @property
    def places_of_verdicts(self) -> tuple[int, ...]:
        """Which columns say what is thought of a row's figures, counted from 0."""
        return tuple(n for n, one in enumerate(self.columns) if one.kind == VERDICT)

    def _is_code(self, column: FigureColumn) -> bool:
        """Whether a column holds the codes of the places that another one names."""
        plain = column.name.removesuffix(CODE)
        return plain != column.name and any(one.name == plain for one in self.columns)

    def key(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """Of what a row is, by its names."""
        return tuple(row[n] for n in self.places_of_names)

    def identity(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """Of what a row is: codes in place of the names of places, for two may share a name."""
        at = {one.name: n for n, one in enumerate(self.columns)}
        return tuple(row[at.get(f"{self.columns[n].name}{CODE}", n)] for n in self.places_of_names)


def _size(cell: Cell) -> float:
    return float(cell) if isinstance(cell, (int, float)) else float("-inf")


def figures_to_json(figures: Figures) -> dict[str, Any]:
    """The figures for a database's JSON field."""
    return {
        "columns": [[one.name, one.title, one.kind, one.unit] for one in figures.columns],
        "rows": [list(row) for row in figures.rows],
        "notes": list(figures.notes),
        "covered": list(figures.covered) if figures.covered else None,
        "engine": figures.engine,
        "total": list(figures.total) if figures.total else None,
        "main": figures.main,
    }


def figures_from_json(data: dict[str, Any]) -> Figures:
    """The figures that `figures_to_json` wrote. Raises KeyError or TypeError for anything else."""
    covered = data.get("covered")
    return Figures(
        columns=tuple(FigureColumn(*one) for one in data["columns"]),
        rows=tuple(tuple(row) for row in data["rows"]),
        notes=tuple(data.get("notes", ())),
        covered=(covered[0], covered[1]) if covered else None,
        engine=data.get("engine", ""),
        total=tuple(data["total"]) if data.get("total") else None,
        main=data.get("main", ""),
    )


@dataclass(frozen=True)
class Beside:
    """One figure, before and after; a row that is only on one side has None on the other."""

    of: str
    column: str
    was: Cell
    now: Cell


def side_by_side(old: Figures, new: Figures) -> tuple[Beside, ...]:
    """Every figure that differs between two answers to one question, in the order of the rows."""
    columns = [old.columns[n] for n in old.places_of_values]
    known = {one.name for one in columns}
    now_there = (new.columns[n] for n in new.places_of_values)
    columns += [one for one in now_there if one.name not in known]
    before, after = _by_identity(old), _by_identity(new)
    names = {one.identity(row): one.key(row) for one in (old, new) for row in one.rows}
    found = []
    for key in dict.fromkeys([*before, *after]):
        for column in columns:
            was = before.get(key, {}).get(column.name)
            now = after.get(key, {}).get(column.name)
            if not _same(was, now):
                found.append(Beside(spoken_key(names[key]), column.title, was, now))
    return tuple(found)


def differs(old: Figures, new: Figures) -> bool:
    """Whether any figure, or what there are figures of, differs."""
    return bool(side_by_side(old, new)) or set(_by_identity(old)) != set(_by_identity(new))


def _by_identity(figures: Figures) -> dict[tuple[Cell, ...], dict[str, Cell]]:
    values = figures.places_of_values
    return {
        figures.identity(row): {figures.columns[n].name: row[n] for n in values}
        for row in figures.rows
    }


def _same(was: Cell, now: Cell) -> bool:
    if isinstance(was, (int, float)) and isinstance(now, (int, float)):
        return isclose(was, now, rel_tol=HAIR, abs_tol=HAIR)
    return was == now


def spoken_key(key: Sequence[Cell]) -> str:
    """Of what a row is, in words: "Upton, March 2018"; "All" of a single row."""
    return ", ".join(spoken_name(one) for one in key) or "All"


def spoken_name(value: Cell, of: str = "") -> str:
    """A name as it is read: the first day of a month is the month, or the quarter's months.

    `of`: the name of the column it stands in.
    """
    if value is None:
        return "" if of.endswith("_code") else "Not known"
    day = day_of(value)
    if day is None:
        return str(value)
    if of == "quarter":
        return f"{day:%B} to {date(day.year, day.month + 2, 1):%B} {day.year}"
    return f"{day:%B %Y}" if day.day == 1 else f"{day.day} {day:%B %Y}"


def day_of(value: Cell) -> date | None:
    """The day that a value is, or None."""
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
