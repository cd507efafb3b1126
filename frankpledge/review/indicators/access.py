"""Fetching a body's indicators, or one: what you may not see does not exist for you."""

from datetime import date

from django.http import Http404

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import access_body
from frankpledge.review.indicators.models import Indicator, ValueImport
from frankpledge.review.indicators.permissions import can_add_figures, can_keep, can_read_all


def access_indicators(viewer: Viewer, body: str, on: date) -> Body:
    """A body whose indicators, or some of them, the viewer may see. Raises Http404."""
    found = access_body(body)
    if can_read_all(viewer, found, on):
        return found
    if not Indicator.objects.filter(body=found).visible_to(viewer, on).exists():
        raise Http404("There are no such indicators.")
    return found


def access_kept(viewer: Viewer, body: str, on: date) -> Body:
    """A body whose indicators the viewer keeps. Raises Http404 for anybody else."""
    found = access_body(body)
    if not can_keep(viewer, found, on):
        raise Http404("This page is for those who keep the indicators.")
    return found


def access_indicator(viewer: Viewer, body: str, slug: str, on: date) -> Indicator:
    """An indicator that the viewer may see. Raises Http404."""
    found: Indicator | None = (
        Indicator.objects.visible_to(viewer, on)
        .select_related("body__area", "owner", "priority")
        .filter(body__slug=body, slug=slug)
        .first()
    )
    if found is None:
        raise Http404("There is no such indicator.")
    return found


def access_kept_indicator(viewer: Viewer, body: str, slug: str, on: date) -> Indicator:
    """An indicator that the viewer keeps. Raises Http404 for anybody else."""
    found = access_indicator(viewer, body, slug, on)
    if not can_keep(viewer, found.body, on):
        raise Http404("This page is for those who keep the indicator.")
    return found


def access_added_to(viewer: Viewer, body: str, slug: str, on: date) -> Indicator:
    """An indicator that the viewer may add figures to. Raises Http404 for anybody else."""
    found = access_indicator(viewer, body, slug, on)
    if not can_add_figures(viewer, found, on):
        raise Http404("This page is for whoever answers for the indicator.")
    return found


def access_import(viewer: Viewer, body: str, pk: int, on: date) -> ValueImport:
    """A file of figures, for those who keep the body's indicators. Raises Http404."""
    kept = access_kept(viewer, body, on)
    found: ValueImport | None = (
        ValueImport.objects.filter(body=kept, pk=pk).select_related("body", "indicator").first()
    )
    if found is None:
        raise Http404("There is no such file.")
    return found
