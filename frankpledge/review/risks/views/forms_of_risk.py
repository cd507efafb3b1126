"""Raising, changing, scoring, reviewing, closing and controlling a risk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from frankpledge.partnership.marking.views import mark_page
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.risks.access import (
    access_control,
    access_kept,
    access_kept_risk,
    access_reviewed_risk,
)
from frankpledge.review.risks.forms import (
    ChangeForm,
    ControlForm,
    EndControlForm,
    RaiseForm,
    ReviewForm,
    ScoreForm,
    TurnForm,
    change_initial,
)
from frankpledge.review.risks.models import Cause, Risk
from frankpledge.review.risks.operations import (
    add_control,
    change_risk,
    close_risk,
    end_control,
    raise_risk,
    reopen_risk,
    review_risk,
    score_risk,
)
from frankpledge.review.risks.operations.raising import name_cause
from frankpledge.review.risks.queries.lines import line_of
from frankpledge.review.risks.queries.matrices import matrix_on
from frankpledge.review.risks.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused


def _on_form(
    request: Looking,
    risk: Risk,
    form: GovukForm,
    words: tuple[str, str, str],
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """One form about a risk. `words`: the page's title, its button, and what is said when done."""
    title, button, said = words
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, said)
            return redirect(risk)
    return form_page(request, form, title, button, crumbs(risk.register, risk), risk.title)


@signed_in
def raise_one(request: Looking, body: str) -> HttpResponse:
    """Put a risk in a register."""
    today = clock.today()
    register = access_kept(request.viewer, body, today)
    form = RaiseForm(
        register,
        matrix_on(register.area_id, today),
        request.POST or None,
        initial={"raised": today, "owner": register.slug},
    )
    if request.method == "POST" and form.is_valid():
        try:
            risk = raise_risk(by=request.viewer.actor, register=register, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"It is risk {risk.number}.")
            return redirect(risk)
    return form_page(request, form, "Raise a risk", "Put it in the register", crumbs(register))


@signed_in
def change_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Change a risk's words, owner, priority, cause and funding."""
    today = clock.today()
    risk = access_kept_risk(request.viewer, body, number, today)
    seen = Risk.objects.visible_to(request.viewer, today).filter(cause__isnull=False)
    causes = Cause.objects.filter(pk__in=seen.values("cause"), area=risk.register.area_id)
    form = ChangeForm(risk, causes, request.POST or None, initial=change_initial(risk))

    def act(data: dict[str, Any]) -> None:
        by = request.viewer.actor
        cause = data["cause"]
        if data["new_cause"].strip():
            cause = name_cause(by=by, register=risk.register, name=data["new_cause"])
        names = ("title", "text", "owner", "owner_post", "priority", "ref", "version")
        given = {name: data[name] for name in names}
        change_risk(by=by, risk=risk, cause=cause, funding=form.money(), **given)

    words = (f"Change risk {number}", "Save the risk", f"Risk {number} is changed.")
    return _on_form(request, risk, form, words, act)


@signed_in
def mark_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Mark a risk, and say who of those who could see it may."""
    today = clock.today()
    risk = access_kept_risk(request.viewer, body, number, today)
    trail = crumbs(risk.register, risk)
    return mark_page(request, risk, area=risk.register.area_id, on=today, trail=trail)


@signed_in
def score_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Score a risk, or what it is to come down to."""
    today = clock.today()
    risk = access_kept_risk(request.viewer, body, number, today)
    matrix = matrix_on(risk.register.area_id, today)
    if matrix is None:
        raise Refused("The area has no risk matrix yet: its area file gives it one.")
    now = line_of(risk, today).scored
    initial: dict[str, Any] = {"on": today, "version": risk, "kind": "current"}
    if now and matrix.has(now):
        initial |= {"likelihood": now.likelihood, "impact": now.impact}
    form = ScoreForm(matrix, request.POST or None, initial=initial)

    def act(data: dict[str, Any]) -> None:
        score_risk(by=request.viewer.actor, risk=risk, today=today, **data)

    words = (f"Score risk {number}", "Record the score", f"Risk {number} is scored.")
    return _on_form(request, risk, form, words, act)


@signed_in
def review_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Record what a review found."""
    today = clock.today()
    risk = access_reviewed_risk(request.viewer, body, number, today)
    form = ReviewForm(request.POST or None, initial={"version": risk})

    def act(data: dict[str, Any]) -> None:
        actor = request.viewer.actor
        review_risk(by=actor, risk=risk, on=today, post=actor.name, **data)

    words = (f"Review risk {number}", "Record the review", f"The review of risk {number} is kept.")
    return _on_form(request, risk, form, words, act)


@signed_in
def close_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Close a risk."""
    return _turn(request, body, number, close_risk, ("Close", "closed"))


@signed_in
def reopen_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Open a risk again."""
    return _turn(request, body, number, reopen_risk, ("Open", "open again"))


def _turn(
    request: Looking, body: str, number: int, turn: Callable[..., Any], how: tuple[str, str]
) -> HttpResponse:
    today = clock.today()
    risk = access_kept_risk(request.viewer, body, number, today)
    form = TurnForm(request.POST or None, initial={"on": today, "version": risk})
    verb, done = how
    more = " again" if verb == "Open" else ""

    def act(data: dict[str, Any]) -> None:
        turn(by=request.viewer.actor, risk=risk, **data)

    words = (
        f"{verb} risk {number}{more}",
        f"{verb} this risk{more}",
        f"Risk {number} is {done}.",
    )
    return _on_form(request, risk, form, words, act)


@signed_in
def control(request: Looking, body: str, number: int) -> HttpResponse:
    """Add a control."""
    risk = access_kept_risk(request.viewer, body, number, clock.today())
    form = ControlForm(risk.register, request.POST or None)

    def act(data: dict[str, Any]) -> None:
        add_control(by=request.viewer.actor, risk=risk, **data)

    words = ("Add what is in place", "Add it to the risk", "What is in place is added.")
    return _on_form(request, risk, form, words, act)


@signed_in
def end_it(request: Looking, body: str, number: int, pk: int) -> HttpResponse:
    """Give a control its last day."""
    today = clock.today()
    found = access_control(request.viewer, body, number, pk, today)
    risk = access_kept_risk(request.viewer, body, number, today)
    form = EndControlForm(request.POST or None, initial={"ends": today, "version": found})

    def act(data: dict[str, Any]) -> None:
        end_control(by=request.viewer.actor, control=found, ends=data["ends"])

    words = (f"No longer in place: {found}", "Record its last day", "Its last day is recorded.")
    return _on_form(request, risk, form, words, act)
