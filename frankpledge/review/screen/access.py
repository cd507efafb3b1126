"""Fetching a board for its one screen: for those who sit on it or run it."""

from django.http import Http404

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import access_body


def access_screen(viewer: Viewer, body: str) -> Body:
    """A board whose one screen the viewer may see. Raises Http404 for anybody else."""
    board = access_body(body)
    if board.pk not in viewer.boards | viewer.secretary_of:
        raise Http404("This page is for those who sit on the board.")
    return board
