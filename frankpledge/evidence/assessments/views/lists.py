"""Assessments of the year, and of one body."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.assessments.permissions import can_start
from frankpledge.evidence.assessments.queries.basis import (
    BodyYear,
    basis,
    partnerships,
    rests_on_others,
    years_of,
)
from frankpledge.evidence.assessments.queries.page import assessments_of
from frankpledge.evidence.assessments.rules.cycle import year_of, year_period
from frankpledge.evidence.assessments.views.trail import crumbs
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, access_body
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.asking import with_query
from frankpledge.shared.words import spell_day

COLUMNS = ["Body", "Made by", "Made this year", "At least one a year"]
ONES = ["Assessment", "Made by", "Published", "State"]
YEARS_BACK = 3


def index(request: Looking) -> HttpResponse:
    """What is published, for everybody; for those with a post, how each body stands in a year."""
    today = clock.today()
    area = Area.objects.filter(pk__in=request.viewer.areas).order_by("pk").first()
    year = _year(request)
    found = (
        Assessment.objects.visible_to(request.viewer)
        .select_related("body", "producer")
        .order_by("-ends", "body", "-number")
    )
    context: dict[str, Any] = {
        "breadcrumbs": crumbs()[:1],
        "area": area,
        "year": year,
        "rows": [assessment_row(one, tell_body=True) for one in found],
        "ones": ONES,
    }
    if area:
        bodies = partnerships(area, today)
        context |= {
            "basis": basis(area, year, today),
            "columns": COLUMNS,
            "standing": [_standing(one) for one in years_of(bodies, year, today)],
            "filters": _years(request, year),
            "boards": [
                {"text": one.name_on(today), "url": reverse("assessments:body", args=[one.slug])}
                for one in Body.objects.with_names()
                .filter(area=area)
                .holding("county-board", today)
            ],
        }
    return render(request, "assessments/index.html", context)


def _year(request: Looking) -> str:
    told = request.GET.get("year", "")
    try:
        year_period(told)
    except ValueError:
        return year_of(clock.today())
    return told


def _years(request: Looking, year: str) -> list[dict[str, Any]]:
    start = int(year_of(clock.today())[:4])
    years = [f"{one}/{(one + 1) % 100:02}" for one in range(start, start - YEARS_BACK, -1)]
    here = reverse("assessments:index")
    options = [
        {"label": one, "url": with_query(here, request, year=one), "current": one == year}
        for one in (years if year in years else [year, *years])
    ]
    return [{"label": "Year", "options": options}]


def _standing(one: BodyYear) -> list[Any]:
    stands = one.standing
    done = len(stands.expected) - len(stands.missing)
    # Until the year is over there is time to make one.
    due = clock.today() <= year_period(stands.year).ends
    producer: Any = one.producer or {"reason": "not said in the area file"}
    if one.own:
        producer = "Its own staff"
    return [
        {"text": one.name, "url": reverse("assessments:body", args=[one.body.slug])},
        producer,
        f"{done} of {len(stands.expected)}",
        {"status": "Met" if stands.annual_met else "Due" if due else "Not met"},
    ]


def assessment_row(one: Assessment, *, tell_body: bool = False) -> list[Any]:
    """An assessment in a list."""
    today = clock.today()
    note = one.body.name_on(today) if tell_body else ""
    return [
        {"text": str(one), "url": one.get_absolute_url(), "note": note},
        one.producer.name_on(today),
        spell_day(one.published) if one.published else {"reason": "not published"},
        {"status": one.get_state_display()},
    ]


def body(request: Looking, body: str) -> HttpResponse:
    """A body's assessments, and how it stands this year."""
    found = access_body(body)
    today = clock.today()
    year = year_of(today)
    inside = found.area_id in request.viewer.areas
    (stands,) = years_of([found], year, today)
    context = {
        "breadcrumbs": crumbs(),
        "body": found,
        "name": found.name_on(today),
        "rows": [assessment_row(one) for one in assessments_of(found, request.viewer)],
        "ones": ONES,
        "inside": inside,
        "stands": stands if inside else None,
        "basis": basis(found.area, year, today)
        if inside and rests_on_others(found, today)
        else None,
        "starts": bool(can_start(request.viewer, found)),
    }
    return render(request, "assessments/body.html", context)
