"""Who may do what in a register of actions. Whether it may happen now is in `rules`."""

from frankpledge.actions.models import Action
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_keep(viewer: Viewer, register: Body) -> Verdict:
    """Ask, change, go through and import: the board's secretary."""
    if register.pk in viewer.secretary_of:
        return ALLOWED
    return refused("Only the board’s secretary keeps its register of actions.")


def can_read_all(viewer: Viewer, register: Body) -> Verdict:
    """Read the whole register: those who sit on the board, and its secretary."""
    if register.pk in viewer.boards or register.pk in viewer.secretary_of:
        return ALLOWED
    return refused("The whole register is for those who sit on the board.")


def can_report(viewer: Viewer, action: Action) -> Verdict:
    """Report on an action: the body that owns it; the secretary, for what it was told."""
    if action.owner_id in viewer.bodies or can_keep(viewer, action.register):
        return ALLOWED
    return refused("The body that an action was asked of reports on it.")
