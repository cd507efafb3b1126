"""Decisions of a board: the list, one of them, and recording one of a past meeting."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import access_decision
from frankpledge.meetings.forms.decisions import RecordDecisionForm
from frankpledge.meetings.models import Decision
from frankpledge.meetings.operations import record_decision
from frankpledge.meetings.permissions import can_run
from frankpledge.meetings.queries.decisions import decision_page, decisions_of, is_outside
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.partnership.models import Body
from frankpledge.partnership.permissions import can_keep_register
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused

# Where the form for recording a decision may lead on to, with the decision chosen.
THEN = {
    "appoint": "meetings:appoint",
    "amend-terms": "meetings:amend-terms",
    "end-membership": "meetings:end-membership",
}


def board_crumbs(board: Body) -> list[tuple[str, str]]:
    """Where a page about a board's decisions stands."""
    return [
        ("Home", "/"),
        ("Meetings", reverse("meetings:index")),
        (board.short_on(clock.today()), reverse("meetings:board", args=[board.slug])),
    ]


def index(request: Looking, body: str) -> HttpResponse:
    """What a board has decided, by meeting: to the public what stands in published minutes."""
    board = access_body(body)
    keeps = bool(can_keep_register(request.viewer, board))
    context = {
        "breadcrumbs": board_crumbs(board),
        "board": board,
        "name": board.name_on(clock.today()),
        "meetings": decisions_of(board, request.viewer),
        "keeps": keeps,
        "outside": is_outside(request.viewer, board),
    }
    return render(request, "meetings/decisions.html", context)


def decision(request: Looking, body: str, slug: str, number: int) -> HttpResponse:
    """One decision, and what it brought about."""
    found = access_decision(request.viewer, body, slug, number)
    runs = bool(can_run(request.viewer, found.meeting))
    context = {
        "breadcrumbs": [
            *crumbs(found.meeting, inside=True),
            ("Decisions", reverse("meetings:decisions", args=[body])),
        ],
        "page": decision_page(found, request.viewer),
        "runs": runs,
        "history": entries_about(found) if runs else [],
    }
    return render(request, "meetings/decision.html", context)


@signed_in
def record(request: Looking, body: str) -> HttpResponse:
    """Record a decision of a past meeting, then go back to what it is needed for."""
    board = access_body(body)
    if not can_keep_register(request.viewer, board):
        raise PermissionDenied
    form = RecordDecisionForm(board, clock.today(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = record_decision(by=request.viewer.actor, on=clock.today(), **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"{made.reference} is recorded.")
            return redirect(_next(request, made))
    context = {
        "breadcrumbs": [
            *board_crumbs(board),
            ("Decisions", reverse("meetings:decisions", args=[body])),
        ],
        "form": form,
        "title": "Record a decision",
        "button": "Record the decision",
        "caption": board.name_on(clock.today()),
    }
    return render(request, "form_page.html", context)


def _next(request: Looking, made: Decision) -> str:
    """The form that asked for a decision, filled as it was; else the decision itself."""
    carried = request.GET.copy()
    wanted = THEN.get("".join(carried.pop("then", [""])))
    if wanted is None:
        return made.get_absolute_url()
    carried["decision"] = str(made.pk)
    return f"{reverse(wanted, args=[made.meeting.body.slug])}?{carried.urlencode()}"
