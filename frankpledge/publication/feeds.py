"""What stands in a board's calendar, and in a person's own."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from hashlib import sha256

from frankpledge.accounts.models import Account
from frankpledge.actions.owed import Obligation, owed
from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import viewer_for
from frankpledge.publication.ical import Entry, calendar_file
from frankpledge.publication.stamps import last_changes
from frankpledge.shared.address import absolute
from frankpledge.shared.clock import LONDON

STATES = {"planned": "TENTATIVE", "cancelled": "CANCELLED"}


def board_calendar(body: Body, on: date) -> bytes:
    """Every dated meeting of a board, past and to come: that it takes place is public."""
    meetings = Meeting.objects.filter(body=body)
    return calendar_file(_both_names(body, on), meeting_entries(meetings))


def person_calendar(account: Account, on: date) -> bytes:
    """The meetings of a person's boards, and the days by which their bodies owe something."""
    viewer = viewer_for(account, on)
    meetings = Meeting.objects.filter(body__in=viewer.boards)
    acting = Body.objects.with_names().filter(pk__in=viewer.bodies | viewer.secretary_of)
    due = [one for one in owed(list(acting), on) if one.due]
    entries = (*meeting_entries(meetings), *map(_due_entry, due))
    return calendar_file(f"{account.post}: meetings and deadlines", entries)


def meeting_entries(meetings: Iterable[Meeting]) -> tuple[Entry, ...]:
    """An entry for each meeting that has a date, in order; a cancelled one says so."""
    dated = [one for one in meetings if one.date]
    dated.sort(key=lambda one: (one.date or date.min, one.pk))
    bodies = (
        Body.objects.with_names().select_related("area").in_bulk({one.body_id for one in dated})
    )
    changed = last_changes("meetings.meeting", [one.pk for one in dated])
    found: list[Entry] = []
    for one in dated:
        one.body = bodies[one.body_id]
        found.append(_meeting_entry(one, one.date or date.min, changed.get(one.pk)))
    return tuple(found)


def _meeting_entry(meeting: Meeting, day: date, changed: datetime | None) -> Entry:
    cancelled = meeting.state == "cancelled"
    title = _both_names(meeting.body, day)
    url = absolute(meeting.get_absolute_url())
    return Entry(
        # Kept when the meeting moves, so that a diary moves it too and does not show it twice.
        uid=f"meeting-{meeting.pk}.{meeting.body.area.slug}@frankpledge",
        title=f"Cancelled: {title}" if cancelled else title,
        starts=_moment(day, meeting.starts) if meeting.starts else day,
        ends=_moment(day, meeting.ends) if meeting.starts and meeting.ends else None,
        changed=changed or _midnight(day),
        changes=meeting.version - 1,
        state=STATES.get(meeting.state, "CONFIRMED"),
        place=meeting.place,
        text=f"Agenda and papers: {url}",
        url=url,
        busy=not cancelled,
    )


def _due_entry(one: Obligation) -> Entry:
    day = one.due or date.min
    url = absolute(one.url)
    name = sha256(f"{one.body.slug} {one.url} {one.what}".encode()).hexdigest()[:24]
    return Entry(
        uid=f"due-{name}@frankpledge",
        title=f"Due: {one.what}",
        starts=day,
        ends=None,
        changed=_midnight(day),
        text=f"For {one.to}. {one.why}\n{url}".strip(),
        url=url,
        busy=False,
    )


def _both_names(body: Body, day: date) -> str:
    """A body's name, and its Welsh name behind it where it has one."""
    return " / ".join(filter(None, (body.name_on(day), body.welsh_on(day))))


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
