"""The door to review: each board's pages about its groups, its rounds of updates, my own groups."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body, Reporting
from frankpledge.partnership.requests import Looking
from frankpledge.review.models import UpdateTemplate
from frankpledge.review.queries.doors import board_doors, own_doors
from frankpledge.review.queries.reach import given_to_boards
from frankpledge.review.views.trail import HOME
from frankpledge.shared import clock


def index(request: Looking) -> HttpResponse:
    """Everything of review that the viewer may open, board by board."""
    day, viewer = clock.today(), request.viewer
    asking = set(UpdateTemplate.objects.values_list("board", flat=True))
    run = Reporting.objects.to(viewer.boards | viewer.secretary_of, day).values("board")
    boards = Body.objects.with_names().filter(Q(pk__in=asking) | Q(pk__in=run))
    acts_for = Reporting.objects.on(day).filter(body__in=viewer.bodies).values("body")
    mine = Body.objects.with_names().filter(pk__in=acts_for)

    def told(board: Body) -> dict[str, Any]:
        meetings = Meeting.objects.filter(body=board, date__isnull=False).taking_place()
        return {
            "name": board.name_on(day),
            "doors": (*board_doors(viewer, board, day), *own_doors(viewer, board, day)),
            "meetings": meetings.select_related("body").order_by("-date")
            if board.pk in asking
            else (),
        }

    context = {
        "breadcrumbs": [HOME],
        "boards": [told(board) for board in boards],
        "mine": [
            {"name": body.name_on(day), "doors": own_doors(viewer, body, day)} for body in mine
        ],
        "given": given_to_boards(viewer, day),
    }
    return render(request, "review/index.html", context)
