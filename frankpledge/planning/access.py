"""Fetching a priority: everybody may see it, and its board's secretary changes it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from frankpledge.partnership.people import Viewer
from frankpledge.planning.models import Priority, PriorityBasis
from frankpledge.planning.permissions import can_move, can_name_basis
from frankpledge.planning.queries.cycle import evidence_of, visible_evidence


def access_priority(board: str, year: str, slug: str) -> Priority:
    """A priority by its board, its year as in its address ("2018-19") and its short name.

    Raises Http404.
    """
    found: Priority | None = (
        Priority.objects.filter(board__slug=board, year=year.replace("-", "/", 1), slug=slug)
        .select_related("board__area", "decision__meeting__body")
        .first()
    )
    if found is None:
        raise Http404("There is no such priority.")
    return found


def access_moved(viewer: Viewer, *address: str) -> Priority:
    """A priority that the viewer moves on. Raises Http404; PermissionDenied for anybody else."""
    found = access_priority(*address)
    if not can_move(viewer, found):
        raise PermissionDenied
    return found


def access_based(viewer: Viewer, *address: str) -> Priority:
    """A priority of which the viewer says what it rests on. Raises Http404; PermissionDenied."""
    found = access_priority(*address)
    if not can_name_basis(viewer, found):
        raise PermissionDenied
    return found


def access_basis(viewer: Viewer, priority: Priority, pk: int) -> PriorityBasis:
    """Something that a priority rests on and the viewer may see. Raises Http404."""
    for one in visible_evidence(evidence_of(priority), viewer):
        if one.pk == pk:
            return one
    raise Http404("The priority does not rest on this.")
