"""From a question whose places, types and months are known, the one SQL that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from frankpledge.analytics.engine import Value
from frankpledge.analytics.measures.known import slug
from frankpledge.analytics.measures.months import month_of
from frankpledge.analytics.measures.nouns import Measure, PlaceName
from frankpledge.analytics.measures.subjects import PLACES, SUBJECTS, Subject

TIME_SQL = {
    "month": "s.month",
    "quarter": "CAST(DATE_TRUNC('quarter', s.month) AS DATE)",
    "year": "YEAR(s.month)",
    "m": "12 * YEAR(s.month) + MONTH(s.month)",
}


@dataclass(frozen=True)
class Asked:
    """A question made exact. `first`, `last`: months as numbers, with those it looks back to."""

    measure: Measure
    by: tuple[str, ...]
    first: int
    last: int
    whole: frozenset[int]
    types: tuple[str, ...] = ()
    places: tuple[PlaceName, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)
    apart: bool = True
    """Whether no two places share ground."""
    ground: tuple[str, ...] = ()
    """The small areas of the places, where they are few enough to be listed."""
    people_year: int | None = None
    force_codes: Mapping[str, str] = field(default_factory=dict)
    """Publisher's name → code of a force, for how many live there."""

    @property
    def subject(self) -> Subject:
        """What is counted."""
        return SUBJECTS[self.measure.subject]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of place it is split by."""
        return tuple(one for one in self.by if one in PLACES)

    @property
    def shown(self) -> tuple[str, ...]:
        """All dimensions of the answer: those asked for, and those that the measure adds."""
        return (*self.by, *self.measure.always_by)

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns beside the dimensions."""
        return tuple(one for one in self.measure.needs if one not in self.by)


class Binding:
    """Collects the values of a statement, each under a name of its own."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}

    def one(self, value: Value, stem: str = "v") -> str:
        """A value's place in the SQL: "$v3"."""
        name = f"{stem}{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def several(self, values: Iterable[Value]) -> str:
        """The places of several, with commas."""
        return ", ".join(self.one(value) for value in values)


@dataclass(frozen=True)
class Source:
    """Where rows come from: SQL, how they are counted, and the level of place that they know."""

    rows: str
    sums: Mapping[str, str]
    level: str = ""


COUNTED = {"n": "SUM(n)"}
"""How rows of prepared counts are counted."""


COUNTS_LSOA = 'SELECT lsoa, "force", month, type, n FROM counts_lsoa'
"""The rows of the counts by small area."""
MONTHS_LSOA = 'SELECT lsoa, "force", month, n FROM months_lsoa'
"""The same, every type together: a tenth of the rows."""


def statement(asked: Asked, prepared: frozenset[str]) -> tuple[str, dict[str, Value]]:
    """The SQL of the whole question, and its values. `prepared`: names of tables of counts."""
    bind = Binding()
    tables = [f"asked AS ({asked_sql(asked, prepared, bind)})", f"months AS ({months_sql(asked)})"]
    if asked.measure.people:
        tables.append(f"asked_people AS ({people_sql(asked, bind)})")
    if asked.measure.ground:
        tables.append(f"ground AS ({ground_sql(asked, bind)})")
    for one in asked.measure.given:
        value = asked.given[one.name]
        if one.kind == "number" and f"${one.name}" in asked.measure.sql:
            bind.values[one.name] = value
        elif one.kind == "names":
            tables.append(f"{one.name} AS ({pairs_sql(dict.fromkeys(value, 1.0), bind)})")
        elif one.kind == "table":
            tables.append(f"{one.name} AS ({pairs_sql(value, bind)})")
    names = [quoted(one) for one in asked.by]
    by = "".join(f"{one}, " for one in names)
    group = f"GROUP BY {', '.join(names)}" if names else ""
    body = asked.measure.sql.replace("{by}", by).replace("{group}", group)
    body = body.replace("{partition}", f"PARTITION BY {', '.join(names)}" if names else "")
    return f"WITH {', '.join(tables)} SELECT * FROM ({body}) AS figures", bind.values


def quoted(name: str) -> str:
    """A column's name in SQL: "force" is a word of some dialects."""
    return f'"{name}"'


def source(asked: Asked, prepared: frozenset[str]) -> Source:
    """The smallest table that the question can be counted from."""
    subject = asked.subject
    if subject.table != "street" or not prepared:
        return Source(subject.rows, subject.sums)
    outcome = "outcome" in (*asked.by, *asked.needs)
    level = one_level(asked)
    table = f"{'outcomes' if outcome else 'counts'}_{level}"
    if table in prepared:
        code = f'code AS "{level}", ' if level in PLACES else ""
        rows = f"SELECT {code}month, type{', outcome' if outcome else ''}, n FROM {table}"
        if asked.places:
            rows += " WHERE code IN ({codes})"
        return Source(rows, COUNTED, level)
    if outcome:
        return Source(subject.rows, subject.sums)
    typed = asked.types or "type" in (*asked.by, *asked.needs)
    return Source(COUNTS_LSOA if typed else MONTHS_LSOA, COUNTED)


def one_level(asked: Asked) -> str:
    """The level of the counts by place that can answer, or nothing."""
    of_places = {one.level for one in asked.places}
    if (
        len(asked.levels) > 1
        or "lsoa" in {*asked.levels, *asked.needs, *of_places}
        or len(of_places) > 1
    ):
        return ""
    if asked.levels:
        return asked.levels[0] if of_places <= set(asked.levels) else ""
    if not of_places:
        return "all"
    level = of_places.pop()
    return level if asked.apart or level == "force" else ""


def asked_sql(asked: Asked, prepared: frozenset[str], bind: Binding) -> str:
    """SQL of the rows asked about: dimensions and needs, with `n` and whatever else is summed."""
    subject, of = asked.subject, source(asked, prepared)
    joins, dimensions = "", {}
    for one in (*asked.by, *asked.needs):
        if one in TIME_SQL:
            dimensions[one] = TIME_SQL[one]
        elif one in ("ward", "district", "csp") and of.level != one:
            dimensions[one] = f"in_{one}.code"
            joins += place_join(asked, one, subject.at, bind)
        else:
            dimensions[one] = f"s.{quoted(one)}"
    # Counts that no place is joined to are few enough to be summed once.
    rows = rows_sql(asked, of, bind, summed=bool(joins) or of.sums != COUNTED)
    if asked.measure.people:
        dimensions["place"] = dimensions[asked.levels[0]] if asked.levels else "'all'"
    listed = "".join(f"{sql} AS {quoted(name)}, " for name, sql in dimensions.items())
    sums = ", ".join(f"SUM(s.{name}) AS {name}" for name in of.sums)
    where = "WHERE s.lsoa IS NOT NULL" if "lsoa" in asked.by else ""
    group = f"GROUP BY {', '.join(dimensions.values())}" if dimensions else ""
    return f"SELECT {listed}{sums} FROM ({rows}) AS s {joins} {where} {group}"


def place_join(asked: Asked, level: str, at: str, bind: Binding) -> str:
    """The join that finds the places of one level; only those asked for, where some are."""
    codes = [one.code for one in asked.places if one.level == level]
    only = f" AND in_{level}.code IN ({bind.several(codes)})" if codes else ""
    return (
        f" JOIN place AS in_{level} ON in_{level}.from_code = s.{at}"
        f" AND in_{level}.level = '{level}'{only}"
    )


def rows_sql(asked: Asked, of: Source, bind: Binding, *, summed: bool = True) -> str:
    """SQL of the rows before places are joined: few columns and, if `summed`, few rows."""
    subject = asked.subject
    wanted = {*asked.by, *asked.needs} - set(TIME_SQL) - {"ward", "district", "csp"}
    columns = set(wanted)
    if {*asked.by, *asked.needs} & set(TIME_SQL):
        columns.add("month")
    if of.level in asked.by:
        columns.add(of.level)
    elif {"ward", "district", "csp"} & set(asked.by):
        columns.add(subject.at)
    names = [quoted(one) for one in sorted(columns)]
    listed = "".join(f"{one}, " for one in names)
    sums = ", ".join(f"{sql} AS {name}" if summed else name for name, sql in of.sums.items())
    filters = [
        f"month BETWEEN {bind.one(month_of(asked.first))} AND {bind.one(month_of(asked.last))}"
    ]
    if asked.types:
        filters.append(f"type IN ({bind.several(asked.types)})")
    where_places = places_filter(asked, of, bind)
    filters += [where_places] if where_places else []
    group = f" GROUP BY {', '.join(names)}" if names and summed else ""
    inner = of.rows
    if "{codes}" in inner:
        codes = (slug(one.name) if of.level == "force" else one.code for one in asked.places)
        inner = inner.replace("{codes}", bind.several(codes))
    return f"SELECT {listed}{sums} FROM ({inner}) AS r WHERE {' AND '.join(filters)}{group}"


def places_filter(asked: Asked, of: Source, bind: Binding) -> str:
    """SQL that keeps rows of the places asked for, or nothing where all are wanted."""
    if not asked.places or of.level:
        return ""
    forces = [slug(one.name) for one in asked.places if one.level == "force"]
    small = [one.code for one in asked.places if one.level == "lsoa"]
    others = [one.code for one in asked.places if one.level not in ("force", "lsoa")]
    at = asked.subject.at
    any_of = [f'"force" IN ({bind.several(forces)})'] if forces else []
    any_of += [f"lsoa IN ({bind.several(small)})"] if small else []
    if others:
        listed = asked.ground if of.rows in (COUNTS_LSOA, MONTHS_LSOA) else ()
        inside = (
            bind.several(listed)
            or f"SELECT from_code FROM place WHERE code IN ({bind.several(others)})"
        )
        any_of.append(f"{at} IN ({inside})")
    return f"({' OR '.join(any_of)})"


def months_sql(asked: Asked) -> str:
    """SQL of the months of the question: m, month, whether loaded for every force."""
    rows = (
        f"({m}, DATE '{month_of(m)}', {'TRUE' if m in asked.whole else 'FALSE'})"
        for m in range(asked.first, asked.last + 1)
    )
    return f"SELECT m, month, whole FROM (VALUES {', '.join(rows)}) AS v(m, month, whole)"


def people_sql(asked: Asked, bind: Binding) -> str:
    """SQL of how many live in each place asked about."""
    year = bind.one(asked.people_year)
    level = asked.levels[0] if asked.levels else ""
    if level == "force":
        slugs = ", ".join(
            f"({bind.one(code)}, {bind.one(name)})" for name, code in asked.force_codes.items()
        )
        return (
            "SELECT v.slug AS place, people.people FROM people "
            f"JOIN (VALUES {slugs or '(NULL, NULL)'}) AS v(code, slug) ON v.code = people.code "
            f"WHERE people.level = 'force' AND people.year = {year}"
        )
    if level:
        return f"SELECT code AS place, people FROM people WHERE level = '{level}' AND year = {year}"
    if not asked.places:
        return f"SELECT 'all' AS place, people FROM people WHERE level = 'all' AND year = {year}"
    codes = bind.several(asked.force_codes.get(slug(one.name), one.code) for one in asked.places)
    return (
        "SELECT 'all' AS place, SUM(people) AS people FROM people "
        f"WHERE code IN ({codes}) AND level = '{asked.places[0].level}' AND year = {year}"
    )


def ground_sql(asked: Asked, bind: Binding) -> str:
    """SQL of the codes of all small areas of the places asked about; of all that are known."""
    if not asked.places:
        return "SELECT DISTINCT code FROM small_area"
    codes = bind.several(one.code for one in asked.places)
    return (
        f"SELECT DISTINCT from_code AS code FROM place WHERE code IN ({codes}) "
        f"OR from_code IN ({codes})"
    )


def pairs_sql(values: Mapping[str, float], bind: Binding) -> str:
    """SQL of a table given: its names (`name`), each with its figure (`value`)."""
    rows = (
        f"SELECT CAST({bind.one(name)} AS VARCHAR) AS name, "
        f"CAST({bind.one(float(value))} AS DOUBLE) AS value"
        for name, value in values.items()
    )
    nothing = "SELECT CAST(NULL AS VARCHAR) AS name, CAST(NULL AS DOUBLE) AS value WHERE 1 = 0"
    return " UNION ALL ".join(rows) or nothing
