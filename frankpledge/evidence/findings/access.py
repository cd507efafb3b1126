"""Fetching a finding: what you may not see does not exist for you."""

from django.http import Http404

from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.permissions import can_keep
from frankpledge.partnership.people import Viewer


def access_finding(viewer: Viewer, area: str, number: int) -> Finding:
    """A finding that the viewer may see. Raises Http404."""
    found: Finding | None = (
        Finding.objects.visible_to(viewer)
        .select_related("area")
        .filter(area__slug=area, number=number)
        .first()
    )
    if found is None:
        raise Http404("There is no such finding.")
    return found


def access_kept_finding(viewer: Viewer, area: str, number: int) -> Finding:
    """A finding that the viewer keeps. Raises Http404 for anybody else."""
    found = access_finding(viewer, area, number)
    if not can_keep(viewer, found):
        raise Http404("This page is for the area’s analysts.")
    return found
