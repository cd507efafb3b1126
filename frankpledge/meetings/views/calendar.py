"""Calendars: every body that meets, and each body's meetings."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.meetings.models import Meeting
from frankpledge.meetings.permissions import can_plan
from frankpledge.meetings.queries.calendar import calendar, next_meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, access_body
from frankpledge.shared import clock

HOME = ("Home", "/")


def board_crumbs(body: Body, *, plan: bool = False) -> list[tuple[str, str]]:
    """Where a page below a body's meetings stands; `plan` for one below its forward plan."""
    short = body.short_on(clock.today())
    trail = [
        HOME,
        ("Meetings", reverse("meetings:index")),
        (short, reverse("meetings:board", args=[body.slug])),
    ]
    below = [("Forward agenda plan", reverse("meetings:plan", args=[body.slug]))] if plan else []
    return [*trail, *below]


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
    """A body's meetings, with gaps out of its cadence; its secretary may move and call them."""
    day = clock.today()
    found = access_body(body)
    context = {
        "breadcrumbs": [HOME, ("Meetings", reverse("meetings:index"))],
        "body": found,
        "name": found.name_on(day),
        "page": calendar(found, day),
        "has_plan": found.plan_slots.exists(),
        "plans": bool(can_plan(request.viewer, found)),
    }
    return render(request, "meetings/board.html", context)
