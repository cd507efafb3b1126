"""Each way in which a file can be wrong: read rightly, or refused in plain words."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from functools import cache
from pathlib import Path

import pytest

from frankpledge.analytics.store import Loaded, NotLoaded, Store, TableInfo, connecting
from frankpledge.analytics.store import reading as reading_module
from tests.support.evidence import asked, taken

pytestmark = pytest.mark.once("pure: no database")
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
ROW = (
    "a1,2024-03,North Wales Police,North Wales Police,-4.27,53.14,On or near Y Maes,W01000120,"
    "Gwynedd 003C,Burglary,,"
)
NAME = "2024-03-north-wales-street.csv"


def street(folder: Path, *changed: str, name: str = NAME, good: int = 40) -> Path:
    """A file of forty good rows, and these below them."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\n".join([HEADER, *[ROW] * good, *changed, ""]).encode())
    return path


def info(loaded: Loaded) -> TableInfo:
    return loaded.release.tables["street"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def refused(store: Store, *paths: Path) -> str:
    """The reasons for which these are not loaded; the store has nothing afterwards."""
    with pytest.raises(NotLoaded) as why:
        taken(store, *paths)
    assert store.releases() == ()
    assert not (store.root / "staging").exists()
    return " ".join(why.value.reasons)


WRONG = {
    "a month that is none": ("2024-03", "2024-13", "Month", "a month such as 2024-03"),
    "another month": ("2024-03", "2024-04", "Month", "the month in the file's name"),
    "east of Britain": ("-4.27", "4.27", "Longitude", "a number from -9 to 2.1"),
    "no latitude": ("53.14", "5314000", "Latitude", "a number from 49.8 to 61"),
    "no number": ("53.14", "N/A", "Latitude", "a number from 49.8 to 61"),
    "no real number": ("53.14", "nan", "Latitude", "a number from 49.8 to 61"),
    "malformed code": ("W01000120", "W0100012", "LSOA code", "a code such as"),
    "no crime type": ("Burglary", "", "Crime type", "a text"),
    "too few values": (",W01000120", "", "", "12 values, as in the header, not 11"),
    "too many values": ("Burglary", "Burglary,x", "", "12 values, as in the header, not 13"),
    "empty values too many": ("Burglary,,", "Burglary,,,,", "", "in the header, not 14"),
    "a NUL byte": ("Y Maes", "Y\0Maes", "", "without NUL bytes"),
    "half a quotation": ("Y Maes", '"Y" Maes', "", ""),
    "a stray mark": (",On or near", ',"On" or near', "", "quotation marks that pair up"),
}


@pytest.mark.parametrize(("good", "bad", "column", "expected"), WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_named_and_the_others_are_kept(
    store: Store, tmp_path: Path, good: str, bad: str, column: str, expected: str
) -> None:
    """File, line, column, value and what was expected; in the release and in rejects.csv."""
    loaded = taken(store, street(tmp_path, ROW.replace(good, bad, 1), ROW))
    found = info(loaded)
    if not expected:
        assert (found.kept, found.rejects) == (42, ())
        return
    (reject,) = found.rejects
    assert (found.rows_in, found.kept, sum(found.rejected.values())) == (42, 41, 1)
    assert (reject.file, reject.line, reject.column) == (NAME, 42, column)
    assert expected in reject.expected
    if column:
        assert reject.value == bad
        assert reject.words().startswith(f"{NAME}, line 42, {column}: “{bad}”, expected")
    text = (store.folder(loaded.release) / "rejects.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(one["File"], one["Line"], one["Column"]) for one in rows] == [(NAME, "42", column)]


def test_a_file_of_mistakes_is_refused_whole_and_the_first_are_named(
    store: Store, tmp_path: Path
) -> None:
    bad = ROW.replace("2024-03", "03/2024", 1)
    words = refused(store, street(tmp_path, *[bad] * 3))
    assert "3 of its 43 rows have a mistake" in words
    assert "more than 5%" in words
    assert f"{NAME}, line 42, Month: “03/2024”, expected a month such as 2024-03" in words


def test_one_wrong_file_of_many_and_nothing_is_loaded(store: Store, tmp_path: Path) -> None:
    street(tmp_path, name="in/2024-02-north-wales-street.csv")
    street(tmp_path, *[ROW] * 9, name="in/2024-03-north-wales-street.csv")
    assert "2024-02-north-wales-street.csv" in refused(store, tmp_path / "in")


def test_rows_alike_are_kept_and_those_without_id_or_place_are_counted(
    store: Store, tmp_path: Path
) -> None:
    bare = ",2024-03,North Wales Police,North Wales Police,,,No location,,,Anti-social behaviour,,"
    found = info(taken(store, street(tmp_path, bare, bare)))
    assert (found.kept, found.identical, found.no_place, found.no_id) == (42, 40, 2, 2)
    assert found.vintages == {"2011": 0, "2021": 0, "both": 0, "unknown": 40}


ENCODED = {
    "utf-8 with a mark": "utf-8-sig",
    "utf-16, little end first": "utf-16",
    "Windows-1252": "cp1252",
}


@pytest.mark.parametrize("encoding", ENCODED.values(), ids=ENCODED)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_the_encoding_and_the_line_ends(
    store: Store, tmp_path: Path, encoding: str, end: str
) -> None:
    name = "Llŷn" if encoding != "cp1252" else "Café Môn"
    path = tmp_path / NAME
    path.write_bytes(end.join([HEADER, *[ROW.replace("Y Maes", name)] * 30, ""]).encode(encoding))
    found = info(taken(store, path))
    assert (found.rows_in, found.kept) == (30, 30)
    assert asked(store, "SELECT DISTINCT location FROM street") == [(f"On or near {name}",)]


def test_one_byte_of_another_encoding_spoils_no_other_name(store: Store, tmp_path: Path) -> None:
    path = street(tmp_path, ROW.replace("Y Maes", "Caernarfon, Llŷn").replace("On or", '"On or', 1))
    data = path.read_bytes().replace("Llŷn".encode(), 'Llŷn"'.encode())
    path.write_bytes(data + ROW.replace("Y Maes", "Caf~").encode().replace(b"~", b"\xe9") + b"\n")
    assert info(taken(store, path)).kept == 42
    names = {one for (one,) in asked(store, "SELECT DISTINCT location FROM street")}
    assert names == {"On or near Y Maes", "On or near Caernarfon, Llŷn", "On or near Café"}


def test_line_ends_and_commas_inside_quotation_marks(store: Store, tmp_path: Path) -> None:
    odd = ROW.replace("On or near Y Maes", '"Y Maes,\n""the"" square"')
    found = info(taken(store, street(tmp_path, odd, ROW, ROW.replace("2024-03", "2024-3", 1))))
    assert (found.kept, [one.line for one in found.rejects]) == (42, [45])
    places = asked(store, "SELECT location FROM street WHERE location NOT LIKE 'On%'")
    assert places == [('Y Maes,\n"the" square',)]


def test_columns_in_another_order_and_columns_more(store: Store, tmp_path: Path) -> None:
    path = street(tmp_path)
    rows = list(csv.reader(io.StringIO(path.read_text())))
    with path.open("w", newline="") as out:
        csv.writer(out).writerows([*reversed(row), "extra", ""] for row in rows)
    loaded = taken(store, path)
    assert info(loaded).kept == 40
    assert "LSOA name" in info(loaded).extra_columns
    assert any("the columns “LSOA name” and “extra”" in one for one in loaded.words)
    assert asked(store, "SELECT DISTINCT crime_id, lsoa FROM street") == [("a1", "W01000120")]


def test_other_delimiters(store: Store, tmp_path: Path) -> None:
    path = street(tmp_path)
    path.write_text(path.read_text().replace(",", ";"))
    assert info(taken(store, path)).kept == 40


def test_headers_that_are_missing_foreign_or_twice_there(store: Store, tmp_path: Path) -> None:
    path = street(tmp_path)
    whole = path.read_text()
    path.write_text(whole.replace("LSOA code,", "Code,"))
    assert "looks like street-level crime but has no column “lsoa code”" in refused(store, path)
    path.write_text(whole.replace("LSOA name", "Month"))
    assert "has a column twice: “Month” and “Month”" in refused(store, path)
    path.write_text(whole.partition("\n")[2])
    assert "is no kind of file that is known here" in refused(store, path)
    path.write_text("Name,Amount\nx,1\n")
    words = refused(store, path)
    assert "its first line is “Name, Amount”" in words
    assert "street-level crime" in words


def test_empty_files(store: Store, tmp_path: Path) -> None:
    path = street(tmp_path)
    path.write_bytes(b"")
    assert "is empty: it has not even a header" in refused(store, path)
    path.write_text(HEADER + "\n")
    assert "no row in these files" in refused(store, path)
    assert "is not there" in refused(store, tmp_path / "nowhere.csv")
    (tmp_path / "empty").mkdir()
    assert "no CSV file" in refused(store, tmp_path / "empty")


def test_a_header_alone_among_others_is_no_mistake(store: Store, tmp_path: Path) -> None:
    street(tmp_path, name="in/2024-02-north-wales-street.csv", good=0)
    street(tmp_path, name=f"in/{NAME}")
    assert info(taken(store, tmp_path / "in")).kept == 40


def test_the_force_without_a_telling_file_name(store: Store, tmp_path: Path) -> None:
    """It is made from "Falls within", as the publisher writes it in its own files' names."""
    rows = [
        ROW.replace("North Wales Police", name)
        for name in (
            *("Dyfed-Powys Police", "Devon & Cornwall Police", "Metropolitan Police Service"),
            *("Police Service of Northern Ireland", "Cambridgeshire Constabulary"),
        )
    ]
    taken(store, street(tmp_path, *rows, name="crimes.csv", good=1))
    assert {one for (one,) in asked(store, "SELECT DISTINCT force FROM street")} == {
        *("north-wales", "dyfed-powys", "devon-and-cornwall", "metropolitan"),
        *("northern-ireland", "cambridgeshire"),
    }


def test_months_that_are_missing_between_the_first_and_the_last(
    store: Store, tmp_path: Path
) -> None:
    for month in ("2023-11", "2024-02", "2024-03"):
        path = street(tmp_path, name=f"in/{month}-north-wales-street.csv")
        path.write_text(path.read_text().replace("2024-03", month))
    path = street(tmp_path, name="in/2024-03-gwent-street.csv")
    path.write_text(path.read_text().replace("North Wales Police", "Heddlu Gwent"))
    loaded = taken(store, tmp_path / "in")
    assert info(loaded).missing == (("north-wales", "2023-12"), ("north-wales", "2024-01"))
    assert "No crimes for December 2023 to January 2024 (north-wales)." in loaded.words


def test_folders_litter_links_and_names(store: Store, tmp_path: Path) -> None:
    path = street(tmp_path, name=f"in/Caernarfon a Llŷn [1]/{NAME}")
    (tmp_path / "in/__MACOSX").mkdir()
    (tmp_path / "in/__MACOSX/._x.csv").write_bytes(b"\0\5\x16")
    (tmp_path / "in/.hidden.csv").write_text("x")
    (tmp_path / "in/read me.docx").write_text("x")
    (tmp_path / "in/link.csv").symlink_to(path)
    (tmp_path / "in/round").symlink_to(tmp_path / "in")
    loaded = taken(store, tmp_path / "in")
    assert [one.name for one in loaded.release.files] == [f"Caernarfon a Llŷn [1]/{NAME}"]
    assert info(loaded).kept == 40
    said = " ".join(loaded.words)
    assert "“link.csv” is a link and was not followed" in said
    assert "“read me.docx” is" in said


def test_one_file_twice_and_two_versions_of_one_month(store: Store, tmp_path: Path) -> None:
    street(tmp_path, name=f"in/a/{NAME}")
    again = street(tmp_path, name=f"in/b/{NAME}")
    loaded = taken(store, tmp_path / "in")
    assert info(loaded).kept == 40
    assert any("read once" in one for one in loaded.words)
    street(tmp_path, ROW, name=f"in/b/{NAME}")
    other = Store(tmp_path / "other")
    assert again.exists()
    assert "two versions of the same month" in refused(other, tmp_path / "in")


def test_two_versions_in_two_zips_are_told_apart_by_their_zips(
    store: Store, tmp_path: Path
) -> None:
    early = zipped(tmp_path / "early.zip", **{NAME: street(tmp_path).read_bytes()})
    late = zipped(tmp_path / "late.zip", **{NAME: street(tmp_path, ROW).read_bytes()})
    assert f"“{NAME}” in “early.zip” and “{NAME}” in “late.zip” are two versions" in refused(
        store, early, late
    )


def test_very_many_small_files_need_no_more_memory(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five hundred, with a quarter of the memory: read at once they took more than there is."""
    monkeypatch.setattr(connecting, "MEMORY", "100MB")
    monkeypatch.setattr(connecting, "_shared", cache(lambda process: connecting.connect(None)))
    for year in range(1990, 2024):
        for month in range(1, 13):
            path = street(tmp_path, name=f"in/{year}-{month:02}-north-wales-street.csv", good=1)
            path.write_text(path.read_text().replace("2024-03", f"{year}-{month:02}"))
            more = path.with_name(path.name.replace("north-wales", "gwent"))
            if year > 2015:
                more.write_text(path.read_text().replace("North Wales", "Gwent"))
    assert info(taken(store, tmp_path / "in")).kept == 34 * 12 + 8 * 12


def test_a_folder_that_is_no_release_breaks_no_answer(store: Store, tmp_path: Path) -> None:
    taken(store, street(tmp_path))
    (store.root / "releases" / "0002-copy").mkdir()
    assert len(Store(store.root).releases()) == 1
    assert asked(Store(store.root), "SELECT count(*) FROM street") == [(40,)]
    assert taken(store, street(tmp_path, ROW)).release.number == 2


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return path


def test_zips(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = street(tmp_path).read_bytes()
    path = tmp_path / "x.zip"
    zipped(
        path, **{f"2024-03/{NAME}": data, "__MACOSX/2024-03/._a.csv": b"\0", "a/.DS_Store": b"x"}
    )
    assert info(taken(store, path)).kept == 40

    other = Store(tmp_path / "other")
    assert "holds another zip, “in.zip”" in refused(other, zipped(path, **{"in.zip": b"PK"}))
    path.write_bytes(b"PK\3\4 and no more")
    assert "is not a zip that can be opened" in refused(other, path)
    whole = bytearray(zipped(path, **{NAME: data}).read_bytes())
    whole[60] ^= 255
    path.write_bytes(whole)
    assert f"“{NAME}” cannot be unpacked" in refused(other, path)
    zipped(path, **{NAME: data})
    _encrypt(path)
    assert "protected by a password" in refused(other, path)
    monkeypatch.setattr(reading_module, "SMALL_ENOUGH", 1 << 20)
    zipped(path, **{NAME: b"0" * (4 << 20)})
    assert "would unpack to 4,194,304 bytes" in refused(other, path)


def _encrypt(path: Path) -> None:
    """Set the flag that says so, in the member's own head and in the list of members."""
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = data.index(mark) + at
        (flags,) = struct.unpack_from("<H", data, place)
        struct.pack_into("<H", data, place, flags | 1)
    path.write_bytes(data)


def test_a_link_inside_a_zip_is_not_followed(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.write(street(tmp_path), NAME)
        link = zipfile.ZipInfo("passwd.csv")
        link.external_attr = 0o120777 << 16
        out.writestr(link, "/etc/passwd")
    loaded = taken(store, path)
    assert [one.name for one in loaded.release.files] == [NAME]
    assert any("“passwd.csv” is a link" in one for one in loaded.words)


def test_a_hundred_rejects_are_named_and_all_are_in_the_file(store: Store, tmp_path: Path) -> None:
    bad = ROW.replace("-4.27", "4.27")
    loaded = taken(store, street(tmp_path, *[bad] * 150, good=4000))
    assert len(info(loaded).rejects) == 100
    assert sum(info(loaded).rejected.values()) == 150
    text = (store.folder(loaded.release) / "rejects.csv").read_text()
    assert len(text.splitlines()) == 151
