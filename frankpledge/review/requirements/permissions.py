"""Who may see what a group has in place, and who may say so or accept that it has not."""

from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.reporting import boards_above, reporting_to
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def readable_groups(viewer: Viewer, board: Body, on: date) -> tuple[Body, ...]:
    """Of the groups that report to a board, those whose requirements a viewer may see.

    All of them for those who sit on the board or run it; else the groups that the viewer acts for,
    sits on or runs, and those that report to a board that the viewer sits on or runs.
    """
    groups = reporting_to(board, on)
    runs = viewer.boards | viewer.secretary_of
    if board.pk in runs:
        return groups
    theirs, above = viewer.bodies | runs, boards_above(groups, on)
    return tuple(one for one in groups if one.pk in theirs or runs & above.get(one.pk, frozenset()))


def can_state(viewer: Viewer, board: Body, group: Body) -> Verdict:
    """Add evidence: those who act for the group or run it, and the board's secretary."""
    if group.pk in viewer.bodies | viewer.secretary_of or board.pk in viewer.secretary_of:
        return ALLOWED
    return refused("The group, and the board’s secretary, say what there is.")


def can_accept(viewer: Viewer, board: Body) -> Verdict:
    """Accept that a requirement does not apply, and end that: the board's secretary."""
    if board.pk in viewer.secretary_of:
        return ALLOWED
    return refused("The board’s secretary records what was accepted.")
