"""Spreadsheets that become papers."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from frankpledge.documents.content import Heading, Paragraph, Table, plain_text, text_of, words
from frankpledge.documents.converting import CONVERTED, convert
from frankpledge.documents.office import UnreadableDocument
from tests.documents.samples import file


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*rows, title: str = "Sheet1") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def texts(table: Table) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in (table.head, *table.rows)]


def test_a_table_with_its_head_and_figures() -> None:
    rows = (("District", "Offences", "Change"), ("North", 1420, -0.2), ("South", 912.5, 0))
    (table,) = convert(sheet_of(*rows), ".XLSX").blocks
    assert isinstance(table, Table)
    assert texts(table) == [
        ["District", "Offences", "Change"],
        ["North", "1420", "-0.2"],
        ["South", "912.5", "0"],
    ]
    assert (table.numeric, table.row_heads) == ((1, 2), True)


def test_empty_rows_part_tables_and_a_lone_cell_is_a_caption() -> None:
    data = sheet_of(
        ("A note first.",),
        (),
        ("Costs", None),
        ("Item", "Sum"),
        ("Rent", 3),
        (),
        ("x", 1),
        ("y", 2),
    )
    note, costs, bare = convert(data, ".xlsx").blocks
    assert note == Paragraph(words("A note first."))
    assert isinstance(costs, Table)
    assert (costs.caption, texts(costs)) == ("Costs", [["Item", "Sum"], ["Rent", "3"]])
    assert isinstance(bare, Table)
    assert bare.head == ()


def test_words_over_words_are_heads_only_where_they_look_it() -> None:
    (plain,) = convert(sheet_of(("Risk", "Owner"), ("Funding ends", "Chair")), ".xlsx").blocks
    (none,) = convert(sheet_of(("Rent", "unknown"), ("Heat", "unknown")), ".xlsx").blocks
    assert isinstance(plain, Table)
    assert isinstance(none, Table)
    assert len(plain.head) == 2
    assert none.head == ()


def test_days_times_and_yes() -> None:
    # A cell of a spreadsheet has no time zone.
    moment = dt.datetime(2018, 10, 11, 10, 30)  # noqa: DTZ001
    row = (dt.date(2018, 10, 11), moment, dt.time(12), True)
    (table,) = convert(sheet_of(("a", "b", "c", "d"), row), ".xlsx").blocks
    assert isinstance(table, Table)
    assert texts(table)[1] == ["11 October 2018", "11 October 2018, 10:30am", "noon", "Yes"]


def test_each_sheet_has_a_heading_and_what_is_lost_is_said() -> None:
    book = Workbook()
    book.active.title = "Burglary"
    book.active.append(("North", 1))
    book.active["C1"] = "=B1*2"
    other = book.create_sheet("Workings")
    other.append(("secret", 1))
    other.sheet_state = "hidden"
    book.create_sheet("Robbery").append(("South", 2))
    found = convert(saved(book), ".xlsx")
    assert [one for one in found.blocks if isinstance(one, Heading)] == [
        Heading(1, words("Burglary")),
        Heading(1, words("Robbery")),
    ]
    assert "secret" not in plain_text(found.blocks)
    assert found.notes == (
        "1 formula is shown as the figure last worked out.",
        "Hidden sheets were left out: Workings.",
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Expected a spreadsheet"),
        (b"PK\x03\x04broken", "Expected a spreadsheet"),
        (file("survey-paper.docx"), "Expected a spreadsheet"),
        (sheet_of(), "is empty"),
        (sheet_of(*[(n,) for n in range(1_001)]), "1,001 rows"),
        (sheet_of(tuple(range(31))), "31 columns"),
    ],
)
def test_what_is_no_such_spreadsheet_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableDocument, match=told):
        convert(data, ".xlsx")


def test_word_goes_the_way_of_word() -> None:
    assert "Understanding" in plain_text(convert(file("survey-paper.docx"), ".docx").blocks)
    assert set(CONVERTED) == {".docx", ".odt", ".xlsx", ".ods"}


def test_a_cell_that_is_only_coloured_takes_no_place():
    """Who colours a whole row colours 16,384 cells: that is no table of so many columns."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Area", "Sum"])
    sheet.append(["North", 12])
    sheet["XFD900"].fill = PatternFill("solid", fgColor="FFFF00")
    blocks = convert(saved(book), ".xlsx").blocks
    table = next(one for one in blocks if isinstance(one, Table))
    assert (table.width, len(table.rows)) == (2, 1)
