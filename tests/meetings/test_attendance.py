"""Attendance as records: apologies, the roll kept by two, substitutes, the report."""

from datetime import date, timedelta
from typing import Any

import pytest

from frankpledge.history.models import Entry
from frankpledge.meetings.models import Attendance, Meeting
from frankpledge.meetings.operations import (
    Came,
    RollLine,
    add_in_attendance,
    record_attendance,
    remove_in_attendance,
    send_apologies,
    settle_substitute,
    take_back_apologies,
)
from frankpledge.meetings.queries.attendance import attendance_report, csv_rows, roll
from frankpledge.partnership.models import Membership
from frankpledge.partnership.operations import end_membership
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, meeting, terms
from tests.support.taking import called, saved

pytestmark = pytest.mark.usefixtures("demo")
FIRE = "fire-and-rescue"
DEPUTY = Came("apologies", "Deputy chief fire officer")


def row(seat=FIRE, found=None):
    return Attendance.objects.select_related("meeting__body", "seat").get(
        seat__slug=seat, meeting=found or meeting()
    )


def member(seat=FIRE):
    return Membership.objects.select_related("seat").get(seat__slug=seat)


def line(put, shown=None, seat=FIRE):
    return RollLine(member(seat), shown=shown or Came("present"), put=put)


def keep(*lines):
    return record_attendance(by=SECRETARY, meeting=meeting(), lines=list(lines), on=OCTOBER)


def apologise(on=date(2018, 10, 1), substitute=""):
    return send_apologies(
        by=SECRETARY, meeting=meeting(), membership=member(), substitute=substitute, on=on
    )


def test_the_roll_is_who_holds_each_seat_on_the_day():
    """A member who left the day before is not on it; whoever came on the day is."""
    end_membership(by=SECRETARY, membership=member(), ends=date(2018, 10, 10), decision="Left")
    assert FIRE not in {one.seat.slug for one in roll(meeting()).rows}
    assert FIRE in {one.seat.slug for one in roll(meeting("2018-07-19")).rows}


def test_the_roll_is_kept_from_the_day():
    with pytest.raises(Refused, match="apologies can be sent before"):
        record_attendance(by=SECRETARY, meeting=meeting(), lines=[], on=OCTOBER - timedelta(days=1))
    called(meeting())
    assert Attendance.objects.filter(status="present").count() == len(roll(meeting()).rows)
    assert meeting().state == "held"


def test_apologies_sent_beforehand_stand_on_the_roll():
    apologise()
    found = next(one for one in roll(meeting()).rows if one.seat.slug == FIRE)
    assert (found.status, roll(meeting()).kept) == ("apologies", False)
    take_back_apologies(by=SECRETARY, attendance=row(), on=OCTOBER)
    assert not Attendance.objects.exists()


def test_apologies_come_before_the_meeting_is_over():
    apologise(on=OCTOBER)
    with pytest.raises(Refused, match="Ask the secretary instead"):
        apologise(on=OCTOBER + timedelta(days=1))
    with pytest.raises(Refused, match="has been held"):
        take_back_apologies(by=SECRETARY, attendance=row(), on=OCTOBER + timedelta(days=1))


# ---- Two keep the roll at once -------------------------------------------------------------------


def test_two_people_keep_different_lines_of_the_roll():
    keep(line(Came("absent")), line(Came("present"), seat="constabulary"))
    assert keep(line(Came("present")), line(Came("apologies"), seat="constabulary")) == ()
    assert (row().status, row("constabulary").status) == ("absent", "apologies")


def test_who_changes_the_same_line_second_sees_both():
    keep(line(Came("apologies")))
    (conflict,) = keep(line(Came("absent")))
    assert (conflict.theirs, conflict.yours) == (Came("apologies"), Came("absent"))
    assert conflict.seat.slug == FIRE
    assert row().status == "apologies"


def test_the_same_change_made_twice_is_no_conflict_and_no_change():
    keep(line(Came("apologies")))
    before = Entry.objects.count()
    assert keep(line(Came("apologies"))) == ()
    assert Entry.objects.count() == before


def test_one_line_that_cannot_be_keeps_nothing():
    before = Entry.objects.count()
    with pytest.raises(Refused, match="in place of a member who does not"):
        keep(line(Came("absent"), seat="constabulary"), line(Came("present", "Deputy")))
    assert Entry.objects.count() == before


# ---- Substitutes ---------------------------------------------------------------------------------


@pytest.mark.row(18)
def test_the_chair_approves_a_substitute():
    """By the board's terms a substitute is at the chair's discretion: until then, apologies."""
    keep(line(DEPUTY))
    assert row().substitute_state == "asked"
    settle_substitute(by=SECRETARY, attendance=row(), approved=True)
    assert row().substitute_state == "approved"
    settle_substitute(by=SECRETARY, attendance=row(), approved=False)
    assert row().substitute_state == "refused"


@pytest.mark.row(18)
def test_another_substitute_asks_the_chair_again():
    """An approval is of the post that was named, and not of whoever comes."""
    keep(line(DEPUTY))
    settle_substitute(by=SECRETARY, attendance=row(), approved=True)
    keep(line(DEPUTY, shown=DEPUTY))
    assert row().substitute_state == "approved"
    keep(line(Came("apologies", "Area manager"), shown=DEPUTY))
    assert (row().substitute, row().substitute_state) == ("Area manager", "asked")


def with_rule(rule):
    found = terms()
    found.substitutes = rule
    saved(found, by=SECRETARY)


@pytest.mark.row(18)
def test_terms_without_substitutes_take_none():
    """Where the terms let nobody be sent, neither apologies nor the roll name a substitute."""
    with_rule("none")
    with pytest.raises(Refused, match="do not let members send a substitute"):
        keep(line(DEPUTY))
    with pytest.raises(Refused, match="do not let members send a substitute"):
        apologise(substitute="Deputy")


@pytest.mark.row(18)
def test_terms_that_let_members_send_anybody_ask_no_chair():
    with_rule("any")
    apologise(substitute="Deputy")
    assert row().substitute_state == "approved"
    with pytest.raises(Refused, match="do not leave substitutes to the chair"):
        settle_substitute(by=SECRETARY, attendance=row(), approved=False)


def test_there_is_nobody_to_approve():
    keep(line(Came("absent")))
    with pytest.raises(Refused, match="No substitute is named"):
        settle_substitute(by=SECRETARY, attendance=row(), approved=True)


def test_others_are_in_attendance_once():
    add: dict[str, Any] = {
        "meeting": meeting(),
        "post": "Minute taker",
        "represents": None,
        "on": OCTOBER,
    }
    other = add_in_attendance(by=SECRETARY, **add)
    with pytest.raises(Refused, match="in attendance already"):
        add_in_attendance(by=SECRETARY, **add)
    keep(line(Came("absent")))
    with pytest.raises(Refused, match="Change it to absent instead"):
        remove_in_attendance(by=SECRETARY, attendance=row())
    remove_in_attendance(by=SECRETARY, attendance=other)
    assert Attendance.objects.count() == 1


# ---- The report ----------------------------------------------------------------------------------

DAYS = [date(2016, 10, 11), date(2016, 10, 12), date(2017, 4, 6), date(2018, 1, 18), OCTOBER]


@pytest.fixture
def held():
    """Five meetings with attendance, the first a day too old for October's report."""
    found = []
    for day in DAYS[:-1]:
        one = Meeting(body=board(), slug=day.isoformat(), date=day, state="held")
        saved(one, by=SECRETARY)
        found.append(meeting(day.isoformat()))
    found.append(meeting())
    for place, one in enumerate(found):
        called(one, fire_and_rescue=Came("apologies" if place % 2 else "present"))
    return found


def line_of(lines, name):
    return next(one.tally for one in lines if one.name == name)


@pytest.mark.row(70)
def test_the_report_for_october_2018(held):
    """Two years to 11 October 2018: members since 28 March 2017 count from then: 2 of 3, 67%."""
    found = attendance_report(board(), OCTOBER)
    assert (found.starts, found.ends) == (date(2016, 10, 12), OCTOBER)
    assert found.period == "12 October 2016 to 11 October 2018"
    # Nobody held a seat before the terms of March 2017, so the meeting of 2016 has no roll.
    assert [one.date for one in found.meetings] == DAYS[2:]
    assert [one.date for one in found.without_record] == [DAYS[1], date(2018, 7, 19)]
    fire = line_of(found.seats, row().seat.title)
    assert (fire.present, fire.apologies, fire.share) == (2, 1, "67%, 2 of 3")


@pytest.mark.row(70)
def test_every_line_against_a_slow_count(held):
    """Each seat again, by asking for its row at each meeting of the two years, one at a time."""
    called(meeting(), constabulary=Came("apologies", "Deputy"), chair=Came("absent"))
    settle_substitute(by=SECRETARY, attendance=row("constabulary"), approved=True)
    found = attendance_report(board(), OCTOBER)
    for one in found.seats:
        counts = {"present": 0, "substitute": 0, "apologies": 0, "absent": 0}
        for each in found.meetings:
            kept = Attendance.objects.get(meeting=each, seat__title=one.name)
            counts["substitute" if kept.substitute_state == "approved" else kept.status] += 1
        assert counts == {name: getattr(one.tally, name) for name in counts}


@pytest.mark.row(70)
def test_a_seat_counts_only_while_it_is_held(held):
    """Who left in January 2018 has one meeting fewer, and the seat is not absent afterwards."""
    end_membership(by=SECRETARY, membership=member(), ends=date(2018, 1, 17), decision="Left")
    fire = Attendance.objects.filter(seat__slug=FIRE).first()
    assert fire is not None
    assert line_of(attendance_report(board(), OCTOBER).seats, fire.seat.title).held == 1


@pytest.mark.row(70)
def test_an_approved_substitute_counts_as_attendance(held):
    """Asked, a substitute counts as apologies; approved, as attendance of the organisation."""
    one = row("constabulary")
    one.status, one.substitute, one.substitute_state = "apologies", "Deputy", "asked"
    saved(one, by=SECRETARY)
    title = row("constabulary").seat.title
    before = line_of(attendance_report(board(), OCTOBER).seats, title)
    assert (before.apologies, before.substitute, before.attended) == (1, 0, 2)
    settle_substitute(by=SECRETARY, attendance=row("constabulary"), approved=True)
    after = line_of(attendance_report(board(), OCTOBER).seats, title)
    assert (after.apologies, after.substitute, after.attended) == (0, 1, 3)


def test_apologies_alone_are_no_roll():
    """A meeting whose roll was never kept is named, and counts for nobody."""
    apologise()
    one = meeting()
    one.state = "held"
    saved(one, by=SECRETARY)
    found = attendance_report(board(), OCTOBER)
    assert found.meetings == ()
    assert meeting() in found.without_record


def test_the_report_asks_as_often_for_many_meetings(held, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        attendance_report(board(), OCTOBER)


def test_a_leap_day_two_years_on():
    assert attendance_report(board(), date(2020, 2, 29)).starts == date(2018, 3, 1)


def test_the_table_for_a_spreadsheet(held):
    table = csv_rows(attendance_report(board(), OCTOBER))
    assert {len(one) for one in table} == {len(table[0])}
    assert {one[0] for one in table[1:]} == {"Organisation", "Seat"}
    assert {tuple(one[-2:]) for one in table[1:]} == {("2016-10-12", "2018-10-11")}


def test_a_body_without_meetings_has_an_empty_report():
    found = attendance_report(body_named("fenland-csp"), OCTOBER)
    assert (found.meetings, found.organisations, found.seats) == ((), (), ())
