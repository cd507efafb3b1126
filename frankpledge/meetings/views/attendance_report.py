"""Who came how often over the years, as a page and as a table for a spreadsheet."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.meetings.permissions import can_read_attendance
from frankpledge.meetings.queries.attendance import (
    AttendanceReport,
    TallyLine,
    attendance_report,
    csv_rows,
)
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.shared.asking import Asked, asked_day
from frankpledge.shared.tables import csv_response
from frankpledge.shared.words import count_of

LONGEST = 20
COLUMNS = (
    {"label": "Meetings", "numeric": True},
    {"label": "Present", "numeric": True},
    {"label": "Substitute", "numeric": True},
    {"label": "Apologies", "numeric": True},
    {"label": "Absent", "numeric": True},
    {"label": "Attended", "numeric": True},
)


@signed_in
def report(request: Looking, body: str) -> HttpResponse:
    """Who came how often, by organisation and by seat."""
    found, asked, years = _asked_report(request, body)
    csv_url = reverse("meetings:attendance-csv", args=[body])
    context = {
        "breadcrumbs": [
            ("Home", "/"),
            ("Meetings", reverse("meetings:index")),
            (found.body.short_on(asked.day), reverse("meetings:board", args=[body])),
        ],
        "report": found,
        "asked": asked,
        "years": years,
        "filters": _filters(asked, years),
        "keep": [("years", years)],
        "organisation_columns": [{"label": "Organisation"}, *COLUMNS],
        "organisation_rows": [_cells(one) for one in found.organisations],
        "seat_columns": [{"label": "Seat"}, *COLUMNS],
        "seat_rows": [_cells(one) for one in found.seats],
        "csv_url": f"{csv_url}?years={years}&on={asked.day.isoformat()}",
    }
    return render(request, "meetings/attendance_report.html", context)


@signed_in
def report_csv(request: Looking, body: str) -> HttpResponse:
    """The report as a table for a spreadsheet."""
    found, asked, _ = _asked_report(request, body)
    return csv_response(f"{body}-attendance-{asked.day.isoformat()}.csv", csv_rows(found))


def _asked_report(request: Looking, body: str) -> tuple[AttendanceReport, Asked, int]:
    board = access_body(body)
    if not can_read_attendance(request.viewer, board):
        raise Http404("This report is for those who sit on the board.")
    asked = asked_day(request)
    wanted = request.GET.get("years", "")
    years = int(wanted) if wanted in map(str, range(1, LONGEST + 1)) else 2
    return attendance_report(board, asked.day, years), asked, years


def _filters(asked: Asked, years: int) -> list[dict[str, object]]:
    on = f"&on={asked.day.isoformat()}" if asked.today_url else ""
    options = [
        {"label": count_of(one, "year"), "url": f"?years={one}{on}", "current": one == years}
        for one in (1, 2, 4)
    ]
    return [{"label": "Over", "options": options}]


def _cells(line: TallyLine) -> list[object]:
    tally = line.tally
    name: object = line.name
    notes = [line.organisation] if line.organisation not in ("", line.name) else []
    if tally.not_recorded:
        notes.append(f"not recorded at {count_of(tally.not_recorded, 'meeting')}")
    if notes:
        name = {"text": line.name, "note": "; ".join(notes)}
    counts = [tally.held, tally.present, tally.substitute, tally.apologies, tally.absent]
    # The share and its base are read together, so no line ends between them.
    return [name, *counts, tally.share.replace(" ", "\N{NO-BREAK SPACE}")]
