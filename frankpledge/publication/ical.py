"""Calendars as iCalendar files (RFC 5545), as Outlook, Google's and Apple's calendars read them.

No database: events come in as frozen objects, bytes go out, the same for the same events.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Component, Event, Timezone, vDuration, vText

# London's clocks since 1996: the European Union's rule, which the United Kingdom has kept.
LONDON = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
TYPE = "text/calendar; charset=utf-8"
# How often a reader should look again.
LOOK_AGAIN = timedelta(hours=12)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One event. `starts` is a moment in London, or a day for one that lasts it all.

    `changed` is when its record last changed, `changes` how often: from the same records the same
    file is made. `state` is CONFIRMED, TENTATIVE or CANCELLED; `busy` whether it takes up time.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | None
    changed: datetime
    changes: int = 0
    state: str = "CONFIRMED"
    place: str = ""
    text: str = ""
    url: str = ""
    busy: bool = True


def calendar_file(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar to subscribe to, called `name`."""
    calendar = Calendar()
    calendar.add("prodid", "-//Frankpledge//Calendar 1.0//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name))
    # Outlook and Google read these instead of their successors in RFC 7986.
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", vText("Europe/London"))
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(LOOK_AGAIN))
    calendar.add_component(Timezone.from_ical(LONDON))
    for entry in entries:
        calendar.add_component(_event(entry))
    made: bytes = calendar.to_ical()
    return made


def _event(entry: Entry) -> Component:
    event = Event()
    event.add("uid", entry.uid)
    stamp = entry.changed.astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", entry.changes)
    event.add("status", entry.state)
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts)
    if not isinstance(entry.starts, datetime):
        # The end of a whole day is the day after it.
        event.add("dtend", entry.starts + ONE_DAY)
    elif entry.ends:
        event.add("dtend", entry.ends)
    if entry.place:
        event.add("location", entry.place)
    if entry.text:
        event.add("description", entry.text)
    if entry.url:
        event.add("url", entry.url)
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    return event
