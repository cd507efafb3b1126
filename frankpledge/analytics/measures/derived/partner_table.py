"""A partner's table as a measure reads it: which column is what, its months, its places.

Only the tables that the one who asks may read are known here; no refusal names another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from frankpledge.analytics.engine import Value
from frankpledge.analytics.measures.current import find_places, near
from frankpledge.analytics.measures.derived.working import Working
from frankpledge.analytics.measures.known import LEVEL_WORDS
from frankpledge.analytics.measures.months import number, spans, words
from frankpledge.analytics.measures.nouns import CannotAnswer, Given
from frankpledge.analytics.store.mapping import KEPT
from frankpledge.shared.words import spell_list

TABLE_GIVEN = Given("table", "Which partner's table, by its short name", "text")
SMALL = 10
"""No note tells a count below this: notes stand where small counts are held back."""

LIES = "(SELECT from_code, level, code FROM place UNION SELECT code, level, code FROM place)"
"""What lies in what; each place, a ward too, lies in itself."""

DATED = ("month", "at", "day", "date")
"""Columns that say when, of a table whose mapping names none."""

TYPES = {
    "number": ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL"),
    "name": ("VARCHAR", "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    "day": ("DATE", "TIMESTAMP"),
}
"""What a column is wanted for → DuckDB's types that will do."""


@dataclass(frozen=True)
class PartnerTable:
    """A table that may be read.

    `types`: its columns, with DuckDB's types. `start`, `end`: SQL of the numbers of the first and
    last month of a row, the same unless it is of a year. `held`: the months that are loaded.
    `place`: the column of codes of places; "" where there is none, and `no_place` says why.
    """

    name: str
    types: Mapping[str, str]
    start: str
    end: str
    held: frozenset[int]
    place: str
    no_place: str

    @property
    def slug(self) -> str:
        """What people call it: "hospital-visits"."""
        return _slug(self.name)

    @property
    def yearly(self) -> bool:
        """Whether its rows are of years."""
        return self.start != self.end

    def column(self, wanted: str, use: str, what: str) -> str:
        """The column that is meant. `use`: a key of TYPES. `what`: "a category", for a refusal.

        Raises CannotAnswer for one that is not there, with near names, or will not do.
        """
        name = wanted.strip().lower().replace(" ", "_")
        fit = [one for one, kind in self.types.items() if kind.split("(")[0] in TYPES[use]]
        if name in fit:
            return name
        listed = f" As {what} will do: {spell_list(fit)}." if fit else f" None will do as {what}."
        if name in self.types:
            raise CannotAnswer(f"“{name}” of “{self.slug}” cannot be {what}.{listed}")
        hint = near(name, self.types) or "."
        raise CannotAnswer(f"“{self.slug}” has no column “{wanted}”{hint}{listed}")

    def place_or_refusal(self) -> str:
        """The column of places. Raises CannotAnswer where there is none."""
        if not self.place:
            raise CannotAnswer(self.no_place)
        return self.place


def partner_table(work: Working) -> PartnerTable:
    """The table that is asked about.

    Raises CannotAnswer for one that may not be read or is not there, without saying which of these;
    for one without a day or month; and where crime types are asked for.
    """
    name = _name(work)
    if work.question.types:
        raise CannotAnswer("A partner's records have no types of crime: ask without.")
    run = work.current.beside.run
    columns = run(f"SELECT * FROM {name} LIMIT 1", tables=work.current.tables).columns
    asked = [one for one in columns if one not in KEPT and not one.endswith("_text")]
    kinds = ", ".join(f'typeof("{one}")' for one in asked)
    found = run(f"SELECT {kinds} FROM {name} LIMIT 1", tables=work.current.tables).rows
    if not found:
        raise CannotAnswer(f"“{_slug(name)}” holds no record.")
    types = {one: str(kind) for one, kind in zip(asked, found[0], strict=True)}
    start, end, held = _time(work, name, types)
    place, no_place = _place(name, columns)
    return PartnerTable(name, types, start, end, held, place, no_place)


def _slug(table: str) -> str:
    return table.removeprefix("partner_").replace("_", "-")


def _name(work: Working) -> str:
    readable = sorted(one for one in work.current.parts if one in work.partners)
    wanted = str(work.given["table"]).strip()
    name = "partner_" + wanted.lower().replace("-", "_").removeprefix("partner_")
    if name in readable:
        return name
    if not readable:
        raise CannotAnswer(
            f"No partner's table that you may read is loaded, so {work.measure.title.lower()} "
            "is unknown."
        )
    slugs = [_slug(one) for one in readable]
    if not wanted:
        raise CannotAnswer(f"Which partner's table? You may read: {', '.join(slugs)}.")
    hint = near(wanted, slugs) or f". You may read: {', '.join(slugs)}."
    raise CannotAnswer(f"You may read no partner's table “{wanted}”{hint}")


def _time(work: Working, name: str, types: Mapping[str, str]) -> tuple[str, str, frozenset[int]]:
    """SQL of a row's first and last month, and the months that are loaded."""
    months = work.current.coverage(name).months
    if months:
        m = "(12 * TRY_CAST(SUBSTR(period, 1, 4) AS INT) + TRY_CAST(SUBSTR(period, 6, 2) AS INT))"
        return m, m, months
    sql = f"SELECT DISTINCT period FROM {name} WHERE TRY_CAST(period AS INT) BETWEEN 1900 AND 2199"
    years = [int(str(row[0])) for row in work.current.beside.run(sql, {}, work.current.tables).rows]
    if years:
        held = frozenset(12 * year + n for year in years for n in range(1, 13))
        year = "12 * TRY_CAST(period AS INT)"
        return f"({year} + 1)", f"({year} + 12)", held
    dated = next((one for one in DATED if types.get(one) in TYPES["day"]), None)
    if dated is None:
        raise CannotAnswer(
            f"“{_slug(name)}” has no day or month in it, so its records cannot be counted by time. "
            "Say in its mapping which column says when, and load it again."
        )
    m = f'(12 * YEAR("{dated}") + MONTH("{dated}"))'
    sql = f"SELECT DISTINCT {m} FROM {name} WHERE {m} IS NOT NULL"
    rows = work.current.beside.run(sql, {}, work.current.tables).rows
    return m, m, frozenset(int(str(row[0])) for row in rows)


def _place(name: str, columns: Collection[str]) -> tuple[str, str]:
    """The column of codes, or why there is none."""
    if "lsoa" in columns:
        return "lsoa", ""
    slug = _slug(name)
    if "place" in columns and "place_level" in columns:
        return "", (
            f"“{slug}” gives its places by name, not by code, so they cannot be laid over others. "
            "Ask for its column place as the category."
        )
    if "place" in columns:
        return "place", ""
    points = {"easting", "longitude"} & set(columns)
    return "", f"“{slug}” has no place in it" + (
        " but points on the map: it cannot be split by place." if points else "."
    )


def asked_months(work: Working, table: PartnerTable) -> tuple[int, int, tuple[str, ...]]:
    """First and last month asked about, and the note on what is not loaded of them.

    Of a table of years, only whole years count. Raises CannotAnswer where nothing is left.
    """
    first, last = work.question.first, work.question.last
    for month in (first, last):
        if month is not None and month.day != 1:
            raise CannotAnswer(f"{month} is not the first day of a month.")
    held = table.held
    if not held:
        raise CannotAnswer(f"No record of “{table.slug}” says when it was.")
    start = number(first) if first else min(held)
    end = number(last) if last else max(held)
    loaded = f"“{table.slug}” is loaded for {spans(held)}"
    if start > end:
        raise CannotAnswer(
            f"{words(start)} is later than {words(end)}: expected the earlier first."
        )
    for m in (start, end):
        if not min(held) <= m <= max(held):
            raise CannotAnswer(f"{loaded}; {words(m)} lies outside.")
    if table.yearly:
        start, end = start + -(start - 1) % 12, end - end % 12
        if start > end:
            raise CannotAnswer(f"{loaded}, by the year: ask for whole years.")
    missing = set(range(start, end + 1)) - held
    if len(missing) == end - start + 1:
        raise CannotAnswer(f"{loaded}; nothing is for {spans(missing)}.")
    if not missing:
        return start, end, ()
    note = f"{spans(missing)}: nothing is loaded, so whether there was any is not known."
    return start, end, (note,)


def within(work: Working, table: PartnerTable) -> tuple[str, dict[str, Value], tuple[str, ...]]:
    """SQL that keeps the rows of the places asked about, its values, and the tables it reads.

    Raises CannotAnswer for a place that is unknown, or a table without places.
    """
    if not work.question.places:
        return "TRUE", {}, ()
    at = table.place_or_refusal()
    places = find_places(work.current, work.question.places, work.question.by)
    codes: dict[str, Value] = {f"p{n}": one.code for n, one in enumerate(places)}
    listed = ", ".join(f"${name}" for name in codes)
    sql = f"SELECT COUNT(*) FROM {LIES} AS lies WHERE code IN ({listed})"
    if not work.current.beside.run(sql, codes, work.current.tables).rows[0][0]:
        names = spell_list([one.name for one in places])
        raise CannotAnswer(f"No loaded lookup says which {LEVEL_WORDS['lsoa']}s lie in {names}.")
    inside = f"SELECT from_code FROM {LIES} AS lies WHERE code IN ({listed})"
    return f'("{at}" IN ({inside}) OR "{at}" IN ({listed}))', codes, ("lookup",)


def some(count: int) -> str:
    """A count of records for a note: "1,204 records", "Fewer than ten records"."""
    return f"{count:,} records" if count >= SMALL else "Fewer than ten records"
