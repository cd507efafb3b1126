"""Fetching what members have: circulations, papers as they went out, questions."""

from django.http import Http404

from frankpledge.meetings.access import access_meeting
from frankpledge.meetings.editions import CIRCULATED, Reader
from frankpledge.meetings.models import CirculatedPaper, Circulation, Meeting, Paper, Question
from frankpledge.meetings.permissions import can_read_members_pack
from frankpledge.partnership.people import Viewer


def access_members_meeting(viewer: Viewer, body: str, slug: str) -> Meeting:
    """A meeting whose members' pack the viewer may have. Raises Http404."""
    meeting = access_meeting(body, slug)
    if not can_read_members_pack(viewer, meeting):
        raise Http404("This page is for members of the board.")
    return meeting


def access_circulation(viewer: Viewer, body: str, slug: str, number: int) -> Circulation:
    """The pack (0) or an addendum, for those who were sent it. Raises Http404."""
    meeting = access_members_meeting(viewer, body, slug)
    found: Circulation | None = Circulation.objects.filter(meeting=meeting, number=number).first()
    if found is None:
        raise Http404("There is no such addendum.")
    found.meeting = meeting
    return found


def access_sent_paper(
    viewer: Viewer, body: str, slug: str, paper: str, number: int
) -> CirculatedPaper:
    """A paper as it went out, for those who were sent it. Raises Http404."""
    circulation = access_circulation(viewer, body, slug, number)
    found: CirculatedPaper | None = (
        CirculatedPaper.objects.select_related("paper__item", "paper__author_body")
        .filter(circulation=circulation, paper__slug=paper)
        .first()
    )
    if found is not None:
        found.circulation = circulation
        found.paper.item.meeting = circulation.meeting
    if found is None or not Reader(viewer, CIRCULATED).is_among(found.paper):
        raise Http404("That paper did not go out then.")
    return found


def held_version(viewer: Viewer, body: str, slug: str, paper: str) -> CirculatedPaper | None:
    """What a member was sent of a paper that has been taken back, and that they may not read yet.

    None where they may read the paper itself, or were never sent it. Raises Http404 for no meeting.
    """
    meeting = access_meeting(body, slug)
    if not can_read_members_pack(viewer, meeting):
        return None
    wanted = Paper.objects.filter(item__meeting=meeting, slug=paper)
    if wanted.visible_to(viewer).exists():
        return None
    found: CirculatedPaper | None = (
        CirculatedPaper.objects.filter(circulation__meeting=meeting, paper__in=wanted)
        .select_related("circulation", "paper__item")
        .order_by("circulation__number")
        .last()
    )
    if found is not None:
        found.circulation.meeting = found.paper.item.meeting = meeting
        if not Reader(viewer, CIRCULATED).is_among(found.paper):
            return None
    return found


def access_question(viewer: Viewer, body: str, slug: str, number: int) -> Question:
    """A question that the viewer may see. Raises Http404."""
    meeting = access_meeting(body, slug)
    found: Question | None = (
        Question.objects.visible_to(viewer)
        .select_related("item__lead_body", "about", "asked_by")
        .filter(item__meeting=meeting, pk=number)
        .first()
    )
    if found is None:
        raise Http404("There is no such question.")
    found.item.meeting = meeting
    return found
