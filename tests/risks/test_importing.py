"""Registers that came as files: read, planned, brought in or refused; and taken out again."""

import io
from datetime import date

import openpyxl
import pytest

from frankpledge.areafile.operations import load
from frankpledge.documents.tables.shapes import UnreadableTables
from frankpledge.history.models import Entry
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.risks.export import csv_rows, xlsx_file
from frankpledge.review.risks.importing.plan import plan_import
from frankpledge.review.risks.importing.reading import (
    open_register,
    read_register,
)
from frankpledge.review.risks.models import Risk, RiskControl, RiskScore
from frankpledge.review.risks.operations import Funding, add_control, close_risk, raise_risk
from frankpledge.review.risks.operations.importing import import_risks
from frankpledge.review.risks.queries import line_of
from frankpledge.review.risks.queries.matrices import matrix_on
from frankpledge.review.risks.queries.registers import risk_register
from frankpledge.shared.tables import as_read
from frankpledge.shared.verdict import Refused
from tests.actions.logs import csv_log, xlsx_log
from tests.areafile.small import SMALL
from tests.risks.registers import HEAD, KINDS, ROWS
from tests.risks.support import GROUP, TODAY, set_matrix
from tests.support.county import SECRETARY, area_file

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture(autouse=True)
def _matrix(demo):
    set_matrix(by=SECRETARY)


def register():
    return body_named("organised-crime")


def reading(data, name="register.csv"):
    file = open_register(name, data)
    return read_register(file, matrix_on(register().area_id, TODAY))


def bring(data, name="register.csv", **more):
    return import_risks(
        by=GROUP, register=register(), reading=reading(data, name), today=TODAY, **more
    )


def lines():
    return risk_register(register(), TODAY, narrowed="all").lines


def told(data, name="register.csv"):
    return [str(one) for one in plan_import(register(), reading(data, name), TODAY).problems]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_spreadsheet_says_the_same(kind):
    plan = bring(KINDS[kind](ROWS), f"register.{kind}")
    assert plan.done == "2 risks added."
    first, second = sorted(lines(), key=lambda one: one.number)
    assert (first.title, first.risk.ref, first.scored.words) == (
        "Signs fade",
        "R1",
        "12 of 25, likely × moderate",
    )
    assert second.owner == "County Council"
    assert "row 2" in first.risk.source


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_twice_changes_nothing(kind):
    data = KINDS[kind](ROWS)
    bring(data)
    before = Entry.objects.count()
    plan = bring(data)
    assert plan.done == "No risks added, 2 as they are."
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("R3", "", "County", 1, 1, ""), "the risk itself is missing"),
        (("R3", "Fog", "", 9, 1, ""), "column “Likelihood”: “9”: one of Rare, Unlikely, Possible"),
        (("R3", "Fog", "", "Likely", "", ""), "or a number from 1 to 5; the other one is given"),
        (("R3", "Fog", "", 2, "Awful", ""), "column “Impact”: “Awful”: one of Negligible"),
        (("R3", "Fog", "", 1, 1, "Perhaps"), "column “Status”: “Perhaps”: Open or Closed"),
        (("R" * 61, "Fog", "", 1, 1, ""), "at most 60 letters; it has 61"),
        (("R3", "F" * 201, "", 1, 1, ""), "at most 200 letters; it has 201"),
        (("R3", "Signs fade", "", 1, 1, ""), "says the same. Keep one"),
    ],
)
def test_every_bad_row_is_named_and_nothing_half_loads(cells, says):
    data = xlsx_log([*ROWS, cells], name="Risks 2018")
    (problem,) = told(data, "register.xlsx")
    assert problem.startswith("sheet “Risks 2018”, row 4")
    assert says in problem
    with pytest.raises(Refused, match="1 mistake"):
        bring(data)
    assert not Risk.objects.filter(register=register()).exists()
    assert bring(data, leave_out=True).done == "2 risks added, 1 row left out."


@pytest.mark.parametrize(
    ("head", "cell", "says"),
    [
        ("Date raised", "last week", "“last week”: a day, such as 11 October 2018"),
        ("Date raised", "1 January 2030", "a day up to today"),
        ("Review date", "soon", "a day, such as 11 October 2018"),
        ("Funding ends", "when it ends", "a day, such as"),
        ("Amount", "lots", "“lots”: an amount, such as £155,000"),
        ("Date closed", "sometime", "a day, such as"),
    ],
)
def test_cells_that_must_be_days_or_amounts(head, cell, says):
    data = csv_log([("Risk", head), ("Fog", cell)])
    (problem,) = told(data)
    assert problem.startswith(f"row 2, column “{head}”")
    assert says in problem


def test_a_body_of_another_area_is_refused_plainly(tmp_path):
    load(area_file(tmp_path, SMALL))
    data = csv_log([("Risk", "Owner"), ("Fog", "Vale Council")])
    assert told(data) == [
        "row 2, column “Owner”: “Vale Council”: a body of this area; this one is another area’s"
    ]


def test_what_may_be_a_persons_name_is_left_out_and_said():
    data = csv_log([("Risk", "Owner", "Post"), ("Fog", "Jo Bloggs", "Head of community safety")])
    plan = bring(data)
    assert ["Jo Bloggs" in str(one) for one in plan.warnings] == [True]
    (line,) = lines()
    assert line.owner == "Head of community safety"


def test_welsh_names_and_short_names_are_owners():
    data = csv_log(
        [("Risk", "Owner"), ("Llifogydd yng Nghaernarfon", "OPCC"), ("Fog", "fenland-csp")]
    )
    bring(data)
    by_title = {one.title: one.owner for one in lines()}
    assert "Llifogydd yng Nghaernarfon" in by_title
    assert by_title["Fog"].startswith("Fenland")


def test_merged_cells_titles_above_and_formulas():
    rows = [
        ("Organised crime: register of risks", None, None, None, None, None),
        HEAD,
        ("R1", "Signs fade", "Road Safety Partnership", 4, "=1+2", "Open"),
        ("R2", "Salt runs out", None, 3, 3, "Open"),
        ("Closed risks", None, None, None, None, None),
        ("R3", "Ice", None, 1, 1, "Closed"),
    ]
    data = xlsx_log(rows, merged=("A1:F1", "C3:C4", "A5:F5"))
    # A formula that no spreadsheet has worked out yet says nothing; its row is named.
    assert "column “Impact”" in told(data, "register.xlsx")[0]
    plan = bring(data, "register.xlsx", leave_out=True)
    assert plan.done == "2 risks added, 1 row left out."
    salt, ice = sorted(lines(), key=lambda one: one.number)
    assert salt.owner == "Road Safety Partnership"
    assert not ice.open


def test_a_second_version_changes_what_it_changes():
    bring(csv_log([("Ref", "Risk", "Likelihood", "Impact"), ("7", "Signs fade", 2, 2)]))
    (line,) = lines()
    rows = [
        ("Ref", "Risk", "Likelihood", "Impact", "Controls", "Next review", "State", "Why closed"),
        ("7", "Signs fade fast", 4, 4, "Weekly checks\nSpare signs", "1 December 2018", "", ""),
        ("8", "Ice", 1, 1, "", "", "Closed", "Melted"),
    ]
    plan = bring(csv_log(rows))
    assert plan.done == "1 risk added, 1 changed."
    assert "other words than risk" in str(plan.warnings[0])
    line = line_of(Risk.objects.get(pk=line.risk.pk), TODAY)
    assert (line.title, line.score, line.next_review) == (
        "Signs fade fast",
        16,
        date(2018, 12, 1),
    )
    assert RiskControl.objects.filter(risk=line.risk).count() == 2
    assert RiskScore.objects.filter(risk=line.risk).count() == 1
    assert bring(csv_log(rows)).done == "No risks added, 2 as they are."


def test_a_column_that_is_not_known_is_said_and_scores_are_not_taken_from_it():
    found = reading(csv_log([("Risk", "Owner", "Risk score", "Weather"), ("Fog", "", "25", "x")]))
    assert found.notes == ("Left out, the list: “Risk score” and “Weather”.",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0", "is no register that can be read"),
        (b"PK\x03\x04broken", "damaged or cut short"),
    ],
)
def test_files_that_are_no_register(data, says):
    with pytest.raises(UnreadableTables, match=says):
        open_register("register", data)


def test_a_file_without_risks_says_how_to_head_them():
    assert "head one column “Risk”" in told(csv_log([("Colour", "Size"), ("red", "2")]))[0]


# ---------------------------------------------------------------- and out again


@pytest.fixture
def full(demo):
    """A register with everything that the file holds, some of it awkward."""
    given = {"by": GROUP, "register": register(), "raised": date(2018, 5, 1)}
    first = raise_risk(
        title="=HYPERLINK(1)",
        text="-First\nSecond line",
        owner=body_named("constabulary"),
        owner_post="Detective superintendent",
        raised_words="spring 2018",
        likelihood=4,
        impact=5,
        first_review=date(2018, 12, 1),
        funding=Funding(date(2018, 12, 31), "late 2018", "The scheme", 1_234_50, "A bid"),
        ref="CR-1",
        **given,
    )
    add_control(by=GROUP, risk=first, text="@Weekly checks")
    raise_risk(title="Twyll yng Nghymru: ŵ, “dyfynnod” a 🏴", **given)
    closed = raise_risk(title="Gone", **given)
    close_risk(by=GROUP, risk=closed, on=date(2018, 6, 1), why="It never came")
    return risk_register(register(), TODAY, narrowed="all")


def test_an_exported_file_imports_back_unchanged(full):
    before = Entry.objects.count()
    data = csv_log([[as_read(cell) for cell in row] for row in csv_rows(full)])
    for name, file in (("risks.csv", data), ("risks.xlsx", xlsx_file(full))):
        plan = bring(file, name)
        assert (plan.done, plan.warnings) == ("No risks added, 3 as they are.", []), name
    assert Entry.objects.count() == before


def test_an_exported_file_fills_another_register_with_the_same(full):
    data = xlsx_file(full)
    other = body_named("prevent")
    import_risks(by=GROUP, register=other, reading=reading(data, "r.xlsx"), today=TODAY)
    copy = risk_register(other, TODAY, narrowed="all")
    assert [row[2:] for row in csv_rows(copy)] == [row[2:] for row in csv_rows(full)]


def test_nothing_in_an_excel_file_is_run(full):
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(full))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]


def test_levels_of_a_matrix_that_has_changed_are_not_read_as_others(full):
    four = ["A", "B", "C", "D"]
    set_matrix(
        by=SECRETARY,
        starts=date(2018, 9, 1),
        likelihood=four,
        impact=four,
        bands=["Low", "High"],
        up_to=(8, 16),
    )
    now = risk_register(register(), TODAY, narrowed="all")
    assert bring(xlsx_file(now), "r.xlsx").done == "No risks added, 3 as they are."
