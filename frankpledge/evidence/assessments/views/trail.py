"""Where the pages of assessments stand, and the version that a form was opened at."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking
from frankpledge.shared import clock
from frankpledge.shared.pages import Crumbs


def crumbs(body: Body | None = None, assessment: Assessment | None = None) -> Crumbs:
    """The trail to a page under the list, under a body's, or under one assessment."""
    trail = [("Home", "/"), ("Strategic assessments", reverse("assessments:index"))]
    if body:
        name = body.short_on(clock.today())
        trail.append((name, reverse("assessments:body", args=[body.slug])))
    if assessment:
        trail.append((assessment.period.words, assessment.get_absolute_url()))
    return trail


def version_in(request: Looking) -> int | None:
    """The version that a button's form was sent with, or None."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 9 else None
