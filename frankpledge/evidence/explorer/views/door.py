"""The door of the evidence: what is published for everybody, and the rooms for those inside."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.evidence.releases.models import Release
from frankpledge.partnership.requests import Looking


def index(request: Looking) -> HttpResponse:
    """Published assessments for the public; for those who hold a post, explorer and data too."""
    viewer = request.viewer
    inside = bool(viewer.areas)
    context: dict[str, Any] = {
        "breadcrumbs": [("Home", reverse("web:home"))],
        "inside": inside,
        "keeps": bool(viewer.analyst_in),
        "newest": Release.objects.visible_to(viewer).first() if inside else None,
    }
    return render(request, "explorer/index.html", context)
