"""The roll of a meeting, and how often each seat and organisation came over a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from frankpledge.meetings.models import STATUSES, SUBSTITUTE_STATES, Attendance, Meeting
from frankpledge.meetings.rules.attendance import (
    Sitting,
    Tally,
    by_organisation,
    by_seat,
    outcome,
)
from frankpledge.partnership.models import Body, Membership, Seat
from frankpledge.partnership.models.terms import add_months
from frankpledge.partnership.people import Viewer
from frankpledge.shared.dated import in_force
from frankpledge.shared.words import spell_period


@dataclass(frozen=True)
class RollRow:
    """A seat that was held on the day, and what is on record of it: nothing, until it is kept."""

    membership: Membership
    seat: Seat
    organisation: str
    row: Attendance | None

    @property
    def status(self) -> str:
        """Present, until something else is put down."""
        return self.row.status if self.row else "present"

    @property
    def substitute(self) -> str:
        """The post that came instead, if any."""
        return self.row.substitute if self.row else ""

    @property
    def said(self) -> str:
        """In words, such as "Sent apologies"; nothing while nothing is on record."""
        return STATUSES[self.row.status] if self.row else ""

    @property
    def substitute_said(self) -> str:
        """Where the substitute stands, in words."""
        return SUBSTITUTE_STATES.get(self.row.substitute_state, "") if self.row else ""


@dataclass(frozen=True)
class Other:
    """Somebody in attendance who holds no seat."""

    row: Attendance
    organisation: str


@dataclass(frozen=True)
class Roll:
    """Who holds each seat on the day of a meeting, and who came."""

    rows: tuple[RollRow, ...]
    others: tuple[Other, ...]

    @property
    def kept(self) -> bool:
        """Whether attendance has been recorded; apologies sent beforehand are not that yet."""
        return any(row.row and row.row.status != "apologies" for row in self.rows)

    def mine(self, viewer: Viewer) -> tuple[RollRow, ...]:
        """The seats that a viewer's bodies hold."""
        return tuple(row for row in self.rows if row.membership.represents_id in viewer.bodies)


def roll(meeting: Meeting) -> Roll:
    """The roll of a meeting with a day: its seats in order, then others in attendance.

    Where a seat has two holders on one day, the one who took it first is on the roll.
    """
    day = meeting.date
    if day is None:
        return Roll((), ())
    held = (
        Membership.objects.on(day)
        .filter(seat__body=meeting.body, seat__in=Seat.objects.on(day))
        .select_related("seat")
        .order_by("seat__sort", "seat__pk", "pk")
    )
    first: dict[int, Membership] = {}
    for one in held:
        first.setdefault(one.seat_id, one)
    rows = list(Attendance.objects.filter(meeting=meeting))
    by_seat = {one.seat_id: one for one in rows if one.seat_id}
    wanted = {one.represents_id for one in first.values()} | {one.represents_id for one in rows}
    bodies = Body.objects.with_names().in_bulk([pk for pk in wanted if pk])
    return Roll(
        rows=tuple(
            RollRow(one, one.seat, bodies[one.represents_id].name_on(day), by_seat.get(seat))
            for seat, one in first.items()
        ),
        others=tuple(
            Other(one, bodies[one.represents_id].name_on(day) if one.represents_id else "")
            for one in rows
            if one.seat_id is None
        ),
    )


@dataclass(frozen=True)
class TallyLine:
    """A seat or an organisation, and how often it came."""

    name: str
    organisation: str
    tally: Tally


@dataclass(frozen=True)
class AttendanceReport:
    """Attendance over a time whose two ends are both included."""

    body: Body
    body_name: str
    starts: date
    ends: date
    meetings: tuple[Meeting, ...]
    without_record: tuple[Meeting, ...]
    organisations: tuple[TallyLine, ...]
    seats: tuple[TallyLine, ...]

    @property
    def period(self) -> str:
        """The two ends in words."""
        return spell_period(self.starts, self.ends)


def attendance_report(body: Body, on: date, years: int = 2) -> AttendanceReport:
    """How often each organisation and seat came to a body's meetings, over the years to a day.

    Only meetings with attendance on record count, and for a seat only those at which it was held.
    """
    starts = add_months(on, -12 * years) + timedelta(days=1)
    held = list(
        Meeting.objects.filter(body=body, date__range=(starts, on), state="held").order_by("date")
    )
    rows = list(Attendance.objects.filter(meeting__in=held, seat__isnull=False))
    # Apologies may have come beforehand for a meeting whose roll was then never kept.
    recorded = {one.meeting_id for one in rows if one.status != "apologies"}
    meetings = [one for one in held if one.pk in recorded]
    sittings, seats = _sittings(body, meetings, rows)
    bodies = Body.objects.with_names().in_bulk({one.organisation for one in sittings} | {body.pk})
    names = {pk: found.name_on(on) for pk, found in bodies.items()}
    titles = {pk: seat.title for pk, seat in seats.items()}
    last_holder = {one.seat: names[one.organisation] for one in sittings}
    return AttendanceReport(
        body=body,
        body_name=names[body.pk],
        starts=starts,
        ends=on,
        meetings=tuple(meetings),
        without_record=tuple(one for one in held if one.pk not in recorded),
        organisations=_lines(by_organisation(sittings), names, {}),
        seats=_lines(by_seat(sittings), titles, last_holder),
    )


def _sittings(
    body: Body, meetings: list[Meeting], rows: list[Attendance]
) -> tuple[list[Sitting], dict[int, Seat]]:
    """Each held seat at each meeting, in the order of the seats, and the seats themselves."""
    days = [(one.pk, one.date) for one in meetings if one.date]
    if not days:
        return [], {}
    first, last = days[0][1], days[-1][1]
    memberships = list(
        Membership.objects.filter(seat__body=body)
        .filter(Q(starts__isnull=True) | Q(starts__lte=last))
        .filter(Q(ends__isnull=True) | Q(ends__gte=first))
        .select_related("seat")
        .order_by("seat__sort", "seat__pk", "pk")
    )
    by_holder: dict[int, list[Membership]] = {}
    for one in memberships:
        by_holder.setdefault(one.seat_id, []).append(one)
    kept = {(one.meeting_id, one.seat_id): one for one in rows}
    sittings = []
    for seat, holders in by_holder.items():
        for meeting, day in days:
            holder = in_force(holders, day)
            if holder is None or not holder.seat.holds_on(day):
                continue
            row = kept.get((meeting, seat))
            how = outcome(row.status, row.substitute_state) if row else "not-recorded"
            organisation = (row.represents_id if row else None) or holder.represents_id
            sittings.append(Sitting(day, seat, organisation, how))
    return sittings, {seat: holders[0].seat for seat, holders in by_holder.items()}


def _lines(
    tallies: Mapping[Any, Tally],
    names: Mapping[Any, str],
    organisations: Mapping[Any, str],
) -> tuple[TallyLine, ...]:
    return tuple(
        TallyLine(names[pk], organisations.get(pk, ""), tally) for pk, tally in tallies.items()
    )


def csv_rows(report: AttendanceReport) -> list[list[str | int]]:
    """The report as a table for a spreadsheet: organisations, then seats, each with its base."""
    head: list[str | int] = [
        "Kind", "Name", "Organisation", "Meetings", "Present", "Substitute", "Apologies",
        "Absent", "Not recorded", "Attended, per cent", "From", "To",
    ]  # fmt: skip
    ends: list[str | int] = [report.starts.isoformat(), report.ends.isoformat()]
    found = [head]
    for kind, lines in (("Organisation", report.organisations), ("Seat", report.seats)):
        for line in lines:
            one = line.tally
            percent = "" if one.percent is None else one.percent
            found.append(
                [kind, line.name, line.organisation, one.held, one.present, one.substitute,
                 one.apologies, one.absent, one.not_recorded, percent, *ends]
            )  # fmt: skip
    return found
