"""A priority through the cycle: its evidence, its decision, its review, and going on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.meetings.forms.decisions import ByDecisionForm
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.planning.access import access_based, access_basis, access_moved
from frankpledge.planning.forms import BasisForm, MoveForm, NameDecisionForm, ReviewForm
from frankpledge.planning.models import Priority
from frankpledge.planning.operations import (
    drop_basis,
    give_review,
    move_priority,
    name_basis,
    set_by_decision,
)
from frankpledge.planning.queries.cycle import evidence_for, item_of
from frankpledge.planning.rules.cycle import STAGE_TRANSITIONS, STAGES, may_leave, next_stage
from frankpledge.planning.views_priority import crumbs
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.verdict import Refused

GONE = "The priority will no longer rest on it."


def _post(request: Looking) -> str:
    account = request.viewer.account
    return account.post if account else ""


@signed_in
def name_evidence(request: Looking, board: str, year: str, slug: str) -> HttpResponse:
    """A finding or an assessment that the priority rests on, and why."""
    found = access_based(request.viewer, board, year, slug)
    form = BasisForm(evidence_for(found, request.viewer), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            name_basis(
                by=request.viewer.actor,
                priority=found,
                who=_post(request),
                on=clock.today(),
                **form.cleaned_data,
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "What it rests on is named.")
            return redirect(found)
    none = "" if form.known else "No finding or assessment can be named yet. Keep a finding first."
    return _form(request, found, form, "Name what it rests on", "Name it", none=none)


@signed_in
def drop_evidence(request: Looking, board: str, year: str, slug: str, pk: int) -> HttpResponse:
    """Take away something that the priority rests on."""
    found = access_based(request.viewer, board, year, slug)
    basis = access_basis(request.viewer, found, pk)
    form = GovukForm(request.POST or None)
    if request.method == "POST":
        try:
            drop_basis(by=request.viewer.actor, basis=basis, on=clock.today())
        except Refused as no:
            messages.error(request, no.reason)
        else:
            messages.success(request, "It no longer rests on it.")
        return redirect(found)
    title = "Take away what it rests on"
    return _form(request, found, form, title, "Take it away", text=f"{basis.label}. {GONE}")


@signed_in
def decision(request: Looking, board: str, year: str, slug: str) -> HttpResponse:
    """The decision of its board that set the priority."""
    found = access_moved(request.viewer, board, year, slug)
    initial = {"decision": found.decision, "version": found}
    form = NameDecisionForm(found.board, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_by_decision(by=request.viewer.actor, priority=found, **form.values)
        except Refused as no:
            form.add_error("decision", no.reason)
        else:
            messages.success(request, "The decision is named.")
            return redirect(found)
    return _form(request, found, form, "Name the decision that set it", "Name the decision")


@signed_in
def review_date(request: Looking, board: str, year: str, slug: str) -> HttpResponse:
    """When the priority is reviewed, and by what."""
    found = access_moved(request.viewer, board, year, slug)
    initial = {"day": found.reviewed, "by_what": found.reviewed_by, "version": found}
    form = ReviewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            give_review(by=request.viewer.actor, priority=found, **form.values)
        except Refused as no:
            form.add_error("by_what", no.reason)
        else:
            messages.success(request, "The date of review is kept.")
            return redirect(found)
    return _form(request, found, form, "Give its date of review", "Keep the date")


@signed_in
def move(request: Looking, board: str, year: str, slug: str) -> HttpResponse:
    """To the next stage of the cycle, with the reason; or why it cannot go on yet."""
    found = access_moved(request.viewer, board, year, slug)
    to = next_stage(found.stage)
    form = MoveForm(request.POST or None, initial={"version": found})
    if request.method == "POST" and form.is_valid():
        try:
            move_priority(
                by=request.viewer.actor,
                priority=found,
                to=to,
                who=_post(request),
                on=clock.today(),
                **form.cleaned_data,
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"It is in {STAGES[to]} now.")
            return redirect(found)
    title = STAGE_TRANSITIONS[found.stage][to]
    missing = may_leave(item_of(found, clock.today())).reason
    return _form(request, found, form, title, title, none=missing)


def _form(
    request: Looking, found: Priority, form: GovukForm, title: str, button: str, **more: Any
) -> HttpResponse:
    record_url = reverse("meetings:record-decision", args=[found.board.slug])
    context = {
        "breadcrumbs": crumbs(found),
        "form": form,
        "title": title,
        "button": button,
        "caption": str(found),
        "record_url": record_url if isinstance(form, ByDecisionForm) else "",
        **more,
    }
    return render(request, "planning/priority_form.html", context)
