"""The one screen as a page, and as a table for a spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.screen.access import access_screen
from frankpledge.review.screen.queries import board_screen
from frankpledge.review.screen.tables import columns, csv_rows, lead, rows, under
from frankpledge.shared.asking import asked_day
from frankpledge.shared.tables import csv_response


@signed_in
def screen(request: Looking, body: str) -> HttpResponse:
    """How every group that reports to a board stands on a day, the worst first."""
    board = access_screen(request.viewer, body)
    asked = asked_day(request)
    found = board_screen(board, asked.day, request.viewer)
    here = reverse("screen:board", args=[body])
    on = f"on={asked.day.isoformat()}"
    context = {
        "breadcrumbs": [("Home", "/"), ("Review", reverse("review:index"))],
        "asked": asked,
        "found": found,
        "lead": lead(found),
        "under": under(found),
        "columns": columns(found),
        "rows": rows(found),
        "as_list": request.GET.get("as") == "list",
        "grid_url": f"{here}?{on}",
        "list_url": f"{here}?{on}&as=list",
        "csv_url": f"{reverse('screen:csv', args=[body])}?{on}",
    }
    return render(request, "screen/screen.html", context)


@signed_in
def screen_csv(request: Looking, body: str) -> HttpResponse:
    """The screen as a file for a spreadsheet."""
    board = access_screen(request.viewer, body)
    day = asked_day(request).day
    found = board_screen(board, day, request.viewer)
    return csv_response(f"{body}-screen-{day.isoformat()}.csv", csv_rows(found))
