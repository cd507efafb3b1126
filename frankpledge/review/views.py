"""Pages of quarterly updates: rounds, updates, and writing one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import access_meeting
from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.review.forms import UpdateForm
from frankpledge.review.models import QuarterlyUpdate, UpdateTemplate
from frankpledge.review.operations import write_update
from frankpledge.review.papers import update_blocks
from frankpledge.review.permissions import can_write_update
from frankpledge.review.queries.updates import update_page, update_round
from frankpledge.shared import clock
from frankpledge.shared.door import StaleRecord

HOME = ("Home", "/")


def index(request: Looking) -> HttpResponse:
    """Each board's rounds of updates, the latest meeting first."""
    boards = Body.objects.with_names().filter(pk__in=UpdateTemplate.objects.values("board"))
    context = {
        "breadcrumbs": [HOME],
        "boards": [
            {
                "name": board.name_on(clock.today()),
                "meetings": Meeting.objects.select_related("body")
                .filter(body=board, date__isnull=False)
                .taking_place()
                .order_by("-date"),
            }
            for board in boards
        ],
    }
    return render(request, "review/index.html", context)


def round_(request: Looking, body: str, slug: str) -> HttpResponse:
    """One meeting's round: what is in, what is to follow, and each update's state."""
    meeting = access_meeting(body, slug)
    day = meeting.date or clock.today()
    found = update_round(meeting, request.viewer, day)
    runs = meeting.body_id in request.viewer.secretary_of
    context = {
        "breadcrumbs": [HOME, ("Updates", reverse("review:index"))],
        "meeting": meeting,
        "name": meeting.body.name_on(day),
        "found": found,
        "arrived": len(found.expected) - len(found.outstanding),
        "readable": {page.group.pk for page in found.received},
        "runs": runs,
        "may_write": [
            (group, name)
            for group, name in found.outstanding
            if can_write_update(request.viewer, group, meeting)
        ],
    }
    return render(request, "review/round.html", context)


def _crumbs(meeting: Meeting) -> list[tuple[str, str]]:
    return [
        HOME,
        ("Updates", reverse("review:index")),
        (meeting.when, reverse("review:round", args=[meeting.body.slug, meeting.slug])),
    ]


def update(request: Looking, body: str, slug: str, group: str) -> HttpResponse:
    """One group's update; for those who are to write it and have not begun, the form."""
    meeting = access_meeting(body, slug)
    found: QuarterlyUpdate | None = (
        QuarterlyUpdate.objects.visible_to(request.viewer)
        .select_related("meeting__body", "group", "template")
        .filter(meeting=meeting, group__slug=group)
        .first()
    )
    if found is None:
        if can_write_update(request.viewer, access_body(group), meeting):
            return redirect("review:write", body, slug, group)
        raise Http404("There is no such update.")
    day = meeting.date or clock.today()
    page = update_page(found, day)
    inside = (
        meeting.body_id in request.viewer.secretary_of or found.group_id in request.viewer.bodies
    )
    context = {
        "breadcrumbs": _crumbs(meeting),
        "page": page,
        "meeting": meeting,
        "state": found.get_state_display(),
        "blocks": update_blocks(page),
        "inside": inside,
        "can_write": bool(can_write_update(request.viewer, page.group, meeting)),
        "history": entries_about(found, *found.entries.all(), *found.documents.all())
        if inside
        else [],
    }
    return render(request, "review/update.html", context)


@signed_in
def write(request: Looking, body: str, slug: str, group: str) -> HttpResponse:
    """Write a group's update on the board's form; keep it as a draft, or send it."""
    meeting = access_meeting(body, slug)
    found = access_body(group)
    template = UpdateTemplate.objects.filter(board=meeting.body).first()
    if template is None or not can_write_update(request.viewer, found, meeting):
        raise Http404("This update is another group's to write.")
    kept = QuarterlyUpdate.objects.filter(group=found, meeting=meeting).first()
    day = meeting.date or clock.today()
    if kept is None and not found.roles.on(day).filter(role=template.expected_from_role).exists():
        raise Http404("The board does not ask this body for an update.")
    form = UpdateForm(template, kept, request.POST or None, initial=_initial(kept, meeting))
    if request.method == "POST" and form.is_valid():
        try:
            saved = write_update(
                by=request.viewer.actor,
                group=found,
                meeting=meeting,
                template=template,
                written=form.written(),
                send="send" in request.POST,
                on=clock.today(),
                version=form.cleaned_data["version"],
            )
        except StaleRecord:
            form.add_error(
                None,
                "Somebody else saved this update while you were writing. What you typed is still "
                "here: open the update in another tab, compare the two, and copy across what you "
                "need.",
            )
        else:
            done = (
                "sent to the board’s secretary" if saved.state == "received" else "kept as a draft"
            )
            messages.success(request, f"The update is {done}.")
            return redirect(saved)
    context = {
        "breadcrumbs": _crumbs(meeting),
        "form": form,
        "meeting": meeting,
        "name": found.name_on(day),
        "group_slug": found.slug,
        "sent": bool(kept and kept.state == "received"),
    }
    return render(request, "review/write.html", context)


def _initial(kept: QuarterlyUpdate | None, meeting: Meeting) -> dict[str, Any]:
    if kept is None:
        day = meeting.date or clock.today()
        return {"period": f"{day:%B %Y}"}
    return {
        "period": f"{kept.period:%B %Y}",
        "chair_post": kept.chair_post,
        "vice_chair_post": kept.vice_chair_post,
        "last_met": kept.last_met,
        "version": kept.version,
    }
