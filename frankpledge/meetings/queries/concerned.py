"""Whom a meeting concerns: those who sit at it, and those who were to bring something to it."""

from datetime import date

from django.db.models import Q

from frankpledge.meetings.models import Meeting, Paper, PlanEntry
from frankpledge.partnership.models import Body, Membership


def concerned_bodies(meeting: Meeting, on: date) -> list[Body]:
    """The body that meets, those with a seat on it on a day, and those that report to it then."""
    seated = Membership.objects.on(on).filter(seat__body=meeting.body_id).values("represents")
    planned = PlanEntry.objects.filter(meeting=meeting)
    writes = Paper.objects.filter(item__meeting=meeting).values("author_body")
    found = Body.objects.with_names().filter(
        Q(pk=meeting.body_id)
        | Q(pk__in=seated)
        | Q(pk__in=writes)
        | Q(pk__in=planned.exclude(about=None).values("about"))
        | Q(pk__in=planned.exclude(author=None).values("author"))
    )
    return list(found)
