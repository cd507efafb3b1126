"""`frankpledge attendance`, in words and in JSON."""

import pytest

from frankpledge.meetings.operations import Came
from tests.support.county import meeting
from tests.support.taking import called


@pytest.fixture
def held(demo):
    called(meeting(), fire_and_rescue=Came("apologies"))


@pytest.mark.row(70)
def test_attendance_in_words(held, frankpledge):
    """The period's two ends, the meetings that count and those that do not, each base."""
    said = frankpledge("attendance", "county-board", "--years", "2", "--on", "2018-10-11")
    assert said.status == 0
    lines = said.out.splitlines()
    assert "12 October 2016 to 11 October 2018: 1 meeting with attendance on record." in lines[0]
    assert lines[1] == "Not counted, as no attendance was recorded: 2018-07-19"
    assert any(line.endswith(": 0%, 0 of 1 (0 present, 1 with apologies)") for line in lines)
    assert any(line.endswith(": 100%, 1 of 1 (1 present)") for line in lines)


@pytest.mark.row(70)
def test_attendance_in_json(held, frankpledge):
    """The same counts for programs."""
    data = frankpledge("attendance", "county-board", "--on", "2018-10-11", "--json").data
    assert (data["from"], data["until"]) == ("2016-10-12", "2018-10-11")
    assert data["meetings"] == ["2018-10-11"]
    fire = next(one for one in data["seats"] if one["apologies"])
    assert (fire["meetings"], fire["attended"], fire["percent"]) == (1, 0, 0)
    assert len(data["seats"]) > len(data["organisations"]) > 5


def test_attendance_of_a_body_that_never_met(demo, frankpledge):
    said = frankpledge("attendance", "fenland-csp")
    assert "no meetings with attendance on record" in said.out


@pytest.mark.parametrize("years", ["0", "21", "two", "-1"])
def test_a_number_of_years_that_cannot_be(demo, frankpledge, years):
    said = frankpledge("attendance", "county-board", "--years", years)
    assert said.status == 2
    assert "is not a number of years from 1 to 20" in said.error
