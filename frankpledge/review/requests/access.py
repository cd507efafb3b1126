"""Fetching a list of requests, or one: what you may not see does not exist for you."""

from django.http import Http404

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import access_body
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.permissions import can_keep


def access_list(viewer: Viewer, board: str) -> Body:
    """A board whose requests, or some of them, the viewer may see. Raises Http404."""
    found = access_body(board)
    if found.pk in viewer.boards or found.pk in viewer.secretary_of:
        return found
    if not BoardRequest.objects.filter(board=found).visible_to(viewer).exists():
        raise Http404("There is no such list.")
    return found


def access_request(viewer: Viewer, board: str, number: int) -> BoardRequest:
    """A request that the viewer may see. Raises Http404."""
    found: BoardRequest | None = (
        BoardRequest.objects.visible_to(viewer)
        .select_related("board__area", "group", "owner", "action__register")
        .filter(board__slug=board, number=number)
        .first()
    )
    if found is None:
        raise Http404("There is no such request.")
    return found


def access_kept_request(viewer: Viewer, board: str, number: int) -> BoardRequest:
    """A request of a list that the viewer keeps. Raises Http404 for anybody else."""
    found = access_request(viewer, board, number)
    if not can_keep(viewer, found.board):
        raise Http404("This page is for the board's secretary.")
    return found
