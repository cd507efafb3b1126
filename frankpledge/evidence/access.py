"""Fetching the area whose evidence is looked at: what you may not see does not exist for you."""

from django.http import Http404

from frankpledge.evidence.permissions import can_keep_evidence
from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Area


def access_area(viewer: Viewer) -> Area:
    """The area whose evidence the viewer reads: that of their posts. Raises Http404."""
    found: Area | None = Area.objects.filter(pk__in=viewer.areas).order_by("pk").first()
    if found is None:
        raise Http404("The evidence is for those who hold a post in the partnership.")
    return found


def access_kept_area(viewer: Viewer) -> Area:
    """The area whose evidence the viewer keeps. Raises Http404 for anybody else."""
    found: Area | None = Area.objects.filter(pk__in=viewer.analyst_in).order_by("pk").first()
    if found is None or not can_keep_evidence(viewer, found):
        raise Http404("This page is for the area’s analysts.")
    return found
