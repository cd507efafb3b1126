"""Fetching a meeting, an item or a paper: what you may not see does not exist for you."""

from django.http import Http404

from frankpledge.meetings.models import AgendaItem, Meeting, Paper
from frankpledge.meetings.permissions import can_run, can_see_agenda
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import access_body


def access_meeting(body: str, slug: str) -> Meeting:
    """A meeting: that it takes place is public. Raises Http404."""
    try:
        return meeting_named(access_body(body), slug)
    except LookupError as error:
        raise Http404(str(error)) from error


def access_run_meeting(viewer: Viewer, body: str, slug: str) -> Meeting:
    """A meeting that the viewer runs. Raises Http404 for anybody else."""
    meeting = access_meeting(body, slug)
    if not can_run(viewer, meeting):
        raise Http404("This page is for the board's secretary.")
    return meeting


def access_item(viewer: Viewer, body: str, slug: str, item: str) -> AgendaItem:
    """An agenda item of an agenda the viewer may see. Raises Http404."""
    meeting = access_meeting(body, slug)
    found: AgendaItem | None = (
        AgendaItem.objects.select_related("meeting__body")
        .filter(meeting=meeting, slug=item)
        .first()
    )
    if found is None or not can_see_agenda(viewer, meeting):
        raise Http404("There is no such item.")
    return found


def access_paper(viewer: Viewer, body: str, slug: str, paper: str) -> Paper:
    """A paper whose content the viewer may read. Raises Http404."""
    meeting = access_meeting(body, slug)
    found: Paper | None = (
        Paper.objects.visible_to(viewer)
        .select_related("item__meeting__body", "author_body")
        .filter(item__meeting=meeting, slug=paper)
        .first()
    )
    if found is None:
        raise Http404("There is no such paper.")
    return found
