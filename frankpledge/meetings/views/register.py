"""Changing the register by a decision of the board: terms, appointments, ends of memberships."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.meetings.forms.decisions import AmendTermsForm, AppointForm, EndMembershipForm
from frankpledge.meetings.operations import (
    amend_terms_by_decision,
    appoint_by_decision,
    end_by_decision,
)
from frankpledge.meetings.queries.decisions import carried_decisions
from frankpledge.meetings.views.decisions import board_crumbs
from frankpledge.partnership.models import Body
from frankpledge.partnership.permissions import can_keep_register
from frankpledge.partnership.queries.register import seats
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.verdict import Refused

# What goes from one form to the next, so that it is not typed again.
CARRIED = ("seat", "represents", "post", "starts")


def _kept(request: Looking, body: str) -> Body:
    """A board whose register the viewer keeps. Raises Http404 and PermissionDenied."""
    board = access_body(body)
    if not can_keep_register(request.viewer, board):
        raise PermissionDenied
    return board


def _asked(request: Looking, *names: str) -> dict[str, str]:
    """What the form before this one, or a decision's page, has to say already."""
    return {name: request.GET[name] for name in names if request.GET.get(name)}


def _taken(board: Body, request: Looking) -> dict[str, date]:
    """The day of the decision that was chosen before: as a rule, things start on it."""
    chosen = request.GET.get("decision", "")
    found = next((one for one in carried_decisions(board) if str(one.pk) == chosen), None)
    return {"starts": found.taken} if found else {}


@signed_in
def appoint(request: Looking, body: str) -> HttpResponse:
    """Appoint a member to a seat that the terms of reference provide."""
    board = _kept(request, body)
    initial = {**_taken(board, request), **_asked(request, "decision", *CARRIED)}
    form = AppointForm(board, request.POST or None, initial=initial)
    amend_url = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            appoint_by_decision(by=request.viewer.actor, board=board, **data)
        except Refused as no:
            form.add_error(None, no.reason)
            if not _has_seat(board, data["seat"]):
                amend_url = _amend_first(board, data)
        else:
            messages.success(request, f"{data['post']} now holds the seat.")
            return redirect(board)
    return _form(
        request,
        board,
        form,
        "appoint",
        "Appoint a member",
        "Appoint to the seat",
        seats=seats(board, clock.today()),
        amend_url=amend_url,
    )


def _has_seat(board: Body, slug: str) -> bool:
    return board.seats.filter(slug=slug).exists()


def _amend_first(board: Body, data: dict[str, Any]) -> str:
    """The form that brings the seat in, with everything that was typed here kept for afterwards."""
    known = {
        "seat": data["seat"],
        "represents": data["represents"].slug,
        "post": data["post"],
        "starts": data["starts"].isoformat(),
        "decision": data["decision"].pk,
        "seat_slug": data["seat"],
        "seat_title": data["represents"].name_on(data["starts"]),
    }
    return f"{reverse('meetings:amend-terms', args=[board.slug])}?{urlencode(known)}"


@signed_in
def amend_terms(request: Looking, body: str) -> HttpResponse:
    """A new version of the terms of reference, as the board decided."""
    board = _kept(request, body)
    initial = _asked(request, "decision", "seat_slug", "seat_title")
    form = AmendTermsForm(board, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            terms = amend_terms_by_decision(
                by=request.viewer.actor, board=board, **form.cleaned_data
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "The new terms of reference are recorded.")
            messages.info(request, f"In force from {terms.period.removeprefix('since ')}.")
            waiting = _asked(request, "decision", *CARRIED)
            if "seat" not in waiting:
                return redirect(board)
            here = reverse("meetings:appoint", args=[board.slug])
            return redirect(f"{here}?{urlencode(waiting)}")
    return _form(
        request,
        board,
        form,
        "amend-terms",
        "Amend the terms of reference",
        "Record the new terms",
    )


@signed_in
def end(request: Looking, body: str) -> HttpResponse:
    """End a membership, as the board decided."""
    board = _kept(request, body)
    form = EndMembershipForm(
        board, clock.today(), request.POST or None, initial=_asked(request, "decision")
    )
    if request.method == "POST" and form.is_valid():
        try:
            end_by_decision(by=request.viewer.actor, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "The last day of the membership is recorded.")
            return redirect(board)
    return _form(request, board, form, "end-membership", "End a membership", "Record its last day")


def _form(
    request: Looking,
    board: Body,
    form: GovukForm,
    then: str,
    title: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    carried = {name: value for name, value in request.GET.items() if name != "decision"}
    record = reverse("meetings:record-decision", args=[board.slug])
    context = {
        "breadcrumbs": [
            *board_crumbs(board)[:2],
            (board.short_on(clock.today()), board.get_absolute_url()),
        ],
        "form": form,
        "title": title,
        "button": button,
        "caption": board.name_on(clock.today()),
        "record_url": f"{record}?{urlencode({**carried, 'then': then})}",
        **more,
    }
    return render(request, "meetings/by_decision.html", context)
