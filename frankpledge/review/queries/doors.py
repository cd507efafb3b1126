"""Where a body's review stands: the pages of it that a viewer may open, both ways along the chain.

The one screen stands above this package: it is known here by its address alone.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.partnership.models import Body, Reporting
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.reporting import boards_above
from frankpledge.review.requirements.models import Requirement


@dataclass(frozen=True)
class Door:
    """A page of review, and what it tells."""

    label: str
    url: str
    tells: str


def board_doors(viewer: Viewer, board: Body, on: date) -> tuple[Door, ...]:
    """The pages about the groups of a board, for those who sit on it or run it."""
    if board.pk not in viewer.boards | viewer.secretary_of:
        return ()
    if not Reporting.objects.to([board], on).exists():
        return ()
    at = [board.slug]
    doors = [
        Door(
            "How the groups stand",
            reverse("screen:board", args=at),
            "Every group on one screen, the worst first",
        )
    ]
    if Requirement.objects.filter(board=board).exists():
        url = reverse("requirements:matrix", args=at)
        doors.append(Door("Requirements", url, "What each group must have in place, and has"))
    url = reverse("requests:list", args=at)
    doors.append(Door("Requests", url, "What groups ask of the board, and what was answered"))
    return tuple(doors)


def own_doors(viewer: Viewer, body: Body, on: date) -> tuple[Door, ...]:
    """A body's own pages, for the body and for the boards that it reports to."""
    above = boards_above([body], on).get(body.pk, frozenset())
    theirs = viewer.bodies | viewer.boards | viewer.secretary_of
    if body.pk not in theirs and not theirs & above:
        return ()
    at = [body.slug]
    risks, indicators = reverse("risks:register", args=at), reverse("indicators:body", args=at)
    doors = (
        Door("Risks", risks, "Its register, the worst first"),
        Door("Indicators", indicators, "Its figures, against what is usual and what is aimed at"),
    )
    return (*doors, *_asked_of(body, above, on))


def _asked_of(body: Body, above: frozenset[int], on: date) -> tuple[Door, ...]:
    """What each board above a group asks of it, by its roles."""
    if not above:
        return ()
    roles = body.roles.on(on).values("role")
    asking = Requirement.objects.filter(board__in=above, of_role__in=roles).values("board")
    return tuple(
        Door(
            "Requirements",
            reverse("requirements:group", args=[board.slug, body.slug]),
            f"What {board.short_on(on)} asks it to have in place",
        )
        for board in Body.objects.with_names().filter(pk__in=asking)
    )
