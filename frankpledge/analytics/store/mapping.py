"""How a partner's own file is read: which column is what, written down once and kept.

A mapping is made by a person at a screen, is stored as JSON, and turns into a Kind: so a partner's
rows pass the same checks, are counted the same and are rejected by line, column and value like a
publisher's. The table is `partner_<slug>`; its one unit is the slug, its periods the months, years
or words of the column that says when.

Dates come as 2024-03-31, 31/03/2024, 31.03.2024, 31 March 2024, as a spreadsheet's number of days,
or in the `format` that is given; never in the American order unless that is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any, Literal, get_args

from frankpledge.analytics.store.checks import EXPECTED, quoted
from frankpledge.analytics.store.kinds.police import LSOA
from frankpledge.analytics.store.nouns import Check, Field, Kind, NotLoaded, Type
from frankpledge.shared.words import spell_day

How = Literal["lsoa", "code", "name", "easting-northing", "longitude-latitude", "none"]
PLACES: dict[str, tuple[str, ...]] = {
    "lsoa": ("lsoa",),
    "code": ("place",),
    "name": ("place",),
    "easting-northing": ("easting", "northing"),
    "longitude-latitude": ("longitude", "latitude"),
    "none": (),
}
"""How a place is given → the columns of the table that it becomes."""

KEPT = {"unit", "period", "file_number", "line", "source", "place_level"}
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y")
MONTHS = ("%Y-%m", "%Y-%m-%d", "%b-%y", "%b %Y", "%B %Y", "%m/%Y")
MOMENTS = ("%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S")
FIRST_YEAR, LAST_YEAR = 1950, 2099
_SERIAL = r"[2-6][0-9]{4}(\.0+)?"
"""A day as a spreadsheet counts them, from 1954 to 2091."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, the name it gets, its type, and what its values may be.

    `codes`: the partner's spelling → ours ("DV" → "Domestic abuse"); another spelling is rejected.
    `blank`: spellings that mean none ("-", "*" for a figure held back). `format`: how a day, month
    or moment is written, in strptime's letters. `low`, `high`: inclusive limits of a number.
    """

    header: str
    name: str
    type: Type = "text"
    required: bool = False
    codes: Dictionary[str, str] = field(default_factory=dict)
    blank: tuple[str, ...] = ()
    format: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Place:
    """Where a row happened: how it is said, in which columns, and for a name of which level.

    `blank`: spellings that mean no place. Rows without one are kept and counted.
    """

    how: How = "none"
    headers: tuple[str, ...] = ()
    level: str = ""
    blank: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """A partner's kind of file. `when`: the name of the column that says when, or nothing.

    `sheet`, `header_row`: where in a spreadsheet, when they are not to be found by the headings.
    """

    slug: str
    title: str
    publisher: str
    columns: tuple[Column, ...]
    place: Place = Place()
    when: str = ""
    licence: str = "Shared by the partner for this partnership's own use"
    source: str = ""
    sheet: str = ""
    header_row: int | None = None

    @property
    def wanted(self) -> tuple[str, ...]:
        """The headings that a file must have."""
        return (*(one.header for one in self.columns), *self.place.headers)

    def kind(self, today: date | None = None) -> Kind:
        """The kind of file that this is; a row of a day after `today`, if given, is rejected.

        Raises NotLoaded with every problem of the mapping.
        """
        if reasons := problems(self):
            raise NotLoaded(*reasons)
        made = [_made(one) for one in self.columns]
        derive = {name: sql for one in made for name, sql in one.derive.items()}
        when = next((one for one in self.columns if one.name == self.when), None)
        if (
            when
            and when.type in {"day", "moment"}
            and "month" not in {c.name for c in self.columns}
        ):
            derive["month"] = f"date_trunc('month', {_derived(when)})::DATE"
        if self.place.how == "name":
            derive["place_level"] = quoted(self.place.level)
        return Kind(
            table=f"partner_{self.slug.replace('-', '_')}",
            title=self.title,
            source=self.source or self.publisher,
            publisher=self.publisher,
            licence=self.licence,
            fields=(*(one.text for one in made), *_place_fields(self.place)),
            unit=quoted(self.slug),
            period=_period(when),
            derive=derive,
            checks=(*(check for one in made for check in one.checks), *_not_after(when, today)),
            group="partner",
        )

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: Dictionary[str, Any]) -> Mapping:
        """What `to_json` wrote. Raises TypeError or KeyError where it is no mapping."""
        columns = [{**one, "blank": tuple(one.get("blank", ()))} for one in plain["columns"]]
        place = plain.get("place", {})
        pairs = {name: tuple(place.get(name, ())) for name in ("headers", "blank")}
        return cls(
            **{
                **plain,
                "columns": tuple(Column(**one) for one in columns),
                "place": Place(**{**place, **pairs}),
            }
        )


def problems(mapping: Mapping) -> tuple[str, ...]:
    """What is wrong with a mapping, in plain sentences; nothing where it can be used."""
    found = []
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", mapping.slug):
        found.append(f"“{mapping.slug}” is no short name: use small letters, figures and hyphens.")
    if not mapping.columns:
        found.append("No column is chosen: choose one at least.")
    names = [one.name for one in mapping.columns] + list(PLACES.get(mapping.place.how, ()))
    for name in names:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in KEPT or name.endswith("_text"):
            found.append(f"“{name}” cannot be a column's name: use another word.")
    found += [f"Two columns are named “{name}”." for name in _twice(names)]
    headings = [one.strip().lower() for one in mapping.wanted]
    found += [f"The column “{heading}” is used twice." for heading in _twice(headings)]
    if mapping.when and mapping.when not in {one.name for one in mapping.columns}:
        found.append(f"“{mapping.when}” is to say when, but no column is named so.")
    for one in mapping.columns:
        if one.type not in get_args(Type):
            found.append(f"“{one.type}” is no type of column.")
        if one.format and one.type not in {"day", "month", "moment"}:
            found.append(f"“{one.header}” has a format of dates but holds none.")
    found += _place_problems(mapping.place)
    return tuple(found)


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _place_problems(place: Place) -> list[str]:
    if place.how not in PLACES:
        return [f"“{place.how}” is no way to say a place."]
    needs = len(PLACES[place.how])
    found = []
    if len(place.headers) != needs:
        found.append(f"A place given as {place.how} needs {needs} columns.")
    if place.how == "name" and place.level not in {"ward", "district", "csp", "force"}:
        found.append("A place given by name needs its level: ward, district, csp or force.")
    return found


# ------------------------------------------------------------------ columns as fields and SQL


@dataclass(frozen=True)
class _Made:
    """A column as the store takes it: the text's field, its date in SQL, and the check of that."""

    text: Field
    derive: dict[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()


def _made(column: Column) -> _Made:
    dated = column.type in {"day", "month", "moment"}
    made = Field(
        column.name,
        (column.header,),
        "text" if dated else column.type,
        required=column.required,
        codes=dict(column.codes) or None,
        low=None if dated else column.low,
        high=None if dated else column.high,
        blank=column.blank,
        expected=EXPECTED[column.type] if dated else "",
    )
    if not dated:
        return _Made(made)
    name, text = f'"{column.name}"', f'"{column.name}_text"'
    none = " OR ".join(
        [f"{text} IS NULL", *(f"{text} = {quoted(blank)}" for blank in column.blank)]
    )
    within = f"year({name}) BETWEEN {FIRST_YEAR} AND {LAST_YEAR}"
    expected = EXPECTED[column.type] + (f" or as in {column.format}" if column.format else "")
    check = Check(column.name, f"({none}) OR coalesce({within}, false)", expected)
    return _Made(made, {column.name: _derived(column)}, (check,))


def _derived(column: Column) -> str:
    """SQL: a dated column's text as a date, the first of the month, or a timestamp."""
    name = f'trim("{column.name}")'
    usual = {"day": DAYS, "month": MONTHS, "moment": (*MOMENTS, *DAYS)}[column.type]
    formats = (column.format,) if column.format else usual
    tries = [f"try_strptime({name}, {quoted(one)})" for one in formats]
    if column.format:
        # A spreadsheet's own dates arrive in this form, whatever it shows.
        tries += [f"try_strptime({name}, {quoted(one)})" for one in (MOMENTS[0], DAYS[0])]
    if column.type != "moment":
        serial = f"regexp_full_match({name}, {quoted(_SERIAL)})"
        counted = f"try_cast({name} AS DOUBLE)::INTEGER"
        tries.append(f"CASE WHEN {serial} THEN DATE '1899-12-30' + {counted} END")
    moment = f"coalesce({', '.join(tries)})"
    return {
        "day": f"{moment}::DATE",
        "month": f"date_trunc('month', {moment})::DATE",
        "moment": f"{moment}::TIMESTAMP",
    }[column.type]


def _period(when: Column | None) -> str:
    if when is None:
        return "'all'"
    name = f'"{when.name}"'
    return f"strftime({name}, '%Y-%m')" if when.type in {"day", "month", "moment"} else name


def _not_after(when: Column | None, today: date | None) -> tuple[Check, ...]:
    if when is None or today is None or when.type not in {"day", "month", "moment"}:
        return ()
    sql = f"\"{when.name}\" < DATE '{today + timedelta(days=1)}'"
    return (Check(when.name, sql, f"no {when.type} later than today, {spell_day(today)}"),)


def _place_fields(place: Place) -> tuple[Field, ...]:
    """The place's columns; the limits are those of Great Britain and its waters."""
    expected = {
        "lsoa": LSOA.expected,
        "code": "a place's code of nine characters such as E07000008",
    }
    patterns = {"lsoa": LSOA.pattern, "code": "[EWSN][0-9]{8}"}
    limits = {
        "easting": (0, 700_000, "metres east, a number"),
        "northing": (0, 1_300_000, "metres north, a number"),
        "longitude": (-9, 2.1, "degrees east (are longitude and latitude the wrong way round?)"),
        "latitude": (49.8, 61, "degrees north (are longitude and latitude the wrong way round?)"),
    }
    return tuple(
        Field(
            name,
            (header,),
            "number",
            low=limits[name][0],
            high=limits[name][1],
            blank=place.blank,
            expected=limits[name][2],
        )
        if name in limits
        else Field(
            name,
            (header,),
            blank=place.blank,
            pattern=patterns.get(place.how),
            expected=expected.get(place.how, ""),
        )
        for name, header in zip(PLACES[place.how], place.headers, strict=True)
    )
