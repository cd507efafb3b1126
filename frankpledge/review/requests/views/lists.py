"""Lists of requests: the boards', and one board's."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.requests.access import access_list
from frankpledge.review.requests.permissions import can_keep
from frankpledge.review.requests.queries.lists import (
    NARROWINGS,
    RequestList,
    request_list,
    shelves,
)
from frankpledge.review.requests.tables import COLUMNS, csv_rows, request_rows
from frankpledge.review.requests.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.asking import asked_day, query_with, with_query
from frankpledge.shared.tables import csv_response

LINES_A_PAGE = 100


@signed_in
def index(request: Looking) -> HttpResponse:
    """The boards whose requests I may see."""
    context = {
        "breadcrumbs": crumbs()[:1],
        "shelves": shelves(request.viewer, clock.today()),
    }
    return render(request, "requests/index.html", context)


def board_list(request: Looking, body: str) -> HttpResponse:
    """A board's requests on a day, narrowed by links."""
    board = access_list(request.viewer, body)
    asked = asked_day(request)
    found = _narrowed(request, body)
    page = Paginator(found.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "breadcrumbs": crumbs(),
        "asked": asked,
        "found": found,
        "page": page,
        "page_base": f"?{query_with(request, page=None)}&",
        "columns": COLUMNS,
        "rows": request_rows(page.object_list, asked.day),
        "filters": _filters(request, found),
        "csv_url": with_query(reverse("requests:list-csv", args=[body]), request, page=None),
        "keeps": bool(can_keep(request.viewer, board)),
        "reads_all": board.pk in request.viewer.boards,
        "keep_query": [(key, request.GET[key]) for key in ("state", "group") if key in request.GET],
    }
    return render(request, "requests/list.html", context)


def board_csv(request: Looking, body: str) -> HttpResponse:
    """The list as the page shows it, as a file for a spreadsheet."""
    access_list(request.viewer, body)
    found = _narrowed(request, body)
    name = f"{body}-requests-{found.on.isoformat()}.csv"
    return csv_response(name, csv_rows(found.lines))


def _narrowed(request: Looking, body: str) -> RequestList:
    state = request.GET.get("state", "open")
    return request_list(
        access_list(request.viewer, body),
        asked_day(request).day,
        request.viewer,
        narrowed=state if state in NARROWINGS else "open",
        group=request.GET.get("group", ""),
    )


def _filters(request: Looking, found: RequestList) -> list[dict[str, Any]]:
    here, state = request.path, request.GET.get("state", "open")
    group = request.GET.get("group", "")
    states = [
        {
            "label": label,
            "url": with_query(here, request, state=key, page=None),
            "current": key == state,
            "count": found.counts[key],
        }
        for key, label in NARROWINGS.items()
    ]
    groups = [
        {
            "label": name,
            "url": with_query(here, request, group=slug, page=None),
            "current": slug == group,
            "count": count,
        }
        for slug, name, count in found.groups
    ]
    everybody = {
        "label": "Everybody",
        "url": with_query(here, request, group=None, page=None),
        "current": not group,
        "count": None,
    }
    shown = [{"label": "Show", "options": states}]
    if len(groups) > 1:
        shown.append({"label": "Asked by", "options": [everybody, *groups]})
    return shown
