"""Who may do what with a request. Whether it may happen now is in `rules`."""

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.requests.models import BoardRequest
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_keep(viewer: Viewer, board: Body) -> Verdict:
    """Give owners, close, turn into actions: the board's secretary."""
    if board.pk in viewer.secretary_of:
        return ALLOWED
    return refused("Only the board’s secretary keeps its list of requests.")


def can_answer(viewer: Viewer, request: BoardRequest) -> Verdict:
    """Answer: the body that was given the request; the secretary, for what the board says."""
    if request.owner_id in viewer.bodies or can_keep(viewer, request.board):
        return ALLOWED
    return refused("The body that was given a request answers it.")


def sees_all(viewer: Viewer, request: BoardRequest) -> bool:
    """Whether a viewer sees what was asked before the papers go out."""
    return (
        request.group_id in viewer.bodies
        or request.owner_id in viewer.bodies
        or request.board_id in viewer.secretary_of
    )
