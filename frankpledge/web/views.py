"""Pages that cross the cycle: home with what I owe, a body, about, and what went wrong."""

import sys
from datetime import date
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from frankpledge.actions.owed import Obligation, owed
from frankpledge.evidence.assessments.queries.owing import assessments_owed
from frankpledge.evidence.findings.queries.owing import looks_owed
from frankpledge.history.queries import entries_about
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.queries.calendar import calendar
from frankpledge.partnership.models import Body, Membership, Reporting
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.permissions import (
    can_keep_contacts,
    can_keep_register,
    can_see_duties,
    can_see_people,
)
from frankpledge.partnership.queries.lives import body_page
from frankpledge.partnership.queries.register import secretariat
from frankpledge.partnership.requests import Looking, access_body
from frankpledge.places.models import Area
from frankpledge.review.queries.doors import board_doors, own_doors
from frankpledge.review.queries.reach import dates_to_come, named_in
from frankpledge.shared import clock
from frankpledge.shared.alarms import alarms
from frankpledge.shared.asking import asked_day
from frankpledge.shared.words import spell_day
from frankpledge.web.context import acting_bodies
from frankpledge.web.middleware import closed_page

NO_DATABASE = "The records cannot be reached just now. They are safe; try again in a few minutes."


def home(request: Looking) -> HttpResponse:
    """What the signed-in person's bodies owe, by when; for the public, where to look."""
    day = clock.today()
    viewer = request.viewer
    bodies = acting_bodies(viewer)
    obligations = [*owed(bodies, day), *_evidence_owed(viewer, day)]
    context: dict[str, Any] = {
        "tasks": [task(one, day, tell_whose=len(bodies) > 1) for one in obligations],
        "bodies": bodies,
        "meetings": _next_meetings(viewer, day),
        "areas": Area.objects.all(),
        "day": day,
        "alarms": alarms(day) if viewer.secretary_of else (),
        "screens": _screens(viewer, day),
    }
    return render(request, "web/home.html", context)


def _evidence_owed(viewer: Viewer, day: date) -> list[Obligation]:
    """What the area's analysts owe: not all that the body owes for which they keep the evidence."""
    keys = viewer.analyst_for - viewer.bodies - viewer.secretary_of
    if not keys:
        return []
    theirs = list(Body.objects.with_names().filter(pk__in=keys))
    return [*looks_owed(theirs, day), *assessments_owed(theirs, day)]


def _screens(viewer: Viewer, day: date) -> list[dict[str, Any]]:
    """The one screen of each board that the viewer runs and that groups report to."""
    lines = Reporting.objects.to(viewer.secretary_of, day) if viewer.secretary_of else None
    if lines is None:
        return []
    boards = Body.objects.with_names().filter(pk__in=lines.values("board"))
    return [
        {"name": board.short_on(day), "url": reverse("screen:board", args=[board.slug])}
        for board in boards
    ]


def task(one: Obligation, day: date, *, tell_whose: bool = False) -> dict[str, Any]:
    """An obligation as the list shows it; `tell_whose` where it could be several bodies'."""
    told = [one.body.short_on(day)] if tell_whose else []
    told += [f"For {one.to}", one.why.rstrip(".")]
    return {
        "title": one.what,
        "url": one.url,
        "hint": ". ".join(filter(None, told)) + ".",
        "status": one.state(day),
        "due": one.due,
    }


def body(request: Looking, slug: str) -> HttpResponse:
    """A body: who sits on it, what it owes, when it meets, where it sits, what it has been."""
    asked = asked_day(request)
    found = access_body(slug)
    page = body_page(found, asked.day)
    duties = owed([found], asked.day) if can_see_duties(request.viewer, found) else ()
    members = Membership.objects.filter(seat__body=found)
    records = [*found.names.all(), *found.terms.all(), *found.seats.all(), *members]
    context = {
        "breadcrumbs": [("Home", "/"), ("Partnership", reverse("partnership:index"))],
        "asked": asked,
        "page": page,
        "duties": [task(one, asked.day) for one in duties],
        "meetings": calendar(found, asked.day).meetings,
        "dates": dates_to_come([found], request.viewer, asked.day),
        "named_in": named_in(found, request.viewer, asked.day),
        "doors": (
            *board_doors(request.viewer, found, asked.day),
            *own_doors(request.viewer, found, asked.day),
        ),
        "secretariat": secretariat(found, asked.day),
        "can_keep": bool(can_keep_register(request.viewer, found)),
        "can_write_to": bool(can_keep_contacts(request.viewer, found)),
        "can_see_people": bool(can_see_people(request.viewer, found, clock.today())),
        "history": entries_about(found, *found.roles.all(), *records),
        "review_warning": _review_warning(page.review_due),
    }
    return render(request, "web/body.html", context)


def _review_warning(due: date | None) -> str:
    return f"The terms of reference were due for review on {spell_day(due)}." if due else ""


def _next_meetings(viewer: Viewer, day: date) -> list[dict[str, Any]]:
    found = (
        Meeting.objects.filter(date__gte=day).taking_place().select_related("body").order_by("date")
    )
    if not viewer.is_public:
        found = found.filter(body__in=viewer.boards)
    return [
        {"meeting": one, "name": one.body.name_on(day), "url": one.get_absolute_url()}
        for one in found[:4]
    ]


def accessibility(request: Looking) -> HttpResponse:
    """How accessible the pages and packs are, and where they are not."""
    context = {
        "breadcrumbs": [("Home", reverse("web:home"))],
        "run_by": settings.RUN_BY,
        "contact": settings.CONTACT,
    }
    return render(request, "web/accessibility.html", context)


def about(request: Looking) -> HttpResponse:
    """What Frankpledge is and whose it is."""
    return render(request, "web/about.html", {"breadcrumbs": [("Home", reverse("web:home"))]})


def bad_request(request: Looking, exception: Exception | None = None) -> HttpResponse:
    """What was sent could not be read."""
    return render(request, "400.html", status=400)


def not_allowed(request: Looking, exception: Exception | None = None) -> HttpResponse:
    """The person is signed in and may see this, but not do it."""
    return render(request, "403.html", status=403)


def not_found(request: Looking, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or none that this person may know of: the two look the same."""
    return render(request, "404.html", status=404)


def went_wrong(request: Looking) -> HttpResponse:
    """Something broke here. The page asks the database for nothing: that may be what broke."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        # Django asks for this page while it still handles the mistake.
        return closed_page(NO_DATABASE)
    number = getattr(request, "number", "")
    return HttpResponse(render_to_string("500.html", {"number": number}), status=500)
