"""What each type of field takes, whichever way the file is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analytics.store import Field, Kind, NotLoaded, Store, load
from frankpledge.analytics.store.nouns import Check
from tests.support.evidence import EVIDENCE, NOW, asked, taken

pytestmark = pytest.mark.once("pure: no database")

FIELDS = {
    "text": Field("value", ("value",)),
    "integer": Field("value", ("value",), "integer", low=-5, high=2000, blank=("-1",)),
    "number": Field("value", ("value",), "number"),
    "month": Field("value", ("value",), "month", low=1990, high=2099),
    "day": Field("value", ("value",), "day"),
    "time": Field("value", ("value",), "time"),
    "moment": Field("value", ("value",), "moment"),
    "yes-no": Field("value", ("value",), "yes-no"),
    "code": Field("value", ("value",), "integer", codes={"Fatal": "1", "Killed": "1", "2": "2"}),
    "pattern": Field("value", ("value",), pattern="[A-Z]{2}[0-9]", expected="a code such as AB1"),
}
REJECTED = object()
VALUES: list[tuple[str, str, object]] = [
    *[("text", " as it is ", " as it is "), ("text", "", None), ("text", "Llŷn", "Llŷn")],
    *[("integer", "12", "12"), ("integer", " 12 ", "12"), ("integer", "-1", None)],
    *[("integer", " -1 ", None), ("integer", "1.5", REJECTED), ("integer", "1e2", REJECTED)],
    *[("integer", "2001", REJECTED), ("integer", "-5", "-5"), ("integer", "1_0", REJECTED)],
    *[("number", "1.5", "1.5"), ("number", " -.5 ", "-0.5"), ("number", "nan", REJECTED)],
    *[("number", "inf", REJECTED), ("number", "1,5", REJECTED), ("number", "٣", REJECTED)],
    *[("month", "2024-03", "2024-03-01"), ("month", "2024-13", REJECTED)],
    *[
        ("month", "2024-3", REJECTED),
        ("month", "1989-12", REJECTED),
        ("month", "-024-03", REJECTED),
    ],
    *[("month", "20240-3", REJECTED), ("month", " 2024-03", "2024-03-01")],
    *[("day", "2024-02-29", "2024-02-29"), ("day", "29/02/2024", "2024-02-29")],
    *[("day", "1/2/2024", "2024-02-01"), ("day", "2023-02-29", REJECTED)],
    *[("day", "02/29/2024", REJECTED), ("day", "24-1-1", REJECTED), ("day", "1/2/24", REJECTED)],
    *[("time", "7:05", "07:05"), ("time", "17:45:30", "17:45"), ("time", "24:00", REJECTED)],
    *[("moment", "2024-03-31T17:45:00+00:00", "2024-03-31 17:45:00")],
    *[("moment", "2024-06-30T00:15:00+01:00", "2024-06-29 23:15:00")],
    *[("moment", "2024-03-31 17:45", "2024-03-31 17:45:00"), ("moment", "infinity", REJECTED)],
    *[("moment", "31/03/2024 17:45", "2024-03-31 17:45:00"), ("moment", "epoch", REJECTED)],
    *[("moment", "2024-03-31", REJECTED), ("moment", "2024-03-31T25:00", REJECTED)],
    *[("yes-no", "True", "true"), ("yes-no", "NO", "false"), ("yes-no", "maybe", REJECTED)],
    *[
        ("code", "fatal", "1"),
        ("code", " Killed ", "1"),
        ("code", "2", "2"),
        ("code", "3", REJECTED),
    ],
    *[("pattern", "AB1", "AB1"), ("pattern", " AB1 ", "AB1"), ("pattern", "AB12", REJECTED)],
]
OTHER = 40


def kind(field: Field, **more: Any) -> Kind:
    given: dict[str, Any] = {"unit": "area", "period": "year", "checks": ()} | more
    return Kind(
        "things",
        *("Things", "a test", "a test", "none"),
        (field, Field("area", ("area",), required=True), Field("year", ("year",), required=True)),
        **given,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("type", "value", "stored"), VALUES)
def test_what_a_type_takes(
    type: str, value: str, stored: object, encoding: str, tmp_path: Path
) -> None:
    """UTF-16 is read carefully: both ways of reading agree."""
    path, store = tmp_path / "things.csv", Store(tmp_path / "store")
    rows = [f'"{value}",x,2024', *[",x,2024"] * OTHER]
    path.write_text("\n".join(["Value,Area,Year", *rows, ""]), encoding=encoding)
    info = load(store, [path], now=NOW, by="Test", kinds=[kind(FIELDS[type])]).release.tables[
        "things"
    ]
    assert info.rows_in == OTHER + 1
    if stored is REJECTED:
        assert [(one.line, one.column, one.value) for one in info.rejects] == [
            (2, "Value", value.strip())
        ]
        return
    assert info.rejects == ()
    found = {one for (one,) in asked(store, "SELECT value::VARCHAR FROM things")} - {None}
    assert found == ({stored} if stored is not None else set())


def test_rows_of_no_slice_and_rows_that_fail_a_rule_of_their_own(tmp_path: Path) -> None:
    path, store = tmp_path / "things.csv", Store(tmp_path / "store")
    rows = ["5,x,2024"] * OTHER
    path.write_text("\n".join(["value,area,year", "9,x,2024", *rows, "5,none,2024", ""]))
    one = kind(
        FIELDS["integer"],
        unit="nullif(area, 'none')",
        checks=(Check("value", "value <> 9", "anything but nine"),),
    )
    info = load(store, [path], now=NOW, by="Test", kinds=[one]).release.tables["things"]
    assert [(one.line, one.expected) for one in info.rejects] == [
        (2, "anything but nine"),
        (43, "what says whose row it is and of when"),
    ]


def test_a_wide_file_becomes_long_and_its_rows_are_still_accounted_for(tmp_path: Path) -> None:
    path, store = tmp_path / "things.csv", Store(tmp_path / "store")
    path.write_text("value,area,year\n" + "3,x,2024\n" * OTHER + "x,x,2024\n")
    one = kind(
        FIELDS["integer"],
        reshape="SELECT unit, period, file_number, unnest([value, value * 2]) AS each FROM {rows}",
    )
    info = load(store, [path], now=NOW, by="Test", kinds=[one]).release.tables["things"]
    assert (info.rows_in, info.kept, info.rows) == (OTHER + 1, OTHER, 2 * OTHER)
    assert asked(store, "SELECT each, count(*) FROM things GROUP BY ALL ORDER BY ALL") == [
        (3, OTHER),
        (6, OTHER),
    ]


def test_an_optional_column_may_be_absent(tmp_path: Path) -> None:
    path, store = tmp_path / "things.csv", Store(tmp_path / "store")
    path.write_text("area,year\n" + "x,2024\n" * OTHER)
    one = kind(Field("value", ("value",), "number", optional=True))
    load(store, [path], now=NOW, by="Test", kinds=[one])
    assert asked(store, "SELECT count(*), count(value) FROM things") == [(OTHER, 0)]
    with pytest.raises(NotLoaded, match="no column “value”"):
        load(store, [path], now=NOW, by="Test", kinds=[kind(FIELDS["number"])])


def test_rows_are_counted_by_the_census_whose_codes_they_have(tmp_path: Path) -> None:
    """Late 2018 has the codes of 2011; where a code is of both, no one can tell, and it is said."""
    store = Store(tmp_path / "store")
    geography = EVIDENCE / "geography"
    taken(store, geography / "lookup_lsoa11_lsoa21_ltla22.csv", published=date(2023, 1, 1))
    quarter = taken(store, EVIDENCE / "police" / "three-forces-2018-q4.zip").release
    counts = quarter.tables["street"].vintages
    rows = quarter.tables["street"]
    assert sum(counts.values()) == rows.kept - rows.no_place
    assert counts["2011"] > 500
    assert counts["2021"] == 0
    assert counts["both"] > 5 * counts["2011"]
