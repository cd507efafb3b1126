"""Logs of every kind of file, and what cannot be read."""

from datetime import date

import pytest

from frankpledge.actions.importing.reading import open_log, read_log
from frankpledge.documents.tables.shapes import UnreadableTables
from tests.actions.logs import (
    AUTUMN,
    HEAD,
    SPRING,
    csv_log,
    odt_log,
    office_log,
    xlsx_log,
)

MEETING = date(2018, 7, 19)
ROWS = [
    ("A1", "Publish the plan", "Fire and Rescue", "11/10/2018", "Ongoing", "A draft is out"),
    ("A2", "Write to the council", "Chair", "ASAP", "Closed", ""),
]
MARKDOWN = """\
Action log of 19 July 2018

| Ref | Action required | By whom | Deadline | Status | Update |
|---|---|---|---|---|---|
| A1 | Publish the plan | Fire and Rescue | 11/10/2018 | Ongoing | A draft is out |
| A2 | Write to the council | Chair | ASAP | Closed | |
"""


def read(name, data, meeting=MEETING):
    return read_log(open_log(name, data), meeting)


def of(reading):
    assert not reading.problems, reading.problems
    return [
        (one.ref, one.text, one.owner, one.due, one.due_words, one.status, one.progress)
        for one in reading.rows
    ]


EXPECTED = [
    ("A1", "Publish the plan", "Fire and Rescue", date(2018, 10, 11), "", "carried", ROWS[0][5]),
    ("A2", "Write to the council", "Chair", None, "ASAP", "closed", ""),
]
FILES = {
    "log.csv": lambda: csv_log([HEAD, *ROWS]),
    "semicolons.csv": lambda: csv_log([HEAD, *ROWS], mark=";"),
    "tabs.txt": lambda: csv_log([HEAD, *ROWS], mark="\t"),
    "mark.csv": lambda: csv_log([HEAD, *ROWS], encoding="utf-8-sig"),
    "wide.csv": lambda: csv_log([HEAD, *ROWS], encoding="utf-16"),
    "log.xlsx": lambda: xlsx_log([HEAD, *ROWS]),
    "log.docx": lambda: office_log("docx", MARKDOWN),
    "log.odt": lambda: office_log("odt", MARKDOWN),
    # What a file is, is told by its content.
    "wrong-name.pdf": lambda: xlsx_log([HEAD, *ROWS]),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_says_the_same(name):
    assert of(read(name, FILES[name]())) == EXPECTED


def test_windows_own_letters():
    data = csv_log([HEAD, ("1", "Ymweld â Môn – £5", "", "", "", "")], encoding="cp1252")
    assert read("log.csv", data).rows[0].text == "Ymweld â Môn – £5"


def test_headings_stand_anywhere_and_are_called_anything():
    rows = [
        ("Action log", "", "", ""),
        ("Meeting of 11 October 2018", "", "", ""),
        (),
        ("By when", "Lead", "", "Actions arising"),
        (date(2018, 11, 1), "County Council", "", "Count them"),
    ]
    found = read("log.xlsx", xlsx_log(rows), None)
    assert found.meeting == date(2018, 10, 11)
    (row,) = found.rows
    assert (row.where, row.text, row.owner, row.due) == (
        "sheet “Log”, row 5",
        "Count them",
        "County Council",
        date(2018, 11, 1),
    )


def test_merged_cells_hold_for_every_row_they_cover():
    rows = [
        ("Action log of 19 July 2018", None, None, None),
        ("Owner", "Action", "Due", "Status"),
        ("Roads", None, None, None),
        ("Fire and Rescue", "Count the fires", "1/11/2018", "Open"),
        (None, "Map the fires", None, "Open"),
        ("County Council", "Mend the road", None, "Done"),
    ]
    data = xlsx_log(rows, merged=("A1:D1", "A3:D3", "A4:A5", "C4:C6"))
    found = read("log.xlsx", data, None)
    due = date(2018, 11, 1)
    assert [(one.text, one.owner, one.due) for one in found.rows] == [
        ("Roads: Count the fires", "Fire and Rescue", due),
        ("Roads: Map the fires", "Fire and Rescue", due),
        ("Roads: Mend the road", "County Council", due),
    ]
    assert not found.problems


def test_merged_cells_of_a_document_too():
    html = (
        "<table><tr><th>Owner</th><th>Action</th><th>Due</th></tr>"
        "<tr><td rowspan=2>Fire and Rescue</td><td>Count</td><td>1/11/2018</td></tr>"
        "<tr><td>Map</td><td>2/11/2018</td></tr>"
        "<tr><td colspan=3>Roads</td></tr>"
        "<tr><td>County Council</td><td>Mend</td><td></td></tr></table>"
    )
    import tempfile
    from pathlib import Path

    import pypandoc

    for suffix in ("docx", "odt"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"log.{suffix}"
            pypandoc.convert_text(html, suffix, format="html", outputfile=str(path))
            found = read(path.name, path.read_bytes())
        assert [(one.text, one.owner) for one in found.rows] == [
            ("Count", "Fire and Rescue"),
            ("Map", "Fire and Rescue"),
            ("Roads: Mend", "County Council"),
        ], suffix


def test_several_tables_and_one_that_is_none():
    text = MARKDOWN + "\nApologies\n\n| Post | Body |\n|---|---|\n| Chair | Board |\n\nMore\n\n"
    text += "| What | Who | When |\n|---|---|---|\n| Dust | Chair | 1 May 2019 |\n"
    found = read("log.docx", office_log("docx", text))
    assert [one.text for one in found.rows][-1] == "More: Dust"
    assert len(found.rows) == 3
    assert "Table 2 has no actions, and was left out." in found.notes


def test_a_log_without_headings_is_told_by_its_statuses():
    found = read("log.odt", AUTUMN, None)
    assert found.meeting == date(2012, 11, 13)
    assert [(one.text, one.owner, one.status) for one in found.rows] == [
        ("Secretariat: Circulate the minutes of the seventh meeting", "", "closed"),
        ("Space: Submit case studies", "", "carried"),
        ("Space: Advise members on its use", "", ""),
        ("Address data: Develop the case", "ZQ/QZ", ""),
        ("Weather records: Develop the case", "ZX", ""),
    ]
    assert {one.due_words for one in found.rows} == {"next meeting"}
    assert any("have no headings" in note for note in found.notes)
    assert [one.owner for one in read("log.odt", SPRING, None).rows] == ["XW/XY", "QZ", "QX"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Tea", "Coffee"], ["Milk", "Sugar"]],
        [["Buy milk", ""], ["Buy tea", ""]],
        [["One", "New", "a long note that is nobody’s initials", "Open"]],
    ],
)
def test_what_could_be_anything_is_not_taken_for_a_log(rows):
    found = read("log.odt", odt_log("Shopping", rows))
    assert found.rows == ()
    assert "no table has a column of actions" in str(found.problems[0])


def test_rows_that_only_head_others():
    rows = [
        HEAD,
        ("1. Roads", "", "", "", "", ""),
        ("A1", "Mend it", "Chair", "", "Open", ""),
        HEAD,
        ("", "HOUSING:", "", "", "", ""),
        ("A2", "Build it", "Chair", "", "Open", ""),
        ("", "Neighbourhoods", "", "", "", ""),
    ]
    found = read("log.csv", csv_log(rows))
    assert [one.text for one in found.rows] == [
        "HOUSING: Build it" if one.ref == "A2" else one.text for one in found.rows
    ]
    assert [one.text for one in found.rows][-1] == "HOUSING: Neighbourhoods"
    # Nothing tells a heading from an action here, so it is asked about.
    assert any("is it a heading?" in one.expected for one in found.warnings)


def test_every_mistake_says_where():
    rows = [HEAD, ("A1", "", "Fire and Rescue", "1/1/2019", "Open", ""), ("A2", "x", "y" * 201)]
    found = read("log.csv", csv_log(rows))
    assert [str(one) for one in found.problems] == [
        "row 2, column “Action required”: “A1, Fire and Rescue and 1/1/2019”: "
        "the action itself is missing",
        f"row 3, column “By whom”: “{'y' * 80}”: at most 200 letters; it has 201",
    ]


def test_what_is_uncertain_is_kept_and_said():
    rows = [HEAD, ("1", "Count", "Chair", "June 2019", "Amber", ""), ("2", "Map", "", "31/02/19")]
    found = read("log.csv", csv_log(rows))
    assert [(one.due, one.due_words, one.status, one.progress) for one in found.rows] == [
        (None, "June 2019", "", "Amber"),
        (None, "31/02/19", "", ""),
    ]
    assert [one.expected for one in found.warnings] == [
        "no certain day; kept as words",
        "no status that is known; kept as progress",
        "no certain day; kept as words",
    ]


def test_columns_that_are_not_read_are_said():
    rows = [("Action", "Owner", "Date", "Risk"), ("Count", "Chair", "1/1/2019", "High")]
    found = read("log.csv", csv_log(rows))
    assert found.notes == ("Left out, the list: “Date” and “Risk”.",)


def test_a_title_of_another_day_is_said():
    found = read("log.odt", AUTUMN, date(2012, 11, 14))
    assert found.meeting == date(2012, 11, 14)
    assert "another day than the one given" in found.warnings[0].expected


def test_a_file_that_does_not_say_its_meeting_is_asked_about():
    found = read("log.csv", csv_log([HEAD, *ROWS]), None)
    assert "does not say of which meeting" in found.problems[0].expected
    assert read("log 1 May 2018.csv", csv_log([HEAD, *ROWS]), None).meeting == date(2018, 5, 1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4 nothing", "is a PDF"),
        (b"PK\x03\x04 cut short", "damaged or cut short"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "cannot be read"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no action log that can be read"),
        (b"<!DOCTYPE html><table>", "no action log that can be read"),
        (b"{\\rtf1 text}", "no action log that can be read"),
    ],
)
def test_wrong_files_are_refused_in_words(data, says):
    with pytest.raises(UnreadableTables, match=says):
        open_log("log.xyz", data)


def test_other_archives_and_broken_spreadsheets():
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("holiday.txt", "sun")
    with pytest.raises(UnreadableTables, match="no action log"):
        open_log("log.zip", file.getvalue())
    data = xlsx_log([HEAD, *ROWS])
    for cut in range(100, len(data), 400):
        with pytest.raises(UnreadableTables):
            open_log("log.xlsx", data[:cut])


def test_hidden_sheets_are_left_out_and_said():
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx_log([HEAD, *ROWS])))
    hidden = book.create_sheet("Names")
    hidden.append(["Action", "Owner"])
    hidden.append(["Secret", "Nobody"])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    found = read("log.xlsx", file.getvalue())
    assert of(found) == EXPECTED
    assert "Hidden sheets were left out: Names." in found.notes


def test_a_list_beyond_all_reason_is_refused():
    with pytest.raises(UnreadableTables, match="20,000"):
        open_log("log.csv", b"Action,Owner\r\n" * 20_001)
