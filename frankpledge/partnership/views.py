"""Pages of the register: bodies and authorities."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.partnership.models import PLURALS, ROLES, Body, BodyRole
from frankpledge.partnership.queries.lives import successions_in
from frankpledge.partnership.queries.register import (
    area_named,
    responsible_authorities,
    search_bodies,
)
from frankpledge.partnership.requests import Looking
from frankpledge.places.models import Area, Place
from frankpledge.shared.asking import Asked, asked_day

HOME = ("Home", "/")


def index(request: Looking) -> HttpResponse:
    """Every body by the part it plays on a day, found by any of its names."""
    asked = asked_day(request)
    words = request.GET.get("q", "").strip()[:100]
    areas = list(Area.objects.all())
    area = next((one for one in areas if one.slug == request.GET.get("area")), None)
    bodies = search_bodies(area, words)
    playing: dict[str, list[Body]] = {}
    roles = BodyRole.objects.on(asked.day).filter(body__in=bodies)
    by_body: dict[int, list[str]] = {}
    for body, role in roles.values_list("body_id", "role"):
        by_body.setdefault(body, []).append(role)
    for one in bodies:
        for role in by_body.get(one.pk, []):
            playing.setdefault(role, []).append(one)
    # In a search, a body that plays no part that day is still the answer.
    others = [one for one in bodies if one.pk not in by_body] if words else []
    context = {
        "breadcrumbs": [HOME],
        "asked": asked,
        "words": words,
        "groups": [(PLURALS[role], playing[role]) for role in ROLES if role in playing],
        "others": others,
        "area": area,
        "filters": _by_area(areas, area, asked),
        "places": Place.objects.on(asked.day)
        .filter(area__in=[area] if area else areas)
        .order_by("name"),
        "successions": [
            line for one in ([area] if area else areas) for line in successions_in(one)
        ],
    }
    return render(request, "partnership/index.html", context)


def _by_area(areas: list[Area], chosen: Area | None, asked: Asked) -> list[dict[str, Any]]:
    """Links that narrow the list to one area, where the service holds several."""
    if len(areas) < 2:
        return []
    here = reverse("partnership:index")
    keep = f"&on={asked.day.isoformat()}" if asked.today_url else ""
    options = [{"label": "All", "url": f"{here}{asked.query}", "current": chosen is None}]
    options += [
        {"label": one.name, "url": f"{here}?area={one.slug}{keep}", "current": one == chosen}
        for one in areas
    ]
    return [{"label": "Area", "options": options}]


def authorities(request: Looking, slug: str) -> HttpResponse:
    """The responsible authorities of an area or place on a day."""
    asked = asked_day(request)
    try:
        where = area_named(slug)
    except LookupError as error:
        raise Http404(str(error)) from error
    context = {
        "breadcrumbs": [HOME, ("Partnership", reverse("partnership:index"))],
        "asked": asked,
        "where": where,
        "found": responsible_authorities(where, asked.day),
    }
    return render(request, "partnership/authorities.html", context)
