"""The words of measures: what is asked, what a measure is, and what is answered. All frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from frankpledge.analytics.engine.nouns import Value

FigureKind = Literal["count", "rate", "percent", "number", "days"]
ColumnKind = Literal[
    "count", "rate", "percent", "number", "days", "text", "month", "year", "verdict"
]


class CannotAnswer(Exception):
    """The question has no honest answer. The words say what was asked, and what can be."""


@dataclass(frozen=True)
class Question:
    """What is asked.

    `measure`: its name. `by`: dimensions to split by. `first`, `last`: the first days of the first
    and the last month, inclusive; all that is loaded if not said. `types`: crime types, none for
    all. `places`: codes or names ("Upton", "csp:Upton"), none for everywhere. `parameters`:
    what the measure lets one choose. `as_at`: by the releases loaded until then.
    """

    measure: str
    by: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)
    as_at: datetime | None = None


@dataclass(frozen=True)
class Column:
    """A column of an answer. `unit` is what a figure counts: "crimes", "per 1,000 people".

    `kind` "verdict": words that judge the row, and do not say of what it is: "hot", "met".
    """

    name: str
    title: str
    kind: ColumnKind
    unit: str = ""


@dataclass(frozen=True)
class PlaceName:
    """A place that may be asked about: its code, its name, its level."""

    code: str
    name: str
    level: str


@dataclass(frozen=True)
class Answer:
    """The figures, and all that must stand beside them.

    `rows` hold one value a column. `total`: the same figures for everything asked, counted anew and
    never added up from `rows`, since a crime may lie in two of them; it has nothing in the columns
    of dimensions. None where a total means nothing. `releases`: ids of those the figures rest on.
    `notes`: sentences that a reader needs. `covered`: first and last month that the figures cover.
    """

    question: Question
    measure: Measure
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    releases: tuple[str, ...]
    notes: tuple[str, ...]
    covered: tuple[date, date]
    engine: str
    total: tuple[Value, ...] | None = None

    def dicts(self) -> tuple[dict[str, Value], ...]:
        """The rows, each a dict by column."""
        names = [column.name for column in self.columns]
        return tuple(dict(zip(names, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class Given:
    """A parameter of a measure.

    `kind` "number": a whole number from `low` to `high`. "names": a list of texts. "table": a
    mapping from text to number, such as weights by crime type. "days": a mapping from text to a
    day, for notes alone. "text": one name. `default` None: it must be given.
    """

    name: str
    title: str
    kind: Literal["number", "names", "table", "days", "text"]
    default: Any = None
    low: int = 0
    high: int = 1000
    without: str = ""
    """Why there is no answer without it."""
    loaded: str = ""
    """The table that supplies it where it is not given."""


@dataclass(frozen=True)
class Example:
    """A worked example, run as a test on both engines: rows in, figures out.

    `tables`: table → rows, each a mapping from column to value; columns left out are empty.
    `rows`: of the answer, in its order. `arithmetic`: the same by hand.
    """

    tables: Mapping[str, tuple[Mapping[str, Any], ...]]
    question: Question
    rows: tuple[tuple[Value, ...], ...]
    arithmetic: str


@dataclass(frozen=True)
class Measure:
    """One definition, in words and in SQL.

    `sql` is a SELECT in DuckDB's dialect over these tables: `asked` (a row for each combination of
    the dimensions and of `needs`, with `n`, the count), `months` (m, month, whole: whether loaded
    for every force), `asked_people` (place, people) if `people`, `ground` (code: every small area
    of the places asked about) if `ground`, one (name, value) for each table or list given; each
    number given is `$name`. `{by}` stands for the dimensions, each with its comma; `{group}` for
    their GROUP BY; `{partition}` for their PARTITION BY. `m` is a month as a number.

    `figures`: the columns it adds to the dimensions. `always_by`: dimensions that it adds itself,
    after those asked for. `looks_back`: months before the first that it needs. `most_places`: how
    many levels of place it may be split by at once. `filters_types`: whether it may be asked of
    some crime types alone.
    """

    name: str
    title: str
    what: str
    unit: str
    source: str
    formula: str
    kind: FigureKind
    subject: str
    dimensions: tuple[str, ...]
    figures: tuple[Column, ...]
    sql: str
    example: Example
    caveats: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    always_by: tuple[str, ...] = ()
    looks_back: int = 0
    people: bool = False
    ground: bool = False
    filters_types: bool = True
    given: tuple[Given, ...] = ()
    most_places: int = 4
    has_total: bool = True
    order: tuple[str, ...] = ()
    """Columns that rows are sorted by, largest first, before the dimensions."""
    derive: Callable[[Any], Any] | None = None
    """Of a derived measure, in place of SQL: from a `derived.Working` to its `derived.Figures`."""
    lag: str = ""
    """The number given that says how many months at the end are too young to be asked of."""
    also: tuple[str, ...] = ()
    """Tables that it reads if they are loaded."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that must be loaded."""
        from frankpledge.analytics.measures.subjects import SUBJECTS

        subject = SUBJECTS[self.subject]
        return (subject.table, *subject.also, *(("population",) if self.people else ()))
