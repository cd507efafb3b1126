"""The round of updates for one meeting."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from frankpledge.meetings.access import access_meeting
from frankpledge.partnership.requests import Looking
from frankpledge.review.permissions import can_write_update
from frankpledge.review.queries.reach import dates_to_come
from frankpledge.review.queries.updates import Round, UpdatePage, update_round
from frankpledge.review.views.trail import crumbs
from frankpledge.shared import clock

NARROWINGS = {"all": "All", "check": "To check", "requests": "With requests", "risks": "With risks"}


def round_(request: Looking, body: str, slug: str) -> HttpResponse:
    """One meeting's round: what is in, what is to follow, and each update's state."""
    meeting = access_meeting(body, slug)
    day = meeting.date or clock.today()
    runs = meeting.body_id in request.viewer.secretary_of
    found = update_round(meeting, request.viewer, day, warn=runs)
    show = request.GET.get("show", "all")
    context = {
        "breadcrumbs": crumbs(),
        "meeting": meeting,
        "name": meeting.body.name_on(day),
        "found": found,
        "shown": [page for page in found.received if fits(page, show)],
        "filters": _filters(request, found, show, runs=runs),
        "arrived": len(found.expected) - len(found.outstanding),
        "runs": runs,
        "dates": dates_to_come(found.expected, request.viewer, clock.today()),
        "may_write": [
            (group, name)
            for group, name in found.outstanding
            if can_write_update(request.viewer, group, meeting)
        ],
    }
    return render(request, "review/round.html", context)


def fits(page: UpdatePage, show: str) -> bool:
    """Whether an update belongs in a round narrowed so."""
    if show == "check":
        return bool(page.warnings)
    if show == "requests":
        return bool(page.requests)
    return bool(page.risks) if show == "risks" else True


def _filters(request: Looking, found: Round, show: str, *, runs: bool) -> list[dict[str, Any]]:
    """Links that narrow the round; what is to check is the secretary's alone."""
    if not found.received:
        return []
    options = [
        {
            "label": label,
            "url": request.path if key == "all" else f"{request.path}?show={key}",
            "current": key == show or (key == "all" and show not in NARROWINGS),
            "count": sum(fits(page, key) for page in found.received),
        }
        for key, label in NARROWINGS.items()
        if runs or key != "check"
    ]
    return [{"label": "Show", "options": options}]
