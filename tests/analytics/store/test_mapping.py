"""Partners' files by a mapping: right loads, named mistakes, refusals."""

from __future__ import annotations

import csv
import datetime as dt
import json
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.store import NotLoaded, Store, converting
from frankpledge.analytics.store.mapping import Column, Mapping, Place, problems
from tests.support.evidence import asked, taken, written
from tests.support.spreadsheets import ods, xlsx

pytestmark = pytest.mark.once("pure: no database")

HEAD = ("Ward", "Date reported", "Type", "Incidents")
NOISE = Mapping(
    slug="noise-complaints",
    title="Noise complaints",
    publisher="A district council's environmental health",
    columns=(
        Column("Date reported", "reported", "day", required=True),
        Column("Type", "category", required=True, codes={"DV": "Domestic", "Sŵn": "Noise"}),
        Column("Incidents", "incidents", "integer", required=True, low=0, blank=("*",)),
    ),
    place=Place("name", ("Ward",), "ward", blank=("Not known",)),
    when="reported",
)
DAY = dt.date(2024, 3, 31)


def test_a_spreadsheet_becomes_a_table(tmp_path: Path):
    store = Store(tmp_path / "store")
    file = xlsx(
        tmp_path / "noise.xlsx",
        ["Noise complaints 2024"],
        HEAD,
        ("Abbey", DAY, "DV", 3),
        (None, dt.date(2024, 4, 1), "sŵn", 4),
        ("Tŷ-du", "1 April 2024", "Sŵn", 1),
        ("Not known", 45352, "DV", 0),
        ("Total", None, None, 8),
        merged=["A1:D1", "A3:A4"],
    )
    loaded = taken(store, file, mapping=NOISE)
    assert asked(
        store,
        "SELECT reported, month, category, incidents, place, place_level, unit, period"
        " FROM partner_noise_complaints ORDER BY reported, place",
    ) == [
        (
            dt.date(2024, 3, 1),
            dt.date(2024, 3, 1),
            "Domestic",
            0,
            None,
            "ward",
            NOISE.slug,
            "2024-03",
        ),
        (DAY, dt.date(2024, 3, 1), "Domestic", 3, "Abbey", "ward", NOISE.slug, "2024-03"),
        (
            dt.date(2024, 4, 1),
            dt.date(2024, 4, 1),
            "Noise",
            4,
            "Abbey",
            "ward",
            NOISE.slug,
            "2024-04",
        ),
        (
            dt.date(2024, 4, 1),
            dt.date(2024, 4, 1),
            "Noise",
            1,
            "Tŷ-du",
            "ward",
            NOISE.slug,
            "2024-04",
        ),
    ]
    assert loaded.words[0] == (
        "Left out: “noise.xlsx”, sheet “Data”, line 7, Ward: expected a row of data, not a total."
    )
    assert loaded.release.title == "Noise complaints"
    (kept,) = loaded.release.files
    assert (kept.name, kept.bytes) == ("noise.xlsx", file.stat().st_size)
    assert kept.checksum == sha256(file.read_bytes()).hexdigest()


def many(*last: tuple[object, ...]) -> list[tuple[object, ...]]:
    """Enough good rows for one bad one to be rejected, not the file."""
    return [("Abbey", dt.date(2024, 3, 1 + n), "DV", n) for n in range(30)] + list(last)


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (("Abbey", "soon", "DV", 1), "Date reported", "soon", "a day such as"),
        (("Abbey", None, "DV", 1), "Date reported", "", "a day such as"),
        (("Abbey", "03/31/2024", "DV", 1), "Date reported", "03/31/2024", "a day such as"),
        (("Abbey", "01/01/0024", "DV", 1), "Date reported", "01/01/0024", "a day such as"),
        (("Abbey", DAY, "Litter", 1), "Type", "Litter", "one of dv, sŵn"),
        (("Abbey", DAY, "DV", "a few"), "Incidents", "a few", "a whole number"),
        (("Abbey", DAY, "DV", -1), "Incidents", "-1", "a whole number"),
        (("Abbey", DAY, "DV", 1.5), "Incidents", "1.5", "a whole number"),
    ],
)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_mistakes_are_named_by_the_row_that_people_see(
    tmp_path: Path, row: tuple[object, ...], column: str, value: str, expected: str, kind: str
):
    store = Store(tmp_path / "store")
    rows = [("A title",), (), HEAD, *many(row)]
    if kind == "xlsx":
        file = xlsx(tmp_path / "noise.xlsx", *rows)
    else:
        lines = [",".join("" if one is None else str(one) for one in line) for line in rows]
        file = written(tmp_path / "noise.csv", *lines)
    loaded = taken(store, file, mapping=NOISE)
    (reject,) = loaded.release.tables["partner_noise_complaints"].rejects
    assert (reject.file, reject.line, reject.column, reject.value) == (
        file.name,
        34,
        column,
        value,
    )
    assert reject.expected.startswith(expected)
    assert asked(store, "SELECT count(*) FROM partner_noise_complaints") == [(30,)]


def test_a_row_with_a_value_too_many_is_rejected_by_its_line(tmp_path: Path):
    lines = [",".join(map(str, row)) for row in [HEAD, *many()]]
    file = written(tmp_path / "noise.csv", "A title", *lines, "Abbey,2024-03-01,DV,1,extra")
    loaded = taken(Store(tmp_path / "store"), file, mapping=NOISE)
    (reject,) = loaded.release.tables["partner_noise_complaints"].rejects
    assert (reject.line, reject.expected) == (33, "4 values, as in the header, not 5")


def test_a_figure_held_back_is_none_where_it_may_be(tmp_path: Path):
    columns = (*NOISE.columns[:2], replace(NOISE.columns[2], required=False))
    store = Store(tmp_path / "store")
    file = ods(tmp_path / "noise.ods", HEAD, ("Abbey", "31/03/2024", "DV", "*"))
    taken(store, file, mapping=replace(NOISE, columns=columns))
    assert asked(store, "SELECT incidents, reported FROM partner_noise_complaints") == [(None, DAY)]


@pytest.mark.parametrize(
    ("type", "format", "value", "day"),
    [
        ("day", "%m/%d/%Y", "03/31/2024", DAY),
        ("day", "%d%m%y", "310324", DAY),
        ("day", "", "31.03.2024", DAY),
        ("day", "", "31-Mar-2024", DAY),
        ("day", "", "45382", DAY),
        ("month", "", "2024-03", dt.date(2024, 3, 1)),
        ("month", "", "Mar-24", dt.date(2024, 3, 1)),
        ("month", "", "March 2024", dt.date(2024, 3, 1)),
        ("month", "", "2024-03-31", dt.date(2024, 3, 1)),
        ("moment", "", "31/03/2024 17:45", dt.datetime.fromisoformat("2024-03-31 17:45")),
        ("moment", "", "2024-03-31", dt.datetime.fromisoformat("2024-03-31")),
    ],
)
def test_dates_as_partners_write_them(
    tmp_path: Path, type: str, format: str, value: str, day: dt.date
):
    store = Store(tmp_path / "store")
    columns = (Column("When", "seen", type, required=True, format=format),)  # type: ignore[arg-type]
    mapping = Mapping("watch", "Watch", "Wardens", columns, when="seen")
    taken(store, written(tmp_path / "a.csv", "When,x", f"{value},1"), mapping=mapping)
    assert asked(store, "SELECT seen, period FROM partner_watch") == [(day, "2024-03")]


@pytest.mark.parametrize(
    ("place", "head", "good", "bad", "found"),
    [
        (Place("lsoa", ("LSOA",)), "LSOA", "E01017999", "Cambridge 1", ("lsoa", "E01017999")),
        (Place("code", ("Code",)), "Code", "E07000008", "Fenland", ("place", "E07000008")),
        (
            Place("easting-northing", ("X", "Y")),
            "X,Y",
            "547446,257495",
            "0.1,52",
            ("easting, northing", 547446.0, 257495.0),
        ),
        (
            Place("longitude-latitude", ("Lon", "Lat")),
            "Lon,Lat",
            "0.155897,52.195992",
            "52.195992,0.155897",
            ("longitude, latitude", 0.155897, 52.195992),
        ),
    ],
)
def test_places_as_partners_give_them(
    tmp_path: Path, place: Place, head: str, good: str, bad: str, found: tuple[object, ...]
):
    columns = (Column("Number", "number", "integer"),)
    mapping = Mapping("watch", "Watch", "Wardens", columns, place=place)
    store = Store(tmp_path / "store")
    file = written(tmp_path / "a.csv", f"Number,{head}", f"1,{good}")
    taken(store, file, mapping=mapping)
    assert asked(store, f"SELECT {found[0]}, period FROM partner_watch") == [(*found[1:], "all")]
    if bad == "0.1,52":
        return  # metres near the corner of the grid are metres still
    wrong = written(tmp_path / "b.csv", f"Number,{head}", f"1,{bad}")
    with pytest.raises(NotLoaded, match=r"b\.csv, line 2"):
        taken(Store(tmp_path / "other"), wrong, mapping=mapping)


def test_degrees_the_wrong_way_round_are_asked_about(tmp_path: Path):
    place = Place("longitude-latitude", ("Lon", "Lat"))
    mapping = Mapping("watch", "Watch", "W", (Column("N", "n"),), place=place)
    file = written(tmp_path / "b.csv", "N,Lon,Lat", "1,52.195992,0.155897")
    with pytest.raises(NotLoaded, match="are longitude and latitude the wrong way round"):
        taken(Store(tmp_path / "store"), file, mapping=mapping)


def test_a_column_that_is_missing_is_named(tmp_path: Path):
    with pytest.raises(NotLoaded, match=r"“a\.csv”: no column “Incidents”. Row 1 comes nearest"):
        taken(
            Store(tmp_path / "store"),
            written(tmp_path / "a.csv", "Ward,Date reported,Type", "Abbey,2024-03-01,DV"),
            mapping=NOISE,
        )


def test_the_same_file_under_a_mended_mapping_is_another_load(tmp_path: Path):
    store = Store(tmp_path / "store")
    file = xlsx(tmp_path / "noise.xlsx", HEAD, ("Abbey", DAY, "DV", 3))
    assert not taken(store, file, mapping=NOISE).already
    assert taken(store, file, mapping=NOISE).already
    columns = (NOISE.columns[0], replace(NOISE.columns[1], codes={"DV": "Abuse"}), NOISE.columns[2])
    assert not taken(store, file, mapping=replace(NOISE, columns=columns)).already
    assert asked(store, "SELECT category FROM partner_noise_complaints") == [("Abuse",)]


def test_a_later_file_replaces_the_months_it_holds(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(
        store,
        xlsx(
            tmp_path / "a.xlsx",
            HEAD,
            ("Abbey", DAY, "DV", 3),
            ("Bar", dt.date(2024, 4, 1), "DV", 1),
        ),
        mapping=NOISE,
    )
    taken(store, xlsx(tmp_path / "b.xlsx", HEAD, ("Abbey", DAY, "DV", 5)), mapping=NOISE)
    assert asked(store, "SELECT period, incidents FROM partner_noise_complaints ORDER BY 1") == [
        ("2024-03", 5),
        ("2024-04", 1),
    ]


def test_a_publisher_s_lookup_in_a_spreadsheet_needs_no_mapping(tmp_path: Path):
    store = Store(tmp_path / "store")
    taken(
        store,
        xlsx(
            tmp_path / "lookup.xlsx",
            ["Lookup of wards, published 2025"],
            ("LSOA21CD", "LSOA21NM", "WD25CD", "WD25NM"),
            ("E01015589", "Peterborough 004A", "E05010805", "Barnack"),
            others=[("Notes", [["About this file"]], False)],
        ),
    )
    assert asked(store, "SELECT code FROM lookup WHERE level = 'ward'") == [("E05010805",)]


def test_a_spreadsheet_in_a_zip(tmp_path: Path):
    store = Store(tmp_path / "store")
    file = xlsx(tmp_path / "noise.xlsx", ["A title"], HEAD, ("Abbey", DAY, "DV", 3))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(file, "march/noise.xlsx")
    loaded = taken(store, tmp_path / "all.zip", mapping=NOISE)
    assert loaded.release.files[0].name == "march/noise.xlsx"
    assert asked(store, "SELECT incidents FROM partner_noise_complaints") == [(3,)]


def test_a_large_csv_is_read_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What no hand kept has its headings at the top, and is not held in memory."""
    lines = [",".join(map(str, row)) for row in [HEAD, *many()]]
    file = written(tmp_path / "noise.csv", *lines, "Total,2024-03-01,DV,1")
    monkeypatch.setattr(converting, "BY_HAND", 10)
    store = Store(tmp_path / "store")
    taken(store, file, mapping=NOISE)
    assert asked(store, "SELECT count(*) FROM partner_noise_complaints") == [(31,)]
    top = written(tmp_path / "titled.csv", "A title", *lines)
    with pytest.raises(NotLoaded, match="its first line is “A title”"):
        taken(store, top, mapping=NOISE)


def test_json_there_and_back():
    assert Mapping.from_json(json.loads(json.dumps(NOISE.to_json()))) == NOISE


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"slug": "Noise Complaints"}, "“Noise Complaints” is no short name"),
        ({"columns": ()}, "No column is chosen"),
        ({"when": "happened"}, "“happened” is to say when, but no column is named so"),
        ({"columns": (Column("A", "unit"),), "when": ""}, "“unit” cannot be a column's name"),
        ({"columns": (Column("A", "x; drop"),), "when": ""}, "cannot be a column's name"),
        ({"columns": (Column("A", "a"), Column("B", "a")), "when": ""}, "Two columns are named"),
        ({"columns": (Column("Ward", "a"),), "when": ""}, "The column “ward” is used twice"),
        ({"columns": (Column("A", "place"),), "when": ""}, "Two columns are named “place”"),
        ({"place": Place("lsoa", ())}, "A place given as lsoa needs 1 columns"),
        ({"place": Place("name", ("Ward",))}, "needs its level"),
        ({"columns": (Column("A", "a", format="%Y"),), "when": ""}, "has a format of dates"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(change: dict[str, object], words: str):
    wrong = replace(NOISE, **change)  # type: ignore[arg-type]
    assert any(words in one for one in problems(wrong))
    with pytest.raises(NotLoaded):
        wrong.kind()


def test_no_word_of_a_mapping_is_read_as_sql(tmp_path: Path):
    quote = 'it\'s "one" -- ; {rows}'
    columns = (
        Column(quote, "a", codes={quote: quote}, blank=(quote + "2",)),
        Column("W'hen", "b", "day", format="%d'%m'%Y", blank=("'",)),
    )
    mapping = Mapping("odd", quote, quote, columns, when="b")
    store = Store(tmp_path / "store")
    taken(
        store, xlsx(tmp_path / "a.xlsx", (quote, "W'hen"), (quote, "31'03'2024")), mapping=mapping
    )
    assert asked(store, "SELECT a, b FROM partner_odd") == [(quote, DAY)]


WORDS = st.text(alphabet="abcŵŷ,;'\"&<-", min_size=1, max_size=8)
ROWS = st.lists(st.none() | st.tuples(WORDS, st.integers(0, 10**12)), min_size=1, max_size=12)


@settings(max_examples=30, deadline=None)
@given(ROWS.filter(any), st.integers(0, 5), st.sampled_from(["xlsx", "csv", "ods"]))
def test_whatever_stands_in_the_rows_comes_over(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, int] | None],
    above: int,
    kind: str,
):
    """Rows of any words and numbers, empty ones among them, under a title that reaches anywhere."""
    folder = tmp_path_factory.mktemp("rows")
    path = folder / f"a.{kind}"
    grid: list[tuple[object, ...]] = [()] * above + [
        ("Word", "Number"),
        *(row or () for row in rows),
    ]
    if kind == "xlsx":
        xlsx(path, *grid)
    elif kind == "ods":
        ods(path, *grid)
    else:
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(grid)
    columns = (Column("Word", "word", required=True), Column("Number", "number", "integer"))
    store = Store(folder / "store")
    taken(store, path, mapping=Mapping("any", "Any", "Any", columns))
    found = asked(store, "SELECT word, number FROM partner_any")
    assert sorted(found) == sorted(row for row in rows if row)
