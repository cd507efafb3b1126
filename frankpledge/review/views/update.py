"""One group's update: read, with what it hangs together with; and given to another board."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import access_meeting
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.review.models import QuarterlyUpdate
from frankpledge.review.operations import give_update
from frankpledge.review.papers import update_blocks
from frankpledge.review.permissions import can_write_update
from frankpledge.review.queries.reach import given_to, named_in
from frankpledge.review.queries.updates import UpdatePage, update_page
from frankpledge.review.views.trail import crumbs
from frankpledge.shared import clock


def update(request: Looking, body: str, slug: str, group: str) -> HttpResponse:
    """One group's update; for those who are to write it and have not begun, the form."""
    meeting = access_meeting(body, slug)
    viewer = request.viewer
    found: QuarterlyUpdate | None = (
        QuarterlyUpdate.objects.visible_to(viewer)
        .select_related("meeting__body", "group", "template")
        .filter(meeting=meeting, group__slug=group)
        .first()
    )
    if found is None:
        if can_write_update(viewer, access_body(group), meeting):
            return redirect("review:write", body, slug, group)
        raise Http404("There is no such update.")
    day = meeting.date or clock.today()
    inside = is_inside(viewer, found)
    page = update_page(found, day, warn=inside)
    parts = [*found.entries.all(), *found.documents.all(), *found.notices.all()]
    context = {
        "breadcrumbs": crumbs(meeting),
        "page": page,
        "meeting": meeting,
        "board_name": meeting.body.name_on(day),
        "state": found.get_state_display(),
        "blocks": update_blocks(page),
        "inside": inside,
        "can_write": bool(can_write_update(viewer, page.group, meeting)),
        "given": given_to(found, day),
        "from_another": meeting.body_id not in viewer.boards | viewer.secretary_of
        and not inside
        and not viewer.is_public,
        "named_in": named_in(page.group, viewer, day, meeting.date),
        "registers": _registers(page) if _reads_registers(viewer, found) else [],
        "history": entries_about(found, *parts) if inside else [],
    }
    return render(request, "review/update.html", context)


def is_inside(viewer: Viewer, update: QuarterlyUpdate) -> bool:
    """Whether a viewer writes an update or checks it: the group and the board's secretary."""
    return update.meeting.body_id in viewer.secretary_of or update.group_id in viewer.bodies


def _reads_registers(viewer: Viewer, update: QuarterlyUpdate) -> bool:
    return is_inside(viewer, update) or update.meeting.body_id in viewer.boards


def _registers(page: UpdatePage) -> list[dict[str, Any]]:
    """The risks and requests that it speaks of, each a door to its record."""
    found = []
    for section in page.sections:
        for line in section.lines:
            for word, url in (("Risk", line.risk_url), ("Request", line.request_url)):
                if url:
                    text = line.text if word == "Risk" else line.request or line.text
                    number = url.rstrip("/").rpartition("/")[2]
                    found.append({"name": f"{word} {number}", "text": text, "url": url})
    return found


@require_POST
@signed_in
def give(request: Looking, body: str, slug: str, group: str, board: str) -> HttpResponse:
    """Give an update to another board now, before the papers of its own meeting go out."""
    meeting = access_meeting(body, slug)
    found: QuarterlyUpdate | None = (
        QuarterlyUpdate.objects.visible_to(request.viewer)
        .select_related("meeting__body", "group")
        .filter(meeting=meeting, group__slug=group)
        .first()
    )
    if found is None or not is_inside(request.viewer, found):
        raise Http404("There is no such update.")
    given = found.given.select_related("board", "update").filter(board__slug=board).first()
    if given is None:
        raise Http404("The group does not report to this board.")
    give_update(by=request.viewer.actor, given=given, on=clock.today())
    name = given.board.name_on(clock.today())
    messages.success(request, f"{name} can read the update now.")
    return redirect(found)
