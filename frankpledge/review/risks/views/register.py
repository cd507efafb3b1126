"""Registers of risks: those I may open, one narrowed by links, and as a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.risks.access import access_cause, access_register
from frankpledge.review.risks.export import csv_rows, xlsx_file
from frankpledge.review.risks.models import Risk
from frankpledge.review.risks.permissions import can_keep, can_read_all
from frankpledge.review.risks.queries.lines import RiskLine, lines_of
from frankpledge.review.risks.queries.registers import (
    NARROWINGS,
    RiskRegister,
    Shelf,
    risk_register,
    shelves,
)
from frankpledge.review.risks.tables import COLUMNS, band_words, register_rows
from frankpledge.review.risks.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.asking import asked_day, query_with, with_query
from frankpledge.shared.tables import csv_response
from frankpledge.shared.words import spell_day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def index(request: Looking) -> HttpResponse:
    """The registers I may open, what I am asked to take, and where money ends."""
    asked = asked_day(request)
    found = shelves(request.viewer, asked.day)
    numeric = ("Open", "Persistent", "Funding ends soon", "Review late", "Not scored")
    context = {
        "breadcrumbs": crumbs()[:1],
        "asked": asked,
        "columns": ["Register", {"label": "Worst"}]
        + [{"label": one, "numeric": True} for one in numeric],
        "rows": [_shelf(one, asked.query) for one in found.registers],
        "found": found,
        "owned": register_rows(found.owned, tell_register=True),
        "risk_columns": COLUMNS,
        "cliff_columns": ["Ends", "Risk", "How it is to be paid for"],
        "cliffs": [_cliff(one) for one in found.cliffs],
    }
    return render(request, "risks/index.html", context)


def _shelf(one: Shelf, query: str) -> list[Any]:
    url = reverse("risks:register", args=[one.body.slug])
    counts = one.counts
    return [
        {"text": one.name, "url": f"{url}{query}"},
        counts.worst or {"reason": "none is scored" if counts.open else "no open risk"},
        counts.open,
        counts.persistent,
        counts.cliffs,
        counts.review_overdue,
        counts.unscored,
    ]


def _cliff(line: RiskLine) -> list[Any]:
    assert line.cliff is not None  # the list holds only those
    when = [line.cliff.words.capitalize()]
    tag = [{"status": "Soon" if line.cliff.state == "Soon" else "Ended"}] if line.flagged else []
    what = line.risk.cliff_what or line.title
    note = f"{line.register}, {line.owner or 'no owner yet'}"
    risk = {"text": f"{line.number}. {what}", "url": line.url, "note": note}
    return [[*when, *tag], risk, line.risk.funding or {"reason": "not known"}]


def register(request: Looking, body: str) -> HttpResponse:
    """A body's register on a day, the worst first, narrowed by links; with its heat map."""
    asked = asked_day(request)
    viewer = request.viewer
    held = access_register(viewer, body, clock.today())
    show = _show(request)
    found = risk_register(held, asked.day, viewer, narrowed=show)
    url = reverse("risks:register", args=[body])
    context = {
        "breadcrumbs": crumbs(),
        "asked": asked,
        "found": found,
        "rows": register_rows(found.lines),
        "columns": COLUMNS,
        "caption": _caption(found, show),
        "filters": _filters(request, found, show),
        "keeps": bool(can_keep(viewer, held, clock.today())),
        "reads_all": bool(can_read_all(viewer, held, clock.today())),
        "keep_query": [("show", show)] if show != "open" else [],
        "register_url": url,
        "day_query": query_with(request, show=None),
        "csv_url": with_query(reverse("risks:register-csv", args=[body]), request),
        "xlsx_url": with_query(reverse("risks:register-xlsx", args=[body]), request),
    }
    return render(request, "risks/register.html", context)


def _show(request: Looking) -> str:
    show: str = request.GET.get("show", "open")
    levels = show.split("x")
    is_cell = len(levels) == 2 and all(one.isdecimal() and len(one) < 3 for one in levels)
    return show if show in NARROWINGS or is_cell else "open"


def _caption(found: RiskRegister, show: str) -> str:
    if show in NARROWINGS:
        return {"open": "Open risks", "all": "All risks"}.get(show, NARROWINGS[show])
    return f"Open risks of likelihood {show[0]} and impact {show[2:]}"


def _filters(request: Looking, found: RiskRegister, show: str) -> list[dict[str, Any]]:
    here = reverse("risks:register", args=[found.body.slug])
    since = f" since {spell_day(found.since)}" if found.since else ""
    told = {"new": f"New{since}", "up": f"Up{since}"}
    options = [
        {
            "label": told.get(key, label),
            "url": with_query(here, request, show=key),
            "current": key == show,
            "count": found.counts[key],
        }
        for key, label in NARROWINGS.items()
        if found.since or key not in ("new", "up")
    ]
    return [{"label": "Show", "options": options}]


def register_csv(request: Looking, body: str) -> HttpResponse:
    """The register as the page shows it, as a CSV file that can be imported again."""
    found = _file(request, body)
    return csv_response(f"{_name(found)}.csv", csv_rows(found))


def register_xlsx(request: Looking, body: str) -> HttpResponse:
    """The same as an Excel file."""
    found = _file(request, body)
    response = HttpResponse(xlsx_file(found), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_name(found)}.xlsx"'
    return response


def _file(request: Looking, body: str) -> RiskRegister:
    held = access_register(request.viewer, body, clock.today())
    return risk_register(held, asked_day(request).day, request.viewer, narrowed=_show(request))


def _name(found: RiskRegister) -> str:
    return f"{found.body.slug}-risks-{found.on.isoformat()}"


@signed_in
def cause(request: Looking, pk: int) -> HttpResponse:
    """Every open risk of one cause that the viewer may see, in whatever register."""
    asked = asked_day(request)
    found = access_cause(request.viewer, pk, clock.today())
    risks = Risk.objects.filter(cause=found).visible_to(request.viewer, asked.day)
    lines = [one for one in lines_of(risks.perhaps_open(asked.day), asked.day) if one.open]
    context = {
        "breadcrumbs": crumbs(),
        "asked": asked,
        "cause": found,
        "rows": register_rows(sorted(lines, key=lambda one: one.order), tell_register=True),
        "columns": COLUMNS,
        "bands": band_words(lines),
    }
    return render(request, "risks/cause.html", context)
