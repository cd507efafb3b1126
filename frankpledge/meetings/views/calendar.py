"""Calendars and forward plans."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.meetings.models import Meeting
from frankpledge.meetings.queries.calendar import calendar, next_meeting
from frankpledge.meetings.queries.plan import Plan, forward_plan
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, access_body
from frankpledge.shared import clock
from frankpledge.shared.words import spell_day

HOME = ("Home", "/")


def index(request: Looking) -> HttpResponse:
    """Every body that meets, with its next meeting."""
    day = clock.today()
    meeting_bodies = Meeting.objects.values("body")
    bodies = Body.objects.with_names().filter(pk__in=meeting_bodies)
    context = {
        "breadcrumbs": [HOME],
        "boards": [
            {"body": body, "name": body.name_on(day), "next": next_meeting(body, day)}
            for body in bodies
        ],
    }
    return render(request, "meetings/index.html", context)


def board(request: Looking, body: str) -> HttpResponse:
    """A body's meetings, with gaps out of its cadence."""
    day = clock.today()
    found = access_body(body)
    context = {
        "breadcrumbs": [HOME, ("Meetings", reverse("meetings:index"))],
        "body": found,
        "name": found.name_on(day),
        "page": calendar(found, day),
        "has_plan": found.plan_slots.exists(),
    }
    return render(request, "meetings/board.html", context)


def plan(request: Looking, body: str) -> HttpResponse:
    """The forward plan as a grid, or as a list, and whom it leaves out."""
    day = clock.today()
    found = access_body(body)
    page = forward_plan(found, day)
    as_list = request.GET.get("as") == "list"
    here = reverse("meetings:plan", args=[body])
    context = {
        "breadcrumbs": [
            HOME,
            ("Meetings", reverse("meetings:index")),
            (found.short_on(day), reverse("meetings:board", args=[body])),
        ],
        "body": found,
        "name": found.name_on(day),
        "plan": page,
        "columns": _columns(page),
        "rows": _rows(page),
        "as_list": as_list,
        "grid_url": here,
        "list_url": f"{here}?as=list",
    }
    return render(request, "meetings/plan.html", context)


def _columns(page: Plan) -> list[dict[str, str]]:
    heads = [{"label": "Slot"}]
    for one in page.meetings:
        heads.append({"label": spell_day(one.date) if one.date else one.label})
    return heads


def _rows(page: Plan) -> list[list[object]]:
    return [
        [
            f"{row.slot.number}. {row.slot.label}",
            *({"text": cell.words, "reason": "empty"} for cell in row.cells),
        ]
        for row in page.rows
    ]
