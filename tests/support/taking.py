"""Short names for what tests do at and after a meeting of the demonstration's board."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from frankpledge.meetings.models import AgendaItem, Decision, Meeting, MinuteNote, Minutes
from frankpledge.meetings.operations import (
    Came,
    RollLine,
    Said,
    record_attendance,
    record_decision,
    send_for_comments,
    start_minutes,
    take_note,
)
from frankpledge.meetings.queries.attendance import roll
from frankpledge.shared.door import Actor, Recorded, operation
from tests.support.county import OCTOBER, SECRETARY, meeting

JANUARY = date(2019, 1, 17)


@operation("Changed a record for a test")
def saved(record: Recorded, *, by: Actor) -> None:
    """Save a record that was changed in a way that no page of ours offers."""
    record.save()


def item(slug: str = "road-safety", day: str = "2018-10-11") -> AgendaItem:
    """An item of a meeting of the board."""
    found: AgendaItem = AgendaItem.objects.select_related("meeting__body").get(
        meeting=meeting(day), slug=slug
    )
    return found


def minutes(day: date = OCTOBER) -> Minutes:
    """The minutes of a meeting, begun on its day."""
    return start_minutes(by=SECRETARY, meeting=meeting(day.isoformat()), on=day)


def note(
    said: Said, *, at: AgendaItem | None = None, key: UUID | None = None, day: date = OCTOBER
) -> MinuteNote:
    """A note taken under an item."""
    return take_note(
        by=SECRETARY,
        minutes=minutes(day),
        item=at or item(day=day.isoformat()),
        key=key or uuid4(),
        said=said,
        taken_by="Board secretary",
        on=day,
    )


def decided(text: str = "Agreed.", outcome: str = "agreed", day: date = OCTOBER) -> Decision:
    """A decision of a meeting, recorded outside any minutes."""
    return record_decision(
        by=SECRETARY, meeting=meeting(day.isoformat()), text=text, outcome=outcome, on=day
    )


def out_for_comments(day: date = OCTOBER, until: date = date(2018, 11, 30)) -> Minutes:
    """Minutes with a note in them, sent to members."""
    note(Said("discussion", "Members welcomed the paper."), day=day)
    found = minutes(day)
    send_for_comments(by=SECRETARY, minutes=found, until=until, on=day)
    sent: Minutes = Minutes.objects.select_related("meeting__body").get(pk=found.pk)
    return sent


def called(found: Meeting, **put: Came) -> tuple[Any, ...]:
    """Keep the roll: everybody present, but for the seats named (with _ for -)."""
    by_slug = {name.replace("_", "-"): came for name, came in put.items()}
    lines = [
        RollLine(
            row.membership,
            shown=Came(row.status, row.substitute),
            put=by_slug.get(row.seat.slug, Came(row.status, row.substitute)),
        )
        for row in roll(found).rows
    ]
    day = found.date
    assert day is not None
    return record_attendance(by=SECRETARY, meeting=found, lines=lines, on=day)
