"""How many actions of each body are overdue, for the one screen: a constant number of queries."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from frankpledge.actions.models import Action
from frankpledge.actions.queries.register import lines_of
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer


def overdue_counts(
    register: Body, owners: Iterable[Body | int], on: date, viewer: Viewer | None = None
) -> dict[int, int]:
    """How many actions of a register were late on a day, by the key of the body that owns them.

    What was settled by then is not looked at, so a long history costs nothing. Without a viewer,
    all are counted.
    """
    unsettled = Q(closed__isnull=True) | Q(closed__gt=on)
    actions = Action.objects.filter(
        unsettled, register=register, owner__in=list(owners), due__lt=on
    )
    if viewer is not None:
        actions = actions.visible_to(viewer)
    found: dict[int, int] = {}
    for line in lines_of(actions, on):
        if line.state == "open" and line.action.owner_id is not None:
            found[line.action.owner_id] = found.get(line.action.owner_id, 0) + 1
    return found
