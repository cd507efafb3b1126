"""Figures from files: every bad row named, nothing half-loaded, the same file twice no change."""

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from frankpledge.documents.tables.shapes import UnreadableTables
from frankpledge.review.indicators.importing.cells import read_figure, read_period, read_yes
from frankpledge.review.indicators.importing.plan import offered_by, plan_values
from frankpledge.review.indicators.importing.reading import open_figures, read_values
from frankpledge.review.indicators.models import IndicatorValue
from frankpledge.review.indicators.operations import add_series
from frankpledge.review.indicators.operations.importing import (
    import_file,
    import_values,
    keep_file,
    throw_file_away,
)
from frankpledge.review.indicators.queries import line_of
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.shared.verdict import Refused
from tests.indicators.files import csv_file, xlsx_file
from tests.indicators.support import GROUP, TODAY, an_indicator, record, year

pytestmark = pytest.mark.usefixtures("demo")


def read(one, data, name="figures.csv", *, only=True):
    offered = offered_by(one.body)
    return read_values(open_figures(name, data), offered, one if only else None)


def bring(one, data, **more):
    reading = read(one, data)
    return import_values(by=GROUP, body=one.body, reading=reading, today=TODAY, **more)


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("said", "starts", "ends"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017/18", date(2017, 4, 1), date(2018, 3, 31)),
        ("2017-2018", date(2017, 4, 1), date(2018, 3, 31)),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31)),
        ("Q1 2018/19", date(2018, 4, 1), date(2018, 6, 30)),
        ("2018/19 Q4", date(2019, 1, 1), date(2019, 3, 31)),
        ("July 2018", date(2018, 7, 1), date(2018, 7, 31)),
        ("Feb-2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("Jul to Sept 2018", date(2018, 7, 1), date(2018, 9, 30)),
        ("November to January 2019", date(2018, 11, 1), date(2019, 1, 31)),
    ],
)
def test_a_period_as_people_write_it(said, starts, ends):
    assert read_period(said, "irregular") == Period(starts, ends)


@pytest.mark.parametrize("said", ["Q1 2018", "2017/19", "Smarch 2018", "summer 2018", "17", ""])
def test_what_names_no_certain_period_is_none(said):
    assert read_period(said, "quarterly") is None


def test_a_day_is_the_period_that_begins_on_it():
    assert read_period(date(2018, 7, 1), "monthly") == Period(date(2018, 7, 1), date(2018, 7, 31))
    assert read_period("1 October 2018", "irregular") == Period(TODAY, TODAY)
    assert read_period(date(2018, 7, 2), "monthly") is None


@pytest.mark.parametrize(
    ("cell", "figure", "floor"),
    [
        ("512", 512, False),
        ("1,420", 1420, False),
        ("36.2%", D("36.2"), False),
        ("£1,250.50", D("1250.5"), False),
        (97.0, 97, False),
        ("80+", 80, True),
        ("over 80", 80, True),
        ("at least 170", 170, True),
        ("−3.6", D("-3.6"), False),
        ("about 200", None, False),
        ("1.234,5", None, False),
        ("9" * 40, None, False),
        ("n/a", None, False),
    ],
)
def test_a_figure_as_people_write_it(cell, figure, floor):
    found = read_figure(cell)
    assert found[0] == figure
    assert figure is None or found[1] is floor


def test_yes_and_no():
    assert (read_yes("Yes"), read_yes(""), read_yes("perhaps")) == (True, False, None)


# ---------------------------------------------------------------- files


def test_every_bad_row_is_named_by_sheet_row_column_and_value():
    one = an_indicator()
    rows = [
        ("Year", "Number", "Status"),
        (2016, 12, "Final"),
        ("twenty", 10, "Final"),
        (2017, "many", "Final"),
        (2015, 11, "Perhaps"),
        (2014, 9.5, ""),
    ]
    reading = read(
        one, xlsx_file({"Figures": rows, "Notes": [("Some words",), ("More",)]}), "f.xlsx"
    )
    plan = plan_values(reading, TODAY)
    told = [(p.place, p.column, p.value) for p in plan.problems]
    assert told == [
        ("sheet “Figures”, row 3", "Year", "twenty"),
        ("sheet “Figures”, row 4", "Number", "many"),
        ("sheet “Figures”, row 5", "Status", "Perhaps"),
        ("sheet “Figures”, row 6", "figure", "2014"),
    ]
    assert "whole number" in plan.problems[3].expected
    assert (len(plan.additions), plan.bad_rows) == (1, 4)
    assert "Sheet “Notes” has no figures, and was left out." in reading.notes
    with pytest.raises(Refused, match="4 mistakes"):
        import_values(by=GROUP, body=one.body, reading=reading, today=TODAY)
    assert not IndicatorValue.objects.filter(series__indicator=one).exists()
    import_values(by=GROUP, body=one.body, reading=reading, today=TODAY, leave_out=True)
    assert line_of(one, TODAY).latest == "12 collisions"


def test_the_same_file_twice_changes_nothing_and_a_changed_one_revises():
    one = an_indicator()
    first = csv_file([("2016", "12", "", ""), ("2017", "15", "Provisional", "Release 1")])
    assert len(bring(one, first).additions) == 2
    again = bring(one, first)
    assert (again.changes, again.unchanged) == (0, 2)
    assert IndicatorValue.objects.filter(series__indicator=one).count() == 2
    later = bring(one, csv_file([("2016", "12", "", ""), ("2017", "17", "Revised", "")]))
    (change,) = later.revisions
    assert change.words == "17 collisions, in place of 15 collisions"
    assert line_of(one, TODAY).latest == "17 collisions"
    value = IndicatorValue.objects.filter(series__indicator=one).last()
    assert value
    assert value.source == "figures.csv, row 3"


def test_months_days_and_parts_from_a_spreadsheet():
    one = an_indicator(kind="percent", unit="of cases", frequency="monthly")
    rows = [
        ("Month", "Numerator", "Denominator", "As at"),
        (date(2018, 7, 1), 30, 120, date(2018, 9, 1)),
        (date(2018, 8, 1), 45, 120, None),
        (date(2018, 8, 15), 45, 120, None),
    ]
    reading = read(one, xlsx_file({"Sheet": rows}), "f.xlsx")
    plan = plan_values(reading, TODAY)
    assert [p.place for p in plan.problems] == ["sheet “Sheet”, row 4"]
    import_values(by=GROUP, body=one.body, reading=reading, today=TODAY, leave_out=True)
    assert line_of(one, TODAY).latest == "37.5%, 45 of 120"


def test_two_days_make_a_period_and_a_mark_makes_at_least():
    one = an_indicator(frequency="irregular", direction="higher")
    head = ("From", "To", "Value", "At least")
    rows = [("1/4/2018", "30/6/2018", "80", "yes"), ("1/7/2018", "31/8/2018", "over 90", "")]
    bring(one, csv_file(rows, head))
    assert line_of(one, date(2018, 10, 1)).latest == "at least 90 collisions"
    plan = plan_values(read(one, csv_file([("1/4/2018", "", "80", "")], head)), TODAY)
    assert plan.problems[0].column == "To"


def test_a_column_names_the_indicator_and_another_the_series():
    one, two = an_indicator(), an_indicator("Casualties")
    add_series(by=GROUP, indicator=two, kind="national", name="England")
    head = ("Indicator", "Series", "Period", "Figure")
    rows = [
        ("Collisions", "", "2017", "9"),
        ("casualties", "England", "2017", "8"),
        ("Casualties", "Wales", "2017", "8"),
        ("Deaths", "", "2017", "8"),
        ("", "", "2017", "8"),
    ]
    reading = read(one, csv_file(rows, head), only=False)
    plan = plan_values(reading, TODAY)
    assert [(p.place, p.column.lower()) for p in plan.problems] == [
        ("row 5", "indicator"),
        ("row 6", "indicator"),
        ("row 4", "series"),
    ]
    assert len(plan.additions) == 2
    alone = plan_values(read(one, csv_file(rows, head)), TODAY)
    assert [p.place for p in alone.problems] == ["row 3", "row 4", "row 5", "row 6"]


def test_rows_that_overlap_or_repeat_are_problems():
    one = an_indicator()
    record(one, year(2017), 4)
    rows = [
        ("2016", "5", "", ""),
        ("2016", "6", "", ""),
        ("2017/18", "7", "", ""),
        ("2019", "7", "", ""),
        ("2017", "9", "Provisional", ""),
    ]
    plan = plan_values(read(one, csv_file(rows)), TODAY)
    told = {p.place: p.expected for p in plan.problems}
    assert list(told) == ["row 3", "row 4", "row 5", "row 6"]
    assert "row 2 has it already" in told["row 3"]
    assert "overlaps" in told["row 4"]
    assert "when it has ended" in told["row 5"]
    assert "final already" in told["row 6"]


def test_a_file_without_figures_says_what_is_wanted():
    one = an_indicator()
    for data in (csv_file([("a", "b", "c", "d")], ("W", "X", "Y", "Z")), b"just words"):
        (problem,) = read(one, data).problems
        assert "head one column “Period”" in problem.expected
    (problem,) = read(one, csv_file([("2017", "9", "", "")]), only=False).problems
    assert "a column “Indicator”" in problem.expected
    for data, says in ((b"", "is empty"), (b"%PDF-1.4", "PDF"), (b"PK\3\4junk", "damaged")):
        with pytest.raises(UnreadableTables, match=says):
            open_figures("f.xlsx", data)
    with pytest.raises(UnreadableTables, match="no table of figures"):
        open_figures("f.html", b"<html><table></table></html>")


def test_a_file_waits_for_a_decision_and_is_deleted_once_it_is_settled(
    django_capture_on_commit_callbacks,
):
    one = an_indicator()
    given: dict[str, Any] = {
        "by": GROUP,
        "body": one.body,
        "name": "f.csv",
        "on": TODAY,
        "indicator": one,
    }
    data = csv_file([("2017", "9", "", "")])
    with django_capture_on_commit_callbacks(execute=True):
        first = keep_file(data=data, **given)
        name, storage = first.original.name, first.original.storage
        second = keep_file(data=data, **given)
    first.refresh_from_db()
    assert first.state == "thrown away"
    assert not storage.exists(name)
    reading = read(one, data)
    plan = import_file(by=GROUP, waiting=second, reading=reading, today=TODAY, leave_out=False)
    assert (second.state, second.outcome) == ("imported", plan.done)
    with pytest.raises(Refused, match="settled already"):
        import_file(by=GROUP, waiting=second, reading=reading, today=TODAY, leave_out=False)
    third = keep_file(data=data, **given)
    throw_file_away(by=GROUP, waiting=third)
    assert third.original.name == ""
