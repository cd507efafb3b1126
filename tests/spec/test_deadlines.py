"""Deadlines by each body's own rule, and how often a board meets."""

from datetime import date

import pytest

from frankpledge.meetings.queries.calendar import calendar, deadlines_for
from frankpledge.meetings.rules import deadlines
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.working_days import DeadlineRule
from tests.support.county import OCTOBER, board


@pytest.mark.row(19)
@pytest.mark.parametrize(
    ("meeting", "receipt", "circulation"),
    [
        (date(2018, 10, 11), date(2018, 10, 1), date(2018, 10, 4)),
        (date(2019, 1, 17), date(2019, 1, 7), date(2019, 1, 10)),
        # Across Christmas: 25, 26 December and 1 January are holidays, the rest as it comes.
        (date(2019, 1, 3), date(2018, 12, 19), date(2018, 12, 24)),
        # Across Easter 2018: Friday 30 March and Monday 2 April.
        (date(2018, 4, 5), date(2018, 3, 22), date(2018, 3, 27)),
    ],
)
def test_reports_and_circulation_by_working_days(demo_county, meeting, receipt, circulation):
    """Reports are due 8 working days before a board meeting; papers aim to go out 5 before."""
    found = deadlines_for(board(), meeting)
    assert (found.receipt, found.circulation) == (receipt, circulation)
    assert found.circulation_is_aim
    assert str(found.receipt_rule) == "8 working days before the meeting"


@pytest.mark.row(20)
def test_scrutiny_papers_follow_their_own_rule(demo_county):
    """For one and the same day the scrutiny committee's clear days give another date."""
    committee = deadlines_for(body_named("south-cambridgeshire-scrutiny"), OCTOBER)
    countywide = deadlines_for(board(), OCTOBER)
    assert committee.receipt == date(2018, 10, 3)
    assert committee.receipt not in {countywide.receipt, countywide.circulation}
    assert str(committee.receipt_rule) == "5 clear working days before the meeting"
    assert committee.circulation is None


@pytest.mark.row(20)
def test_each_way_of_counting_gives_its_own_day():
    """Five days before Monday 18 March 2019: working, clear working and clear calendar days."""
    found = {
        kind: deadlines(date(2019, 3, 18), DeadlineRule(kind, 5), None).receipt
        for kind in ("working_days_before", "clear_working_days_before", "clear_days_before")
    }
    assert found == {
        "working_days_before": date(2019, 3, 11),
        "clear_working_days_before": date(2019, 3, 8),
        "clear_days_before": date(2019, 3, 12),
    }


@pytest.mark.row(21)
def test_the_boards_gaps_count_as_quarterly(demo_county):
    """84 and 98 days lie between its three dated meetings: both are within the tolerance."""
    found = calendar(board(), OCTOBER)
    assert [gap.days for gap in found.gaps] == [84, 98]
    assert found.warnings == ()
