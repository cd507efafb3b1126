"""Fetching a meeting, an item or a paper: what you may not see does not exist for you."""

from uuid import UUID

from django.http import Http404

from frankpledge.meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
    MinuteNote,
    Minutes,
    Paper,
    PlanProposal,
    PlanSlot,
)
from frankpledge.meetings.permissions import (
    can_follow,
    can_plan,
    can_propose,
    can_run,
    can_see_agenda,
)
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.models import Body
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


def access_followed_meeting(viewer: Viewer, body: str, slug: str) -> Meeting:
    """A meeting whose papers the viewer keeps an eye on. Raises Http404 for anybody else."""
    meeting = access_meeting(body, slug)
    if not can_follow(viewer, meeting):
        raise Http404("This page is for the board's secretary and its chair.")
    return meeting


def access_planned_body(viewer: Viewer, body: str) -> Body:
    """A body whose meetings the viewer plans. Raises Http404 for anybody else."""
    found = access_body(body)
    if not can_plan(viewer, found):
        raise Http404("This page is for the board's secretary.")
    return found


def access_cell(viewer: Viewer, body: str, slug: str, number: int) -> tuple[PlanSlot, Meeting]:
    """A cell of a plan that the viewer keeps: its slot and its meeting. Raises Http404."""
    access_planned_body(viewer, body)
    meeting = access_meeting(body, slug)
    slot = PlanSlot.objects.filter(body=meeting.body, number=number, standing=False).first()
    if slot is None:
        raise Http404("There is no such slot, or it is the same at every meeting.")
    return slot, meeting


def access_proposing(viewer: Viewer, body: str) -> Body:
    """A body for whose plan the viewer may propose. Raises Http404 for anybody else."""
    found = access_body(body)
    if not can_propose(viewer, found):
        raise Http404("This page is for members of the board.")
    return found


def access_proposal(viewer: Viewer, body: str, number: int) -> PlanProposal:
    """A proposal for a body's plan, for who sits on the body or runs it. Raises Http404."""
    found: PlanProposal | None = (
        PlanProposal.objects.select_related("body__area", "proposed_by", "about", "wanted_at")
        .filter(body=access_proposing(viewer, body), pk=number)
        .first()
    )
    if found is None:
        raise Http404("There is no such proposal.")
    return found


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
        .prefetch_related("withholdings__named")
        .filter(item__meeting=meeting, slug=paper)
        .first()
    )
    if found is None:
        raise Http404("There is no such paper.")
    return found


def access_run_paper(viewer: Viewer, body: str, slug: str, paper: str) -> Paper:
    """A paper of a meeting that the viewer runs. Raises Http404 for anybody else."""
    found = access_paper(viewer, body, slug, paper)
    if not can_run(viewer, found.item.meeting):
        raise Http404("This page is for the board's secretary.")
    return found


def access_minutes(viewer: Viewer, body: str, slug: str) -> Minutes:
    """A meeting's minutes, as far as the viewer may read them yet. Raises Http404."""
    meeting = access_meeting(body, slug)
    found: Minutes | None = (
        Minutes.objects.visible_to(viewer)
        .select_related("meeting__body", "approved_by__meeting")
        .filter(meeting=meeting)
        .first()
    )
    if found is None:
        raise Http404("There are no such minutes.")
    found.meeting = meeting
    return found


def access_taken_minutes(viewer: Viewer, body: str, slug: str) -> Minutes:
    """Minutes that the viewer takes, as the board's secretary. Raises Http404 for others."""
    access_run_meeting(viewer, body, slug)
    return access_minutes(viewer, body, slug)


def access_note(viewer: Viewer, body: str, slug: str, key: UUID) -> MinuteNote:
    """A note of minutes that the viewer takes. Raises Http404."""
    minutes = access_taken_minutes(viewer, body, slug)
    found: MinuteNote | None = (
        MinuteNote.objects.select_related("item", "decision", "action")
        .filter(minutes=minutes, key=key)
        .first()
    )
    if found is None:
        raise Http404("There is no such note.")
    found.minutes = minutes
    return found


def access_decision(viewer: Viewer, body: str, slug: str, number: int) -> Decision:
    """A decision that the viewer may see. Raises Http404."""
    meeting = access_meeting(body, slug)
    found: Decision | None = (
        Decision.objects.visible_to(viewer)
        .select_related("item", "recommendation__paper__item__meeting__body", "note")
        .filter(meeting=meeting, number=number)
        .first()
    )
    if found is None:
        raise Http404("There is no such decision.")
    found.meeting = meeting
    return found
