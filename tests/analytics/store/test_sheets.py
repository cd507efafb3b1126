"""Tables kept by hand: what can only mean one thing is read, the rest is named or refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from frankpledge.analytics.store.sheets import NotATable, cell_text, folded, read_table
from tests.support.spreadsheets import ods, xlsx

pytestmark = pytest.mark.once("pure: no database")

HEAD = ("Ward", "Month", "Incidents")
ABBEY, BAR = ("Abbey", "2024-03", 12), ("Bar Hill", "2024-03", 7)


def cells(path: Path, **how: object) -> list[tuple[int, tuple[str, ...]]]:
    table = read_table(path, wanted=HEAD, **how)  # type: ignore[arg-type]
    return [(line.number, line.cells) for line in table.lines]


def test_a_title_and_empty_rows_above_and_between(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", ["Noise complaints"], [], HEAD, ABBEY, [], BAR)
    assert cells(path) == [(4, ("Abbey", "2024-03", "12")), (6, ("Bar Hill", "2024-03", "7"))]


def test_a_merged_title_right_above_the_headings(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", ["Noise complaints"], HEAD, ABBEY, merged=["A1:C1"])
    assert cells(path) == [(3, ("Abbey", "2024-03", "12"))]


def test_a_name_merged_down_its_rows_holds_for_each(tmp_path: Path):
    rows = (HEAD, ABBEY, (None, "2024-04", 9), (None, "2024-05", 0), BAR)
    path = xlsx(tmp_path / "a.xlsx", *rows, merged=["A2:A4"])
    assert [row[0] for _, row in cells(path)] == ["Abbey", "Abbey", "Abbey", "Bar Hill"]


def test_headings_over_two_rows_are_read_together(tmp_path: Path):
    path = xlsx(
        tmp_path / "a.xlsx",
        ("Ward", "2023/24", None, "2024/25", None),
        (None, "Q1", "Q2", "Q1", "Q2"),
        ("Abbey", 1, 2, 3, 4),
        merged=["B1:C1", "D1:E1"],
    )
    table = read_table(path, wanted=("Ward", "2023/24 Q2", "2024/25 Q1"))
    assert table.header.cells == ("Ward", "2023/24 Q1", "2023/24 Q2", "2024/25 Q1", "2024/25 Q2")
    assert [line.cells for line in table.lines] == [("Abbey", "1", "2", "3", "4")]


def test_one_row_of_headings_that_say_the_same_is_refused(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", ("Ward", "Q1", "Q1"), ("Abbey", 1, 2))
    with pytest.raises(NotATable, match=r"row 1: several columns are called “q1”"):
        read_table(path, wanted=("Ward", "Q1"))


@pytest.mark.parametrize(
    "total",
    [
        ("Total", None, 19),
        ("TOTALS:", "", 19),
        ("Grand total", "2024-03", 19),
        ("Total for March", "2024-03", 19),
        ("Cyfanswm", "2024-03", 19),
        (None, "Total", 19),
        ("Abbey", "Sub-total", 12),
    ],
)
def test_totals_are_left_out_and_named(tmp_path: Path, total: tuple[object, ...]):
    path = xlsx(tmp_path / "a.xlsx", HEAD, ABBEY, BAR, total)
    table = read_table(path, wanted=HEAD)
    assert len(table.lines) == 2
    (left_out,) = table.left_out
    assert left_out.words().startswith("“a.xlsx”, sheet “Data”, line 4, ")
    assert left_out.expected == "a row of data, not a total"


@pytest.mark.parametrize("name", ["Totnes", "Totally Local", "All Saints", "Tŷ Cyfan"])
def test_a_place_whose_name_begins_like_a_total_is_data(tmp_path: Path, name: str):
    path = xlsx(tmp_path / "a.xlsx", HEAD, (name, "2024-03", 1))
    assert len(read_table(path, wanted=HEAD).lines) == 1


def test_a_figure_merged_over_several_columns_is_no_row(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", HEAD, ABBEY, ("Bar Hill", "not known", None), merged=["B3:C3"])
    table = read_table(path, wanted=HEAD)
    assert [line.number for line in table.lines] == [2]
    assert table.left_out[0].expected == "one cell for each column; B3:C3 are merged"


def test_notes_at_the_foot_and_headings_of_each_page(tmp_path: Path):
    note = ("Source: environmental health", None, None)
    path = xlsx(tmp_path / "a.xlsx", HEAD, ABBEY, HEAD, BAR, note)
    table = read_table(path, wanted=HEAD)
    assert [line.number for line in table.lines] == [2, 4]
    assert [one.value for one in table.left_out] == ["Source: environmental health"]


def test_dates_times_numbers_and_yes_are_text_of_one_form(tmp_path: Path):
    moment = dt.datetime.fromisoformat("2024-03-31 17:45")
    path = xlsx(
        tmp_path / "a.xlsx",
        ("A", "B", "C", "D", "E", "F"),
        (dt.date(2024, 3, 31), moment, dt.time(9, 5), 12.0, 2.5, True),
    )
    (line,) = read_table(path, wanted=("A", "F")).lines
    assert line.cells == ("2024-03-31", "2024-03-31 17:45:00", "09:05:00", "12", "2.5", "yes")


def test_hidden_sheets_are_not_looked_at_and_two_that_fit_are_refused(tmp_path: Path):
    rows = (HEAD, ABBEY)
    hidden = xlsx(tmp_path / "a.xlsx", *rows, others=[("Old", rows, True)])
    assert len(cells(hidden)) == 1
    both = xlsx(tmp_path / "b.xlsx", *rows, others=[("2023", (HEAD, BAR), False)])
    with pytest.raises(NotATable, match=r"Several sheets .* “Data”, .* “2023”.*Say which"):
        cells(both)
    assert cells(both, sheet="2023")[0][1][0] == "Bar Hill"
    with pytest.raises(NotATable, match=r"has no sheet “2022”. It has “Data”, “2023”"):
        cells(both, sheet="2022")


def test_a_missing_column_is_named_beside_what_is_there(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", ["Title"], ("Ward", "Month", "Number"), ("Abbey", "x", 1))
    with pytest.raises(NotATable) as refused:
        cells(path)
    assert str(refused.value) == (
        "“a.xlsx”, sheet “Data”: no column “Incidents”. Row 2 comes nearest, with “Ward”, “Month”."
    )


def test_the_row_of_headings_that_is_given_is_the_one(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", HEAD, ("Abbey", "2023-03", 1), [], HEAD, ABBEY)
    assert cells(path, header_row=4) == [(5, ("Abbey", "2024-03", "12"))]
    with pytest.raises(NotATable, match="no column “Ward”"):
        cells(path, header_row=2)


def test_headings_are_given_back_in_the_spelling_that_is_wanted(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", ("WARD ", "month", " incidents"), ABBEY)
    assert read_table(path, wanted=HEAD).header.cells == HEAD


def test_open_document(tmp_path: Path):
    path = ods(tmp_path / "a.ods", HEAD, ("Tŷ-du", "2024-03", "12"))
    assert cells(path) == [(2, ("Tŷ-du", "2024-03", "12"))]
    merged = ods(tmp_path / "b.ods", HEAD, ABBEY, spanned=True)
    with pytest.raises(NotATable, match=r"merged over several rows.*save the file as \.xlsx"):
        cells(merged)


def test_the_old_form_of_excel():
    """A file of that form which a library brings along; nothing here can write one."""
    statsmodels = pytest.importorskip("statsmodels")
    folder = Path(statsmodels.__file__).parent / "tsa/statespace/tests/results/frbny_nowcast"
    table = read_table(folder / "Nowcasting/test_spec.xls", wanted=("SeriesID", "Units"))
    assert table.where == "“test_spec.xls”, sheet “spec”"
    assert table.lines[0].cells[:3] == ("1", "GDPC1", "Real Gross Domestic Product")


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods"])
def test_what_is_no_spreadsheet_is_said_so(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(b"not a spreadsheet")
    with pytest.raises(NotATable, match=f"“{name}” cannot be read: it is damaged, locked"):
        cells(path)


def test_an_empty_file(tmp_path: Path):
    with pytest.raises(NotATable, match=r"“a\.xlsx” is empty"):
        cells(xlsx(tmp_path / "a.xlsx"))
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    with pytest.raises(NotATable, match=r"“a\.csv” is empty"):
        cells(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_as_programs_save_it(tmp_path: Path, encoding: str, mark: str):
    path = tmp_path / "a.csv"
    lines = ["Noise", mark.join(HEAD), mark.join(("Llanfairpwll – Môn", "2024-03", "1"))]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    assert cells(path) == [(3, ("Llanfairpwll – Môn", "2024-03", "1"))]


def test_lines_of_csv_are_counted_through_values_of_several_lines(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text('"A title\nin two lines"\nWard,Month,Incidents\n"Abbey\nward",2024-03,1\nB,c,2')
    assert cells(path) == [(4, ("Abbey ward", "2024-03", "1")), (6, ("B", "c", "2"))]


def test_a_sheet_that_reaches_into_the_far_corner_is_refused_unread(tmp_path: Path):
    """Laid out, it would end the process: this test would not come back."""
    path = xlsx(tmp_path / "a.xlsx", HEAD, ABBEY)
    book = load_workbook(path)
    book["Data"]["XFD1048576"] = "x"
    book.save(path)
    with pytest.raises(NotATable, match=r"“a\.xlsx” reaches further than any table"):
        cells(path)
    repeated = ods(tmp_path / "a.ods", HEAD, ("x", "y", "z"), repeats=(1_000_000, 5_000))
    with pytest.raises(NotATable, match=r"“a\.ods” reaches further than any table"):
        cells(repeated)


def test_a_row_that_is_repeated_is_so_many_rows(tmp_path: Path):
    path = ods(tmp_path / "a.ods", HEAD, ("Abbey", "2024-03", "1"), repeats=(3, 1))
    assert [number for number, _ in cells(path)] == [2, 3, 4]


@given(st.text())
def test_folding_is_done_once(text: str):
    assert folded(folded(text)) == folded(text)


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_stay_whole(number: int):
    assert cell_text(float(number)) == str(number)


def test_the_headings_alone_say_what_parts_the_values(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("Ward,Month,Incidents\n" + "A;b;c|d;;;;,2024-03,1\n" * 60)
    assert cells(path)[0] == (2, ("A;b;c|d;;;;", "2024-03", "1"))
    assert read_table(path).header.cells == HEAD
    path.write_text("A title, with, commas\nWard;Month;Incidents\n" + "A,b,c;2024-03;1\n" * 60)
    assert cells(path)[0] == (3, ("A,b,c", "2024-03", "1"))
