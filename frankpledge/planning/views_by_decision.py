"""Adopting, amending and reviewing an agreement: each by a decision of its board."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from frankpledge.documents.pandoc import UnreadableDocument
from frankpledge.meetings.forms.decisions import ByDecisionForm
from frankpledge.partnership.models import Body
from frankpledge.partnership.permissions import can_keep_register
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.planning.forms import AdoptForm, AmendForm
from frankpledge.planning.models import Agreement
from frankpledge.planning.operations import adopt_agreement, amend_agreement, review_agreement
from frankpledge.planning.queries import agreements_of
from frankpledge.planning.queries.basis import basis_for
from frankpledge.planning.rules import may_be_based
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.verdict import Refused

SIGN_ANEW = (
    "Signatures were given to what the agreement says now. Once it is amended, they are kept with "
    "it and every party is asked to sign anew."
)


def _kept_board(request: Looking, body: str) -> Body:
    board = access_body(body)
    if not can_keep_register(request.viewer, board):
        raise PermissionDenied
    return board


def _kept_agreement(request: Looking, slug: str) -> Agreement:
    found: Agreement = get_object_or_404(Agreement.objects.select_related("board__area"), slug=slug)
    if not can_keep_register(request.viewer, found.board):
        raise PermissionDenied
    return found


@signed_in
def by_decision(request: Looking, body: str) -> HttpResponse:
    """What a decision may change: the board's agreements, or a new one."""
    board = _kept_board(request, body)
    chosen = request.GET.get("decision", "")
    context = {
        "breadcrumbs": _crumbs(),
        "board": board,
        "name": board.name_on(clock.today()),
        "agreements": agreements_of(board),
        "query": f"?decision={chosen}" if chosen.isdecimal() else "",
    }
    return render(request, "planning/by_decision.html", context)


@signed_in
def adopt(request: Looking, body: str) -> HttpResponse:
    """A new agreement, as the board decided."""
    board = _kept_board(request, body)
    form = AdoptForm(board, request.POST or None, initial=_chosen(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = adopt_agreement(
                by=request.viewer.actor,
                decision=data["decision"],
                board=board,
                slug=data["slug"],
                wording=form.wording,
            )
        except Refused as no:
            form.add_error(None, no.reason)
        except UnreadableDocument as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, f"“{made.title}” is adopted.")
            return redirect(made)
    return _form(
        request,
        board,
        form,
        "Adopt an agreement",
        "Record the agreement",
        warning=_what_is_missing(board),
    )


def _what_is_missing(board: Body) -> str:
    """Why a new agreement of today would be refused; "" where nothing stands in its way."""
    today = clock.today()
    found = basis_for(board, today, today)
    return may_be_based(found).reason if found else ""


@signed_in
def amend(request: Looking, slug: str) -> HttpResponse:
    """An agreement as the board decided to change it. What it said before is kept."""
    found = _kept_agreement(request, slug)
    initial = {
        **_chosen(request),
        "title": found.title,
        "text": found.text,
        "starts": found.starts,
        "ends": found.ends,
        "review_months": found.review_months,
        "version": found,
    }
    form = AmendForm(found, found.board, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            amend_agreement(
                by=request.viewer.actor,
                decision=data["decision"],
                agreement=found,
                wording=form.wording,
                version=data["version"],
                joins=form.joining,
                leaves=data["leaves"],
            )
        except Refused as no:
            form.add_error(None, no.reason)
        except UnreadableDocument as error:
            form.add_error("text", str(error))
        else:
            messages.success(
                request, "The agreement is amended. Its parties are asked to sign it anew."
            )
            return redirect(found)
    return _form(
        request, found.board, form, "Amend the agreement", "Record the amendment", warning=SIGN_ANEW
    )


@signed_in
def review(request: Looking, slug: str) -> HttpResponse:
    """The board reviewed its agreement, and leaves it as it is."""
    found = _kept_agreement(request, slug)
    form = ByDecisionForm(found.board, request.POST or None, initial=_chosen(request))
    if request.method == "POST" and form.is_valid():
        try:
            review_agreement(
                by=request.viewer.actor,
                decision=form.cleaned_data["decision"],
                agreement=found,
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "The review is recorded.")
            return redirect(found)
    return _form(
        request, found.board, form, "Record the review of the agreement", "Record the review"
    )


def _chosen(request: Looking) -> dict[str, str]:
    chosen = request.GET.get("decision", "")
    return {"decision": chosen} if chosen.isdecimal() else {}


def _crumbs() -> list[tuple[str, str]]:
    return [("Home", "/"), ("Priorities and agreement", reverse("planning:index"))]


def _form(
    request: Looking, board: Body, form: GovukForm, title: str, button: str, warning: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "breadcrumbs": _crumbs(),
        "form": form,
        "title": title,
        "button": button,
        "caption": board.name_on(clock.today()),
        "warning": warning,
        "record_url": reverse("meetings:record-decision", args=[board.slug]),
    }
    return render(request, "planning/change.html", context)
