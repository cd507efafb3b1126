"""How publishers head a column of place codes: the level of place, and the year of its boundaries.

`lsoa21_code` and `ltla24_name`; the ONS's own `LSOA21CD` and `LAD24NM`; and `LSOA code (2011)` of
the Indices of Deprivation. The year is read from the heading, so that next year's files load too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.analytics.store.kinds.police import LSOA
from frankpledge.analytics.store.nouns import Field

LEVELS = {
    **dict.fromkeys(("lsoa", "lower layer super output area"), "lsoa"),
    **dict.fromkeys(("msoa", "middle layer super output area"), "msoa"),
    **dict.fromkeys(("ward", "wd", "wards"), "ward"),
    **dict.fromkeys(("ltla", "lad", "local authority district"), "district"),
    **dict.fromkeys(("utla", "cty", "ctyua"), "county"),
    "csp": "csp",
    "pfa": "force",
    **dict.fromkeys(("rgn", "region"), "region"),
}
"""The publisher's word → ours. Output areas carry their census: lsoa11, lsoa21 are two levels."""

ORDER = ("lsoa11", "lsoa21", "msoa11", "msoa21", "ward", "district", "csp", "county", "force")
"""From the finest."""

_SHORT = re.compile(r"([a-z]+?)s?(\d\d)_?(code|cd|name|nm)")
_LONG = re.compile(r"([a-z ]+) (code|name) \(((?:19|20)\d\d)\)")
_ENGLISH_OR_WELSH = "[EWSN][0-9]{8}"
_FIRST = {
    "lsoa11": LSOA,
    "lsoa21": LSOA,
    "district": Field("", (), pattern="[EWSN]0[6-9][0-9]{6}", expected="a code such as E07000008"),
    "ward": Field("", (), pattern="[EWSN]05[0-9]{6}", expected="a code such as E05010805"),
    "csp": Field("", (), pattern="(E22|W14)[0-9]{6}", expected="a code such as E22000173"),
    "force": Field("", (), pattern="(E23|W15|S32)[0-9]{6}", expected="a code such as E23000023"),
}


@dataclass(frozen=True)
class PlaceColumn:
    """A column of codes or names: "lsoa21", 2021, and the heading as the file has it."""

    level: str
    year: int
    what: str
    header: str

    @property
    def name(self) -> str:
        """The column's name in SQL."""
        return f"{self.level}_{self.year}_{self.what}"

    def field(self) -> Field:
        """What its values must look like."""
        if self.what == "name":
            return Field(self.name, (self.header,))
        known = _FIRST.get(self.level)
        return Field(
            self.name,
            (self.header,),
            required=True,
            pattern=known.pattern if known else _ENGLISH_OR_WELSH,
            expected=known.expected if known else "a code of nine characters such as E12000006",
        )


def place_columns(headers: Iterable[str]) -> tuple[PlaceColumn, ...]:
    """The columns of codes and names of places among these headings, in their order."""
    return tuple(one for header in headers if (one := _place_column(header)) is not None)


def codes(headers: Iterable[str]) -> tuple[PlaceColumn, ...]:
    """The columns of codes, from the finest level and the earliest year."""
    found = (one for one in place_columns(headers) if one.what == "code")
    return tuple(sorted(found, key=lambda one: (_rank(one.level), one.year)))


def _rank(level: str) -> int:
    return ORDER.index(level) if level in ORDER else len(ORDER)


def _place_column(header: str) -> PlaceColumn | None:
    text = " ".join(header.strip().lower().split())
    if short := _SHORT.fullmatch(text):
        word, year, what = short[1], 2000 + int(short[2]), short[3]
    elif long := _LONG.fullmatch(text):
        word, year, what = long[1], int(long[3]), long[2]
    else:
        return None
    level = LEVELS.get(word)
    if level is None:
        return None
    if level in {"lsoa", "msoa"}:
        level = f"{level}{year % 100:02}"
    kind = "code" if what in {"code", "cd"} else "name"
    return PlaceColumn(level, year, kind, header.strip().lower())
