"""Proposals for the forward plan: a member asks, the secretary answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import (
    access_planned_body,
    access_proposal,
    access_proposing,
)
from frankpledge.meetings.forms import AcceptForm, DeclineForm, ProposeForm
from frankpledge.meetings.models import PlanProposal
from frankpledge.meetings.operations import accept_proposal, decline_proposal
from frankpledge.meetings.operations import propose as propose_item
from frankpledge.meetings.permissions import can_plan
from frankpledge.meetings.queries.planning import proposing_bodies
from frankpledge.meetings.views.calendar import board_crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm


@signed_in
def propose(request: Looking, body: str) -> HttpResponse:
    """Propose an item for a board's plan, on behalf of a body that sits on it."""
    found = access_proposing(request.viewer, body)
    proposing = proposing_bodies(request.viewer, found, clock.today())
    if not proposing:
        raise Http404("None of your bodies sits on this board.")
    form = ProposeForm(found, proposing, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = propose_item(
            by=request.viewer.actor, body=found, on=clock.today(), **form.cleaned_data
        )
        messages.success(request, "The secretary has your proposal. The answer will stand here.")
        return redirect(_url(made))
    context = {
        "breadcrumbs": board_crumbs(found, plan=True),
        "caption": found.name_on(clock.today()),
        "form": form,
        "title": "Propose an item",
        "button": "Send it to the secretary",
    }
    return render(request, "form_page.html", context)


@signed_in
def proposal(request: Looking, body: str, number: int) -> HttpResponse:
    """One proposal and its answer; for the secretary, the two ways to answer it."""
    found = access_proposal(request.viewer, body, number)
    return _page(request, found, _accept_form(found), _decline_form())


@signed_in
def accept(request: Looking, body: str, number: int) -> HttpResponse:
    """Take a proposal into an empty cell of the plan."""
    found = _to_answer(request, body, number)
    form = _accept_form(found, request)
    if request.method == "POST" and form.is_valid():
        accept_proposal(
            by=request.viewer.actor, proposal=found, on=clock.today(), **form.cleaned_data
        )
        messages.success(request, f"“{found.title}” is in the plan.")
        return redirect("meetings:plan", body)
    return _page(request, found, form, _decline_form())


@signed_in
def decline(request: Looking, body: str, number: int) -> HttpResponse:
    """Answer a proposal that is not taken up, with the reason."""
    found = _to_answer(request, body, number)
    form = _decline_form(request)
    if request.method == "POST" and form.is_valid():
        decline_proposal(by=request.viewer.actor, proposal=found, **form.cleaned_data)
        messages.success(request, "The answer stands beside the proposal.")
        return redirect(_url(found))
    return _page(request, found, _accept_form(found), form)


def _to_answer(request: Looking, body: str, number: int) -> PlanProposal:
    access_planned_body(request.viewer, body)
    return access_proposal(request.viewer, body, number)


def _accept_form(found: PlanProposal, request: Looking | None = None) -> AcceptForm:
    wanted = {"meeting": found.wanted_at.slug if found.wanted_at else None}
    sent = request.POST or None if request else None
    return AcceptForm(found.body, sent, initial=wanted)


def _decline_form(request: Looking | None = None) -> DeclineForm:
    # Both forms stand on one page, and each asks for an answer: their fields need ids of their own.
    return DeclineForm(request.POST or None if request else None, auto_id="decline_%s")


def _url(found: PlanProposal) -> str:
    return reverse("meetings:proposal", args=[found.body.slug, found.pk])


def _page(
    request: Looking, found: PlanProposal, accepting: GovukForm, declining: GovukForm
) -> HttpResponse:
    day = clock.today()
    context = {
        "breadcrumbs": board_crumbs(found.body, plan=True),
        "proposal": found,
        "proposer": found.proposed_by.name_on(day),
        "about": found.about.name_on(day) if found.about else "",
        "form": accepting if accepting.is_bound else declining,
        "accepting": accepting,
        "declining": declining,
        "answers": found.state == "proposed" and bool(can_plan(request.viewer, found.body)),
        "history": entries_about(found),
    }
    return render(request, "meetings/plan_proposal.html", context)
