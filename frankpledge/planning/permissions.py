"""Who may do what with priorities. Whether it may happen now is in `rules`."""

from frankpledge.evidence.permissions import can_keep_evidence
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.permissions import can_keep_register
from frankpledge.planning.models import Priority
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_move(viewer: Viewer, priority: Priority) -> Verdict:
    """Move a priority on, name its decision and its review: its board's secretary."""
    if can_keep_register(viewer, priority.board):
        return ALLOWED
    return refused("The board’s secretary moves its priorities on.")


def can_name_basis(viewer: Viewer, priority: Priority) -> Verdict:
    """Say what a priority rests on: its board's secretary, and the area's analysts."""
    if can_move(viewer, priority) or can_keep_evidence(viewer, priority.board.area):
        return ALLOWED
    return refused("The board’s secretary and the area’s analysts say what a priority rests on.")
