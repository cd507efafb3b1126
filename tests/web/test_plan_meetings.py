"""A meeting's day and papers as pages: called, moved, cancelled; how papers stand, more time."""

from datetime import date

import pytest

from frankpledge.meetings.models import Meeting, Paper
from frankpledge.meetings.operations import move_meeting
from frankpledge.outbox.models import Message
from frankpledge.shared.door import operation
from tests.support.county import SECRETARY, board, meeting, paper, terms
from tests.support.reading import (
    error_beside,
    form_of,
    headings,
    links,
    of_class,
    table_rows,
    words,
)

MEETING = "/meetings/county-board/2018-10-11/"
MOVED = "/meetings/county-board/2018-10-25/"
FORESEEN = "/meetings/county-board/2019-20-q1/"
DAY = {"to_day": "25", "to_month": "October", "to_year": "2018", "reason": "The room is taken"}


def send(client, address, **typed):
    return client.post(address, form_of(client.get(address)) | typed, follow=True)


@pytest.mark.row(19)
def test_a_meeting_is_moved_and_its_deadlines_with_it(demo, signed_in):
    """One form: the page says how many are told, and shows the new deadlines."""
    client = signed_in("secretary")
    form = client.get(f"{MEETING}move/")
    assert form_of(form)["starts"] == "10:00"
    assert "Who is told" in words(form)
    page = send(client, f"{MEETING}move/", **DAY)
    assert page.redirect_chain[-1][0] == MOVED
    assert "The meeting is on Thursday 25 October 2018." in words(page)
    assert f"{Message.objects.count()} messages will go out, one to each address." in words(page)
    assert "Monday 15 October 2018" in words(page)


def test_old_addresses_lead_to_the_new_ones_for_good(demo, signed_in, browse):
    client = signed_in("secretary")
    send(client, f"{MEETING}move/", **DAY)
    for below in ("", "items/road-safety/", "status/?on=2018-10-05", "papers/minutes-2018-07-19/"):
        found = client.get(f"{MEETING}{below}")
        assert (found.status_code, found["Location"]) == (301, f"{MOVED}{below}")
    updates = client.get("/review/county-board/2018-10-11/")
    assert updates["Location"] == "/review/county-board/2018-10-25/"
    client.logout()
    assert browse.get(MEETING)["Location"] == MOVED


def test_a_form_opened_before_the_move_is_taken_after_it(demo, signed_in):
    client = signed_in("secretary")
    opened = form_of(client.get(f"{MEETING}items/road-safety/change/"))
    send(client, f"{MEETING}move/", **DAY)
    page = client.post(f"{MEETING}items/road-safety/change/", opened | {"title": "Roads"})
    assert page["Location"] == f"{MOVED}items/road-safety/"


def test_a_day_that_another_meeting_has_taken_leads_nowhere_else(demo, browse):
    move_meeting(
        by=SECRETARY,
        meeting=meeting(),
        to=date(2018, 10, 25),
        starts=None,
        ends=None,
        place="",
        reason="Moved",
        on=date(2018, 10, 1),
    )
    add_meeting(by=SECRETARY, day=date(2018, 10, 11))
    assert browse.get(MEETING).status_code == 200


@operation("Set up for a test")
def add_meeting(*, by, day):
    added = Meeting(body=board(), slug=day.isoformat(), date=day)
    added.save()
    return added


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"to_day": ""}, "to", "The day must include a day"),
        ({"reason": ""}, "reason", "Enter why it is moved"),
        ({"starts": "noonish"}, "starts", "“Starts at” must be a time, such as 10am or 14:30"),
        ({"ends": "9am"}, "ends", "The meeting must end after it starts, at 10am"),
        ({"starts": ""}, "starts", "Say when the meeting starts"),
    ],
)
def test_a_mistake_is_said_beside_its_field(demo, signed_in, typed, field, says):
    page = send(signed_in("secretary"), f"{MEETING}move/", **(DAY | typed))
    assert says in error_beside(page, field)
    assert meeting().date == date(2018, 10, 11)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("day", "says"),
    [("27 October 2018", "27 October 2018 is a Saturday."), ("25 December 2018", "Christmas Day")],
)
def test_an_odd_day_is_asked_about_and_not_refused(demo, signed_in, day, says):
    client = signed_in("secretary")
    number, month, year = day.split()
    typed = DAY | {"to_day": number, "to_month": month, "to_year": year}
    page = send(client, f"{MEETING}move/", **typed)
    assert says in error_beside(page, "sure")
    page = client.post(f"{MEETING}move/", form_of(page) | {"sure": "on"}, follow=True)
    assert "The meeting is on" in words(page)


EXTRA = {"to_day": "15", "to_month": "November", "to_year": "2018", "starts": "2pm"}


@pytest.mark.row(21)
def test_an_extra_meeting_is_planned_and_then_called(demo, signed_in):
    """Between two quarterly meetings, as the chair directs: nobody is told until it is called."""
    client = signed_in("secretary")
    page = send(client, "/meetings/county-board/new-meeting/", **EXTRA)
    assert "A meeting on Thursday 15 November 2018 is planned." in words(page)
    assert not Message.objects.exists()
    client.post("/meetings/county-board/2018-11-15/call/")
    found = Meeting.objects.get(slug="2018-11-15")
    assert (found.state, found.hours) == ("called", "2pm")
    assert found.deadlines.get(kind="reports").due == date(2018, 11, 5)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"to_day": "11", "to_month": "10"}, "to", "has a meeting on 11 October 2018 already"),
        ({"to_day": "3", "to_month": "9"}, "to", "3 September 2018 has passed"),
        ({"to_day": "26", "to_month": "12"}, "sure", "is a bank holiday (Boxing Day)"),
        ({"ends": "1pm"}, "ends", "must end after it starts, at 2pm"),
    ],
)
def test_a_day_that_will_not_do_is_said_beside_its_field(demo, signed_in, typed, field, says):
    before = Meeting.objects.count()
    page = send(signed_in("secretary"), "/meetings/county-board/new-meeting/", **EXTRA | typed)
    assert says in error_beside(page, field)
    assert Meeting.objects.count() == before


def test_a_refused_day_says_why(demo, signed_in):
    client = signed_in("secretary")
    typed = form_of(client.get(f"{MEETING}move/")) | DAY | {"to_month": "9"}
    page = client.post(f"{MEETING}move/", typed)
    assert page.status_code == 409
    assert "25 September 2018 has passed" in words(page)


def test_a_foreseen_meeting_is_given_a_day_and_called(demo, signed_in):
    client = signed_in("secretary")
    assert "Give the meeting a day" in words(client.get(f"{FORESEEN}move/"))
    typed = {"to_day": "4", "to_month": "4", "to_year": "2019", "starts": "10am", "ends": "noon"}
    page = send(client, f"{FORESEEN}move/", **typed, reason="Set by the chair")
    assert "must be a time" in error_beside(page, "ends")
    page = send(client, f"{FORESEEN}move/", **typed | {"ends": "12pm"}, reason="Set by the chair")
    assert "10am to noon" in words(page)
    page = client.post("/meetings/county-board/2019-04-04/call/", follow=True)
    assert "The meeting of Thursday 4 April 2019 is called." in words(page)
    assert of_class(page, "fp-title__state") == ["Called"]


def test_a_meeting_is_cancelled_and_everybody_told(demo, signed_in):
    client = signed_in("secretary")
    page = send(client, f"{MEETING}cancel/", reason="Too few can come")
    assert of_class(page, "fp-title__state") == ["Cancelled"]
    assert "Why it is cancelled: Too few can come" in words(page)
    assert f"{Message.objects.count()} messages will go out, one to each address." in words(page)


def test_the_calendar_leads_its_secretary_to_each_of_these(demo, signed_in, browse):
    found = links(signed_in("secretary").get("/meetings/county-board/"))
    assert found["Move it : Thursday 11 October 2018"] == f"{MEETING}move/"
    assert found["Give it a day : 2019/20 Q1"] == f"{FORESEEN}move/"
    assert found["Cancel it : Thursday 11 October 2018"] == f"{MEETING}cancel/"
    assert found["How its papers stand : Thursday 11 October 2018"] == f"{MEETING}status/"
    assert not [one for one in found if "19 July" in one and "it" in one.split()]
    browse.logout()
    assert not [one for one in links(browse.get("/meetings/county-board/")) if "Move" in one]


@pytest.mark.parametrize("account", ["chair", "csp-manager", "member", "scrutiny"])
def test_nobody_else_moves_a_meeting(demo, signed_in, account):
    client = signed_in(account)
    for below in ("move/", "cancel/", "papers/drug-and-alcohol-review/more-time/"):
        assert client.get(f"{MEETING}{below}").status_code == 404
        assert client.post(f"{MEETING}{below}", DAY).status_code == 404
    for below in ("call/", "deadlines/"):
        assert client.post(f"{MEETING}{below}").status_code == 404


@pytest.mark.parametrize(
    ("account", "sees"), [("secretary", 200), ("member", 404), ("scrutiny", 404)]
)
def test_who_sees_how_papers_stand(demo, signed_in, account, sees):
    assert signed_in(account).get(f"{MEETING}status/").status_code == sees


def test_how_papers_stand(demo, signed_in, on_day):
    client = signed_in("secretary")
    page = client.get(f"{MEETING}status/")
    assert "7 of 8 in" in words(page)
    rows = {row[0].split(".")[0]: row for row in table_rows(page)[1:]}
    assert list(rows) == [str(number) for number in range(2, 10)]
    assert "To follow" in rows["7"][-1]
    assert "No paper is asked for with items 1, 10 and 11." in words(page)
    on_day("2018-10-05")
    page = client.get(f"{MEETING}status/")
    assert "7 of 8 in, 1 late" in words(page)
    row = next(row for row in table_rows(page) if row[0].startswith("7."))
    assert "Late" in row[-1]
    assert "4 days late" in row[-1]
    assert "1 October 2018" in row[2]
    assert "Late" in headings(page)
    before = client.get(f"{MEETING}status/", {"on": "2018-10-01"})
    assert "1 late" not in words(before)


def test_an_author_is_given_more_time(demo, signed_in):
    client = signed_in("secretary")
    at = links(client.get(f"{MEETING}status/"))["Give more time"]
    typed = {"until_day": "5", "until_month": "10", "until_year": "2018", "reason": "Late data"}
    page = send(client, at, **typed)
    assert "is now due by 5 October 2018." in words(page)
    assert "more time given: Late data" in words(page)
    late = client.post(at, form_of(client.get(at)) | typed | {"until_day": "11"})
    assert late.status_code == 409
    assert "Choose a day before it" in words(late)
    assert paper("drug-and-alcohol-review").extended_to == date(2018, 10, 5)


@operation("Set up for a test")
def change_terms(*, by):
    found = terms()
    found.receipt_days = 10
    found.save()


def test_terms_that_changed_are_said_and_counted_again_by_a_press(demo, signed_in):
    client = signed_in("secretary")
    assert "the terms now give" not in words(client.get(f"{MEETING}status/"))
    change_terms(by=SECRETARY)
    page = client.get(f"{MEETING}status/")
    assert "the terms now give 27 September 2018" in words(page)
    page = client.post(f"{MEETING}deadlines/", follow=True)
    assert "The deadlines are those that the terms of reference give now." in words(page)
    assert "the terms now give" not in words(page)
    assert "Thursday 27 September 2018" in words(page)


def test_a_report_is_commissioned_with_what_the_plan_knows(demo, signed_in):
    """The author and the title stand in the form already: only the brief is typed."""
    client = signed_in("secretary")
    at = f"{MEETING}items/road-safety/commission/"
    known = form_of(client.get(at))
    assert known["author_body"] == "road-safety"
    page = client.post(at, known | {"brief": "The last three years."}, follow=True)
    assert "is now among what its author body owes" in words(page)
    made = Paper.objects.get(brief="The last three years.")
    assert made.commissioned == date(2018, 10, 1)
    said = words(client.get(made.get_absolute_url()))
    assert "What it should cover The last three years." in said
    assert "Due Monday 1 October 2018 8 working days before the meeting" in said


def test_a_meeting_without_an_agenda_says_what_will_stand_there(demo, signed_in):
    page = signed_in("secretary").get("/meetings/county-board/2019-01-17/status/")
    assert "No agenda yet" in headings(page)
    assert "Monday 7 January 2019" in words(page)
