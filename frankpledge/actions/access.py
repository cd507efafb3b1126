"""Fetching a register or an action: what you may not see does not exist for you."""

from django.http import Http404

from frankpledge.actions.models import Action, ActionImport, ActionReport
from frankpledge.actions.permissions import can_keep, can_read_all
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import access_body


def access_register(viewer: Viewer, body: str) -> Body:
    """A board whose register, or some of it, the viewer may see. Raises Http404."""
    board = access_body(body)
    if can_read_all(viewer, board):
        return board
    if not Action.objects.filter(register=board).visible_to(viewer).exists():
        raise Http404("There is no such register.")
    return board


def access_kept(viewer: Viewer, body: str) -> Body:
    """A board whose register the viewer keeps. Raises Http404 for anybody else."""
    board = access_body(body)
    if not can_keep(viewer, board):
        raise Http404("This page is for the board's secretary.")
    return board


def access_action(viewer: Viewer, body: str, number: int) -> Action:
    """An action that the viewer may see. Raises Http404."""
    found: Action | None = (
        Action.objects.visible_to(viewer)
        .select_related("register__area", "owner")
        .filter(register__slug=body, number=number)
        .first()
    )
    if found is None:
        raise Http404("There is no such action.")
    return found


def access_kept_action(viewer: Viewer, body: str, number: int) -> Action:
    """An action of a register that the viewer keeps. Raises Http404 for anybody else."""
    found = access_action(viewer, body, number)
    if not can_keep(viewer, found.register):
        raise Http404("This page is for the board's secretary.")
    return found


def access_report(viewer: Viewer, body: str, number: int, report: int) -> ActionReport:
    """A report of an action that the viewer may see. Raises Http404."""
    action = access_action(viewer, body, number)
    found: ActionReport | None = ActionReport.objects.filter(action=action, pk=report).first()
    if found is None:
        raise Http404("There is no such report.")
    return found


def access_import(viewer: Viewer, body: str, pk: int) -> ActionImport:
    """A file that waits to be imported, for the register's keeper. Raises Http404."""
    board = access_kept(viewer, body)
    found: ActionImport | None = (
        ActionImport.objects.filter(register=board, pk=pk).select_related("register").first()
    )
    if found is None:
        raise Http404("There is no such file.")
    return found
