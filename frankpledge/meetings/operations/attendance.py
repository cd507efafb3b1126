"""Who came to a meeting: apologies beforehand, the roll on the day, substitutes, others."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import Attendance, Meeting
from frankpledge.meetings.operations.decisions import mark_held, wait_in_line
from frankpledge.meetings.rules.attendance import (
    may_record_attendance,
    may_substitute,
    substitute_state,
)
from frankpledge.partnership.models import Body, Membership, Seat
from frankpledge.partnership.queries.register import terms_in_force
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import spell_day


@dataclass(frozen=True)
class Came:
    """How one seat was filled, as somebody puts it down."""

    status: str
    substitute: str = ""


@dataclass(frozen=True)
class RollLine:
    """One line of the roll: the seat's holder, what the page showed, and what is put down."""

    membership: Membership
    shown: Came
    put: Came


@dataclass(frozen=True)
class Conflict:
    """A line that somebody else put differently meanwhile: theirs stands."""

    seat: Seat
    theirs: Came
    yours: Came


def substitutes_rule(meeting: Meeting) -> str:
    """Whether members may send substitutes, by the terms of reference of the meeting's day."""
    terms = terms_in_force(meeting.body, meeting.date) if meeting.date else None
    return terms.substitutes if terms else "none"


@operation("Recorded attendance")
def record_attendance(
    *, by: Actor, meeting: Meeting, lines: list[RollLine], on: date
) -> tuple[Conflict, ...]:
    """Keep each line of the roll that was changed, or was not on record.

    Two people may keep the roll at once: where somebody else has changed a line since it was
    shown, theirs is kept and both are given back. Raises Refused.
    """
    require(may_record_attendance(meeting.date, meeting.state, on))
    rule = substitutes_rule(meeting)
    for line in lines:
        require(may_substitute(rule, line.put.status, line.put.substitute))
    mark_held(wait_in_line(meeting))
    kept = {
        one.seat_id: one for one in Attendance.objects.filter(meeting=meeting, seat__isnull=False)
    }
    conflicts: list[Conflict] = []
    for line in lines:
        row = kept.get(line.membership.seat_id)
        if row is None or came(row) == line.shown:
            _keep(meeting, row, line, rule)
        elif came(row) != line.put != line.shown:
            conflicts.append(Conflict(line.membership.seat, came(row), line.put))
    return tuple(conflicts)


def came(row: Attendance) -> Came:
    """What a row says of its seat."""
    return Came(row.status, row.substitute)


def _keep(meeting: Meeting, row: Attendance | None, line: RollLine, rule: str) -> None:
    member = line.membership
    if row is None:
        row = Attendance(
            meeting=meeting, seat=member.seat, represents=member.represents, post=member.post
        )
    _put(row, line.put, rule)
    row.save()


def _put(row: Attendance, put: Came, rule: str) -> None:
    """Set what a row says. A substitute who is the same as before stays approved or not."""
    named = put.substitute.strip()
    if named != row.substitute:
        row.substitute_state = substitute_state(rule, named)
    row.status, row.substitute = put.status, named


@operation("Sent apologies")
def send_apologies(
    *, by: Actor, meeting: Meeting, membership: Membership, substitute: str, on: date
) -> Attendance:
    """A member cannot come, and may name a substitute. Raises Refused once the day has passed."""
    if meeting.date is None or meeting.state == "cancelled" or on > meeting.date:
        require(refused("Apologies are sent before the meeting. Ask the secretary instead."))
    rule = substitutes_rule(meeting)
    require(may_substitute(rule, "apologies", substitute))
    wait_in_line(meeting)
    row = Attendance.objects.filter(meeting=meeting, seat=membership.seat).first()
    if row is None:
        row = Attendance(
            meeting=meeting,
            seat=membership.seat,
            represents=membership.represents,
            post=membership.post,
        )
    _put(row, Came("apologies", substitute), rule)
    row.save()
    return row


@operation("Took back apologies")
def take_back_apologies(*, by: Actor, attendance: Attendance, on: date) -> None:
    """A member can come after all. Raises Refused once the day has passed."""
    met = attendance.meeting.date
    if met is None or on > met:
        require(refused("The meeting has been held. Ask the secretary to change the attendance."))
    attendance.delete()


@operation("Settled whether a substitute may come")
def settle_substitute(*, by: Actor, attendance: Attendance, approved: bool) -> None:
    """The chair approves a substitute, or does not. Raises Refused where nobody waits for it."""
    if attendance.substitute_state not in {"asked", "approved", "refused"}:
        require(refused("No substitute is named for this seat."))
    if substitutes_rule(attendance.meeting) != "chair":
        require(refused("The terms of reference do not leave substitutes to the chair."))
    attendance.substitute_state = "approved" if approved else "refused"
    attendance.save()


@operation("Recorded somebody in attendance")
def add_in_attendance(
    *, by: Actor, meeting: Meeting, post: str, represents: Body | None, on: date
) -> Attendance:
    """Somebody who holds no seat came: they are in attendance, and count for nobody."""
    require(may_record_attendance(meeting.date, meeting.state, on))
    if Attendance.objects.filter(
        meeting=meeting, seat__isnull=True, post=post.strip(), represents=represents
    ).exists():
        require(refused(f"“{post.strip()}” is in attendance already."))
    row = Attendance(meeting=meeting, post=post.strip(), represents=represents, status="present")
    row.save()
    return row


@operation("Removed somebody from attendance")
def remove_in_attendance(*, by: Actor, attendance: Attendance) -> None:
    """Take back somebody in attendance. Raises Refused for the holder of a seat."""
    if attendance.seat_id is not None:
        met = attendance.meeting.date
        day = f" of {spell_day(met)}" if met else ""
        require(refused(f"The attendance{day} keeps every seat. Change it to absent instead."))
    attendance.delete()
