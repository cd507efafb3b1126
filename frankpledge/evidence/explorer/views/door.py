"""The door of the evidence: what is published for everybody, and the rooms for those inside."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.releases.models import Release
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import Looking

# All of them stand behind “Strategic assessments”.
MOST_SHOWN = 10


def _published(viewer: Viewer) -> list[dict[str, Any]]:
    """The assessments that everybody may read, the newest first."""
    found = Assessment.objects.visible_to(viewer).select_related("body").order_by("-ends", "-pk")
    return [
        {"title": one.title, "body": one.body.name_on(one.ends), "url": one.get_absolute_url()}
        for one in found[:MOST_SHOWN]
    ]


def index(request: Looking) -> HttpResponse:
    """Published assessments for the public; for those who hold a post, explorer and data too."""
    viewer = request.viewer
    inside = bool(viewer.areas)
    context: dict[str, Any] = {
        "breadcrumbs": [("Home", reverse("web:home"))],
        "inside": inside,
        "keeps": bool(viewer.analyst_in),
        "published": () if inside else _published(viewer),
        "newest": Release.objects.visible_to(viewer).first() if inside else None,
    }
    return render(request, "explorer/index.html", context)
