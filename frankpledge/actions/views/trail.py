"""Where the pages of a register of actions stand."""

from django.urls import reverse

from frankpledge.actions.models import Action
from frankpledge.partnership.models import Body
from frankpledge.shared import clock
from frankpledge.shared.pages import Crumbs


def crumbs(board: Body | None = None, action: Action | None = None) -> Crumbs:
    """The trail to a page under the index, under a board's register, or under an action."""
    trail = [("Home", "/"), ("Actions", reverse("actions:index"))]
    if board:
        name = board.short_on(clock.today())
        trail.append((name, reverse("actions:register", args=[board.slug])))
    if action:
        trail.append((f"Action {action.number}", action.get_absolute_url()))
    return trail
