"""Calendar feeds: read back by two readers, stable when a meeting moves, private if they must."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from frankpledge.accounts.models import Account
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.operations import cancel_meeting, circulate, move_meeting
from frankpledge.partnership.models import Body, BodyName
from frankpledge.publication.feeds import board_calendar, person_calendar
from frankpledge.publication.ical import Entry, calendar_file
from frankpledge.publication.models import CalendarAddress
from frankpledge.publication.operations import make_address, stop_address
from frankpledge.publication.secret import account_behind, token_of
from frankpledge.shared.door import operation
from tests.support.calendar_lines import BadCalendarError, read_calendar
from tests.support.county import OCTOBER, SECRETARY, board, meeting
from tests.support.reading import links, words

LONDON = ZoneInfo("Europe/London")
FEED = "/calendar/county-board.ics"
TODAY = date(2018, 10, 1)
STAMP = datetime(2018, 10, 1, 8, 30, 1, 5, tzinfo=UTC)


def events(data):
    """Each event by what its diary shows first: the day it starts on."""
    return {one.value("DTSTART")[:8]: one for one in read_calendar(data).named("VEVENT")}


# ------------------------------------------------------------------------------------ the file


TEN = datetime(2018, 10, 11, 10, tzinfo=LONDON)
BOARD = Entry("1@x", "Board", starts=TEN, ends=None, changed=STAMP)


def entry(**changed):
    return replace(BOARD, **changed)


def test_a_calendar_read_back_by_both_readers_says_the_same():
    ends = datetime(2018, 10, 11, 12, tzinfo=LONDON)
    data = calendar_file("Board, the; 1", [entry(ends=ends, place="Room 2, Huntingdon; annex")])
    ours, theirs = read_calendar(data), Calendar.from_ical(data)
    (event,), (other,) = ours.named("VEVENT"), theirs.events
    assert event.value("LOCATION") == str(other["LOCATION"]) == "Room 2, Huntingdon; annex"
    assert other.start == datetime(2018, 10, 11, 9, tzinfo=UTC)
    assert other.end == datetime(2018, 10, 11, 11, tzinfo=UTC)
    assert event.value("DTSTART") == "20181011T100000"
    assert event.parameters("DTSTART") == {"TZID": "Europe/London"}
    assert ours.value("X-WR-CALNAME") == "Board, the; 1"
    assert ours.value("METHOD") == str(theirs["METHOD"]) == "PUBLISH"
    assert ours.parameters("REFRESH-INTERVAL") == {"VALUE": "DURATION"}
    assert ours.value("REFRESH-INTERVAL") == ours.value("X-PUBLISHED-TTL") == "PT12H"


def test_the_zone_in_the_file_is_londons_own():
    """Summer time by the rule in the file, against the operating system's table, for 30 years."""
    zone = Calendar.from_ical(calendar_file("x", [])).timezones[0].to_tz()
    for number in range(30 * 365):
        noon = datetime.combine(date(1997, 1, 1) + timedelta(days=number), time(12), tzinfo=zone)
        assert noon.utcoffset() == noon.replace(tzinfo=LONDON).utcoffset(), noon


@pytest.mark.parametrize("day", [date(2018, 3, 25), date(2018, 10, 28), date(2018, 7, 1)])
def test_a_meeting_on_the_day_the_clocks_change_keeps_its_hour(day):
    starts = datetime.combine(day, time(10), tzinfo=LONDON)
    (event,) = Calendar.from_ical(calendar_file("x", [entry(starts=starts)])).events
    assert event.start == starts


def test_a_whole_day_ends_the_day_after():
    data = calendar_file("x", [entry(starts=OCTOBER, busy=False)])
    (event,) = read_calendar(data).named("VEVENT")
    assert event.parameters("DTSTART") == {"VALUE": "DATE"}
    assert (event.value("DTSTART"), event.value("DTEND")) == ("20181011", "20181012")
    assert event.value("TRANSP") == "TRANSPARENT"


@pytest.mark.parametrize(
    "text",
    ["Cyngor Sir – Bwrdd Diogelwch Cymunedol Gŵyr " * 4, "a,b;c\\d\ne", "x" * 500, "🏛" * 60, ""],
)
def test_any_text_comes_back_as_it_went(text):
    """Long lines are folded between letters, never inside one."""
    data = calendar_file("x", [entry(title=text or "–", text=text)])
    (event,) = read_calendar(data).named("VEVENT")
    assert event.value("DESCRIPTION") == text.strip() or event.value("DESCRIPTION") == text
    assert str(Calendar.from_ical(data).events[0].get("DESCRIPTION", "")) == text


def test_the_second_reader_can_refuse():
    good = calendar_file("x", [entry()])
    for bad in (
        good.replace(b"\r\n", b"\n"),
        good.replace(b"END:VEVENT\r\n", b""),
        good.replace(b"UID:1@x\r\n", b""),
        good.replace(b"TZID:Europe/London", b"TZID:Europe/Paris"),
        good.replace(b"SUMMARY:Board", b"SUMMARY:" + b"x" * 90),
        good + good,
    ):
        with pytest.raises(BadCalendarError):
            read_calendar(bad)


# ------------------------------------------------------------------------------------ a board's


def test_a_boards_calendar_has_every_dated_meeting(demo):
    found = events(board_calendar(board(), TODAY))
    assert sorted(found) == ["20180719", "20181011", "20190117"]
    october = found["20181011"]
    assert october.value("SUMMARY") == board().name_on(OCTOBER)
    assert (october.value("DTSTART"), october.value("DTEND")) == (
        "20181011T100000",
        "20181011T120000",
    )
    assert october.value("LOCATION").startswith("Conference Room 2")
    assert october.value("URL").endswith("/meetings/county-board/2018-10-11/")
    assert october.value("STATUS") == "CONFIRMED"
    # The hours of July's meeting are not on record: it is a whole day.
    assert found["20180719"].parameters("DTSTART") == {"VALUE": "DATE"}


def test_the_same_records_give_the_same_bytes(demo):
    assert board_calendar(board(), TODAY) == board_calendar(board(), TODAY)


def test_a_meeting_that_moves_is_the_same_event_at_another_time(demo):
    before = events(board_calendar(board(), TODAY))["20190117"]
    move_meeting(
        by=SECRETARY,
        meeting=meeting("2019-01-17"),
        to=date(2019, 1, 24),
        starts=time(14),
        ends=time(16),
        place="Shire Hall",
        reason="The room is taken",
        on=TODAY,
    )
    found = events(board_calendar(board(), TODAY))
    after = found["20190124"]
    assert "20190117" not in found
    assert after.value("UID") == before.value("UID")
    assert int(after.value("SEQUENCE")) > int(before.value("SEQUENCE"))
    assert after.value("DTSTART") == "20190124T140000"


def test_a_cancelled_meeting_stays_and_says_so(demo):
    cancel_meeting(by=SECRETARY, meeting=meeting("2019-01-17"), reason="No quorum", on=TODAY)
    event = events(board_calendar(board(), TODAY))["20190117"]
    assert event.value("STATUS") == "CANCELLED"
    assert event.value("SUMMARY").startswith("Cancelled: ")
    assert event.value("TRANSP") == "TRANSPARENT"


@operation("Gave a board a Welsh name for a test")
def _name_in_welsh(*, by):
    for name in BodyName.objects.filter(body=board()):
        name.name_cy = "Bwrdd Strategol Diogelwch Cymunedol y Sir"
        name.save()


def test_a_welsh_name_stands_beside_the_english_one(demo):
    _name_in_welsh(by=SECRETARY)
    calendar = read_calendar(board_calendar(board(), TODAY))
    assert calendar.value("X-WR-CALNAME").endswith(" / Bwrdd Strategol Diogelwch Cymunedol y Sir")
    assert " / Bwrdd Strategol" in calendar.named("VEVENT")[0].value("SUMMARY")


def test_anybody_may_subscribe(demo, browse):
    answer = browse.get(FEED)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'inline; filename="county-board.ics"'
    assert len(events(answer.content)) == 3
    again = browse.get(FEED, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert browse.get("/calendar/road-safety.ics").status_code == 404
    assert browse.get("/calendar/nobody.ics").status_code == 404


def test_many_meetings_cost_no_more_queries(demo, django_assert_num_queries):
    body = board()
    with django_assert_num_queries(4):
        board_calendar(body, TODAY)
    _add_meetings(by=SECRETARY)
    with django_assert_num_queries(4):
        board_calendar(body, TODAY)


@operation("Added meetings for a test")
def _add_meetings(*, by):
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(60)]
    Meeting.objects.add_all([Meeting(body=board(), slug=day.isoformat(), date=day) for day in days])


# ------------------------------------------------------------------------------------ a person's


def account(name="chair"):
    return Account.objects.get(username=name)


def own(name="chair"):
    made = make_address(by=SECRETARY, account=account(name))
    return f"/calendar/mine/{token_of(made)}.ics"


def test_a_persons_calendar_has_their_meetings_and_what_they_owe(demo, browse):
    answer = browse.get(own("secretary"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = read_calendar(answer.content).named("VEVENT")
    titles = [one.value("SUMMARY") for one in found]
    assert "Due: Circulate the papers" in titles
    assert board().name_on(OCTOBER) in titles
    due = found[titles.index("Due: Circulate the papers")]
    assert due.parameters("DTSTART") == {"VALUE": "DATE"}
    assert due.value("DTSTART") == "20181004"
    assert "For the meeting of Thursday 11 October 2018." in due.value("DESCRIPTION")
    assert due.value("TRANSP") == "TRANSPARENT"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_what_is_done_is_no_longer_in_it(demo, browse):
    at = own("secretary")
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    due = [
        one.value("DTSTART")
        for one in read_calendar(browse.get(at).content).named("VEVENT")
        if one.value("SUMMARY") == "Due: Circulate the papers"
    ]
    assert due == ["20190110"]


def test_it_holds_no_other_persons_deadlines(demo):
    found = {
        name: {
            one.value("SUMMARY")
            for one in read_calendar(person_calendar(account(name), TODAY)).named("VEVENT")
        }
        for name in ("secretary", "scrutiny")
    }
    assert "Due: Circulate the papers" not in found["scrutiny"]


def test_an_address_is_made_on_the_page_renewed_and_stopped(demo, signed_in, browse):
    """Each new address ends the one before; a stopped one is gone like one that never was."""
    client = signed_in("chair")
    assert "Make my calendar address" in words(client.get("/calendar/"))
    client.post("/calendar/mine/")
    page = client.get("/calendar/")
    first = next(
        part for part in words(page).split() if part.startswith("http://testserver/calendar/mine/")
    ).removeprefix("http://testserver")
    assert browse.get(first).status_code == 200
    assert "The one before it no longer works." in words(
        client.post("/calendar/mine/", follow=True)
    )
    assert browse.get(first).status_code == 404
    second = f"/calendar/mine/{token_of(CalendarAddress.objects.get())}.ics"
    browse.logout()
    assert browse.get(second).status_code == 200
    signed_in("chair").post("/calendar/mine/stop/")
    assert browse.get(second).status_code == 404
    # Started again it is a third address: the second stays dead.
    signed_in("chair").post("/calendar/mine/")
    assert browse.get(second).status_code == 404


@pytest.mark.parametrize("token", ["1-1", "1-1:forged", "x", "99-1:AAAA", "-:", "1-1:" + "A" * 43])
def test_an_address_cannot_be_guessed(demo, browse, token):
    own()
    assert browse.get(f"/calendar/mine/{token}.ics").status_code == 404
    assert account_behind(token) is None


def test_a_closed_account_has_no_calendar(demo, browse):
    at = own()
    _close(by=SECRETARY)
    assert browse.get(at).status_code == 404


@operation("Closed an account for a test")
def _close(*, by):
    one = account()
    one.is_active = False
    one.save()


def test_nothing_secret_is_kept(demo):
    """Neither the database nor the history holds what stands in the address."""
    from frankpledge.history.models import Entry as Kept

    token = own().split("/")[-1].removesuffix(".ics").split(":")[1]
    kept = " ".join(str(one.fields) for one in Kept.objects.filter(kind__startswith="publication"))
    assert token not in kept
    stop_address(by=SECRETARY, account=account("member"))
    assert Body.objects.exists()


def test_a_visitor_is_offered_boards_and_no_calendar_of_their_own(demo, browse):
    page = browse.get("/calendar/")
    assert "Your own calendar" not in words(page)
    assert f"http://testserver{FEED}" in links(page).values()
    answer = browse.post("/calendar/mine/")
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]
