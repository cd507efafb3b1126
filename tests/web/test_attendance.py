"""Attendance on its pages: the roll, apologies, substitutes, the report and its table."""

import csv
import io

import pytest

from frankpledge.meetings.models import Attendance
from frankpledge.meetings.operations import Came
from frankpledge.partnership.models import Seat
from tests.support.county import meeting
from tests.support.reading import form_of, headings, links, of_class, table_rows, title, words
from tests.support.taking import called

MEETING = "/meetings/county-board/2018-10-11/"
ROLL = f"{MEETING}attendance/"
REPORT = "/meetings/county-board/attendance/"
SEAT = "huntingdonshire-council"  # held by the demonstration's member


def row(seat=SEAT):
    return Attendance.objects.select_related("seat").get(seat__slug=seat)


def field(seat, name):
    return f"seat-{Seat.objects.get(slug=seat).pk}-{name}"


@pytest.fixture
def secretary(demo, on_day, signed_in):
    on_day("2018-10-11")
    return signed_in("secretary")


@pytest.mark.row(70)
def test_the_secretary_records_the_roll_in_one_press(secretary):
    """Every seat stands there with its holder, as present; only the exceptions are changed."""
    page = secretary.get(ROLL)
    sent = form_of(page) | {field(SEAT, "status"): "apologies"}
    page = secretary.post(ROLL, sent, follow=True)
    assert "Attendance of 34 seats is recorded." in words(page)
    assert of_class(page, "fp-title__state") == ["Recorded"]
    assert Attendance.objects.filter(status="present").count() == 33
    assert row().status == "apologies"


def test_two_at_the_roll_lose_nothing(secretary):
    """The line that both changed is shown with both answers; the rest of either is kept."""
    mine = form_of(secretary.get(ROLL))
    called(meeting(), huntingdonshire_council=Came("absent"))
    sent = mine | {field(SEAT, "status"): "apologies", field("constabulary", "status"): "absent"}
    page = secretary.post(ROLL, sent)
    assert page.status_code == 409
    assert "you put “apologies”; on record is “absent”" in words(page)
    assert (row().status, row("constabulary").status) == ("absent", "absent")


@pytest.mark.row(18)
def test_a_substitute_for_somebody_present_is_a_mistake(secretary):
    """The error names the seat, leads to it, and nothing is recorded."""
    sent = form_of(secretary.get(ROLL)) | {field(SEAT, "substitute"): "Deputy"}
    page = secretary.post(ROLL, sent)
    assert "A substitute comes in place of a member who does not." in words(page)
    assert not Attendance.objects.exists()


@pytest.mark.row(18)
def test_a_member_sends_apologies_and_the_chair_settles_the_substitute(demo, signed_in):
    """Beforehand, for their own seat alone; the secretary records what the chair said."""
    member = signed_in("member")
    page = member.get(ROLL)
    assert title(page) == "Attendance"
    go = links(page)["Send apologies"]
    page = member.post(go, {"substitute": "Director of place"}, follow=True)
    assert "The chair settles whether your substitute may come." in words(page)
    assert "Director of place would come instead: waits for the chair." in words(page)

    secretary = signed_in("secretary")
    assert "Director of place" in words(secretary.get(ROLL))
    page = secretary.post(f"{ROLL}substitutes/{SEAT}/", {"approved": "yes"}, follow=True)
    assert "Director of place is approved as substitute." in words(page)

    member = signed_in("member")
    page = member.post(f"{ROLL}apologies/{SEAT}/back/", follow=True)
    assert "You are expected at the meeting." in words(page)
    assert not Attendance.objects.exists()


def test_apologies_after_the_meeting_are_refused_in_words(demo, on_day, signed_in):
    on_day("2018-10-12")
    page = signed_in("member").post(f"{ROLL}apologies/{SEAT}/", {"substitute": ""})
    assert "Apologies are sent before the meeting." in words(page)


def test_another_bodys_seat_is_not_theirs_to_excuse(demo, signed_in):
    client = signed_in("member")
    assert client.get(f"{ROLL}apologies/constabulary/").status_code == 404
    assert client.post(f"{ROLL}apologies/constabulary/back/").status_code == 404
    assert client.post(f"{ROLL}substitutes/{SEAT}/", {"approved": "yes"}).status_code == 404
    assert client.post(f"{ROLL}others/", {"post": "X"}).status_code == 404


def test_a_member_does_not_record_the_roll(demo, on_day, signed_in):
    on_day("2018-10-11")
    page = signed_in("member").post(ROLL, {field(SEAT, "status"): "absent"})
    assert "Record attendance" not in words(page)
    assert not Attendance.objects.exists()


def test_others_are_in_attendance(secretary):
    page = secretary.post(f"{ROLL}others/", {"post": "Minute taker", "represents": ""}, follow=True)
    assert "Minute taker is in attendance." in words(page)
    page = secretary.post(f"{ROLL}others/", {"post": "", "represents": ""}, follow=True)
    assert "Enter the post" in words(page)
    one = Attendance.objects.get()
    page = secretary.post(f"{ROLL}others/{one.pk}/remove/", follow=True)
    assert "no longer down as in attendance" in words(page)


@pytest.mark.row(70)
def test_the_report_says_its_period_its_bases_and_what_it_leaves_out(secretary):
    """Two years to 11 October 2018; July's meeting has no roll, so it is named and not counted."""
    called(meeting(), huntingdonshire_council=Came("apologies"))
    page = secretary.get(REPORT)
    assert title(page) == "Attendance, 12 October 2016 to 11 October 2018"
    assert "Not counted, as no attendance was recorded: 19 July 2018" in words(page)
    rows = {line[0]: line for line in table_rows(page) if len(line) == 7}
    assert rows["Huntingdonshire District Council"][1:] == ["1", "0", "0", "1", "0", "0%, 0 of 1"]
    assert "Attendance, 12 October 2017" in title(secretary.get(f"{REPORT}?years=1"))
    assert "12 October 2016" in title(secretary.get(f"{REPORT}?years=999"))


@pytest.mark.row(70)
def test_the_report_is_a_table_for_a_spreadsheet(secretary):
    called(meeting())
    at = links(secretary.get(REPORT))["Download as CSV : By organisation"]
    answer = secretary.get(at)
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {one["Attended, per cent"] for one in rows} == {"100"}
    assert {one["From"] for one in rows} == {"2016-10-12"}


def test_the_report_is_for_those_who_sit_on_the_board(demo, signed_in, browse):
    assert signed_in("member").get(REPORT).status_code == 200
    assert signed_in("scrutiny").get(REPORT).status_code == 404
    assert signed_in("scrutiny").get(f"{REPORT}table.csv").status_code == 404
    assert signed_in("scrutiny").get(ROLL).status_code == 404
    browse.logout()
    for path in (REPORT, f"{REPORT}table.csv", ROLL):
        assert browse.get(path).status_code == 302


def test_an_empty_report_says_what_belongs_there(demo, signed_in):
    page = signed_in("secretary").get(REPORT)
    assert "No attendance is on record for this time" in headings(page)
