"""What comes of a meeting, and what of it a viewer may open or begin."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.meetings.models import Decision, Meeting, Minutes
from frankpledge.meetings.permissions import can_run, can_settle_substitutes
from frankpledge.meetings.queries.attendance import roll
from frankpledge.meetings.rules.minutes import STILL_OPEN, may_be_taken
from frankpledge.partnership.people import Viewer


@dataclass(frozen=True)
class Link:
    """Where a link leads, and its words."""

    label: str
    url: str


@dataclass(frozen=True)
class After:
    """Links, and the address that begins the minutes: empty for those who do not take them."""

    links: tuple[Link, ...]
    start: str


def after(meeting: Meeting, viewer: Viewer, on: date) -> After:
    """Attendance, minutes and decisions of a meeting, as far as the viewer may have them."""
    at = [meeting.body.slug, meeting.slug]
    links: list[Link] = []
    runs = bool(can_run(viewer, meeting))
    if runs or can_settle_substitutes(viewer, meeting):
        links.append(Link("Attendance", reverse("meetings:attendance", args=at)))
    elif meeting.date and on <= meeting.date and roll(meeting).mine(viewer):
        links.append(Link("Send apologies", reverse("meetings:attendance", args=at)))
    minutes = Minutes.objects.visible_to(viewer).filter(meeting=meeting).first()
    if minutes is not None:
        links.append(Link("Minutes", reverse("meetings:minutes", args=at)))
    if Decision.objects.visible_to(viewer).filter(meeting=meeting).exists():
        links.append(Link("Decisions", reverse("meetings:decisions", args=at[:1])))
    takes = runs and may_be_taken(meeting.date, meeting.state, on)
    still = minutes is None or minutes.state in STILL_OPEN
    start = reverse("meetings:start-minutes", args=at) if takes and still else ""
    return After(tuple(links), start)
