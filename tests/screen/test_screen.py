"""The one screen: who stands where and why, on any day, for whom, in how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.actions.operations import ask
from frankpledge.documents.content import Table
from frankpledge.meetings.editions import MEMBERS, PUBLIC, PUBLISHED
from frankpledge.meetings.operations import circulate
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.requests.operations import ask_board
from frankpledge.review.risks.operations import mention, raise_risk
from frankpledge.review.screen.queries import board_screen
from tests.support.chasing import make_bodies
from tests.support.county import OCTOBER, SECRETARY, board, meeting, pack, section, text_in

pytestmark = pytest.mark.usefixtures("demo")
FIRST = date(2018, 10, 1)
JULY = date(2018, 7, 19)


def line(slug, on=FIRST, viewer=None):
    return next(one for one in board_screen(board(), on, viewer).lines if one.body.slug == slug)


def cell(slug, column, on=FIRST, viewer=None):
    found = board_screen(board(), on, viewer)
    place = found.columns.index(column)
    return next(one.cells[place].judged for one in found.lines if one.body.slug == slug)


def trouble(slug="organised-crime"):
    """A group with a risk told of twice, an action overdue, and a request."""
    group = body_named(slug)
    risk = raise_risk(by=SECRETARY, register=group, title="No money", raised=date(2018, 4, 20))
    for day in (JULY, OCTOBER):
        mention(by=SECRETARY, risk=risk, board=board(), on=day)
    ask(
        by=SECRETARY, register=board(), text="Do it", owner=group, due=JULY, asked=date(2018, 4, 20)
    )
    ask_board(by=SECRETARY, board=board(), group=group, meeting=meeting(), text="Help us", on=FIRST)
    return group


def test_nine_groups_and_six_partnerships_report_to_the_board():
    found = board_screen(board(), FIRST)
    assert len(found.lines) == 15
    assert (found.meeting, found.since) == (meeting(), JULY)


def test_the_worst_stands_first_and_says_why():
    trouble()
    first = board_screen(board(), OCTOBER).lines[0]
    assert first.body.slug == "organised-crime"
    assert first.level == "act"
    assert first.why.startswith("Act on the update")
    assert "risks" in first.why
    assert "actions" in first.why


@pytest.mark.row(25)
def test_an_update_is_to_follow_until_its_day_and_late_after_it():
    assert cell("road-safety", "Update").text == "To follow"
    assert cell("road-safety", "Update", date(2018, 10, 2)).text == "Late"
    assert cell("dasv", "Update").text == "In"
    assert cell("fenland-csp", "Update").text == "Not asked for"


def test_before_an_update_came_in_it_was_to_follow():
    assert cell("dasv", "Update", date(2018, 9, 28)).text == "To follow"


@pytest.mark.row(29)
def test_risks_are_those_of_the_day():
    trouble()
    assert cell("organised-crime", "Risks", date(2018, 4, 1)).text == "None open"
    assert "persistent" not in cell("organised-crime", "Risks").note
    assert "1 persistent" in cell("organised-crime", "Risks", OCTOBER).note


def test_an_action_counts_once_its_day_has_passed():
    trouble()
    assert cell("organised-crime", "Actions", JULY).text == "None"
    assert cell("organised-crime", "Actions").text == "1 overdue"


@pytest.mark.row(30)
def test_a_member_does_not_see_a_request_before_the_papers_go_out(viewer):
    trouble()
    assert cell("organised-crime", "Requests", viewer=viewer("secretary")).text == "1 unanswered"
    assert cell("organised-crime", "Requests", viewer=viewer("member")).text == "None"
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    found = cell("organised-crime", "Requests", OCTOBER, viewer("member"))
    assert found.text == "1 unanswered"


def test_a_board_to_which_nobody_reports_has_no_lines():
    found = board_screen(body_named("housing-board"), FIRST)
    assert (found.lines, found.meeting) == ((), None)


def queries():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        board_screen(board(), OCTOBER)
    return len(asked)


def test_it_asks_no_more_for_more_groups_and_a_longer_history():
    trouble()
    before = queries()
    for slug in ("dasv", "prevent", "fenland-csp", "youth-justice", "offender"):
        trouble(slug)
    make_bodies(by=SECRETARY, area=board().area, count=5)
    assert queries() == before


def test_it_opens_the_members_pack_after_the_agenda_and_no_public_one():
    trouble()
    first = pack(MEMBERS).sections[0]
    assert first.title == "How the groups stand"
    assert "1 overdue" in text_in(first)
    for edition in (PUBLIC, PUBLISHED):
        assert "How the groups stand" not in text_in(pack(edition))
    with pytest.raises(StopIteration):
        section(pack(PUBLISHED), "screen")


def test_the_page_of_the_pack_names_those_in_order_and_marks_what_to_act_on():
    trouble()
    first = pack(MEMBERS).sections[0]
    told = text_in(first)
    assert "Fenland CSP" in told
    [table] = [one for one in first.blocks if isinstance(one, Table)]
    names = [row[0][0].text for row in table.rows]
    assert "Fenland CSP" not in names
    assert names[0] == "Organised crime and modern slavery"
    overdue = table.rows[0][-1][0]
    assert (overdue.text, overdue.bold, overdue.italic) == ("1 overdue", True, False)


def test_every_column_leads_to_its_evidence_on_the_day(viewer):
    found = board_screen(board(), OCTOBER, viewer("secretary"))
    assert found.columns == (
        "Update",
        "Requirements",
        "Risks",
        "Requests",
        "Indicators",
        "Actions",
    )
    drugs = next(one for one in found.lines if one.body.slug == "drugs-and-alcohol")
    doors = [cell.url for cell in drugs.cells]
    assert doors[1] == "/requirements/county-board/drugs-and-alcohol/?on=2018-10-11"
    assert doors[4] == "/indicators/drugs-and-alcohol/?on=2018-10-11"


@pytest.mark.row(27)
def test_requirements_on_the_screen_before_and_after_the_board_accepts():
    assert cell("crisis-care", "Requirements", date(2018, 10, 10)).text == "0 of 6"
    after = cell("crisis-care", "Requirements", date(2018, 10, 12))
    assert (after.text, after.note) == ("2 of 6", "2 missing, 2 not applicable")
    assert cell("fenland-csp", "Requirements").text == "Not asked for"
