"""What comes of a meeting, as links: for each person what they may open or begin."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from frankpledge.meetings.operations import Said
from frankpledge.meetings.queries.after import after
from frankpledge.partnership.people import PUBLIC
from tests.support.county import OCTOBER, meeting
from tests.support.taking import note, out_for_comments

pytestmark = pytest.mark.usefixtures("demo")
BEFORE = date(2018, 10, 1)


def offered(viewer, on):
    found = after(meeting(), viewer, on)
    return [one.label for one in found.links] + (["Take the minutes"] if found.start else [])


def test_before_the_meeting(viewer):
    assert offered(viewer("secretary"), BEFORE) == ["Attendance"]
    assert offered(viewer("member"), BEFORE) == ["Send apologies"]
    assert offered(viewer("scrutiny"), BEFORE) == []
    assert offered(PUBLIC, BEFORE) == []


def test_on_the_day_and_afterwards(viewer):
    assert offered(viewer("secretary"), OCTOBER) == ["Attendance", "Take the minutes"]
    note(Said("decision", "A seat.", "agreed"))
    out_for_comments()
    later = date(2018, 10, 12)
    assert offered(viewer("secretary"), later) == [
        "Attendance",
        "Minutes",
        "Decisions",
        "Take the minutes",
    ]
    assert offered(viewer("member"), later) == ["Minutes", "Decisions"]
    assert offered(PUBLIC, later) == []


def test_the_links_can_be_put_on_any_page(viewer):
    context = {"page": {"meeting": meeting()}, "viewer": viewer("secretary")}
    html = render_to_string("meetings/_after.html", context)
    assert 'href="/meetings/county-board/2018-10-11/attendance/"' in html
