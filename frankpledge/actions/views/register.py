"""Registers of actions: mine, a board's, asking, and going through it at a meeting."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.actions.access import access_kept, access_register
from frankpledge.actions.forms import AskForm, GoThroughForm, MeetingDayForm
from frankpledge.actions.meeting_days import last_meeting
from frankpledge.actions.operations import ChangedMeanwhile, ask, go_through
from frankpledge.actions.permissions import can_keep, can_read_all
from frankpledge.actions.queries.looking import Row, to_go_through
from frankpledge.actions.queries.register import NARROWINGS, Register, owner_page, shelves
from frankpledge.actions.queries.register import register as read_register
from frankpledge.actions.tables import COLUMNS, csv_rows, register_rows
from frankpledge.actions.views.trail import crumbs
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.asking import asked_day, query_with, with_query
from frankpledge.shared.pages import form_page
from frankpledge.shared.tables import csv_response
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of

LINES_A_PAGE = 100


@signed_in
def index(request: Looking) -> HttpResponse:
    """What my bodies are asked, and the registers I may read."""
    day, viewer = clock.today(), request.viewer
    mine = owner_page(viewer.bodies | viewer.secretary_of, day)
    context = {
        "breadcrumbs": crumbs()[:1],
        "mine": mine,
        "rows": register_rows(mine, tell_board=True),
        "columns": ["Action", "For", *COLUMNS[2:]],
        "shelves": shelves(viewer, day),
        "keeps": viewer.secretary_of,
    }
    return render(request, "actions/index.html", context)


def register(request: Looking, body: str) -> HttpResponse:
    """A board's register on a day, narrowed by links."""
    board = access_register(request.viewer, body)
    asked = asked_day(request)
    found = _narrowed(request, board)
    page = Paginator(found.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "breadcrumbs": crumbs(),
        "asked": asked,
        "found": found,
        "page": page,
        "page_base": f"?{query_with(request, page=None)}&",
        "columns": COLUMNS,
        "rows": register_rows(page.object_list),
        "filters": _filters(request, found),
        "csv_url": with_query(reverse("actions:register-csv", args=[body]), request, page=None),
        "keeps": bool(can_keep(request.viewer, board)),
        "reads_all": bool(can_read_all(request.viewer, board)),
        "keep_query": [(key, request.GET[key]) for key in ("state", "owner") if key in request.GET],
    }
    return render(request, "actions/register.html", context)


def register_csv(request: Looking, body: str) -> HttpResponse:
    """The register as the page shows it, as a file for a spreadsheet."""
    board = access_register(request.viewer, body)
    found = _narrowed(request, board)
    name = f"{board.slug}-actions-{found.on.isoformat()}.csv"
    return csv_response(name, csv_rows(found.lines))


def _narrowed(request: Looking, board: Body) -> Register:
    state = request.GET.get("state", "open")
    return read_register(
        board,
        asked_day(request).day,
        request.viewer,
        narrowed=state if state in NARROWINGS else "open",
        owner=request.GET.get("owner", ""),
    )


def _filters(request: Looking, found: Register) -> list[dict[str, Any]]:
    """Links that narrow the register: by state, and by owner where there are several."""
    here = reverse("actions:register", args=[found.board.slug])
    state, owner = request.GET.get("state", "open"), request.GET.get("owner", "")
    states = [
        {
            "label": label,
            "url": with_query(here, request, state=key, page=None),
            "current": key == state,
            "count": found.counts[key],
        }
        for key, label in NARROWINGS.items()
    ]
    owners = [
        {
            "label": name,
            "url": with_query(here, request, owner=slug, page=None),
            "current": slug == owner,
            "count": count,
        }
        for slug, name, count in found.owners
    ]
    everybody = {
        "label": "Everybody",
        "url": with_query(here, request, owner=None, page=None),
        "current": not owner,
        "count": None,
    }
    groups = [{"label": "Show", "options": states}]
    if len(owners) > 1:
        groups.append({"label": "Asked of", "options": [everybody, *owners]})
    return groups


@signed_in
def add(request: Looking, body: str) -> HttpResponse:
    """Ask for something, outside a meeting's minutes."""
    board = access_kept(request.viewer, body)
    form = AskForm(board, request.POST or None, initial={"asked": clock.today()})
    if request.method == "POST" and form.is_valid():
        action = ask(by=request.viewer.actor, register=board, **form.cleaned_data)
        messages.success(request, f"It is action {action.number}.")
        return redirect(action)
    return form_page(request, form, "Ask for an action", "Add to the register", crumbs(board))


@signed_in
def look(request: Looking, body: str) -> HttpResponse:
    """Go through the open actions at a meeting: carried over, closed or dropped."""
    board = access_kept(request.viewer, body)
    asked, today = asked_day(request), clock.today()
    day = asked.day if asked.form.is_bound else last_meeting(board, today) or today
    rows = to_go_through(board, day)
    form = GoThroughForm(rows, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = go_through(
                by=request.viewer.actor, register=board, on=day, today=today, looked=form.looked()
            )
        except ChangedMeanwhile as changed:
            form = _with_changes(rows, request.POST, changed)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            said = f"What the board decided about {count_of(count, 'action')} is recorded."
            messages.success(request, said)
            return redirect("actions:register", body)
    context = {
        "breadcrumbs": crumbs(board),
        "name": board.name_on(day),
        "day": day,
        "form": form,
        "chooser": asked.form if asked.form.errors else MeetingDayForm(initial={"on": day}),
        "rows": [_row(form, row) for row in rows],
        "button": f"Record what the board decided about {count_of(len(rows), 'action')}",
    }
    return render(request, "actions/look.html", context)


def _row(form: GoThroughForm, row: Row) -> dict[str, Any]:
    return {
        "line": row.line,
        "outcome": form[f"outcome-{row.number}"],
        "note": form[f"note-{row.number}"],
        "version": form[f"version-{row.number}"],
    }


def _with_changes(
    rows: tuple[Row, ...], sent: QueryDict, changed: ChangedMeanwhile
) -> GoThroughForm:
    """What was chosen, with what somebody changed meanwhile said beside it; a second press goes
    through."""
    data = sent.copy()
    for action in changed.actions:
        data[f"version-{action.number}"] = str(action.version)
    form = GoThroughForm(rows, data)
    for action in changed.actions:
        said = f" It now says: {action.progress}" if action.progress else ""
        form.add_error(
            f"outcome-{action.number}",
            f"Action {action.number} changed after you opened this page.{said} Look at what you "
            "chose, then record it again.",
        )
    return form
