"""Fetching a release, a load or a mapping: what you may not see does not exist for you."""

from django.http import Http404

from frankpledge.evidence.releases.models import Load, Mapping, Release
from frankpledge.partnership.people import Viewer


def access_release(viewer: Viewer, key: str) -> Release:
    """A release that the viewer may see. Raises Http404."""
    found: Release | None = Release.objects.visible_to(viewer).filter(key=key).first()
    if found is None:
        raise Http404("There is no such release.")
    return found


def access_load(viewer: Viewer, pk: int) -> Load:
    """A load of an area whose evidence the viewer keeps. Raises Http404 for anybody else."""
    found: Load | None = (
        Load.objects.select_related("release", "mapping", "area")
        .prefetch_related("files")
        .filter(pk=pk, area__in=viewer.analyst_in)
        .first()
    )
    if found is None:
        raise Http404("There is no such load.")
    return found


def access_mapping(viewer: Viewer, slug: str) -> Mapping:
    """A mapping of an area whose evidence the viewer keeps. Raises Http404 for anybody else."""
    found: Mapping | None = Mapping.objects.filter(slug=slug, area__in=viewer.analyst_in).first()
    if found is None:
        raise Http404("There is no such mapping.")
    return found
