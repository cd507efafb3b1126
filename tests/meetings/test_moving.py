"""A meeting called, moved or cancelled: its deadlines go with it, and each body is told once."""

from datetime import date, time
from typing import Any

import pytest

from frankpledge.history.models import Entry
from frankpledge.meetings.models import Deadline, EarlierDate, Meeting
from frankpledge.meetings.operations import (
    call_meeting,
    cancel_meeting,
    give_more_time,
    move_meeting,
)
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.meetings.queries.concerned import concerned_bodies
from frankpledge.outbox.models import Message
from frankpledge.partnership.models import Body
from frankpledge.shared.door import StaleRecord, operation
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, meeting, paper

pytestmark = pytest.mark.usefixtures("demo")
TODAY, LATER = date(2018, 10, 1), date(2018, 10, 25)
HOURS = {"starts": time(10), "ends": time(12), "place": "County Hall"}


def move(slug="2018-10-11", to=LATER, found=None, **more):
    given: dict[str, Any] = HOURS | {"reason": "The chair cannot come", "on": TODAY} | more
    return move_meeting(by=SECRETARY, meeting=found or meeting(slug), to=to, **given)


def told(key):
    return Message.objects.filter(key__startswith=key)


def dues_of(found):
    return {one.kind: one.due for one in Deadline.objects.filter(meeting=found)}


@pytest.mark.row(19)
def test_a_moved_meeting_takes_its_deadlines_along():
    """To Thursday 25 October 2018: reports 8 working days before it, papers 5."""
    before = meeting()
    move()
    found = meeting("2018-10-25")
    assert found.pk == before.pk
    assert (found.date, found.place) == (LATER, "County Hall")
    assert dues_of(found) == {"reports": date(2018, 10, 15), "papers": date(2018, 10, 18)}
    (earlier,) = EarlierDate.objects.filter(meeting=found)
    assert (earlier.slug, earlier.date, earlier.moved) == ("2018-10-11", OCTOBER, TODAY)
    assert earlier.reason == "The chair cannot come"


def test_across_christmas():
    move("2019-01-17", date(2019, 1, 3))
    assert dues_of(meeting("2019-01-03")) == {
        "reports": date(2018, 12, 19),
        "papers": date(2018, 12, 24),
    }


def test_everybody_concerned_is_told_once_even_when_it_is_done_twice():
    count = move()
    messages = list(told("moved:"))
    assert count == len(messages) > 5
    assert len({one.to for one in messages}) == len(messages)
    assert move(found=meeting("2018-10-25")) == 0
    assert told("moved:").count() == count


def test_two_who_move_it_at_once_tell_once():
    first, second = meeting(), meeting()
    move(found=first)
    count = told("moved:").count()
    with pytest.raises(StaleRecord):
        move(found=second)
    assert told("moved:").count() == count
    assert EarlierDate.objects.count() == 1


def test_a_second_move_is_told_again():
    move()
    count = told("moved:").count()
    move("2018-10-25", date(2018, 11, 1), reason="The room is taken")
    assert told("moved:").count() == 2 * count
    assert dues_of(meeting("2018-11-01"))["reports"] == date(2018, 10, 22)


def test_what_people_are_told():
    move()
    message = told("moved:").first()
    assert message.subject.endswith("the meeting is now on Thursday 25 October 2018")
    assert "Until now it was planned for Thursday 11 October 2018." in message.text
    assert "Why: The chair cannot come" in message.text
    assert "Reports are due by Monday 15 October 2018: 8 working days before" in message.text
    assert "10am to noon, County Hall" in message.text


def test_those_who_sit_and_those_who_report_are_concerned():
    slugs = {one.slug for one in concerned_bodies(meeting("2019-01-17"), TODAY)}
    assert {"county-board", "youth-justice", "cambridge-csp", "constabulary"} <= slugs
    assert "south-cambridgeshire-scrutiny" not in slugs
    assert len(slugs) < Body.objects.count()


def test_new_hours_alone_leave_the_day_its_address_and_its_deadlines():
    before = dues_of(meeting())
    assert move(to=OCTOBER, starts=time(14), ends=time(16)) > 0
    assert meeting().hours == "2pm to 4pm"
    assert dues_of(meeting()) == before
    assert not EarlierDate.objects.exists()


@pytest.mark.row(23)
def test_a_foreseen_meeting_is_given_its_first_day():
    """The first quarter of 2019/20 gets Thursday 4 April 2019: its plan and address go along."""
    entries = meeting("2019-20-q1").plan_entries.count()
    move("2019-20-q1", date(2019, 4, 4))
    found = meeting("2019-04-04")
    assert dues_of(found) == {"reports": date(2019, 3, 25), "papers": date(2019, 3, 28)}
    assert found.plan_entries.count() == entries == 4
    assert "planned for 2019/20 Q1" in told("moved:").first().text
    assert meeting_named(board(), "2019-20-q1") == found


def test_its_old_day_still_finds_it_until_another_meeting_takes_that_day():
    move()
    assert meeting_named(board(), "2018-10-11") == meeting("2018-10-25")
    move("2019-01-17", OCTOBER)
    assert meeting_named(board(), "2018-10-11").date == OCTOBER
    assert meeting_named(board(), "2019-01-17").date == OCTOBER


def test_moved_and_moved_back():
    move()
    move("2018-10-25", OCTOBER)
    assert meeting().date == OCTOBER
    assert meeting_named(board(), "2018-10-25") == meeting()
    assert dues_of(meeting())["reports"] == date(2018, 10, 1)


@pytest.mark.parametrize(
    ("slug", "to", "says"),
    [
        ("2018-10-11", date(2018, 9, 28), "has passed"),
        ("2018-10-11", date(2019, 1, 17), "has another meeting on 17 January 2019"),
        ("2018-07-19", LATER, "has been held"),
    ],
)
def test_a_move_that_may_not_be_changes_nothing(slug, to, says):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=says):
        move(slug, to)
    assert Entry.objects.count() == before
    assert not Message.objects.exists()


def test_a_day_beyond_the_known_holidays_is_kept_as_a_problem():
    move(to=date(2040, 1, 12))
    found = Deadline.objects.filter(meeting=meeting("2040-01-12"))
    assert {one.due for one in found} == {None}
    assert all("bank holidays covers" in one.problem for one in found)


@pytest.mark.parametrize(
    ("until", "to", "kept"),
    [
        (date(2018, 10, 5), LATER, False),
        (date(2018, 10, 10), date(2018, 10, 18), True),
        (date(2018, 10, 10), date(2018, 10, 10), False),
    ],
)
def test_more_time_goes_when_the_new_deadline_overtakes_it(until, to, kept):
    """18 October gives 8 October, before the 10th; 25 October gives the 15th, after the 5th."""
    review = paper("drug-and-alcohol-review")
    give_more_time(by=SECRETARY, paper=review, until=until, reason="Late data", on=TODAY)
    move(to=to)
    assert paper("drug-and-alcohol-review").extended_to == (until if kept else None)


def test_a_cancelled_meeting_is_told_once_and_owes_nothing():
    count = cancel_meeting(by=SECRETARY, meeting=meeting(), reason="Too few can come", on=TODAY)
    assert count == told("cancelled:").count() > 5
    assert meeting().cancelled_why == "Too few can come"
    message = told("cancelled:").first()
    assert "will not take place" in message.text
    assert "Why: Too few can come" in message.text
    with pytest.raises(Refused, match="has been cancelled"):
        cancel_meeting(by=SECRETARY, meeting=meeting(), reason="Again", on=TODAY)
    with pytest.raises(Refused, match="has been cancelled"):
        move()
    assert told("cancelled:").count() == count


@operation("Set up for a test")
def add_meeting(*, by, day):
    added = Meeting(body=board(), slug=day.isoformat(), date=day)
    added.save()
    return added


def test_a_planned_meeting_is_called():
    added = add_meeting(by=SECRETARY, day=date(2019, 4, 4))
    call_meeting(by=SECRETARY, meeting=added)
    assert added.state == "called"
    assert dues_of(added)["papers"] == date(2019, 3, 28)
    with pytest.raises(Refused, match="called already"):
        call_meeting(by=SECRETARY, meeting=added)
    with pytest.raises(Refused, match="has no day yet"):
        call_meeting(by=SECRETARY, meeting=meeting("2019-20-q1"))
