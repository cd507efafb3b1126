"""Fetching requirements: what you may not see does not exist for you."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import access_body
from frankpledge.review.requirements.models import Requirement
from frankpledge.review.requirements.permissions import can_accept, can_state, readable_groups


def access_matrix(viewer: Viewer, board: str, on: date) -> tuple[Body, tuple[Body, ...]]:
    """A board and those of its groups that the viewer may see. Raises Http404."""
    found = access_body(board)
    groups = readable_groups(viewer, found, on)
    if not groups and found.pk not in viewer.boards | viewer.secretary_of:
        raise Http404("There is no such page.")
    return found, groups


def access_group(viewer: Viewer, board: str, group: str, on: date) -> tuple[Body, Body]:
    """A board and one of its groups that the viewer may see. Raises Http404."""
    found, groups = access_matrix(viewer, board, on)
    wanted = next((one for one in groups if one.slug == group), None)
    if wanted is None:
        raise Http404("There is no such group.")
    return found, wanted


@dataclass(frozen=True)
class Place:
    """One requirement of one group."""

    board: Body
    group: Body
    requirement: Requirement


def access_place(
    viewer: Viewer, board: str, group: str, requirement: str, on: date, *, accepts: bool = False
) -> Place:
    """A requirement of a group that the viewer may say something of; or, with `accepts`, accept
    that it does not apply. Raises Http404."""
    found, one = access_group(viewer, board, group, on)
    allowed = can_accept(viewer, found) if accepts else can_state(viewer, found, one)
    asked: Requirement | None = Requirement.objects.filter(board=found, slug=requirement).first()
    if not allowed or asked is None or not one.roles.on(on).filter(role=asked.of_role).exists():
        raise Http404("There is no such requirement.")
    return Place(found, one, asked)
