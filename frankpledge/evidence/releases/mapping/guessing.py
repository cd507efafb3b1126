"""What a sample's columns seem to hold: a name, a type, how days are written, where and when.

A guess is offered to the analyst and loads nothing. What may name a person is left out unless the
analyst keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from frankpledge.analytics.store.mapping import KEPT, Column, How, Mapping, Place
from frankpledge.analytics.store.nouns import Type
from frankpledge.analytics.store.sheets import Table

SHOWN = 12
"""So many different values of a column are shown and kept with the draft."""
LOOKED_AT = 5_000
"""So many rows are looked at."""
NONE = ("-", "–", "—", "*", ".", "..", "n/a", "na", "none", "null", "not known", "unknown", "tbc")
PERSONAL = re.compile(
    r"\b(names?|forenames?|surnames?|dob|date of birth|nhs|national insurance|nino?|phone|mobile"
    r"|telephone|e ?mail|address|post ?code|victim|offender|suspect|witness)\b"
)
NO_PERSON = re.compile(
    r"\b(ward|district|area|borough|team|force|lsoa|station|beat|parish|town|school|partnership"
    r"|council|authority|type|category|count|number of) (names?|address)\b|\b(number|no|count) of\b"
)
LEVELS = (
    ("ward", r"\bward\b"),
    ("csp", r"\b(csp|community safety partnership)\b"),
    ("force", r"\b(police )?force\b"),
    ("district", r"\b(district|borough|local authority|council|la)\b"),
)
MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
SHAPES: tuple[tuple[Type, str, str], ...] = (
    ("day", r"\d{4}-\d\d-\d\d", ""),
    ("day", r"\d{1,2}[/.]\d{1,2}[/.]\d{4}", ""),
    ("day", rf"\d{{1,2}}[ -]{MONTH}[ -]\d{{4}}", ""),
    ("day", rf"\d{{1,2}}-{MONTH}-\d\d", "%d-%b-%y"),
    ("day", r"\d{1,2}/\d{1,2}/\d\d", "%d/%m/%y"),
    ("day", r"(19|20)\d\d[01]\d[0-3]\d", "%Y%m%d"),
    ("month", r"\d{4}-\d\d", ""),
    ("month", rf"{MONTH}[ -](\d\d|\d{{4}})", ""),
    ("month", r"\d{1,2}/\d{4}", ""),
    ("moment", r"\d{4}-\d\d-\d\d[ t]\d\d:\d\d:\d\d", ""),
    ("moment", r"\d{1,2}/\d{1,2}/\d{4} \d\d:\d\d(:\d\d)?", ""),
    ("time", r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?", ""),
    ("integer", r"[+-]?\d{1,15}", ""),
    ("number", r"[+-]?\d*\.?\d+", ""),
    ("yes-no", r"yes|no|true|false", ""),
)
"""Type, what all of a column's values look like in small letters, and how a day is written."""
CODES: tuple[tuple[How, str], ...] = (("lsoa", r"[EW]01\d{6}"), ("code", r"[EWSN]\d{8}"))
COORDINATES: tuple[tuple[How, str, str], ...] = (
    ("easting-northing", r"eastings?|x", r"northings?|y"),
    ("longitude-latitude", r"lon(g|gitude)?|lng", r"lat(itude)?"),
)
"""A way to give a place, and the headings of its two columns."""
AMERICAN = {"": "%m/%d/%Y", "%d/%m/%y": "%m/%d/%y"}


@dataclass(frozen=True)
class Seen:
    """A column of a sample: its heading, its commonest values, and of how many rows it has one."""

    header: str
    values: tuple[str, ...]
    filled: int
    different: int
    guess: Column

    @property
    def is_personal(self) -> bool:
        """Whether its heading is one that may go with a person's particulars."""
        said = _folded(self.header)
        return bool(PERSONAL.search(said)) and not NO_PERSON.search(said)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Seen:
        """What `to_json` wrote."""
        guess = {**plain["guess"], "blank": tuple(plain["guess"]["blank"])}
        return cls(**{**plain, "values": tuple(plain["values"]), "guess": Column(**guess)})


def seen_in(table: Table) -> tuple[Seen, ...]:
    """The columns of a sample that have a heading, from the left."""
    taken: set[str] = set()
    found = []
    for at, header in enumerate(table.header.cells):
        if not header:
            continue
        cells = [row.cells[at] for row in table.lines[:LOOKED_AT] if at < len(row.cells)]
        values = [cell for cell in cells if cell]
        counts: dict[str, int] = {}
        for value in values:
            counts[value] = counts.get(value, 0) + 1
        common = sorted(counts, key=lambda one: -counts[one])
        guess = guess_column(header, common, _unused(name_of(header), taken))
        taken.add(guess.name)
        found.append(Seen(header, tuple(common[:SHOWN]), len(values), len(counts), guess))
    return tuple(found)


def guess_column(header: str, values: Sequence[str], name: str) -> Column:
    """What these values seem to be. Spellings of "none" count as none where a type is found."""
    said = [value for value in values if value.casefold() not in NONE]
    blank = tuple(value for value in values if value.casefold() in NONE)
    for type_, shape, format_ in SHAPES:
        pattern = re.compile(shape)
        if not said or not all(pattern.fullmatch(value.casefold()) for value in said):
            continue
        if type_ == "integer" and any(re.fullmatch(r"0\d+", value) for value in said):
            return Column(header, name)  # a number that begins with 0 is a reference
        if type_ == "day" and "/" in said[0] and _is_american(said):
            format_ = AMERICAN[format_]
        return Column(header, name, type_, blank=blank, format=format_)
    return Column(header, name)


def _is_american(values: Sequence[str]) -> bool:
    pairs = [value.split("/")[:2] for value in values]
    return any(int(second) > 12 for _, second in pairs) and all(int(one) < 13 for one, _ in pairs)


def guess_place(seen: Sequence[Seen]) -> Place:
    """Which columns say where: by a code before a point, by a point before a name."""
    for how, shape in CODES:
        for one in seen:
            if one.values and all(re.fullmatch(shape, value) for value in one.values):
                return Place(how, (one.header,))
    for way, first, second in COORDINATES:
        east, north = _numbers(seen, first), _numbers(seen, second)
        if east and north:
            return Place(way, (east, north))
    for level, pattern in LEVELS:
        for one in seen:
            if one.guess.type == "text" and re.search(pattern, _folded(one.header)):
                return Place("name", (one.header,), level)
    return Place()


def _numbers(seen: Sequence[Seen], heading: str) -> str:
    """The column of numbers whose heading is this."""
    for one in seen:
        if one.guess.type in {"integer", "number"} and re.fullmatch(heading, _folded(one.header)):
            return one.header
    return ""


def guess_mapping(slug: str, title: str, publisher: str, seen: Sequence[Seen]) -> Mapping:
    """All columns but those of a place and those that may name a person; and when."""
    place = guess_place(seen)
    columns = tuple(
        one.guess for one in seen if one.header not in place.headers and not one.is_personal
    )
    dated = [one.name for one in columns if one.type in {"day", "month", "moment"}]
    return Mapping(slug, title, publisher, columns, place, when=dated[0] if dated else "")


def name_of(words: str) -> str:
    """Words as a column's name: "Reason for call" is reason_for_call; nothing where it has none."""
    name = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:50].strip("_")
    if not name:
        return ""
    if not name[0].isalpha():
        name = f"n_{name}"
    return f"{name}_given" if name in KEPT or name.endswith("_text") else name


def _unused(name: str, taken: set[str]) -> str:
    name = name or "column"
    return next(one for one in (name, *(f"{name}_{n}" for n in range(2, 1000))) if one not in taken)


def _folded(heading: str) -> str:
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", heading)
    return " ".join(re.sub(r"[^a-z ]+", " ", spaced.lower()).split())
