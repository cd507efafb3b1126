"""Partner's records: how many there are in a partner's table, or the sum of one of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from frankpledge.analytics.engine import Value
from frankpledge.analytics.measures.current import small_names
from frankpledge.analytics.measures.derived.partner_table import (
    LIES,
    TABLE_GIVEN,
    PartnerTable,
    asked_months,
    partner_table,
    some,
    within,
)
from frankpledge.analytics.measures.derived.working import Figures, Key, Row, Working
from frankpledge.analytics.measures.months import month_of
from frankpledge.analytics.measures.nouns import (
    CannotAnswer,
    Column,
    ColumnKind,
    Example,
    Given,
    Measure,
    Question,
)
from frankpledge.analytics.measures.subjects import PLACES, TIMES, TITLES

MOST_CATEGORIES = 60
"""A column with more different values is no category: it may hold names, or free text."""

KINDS: Mapping[str, ColumnKind] = {"month": "month", "quarter": "month", "year": "year"}


def derive(work: Working) -> Figures:
    """A row for each time, category and place: how many records, or the sum of a column."""
    table = partner_table(work)
    by = _split(work, table)
    first, last, notes = asked_months(work, table)
    category = _category(work, table) if "category" in by else ""
    summed = str(work.given["sum"]).strip()
    summed = table.column(summed, "number", "a column to sum") if summed else ""
    level = next((one for one in by if one in PLACES), "")
    where, values, read = within(work, table)
    where += f" AND {table.start} >= $first AND {table.end} <= $last"
    values |= {"first": first, "last": last}
    counted = _counted(work, table, where, values, (category, level, summed))
    return Figures(
        columns=(*_columns(by, category), _figure(table, summed)),
        rows=_rows(work, by, counted),
        covered=(first, last),
        notes=(*notes, *_left_out(work, table, (first, last), level, summed)),
        tables=(table.name, *(read or (("lookup",) if level and level != "lsoa" else ()))),
    )


def _split(work: Working, table: PartnerTable) -> tuple[str, ...]:
    """The dimensions; a category that is named is one of them."""
    by = work.question.by
    named = bool(str(work.given["category"]).strip())
    if named and "category" not in by:
        by = (*by, "category")
    if table.yearly and {"month", "quarter"} & set(by):
        raise CannotAnswer(
            f"“{table.slug}” has years in it, but no day or month: split it by year."
        )
    if set(by) & set(PLACES):
        table.place_or_refusal()
    return by


def _category(work: Working, table: PartnerTable) -> str:
    """The column that is the category. Raises CannotAnswer where it has too many values."""
    name = table.column(str(work.given["category"]), "name", "a category")
    sql = f'SELECT COUNT(DISTINCT "{name}") FROM {table.name}'
    many = int(str(work.current.engine.run(sql, {}, work.current.tables).rows[0][0]))
    if many > MOST_CATEGORIES:
        raise CannotAnswer(
            f"“{name}” of “{table.slug}” has {many:,} different values: too many for a category. "
            f"Expected a column with {MOST_CATEGORIES} or fewer."
        )
    return name


def _counted(
    work: Working,
    table: PartnerTable,
    where: str,
    values: dict[str, Value],
    split: tuple[str, str, str],
) -> list[tuple[Value, ...]]:
    """Month, category, code of the place, and the figure. `split`: category, level, sum, or ""."""
    category, level, summed = split
    at = f'r."{table.place}"'
    code, join = "CAST(NULL AS VARCHAR)", ""
    if level == "lsoa":
        code = at
        where += f" AND SUBSTR(\"{table.place}\", 1, 3) IN ('E01', 'W01')"
    elif level:
        code = "lies.code"
        join = f"JOIN {LIES} AS lies ON lies.from_code = {at} AND lies.level = '{level}'"
    sql = f"""
    SELECT r.m, r.category, {code} AS code, {"SUM(r.summed)" if summed else "COUNT(*)"} AS figure
    FROM (
        SELECT {table.start} AS m, {f'"{category}"' if category else "NULL"} AS category,
               {f'"{summed}"' if summed else "1"} AS summed
               {f', "{table.place}"' if table.place else ""}
        FROM {table.name} WHERE {where}
    ) AS r {join}
    GROUP BY r.m, r.category, {code}
    """
    return list(work.current.engine.run(sql, values, work.current.tables).rows)


def _rows(work: Working, by: tuple[str, ...], counted: list[tuple[Value, ...]]) -> tuple[Row, ...]:
    """Figures added up by the dimensions, months by the quarter or year; what has none is last."""
    level = next((one for one in by if one in PLACES), "")
    names = _names(work, level, {str(row[2]) for row in counted if row[2] is not None})
    found: dict[Key, float | int] = {} if by else {(): 0}
    for m, category, code, figure in counted:
        at = {**_times(int(str(m))), "category": (category,)}
        if level:
            at[level] = (names.get(str(code), str(code)), code)
        key = tuple(cell for one in by for cell in at[one])
        value = figure if isinstance(figure, int | float) else 0
        found[key] = found.get(key, 0) + value
    ordered = sorted(found, key=lambda key: [(cell is None, str(cell)) for cell in key])
    return tuple((*key, _tidy(found[key])) for key in ordered)


def _tidy(value: float) -> float | int:
    """Without the noise that adding fractions leaves in the last digits."""
    return value if isinstance(value, int) else float(f"{value:.12g}")


def _times(m: int) -> dict[str, tuple[Value, ...]]:
    month = month_of(m)
    quarter = date(month.year, 3 * ((month.month - 1) // 3) + 1, 1)
    return {"month": (month,), "quarter": (quarter,), "year": (month.year,)}


def _names(work: Working, level: str, codes: set[str]) -> dict[str, str]:
    if not level:
        return {}
    known = work.current.known.names
    if level == "lsoa":
        known = small_names(work.current, sorted(codes))
    return {one: known.get((level, one), one) for one in codes}


def _columns(by: tuple[str, ...], category: str) -> tuple[Column, ...]:
    found: list[Column] = []
    for one in by:
        title = category.replace("_", " ").capitalize() if one == "category" else TITLES[one]
        found.append(Column(one, title, KINDS.get(one, "text")))
        if one in PLACES:
            found.append(Column(f"{one}_code", f"{TITLES[one]} code", "text"))
    return tuple(found)


def _figure(table: PartnerTable, summed: str) -> Column:
    """The column of figures: whole numbers are counts, and held back where they are small."""
    if not summed:
        return RECORDS
    words = summed.replace("_", " ")
    fraction = table.types[summed].split("(")[0] in ("FLOAT", "DOUBLE", "DECIMAL")
    return Column("sum", f"Sum of {words}", "number" if fraction else "count", words)


def _left_out(
    work: Working, table: PartnerTable, months: tuple[int, int], level: str, summed: str
) -> tuple[str, ...]:
    """Sentences on records that say no place, a place outside, no time, or nothing to sum."""
    at = f'"{table.place}"'
    inside = f"{table.start} >= $first AND {table.end} <= $last"
    nowhere = f"{inside} AND {at} IS NULL" if level or work.question.places else "FALSE"
    known = f"SELECT from_code FROM {LIES} AS lies WHERE level = '{level}'"
    outside = "FALSE"
    if level == "lsoa":
        outside = f"{inside} AND SUBSTR({at}, 1, 3) NOT IN ('E01', 'W01')"
    elif level and not work.question.places:
        outside = f"{inside} AND {at} IS NOT NULL AND {at} NOT IN ({known})"
    empty = f'{inside} AND "{summed}" IS NULL' if summed else "FALSE"
    tests = (nowhere, outside, empty, f"{table.start} IS NULL")
    counts = ", ".join(f"SUM(CASE WHEN {one} THEN 1 ELSE 0 END)" for one in tests)
    values = {"first": months[0], "last": months[1]} if "$first" in counts else {}
    (row,) = work.current.engine.run(
        f"SELECT {counts} FROM {table.name}", values, work.current.tables
    ).rows
    said = (
        "of these months have no place: they are in no line.",
        "of these months lie outside the places known: they are in no line.",
        f"of these months say no “{summed}”: they add nothing.",
        "do not say when they were: they are not counted.",
    )
    counted = [int(str(one or 0)) for one in row]
    return tuple(f"{some(many)} {words}" for many, words in zip(counted, said, strict=True) if many)


RECORDS = Column("records", "Records", "count", "records")


def _referral(day: str, need: str, people: int, lsoa: str = "E01000001") -> dict[str, Any]:
    """A made-up record of a partner."""
    return {"at": date.fromisoformat(day), "need": need, "people": people, "lsoa": lsoa}


PARTNER_RECORDS = Measure(
    name="partner-records",
    title="Partner's records",
    what="How many records there are in a partner's table, or the sum of one of its columns.",
    unit="records",
    source="A partner's own file, loaded for this partnership; its mapping says what is what",
    formula=(
        "The number of records of each time, category and place; or, where a column to sum is "
        "named, the sum of its numbers, records without one adding nothing. A record lies in every "
        "place that its code lies in by the loaded lookups. Of a table of years only whole years "
        "count."
    ),
    kind="count",
    subject="partner",
    dimensions=(*PLACES, *TIMES, "category"),
    figures=(RECORDS,),
    caveats=(
        "These are the records that the partner keeps and shared, for reasons of its own: not all "
        "that happened.",
        "A record may be a person, a visit or an event: its publisher says which. One person may "
        "have several.",
        "A month without a record is taken as not loaded: the file does not say whether there was "
        "none.",
        "Its counts cannot be added to recorded crimes: the same event may be in both.",
    ),
    given=(
        TABLE_GIVEN,
        Given("category", "The column that is the category", "text", default=""),
        Given("sum", "The column to sum, in place of counting records", "text", default=""),
    ),
    filters_types=False,
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={
            "partner_referrals": (
                _referral("2024-01-05", "Housing", 2),
                _referral("2024-01-20", "Housing", 1),
                _referral("2024-01-31", "Safety", 3),
                _referral("2024-02-01", "Housing", 4),
            )
        },
        question=Question(
            "partner-records",
            by=("month",),
            parameters={"table": "referrals", "category": "need", "sum": "people"},
        ),
        rows=(
            (date(2024, 1, 1), "Housing", 3),
            (date(2024, 1, 1), "Safety", 3),
            (date(2024, 2, 1), "Housing", 4),
        ),
        arithmetic=(
            "In January two referrals for housing are of 2 + 1 = 3 people, and one for safety is "
            "of 3. In February one for housing is of 4."
        ),
    ),
)
