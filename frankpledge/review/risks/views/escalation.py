"""Putting a risk to another body, that body's answer, and asking for an action."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.risks.access import (
    access_answered,
    access_asking,
    access_kept_risk,
    access_risk,
)
from frankpledge.review.risks.forms import AnswerForm, AskActionForm, EscalateForm
from frankpledge.review.risks.models import Escalation
from frankpledge.review.risks.operations import (
    accept_risk,
    ask_for_action,
    escalate,
    return_risk,
    withdraw_escalation,
)
from frankpledge.review.risks.permissions import boards_to_ask, can_keep
from frankpledge.review.risks.queries.lines import line_of
from frankpledge.review.risks.queries.reach import may_be_put_to
from frankpledge.review.risks.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused


@signed_in
def put(request: Looking, body: str, number: int) -> HttpResponse:
    """Put a risk to a board above, or to a member of the board whose risk it is."""
    today = clock.today()
    risk = access_kept_risk(request.viewer, body, number, today)
    bodies = may_be_put_to(risk.register, today)
    if not bodies:
        raise Refused(
            "There is nobody to put it to: this body reports to no board, and has no members."
        )
    form = EscalateForm(bodies, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            escalate(by=request.viewer.actor, risk=risk, on=today, **data)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"{data['to'].name_on(today)} has been asked to take it.")
            return redirect(risk)
    trail = crumbs(risk.register, risk)
    return form_page(
        request, form, "Ask another body to take this risk", "Ask them", trail, risk.title
    )


@signed_in
def answer(request: Looking, body: str, number: int, pk: int) -> HttpResponse:
    """Take a risk that was put to one's body, or return it."""
    today = clock.today()
    asking = access_answered(request.viewer, body, number, pk, today)
    risk, to = asking.risk, asking.to.name_on(today)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = _answer(request, asking, form)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, said)
            return redirect(request.path)
    context = {
        "breadcrumbs": crumbs(risk.register, risk),
        "asking": asking,
        "line": line_of(risk, today),
        "form": form,
        "to": to,
        "taken": asking.became,
    }
    return render(request, "risks/answer.html", context)


def _answer(request: Looking, asking: Escalation, form: AnswerForm) -> str:
    data, by, today = form.cleaned_data, request.viewer.actor, clock.today()
    if data["what"] == "returned":
        return_risk(by=by, escalation=asking, on=today, answer=data["answer"])
        return "The risk is returned, with your reason."
    made = accept_risk(by=by, escalation=asking, on=today, answer=data["answer"], ref=data["ref"])
    return f"It is risk {made.number} in your register now."


@signed_in
@require_POST
def withdraw(request: Looking, body: str, number: int, pk: int) -> HttpResponse:
    """Ask no longer."""
    today = clock.today()
    asking = access_asking(request.viewer, body, number, pk, today)
    if not can_keep(request.viewer, asking.risk.register, today):
        raise Http404("Those who asked withdraw it.")
    withdraw_escalation(by=request.viewer.actor, escalation=asking, on=today)
    messages.success(request, f"{asking.to.name_on(today)} is no longer asked.")
    return redirect(asking.risk)


@signed_in
def ask_action(request: Looking, body: str, number: int) -> HttpResponse:
    """Ask for an action because of a risk, in a board's register of actions."""
    today = clock.today()
    risk = access_risk(request.viewer, body, number, today)
    boards = boards_to_ask(request.viewer, risk, today)
    if not boards:
        raise Http404("This page is for the board's secretary.")
    first = risk.register.slug if risk.register_id in boards else None
    form = AskActionForm(risk.register, boards, request.POST or None, initial={"board": first})
    if request.method == "POST" and form.is_valid():
        action = ask_for_action(
            by=request.viewer.actor, risk=risk, asked=today, **form.cleaned_data
        )
        messages.success(request, f"It is action {action.number}.")
        return redirect(risk)
    trail = crumbs(risk.register, risk)
    return form_page(
        request,
        form,
        "Ask for an action because of this risk",
        "Add to the register",
        trail,
        risk.title,
    )
