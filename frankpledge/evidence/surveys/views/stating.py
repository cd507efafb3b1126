"""Recording what a paper states beside a survey, and taking it away again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from frankpledge.evidence.surveys.access import access_kept_survey, access_stated
from frankpledge.evidence.surveys.forms.stating import SavingsForm, SpendForm, StateForm
from frankpledge.evidence.surveys.operations.stating import (
    state_figures,
    state_savings,
    state_spending,
    take_away,
)
from frankpledge.evidence.surveys.views.trail import crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused


def _state(
    request: Looking,
    where: tuple[str, int],
    form: GovukForm,
    record: Callable[..., Any],
    title: str,
) -> HttpResponse:
    found = access_kept_survey(request.viewer, *where)
    if request.method == "POST" and form.is_valid():
        try:
            record(by=request.viewer.actor, survey=found, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "Recorded.")
            return redirect(found)
    return form_page(request, form, title, "Record it", crumbs(found))


@signed_in
def figures(request: Looking, area: str, number: int) -> HttpResponse:
    """Shares that a paper states, without records."""
    form = StateForm(request.POST or None)
    return _state(request, (area, number), form, state_figures, "State figures")


@signed_in
def spending(request: Looking, area: str, number: int) -> HttpResponse:
    """A spend table, held against the total that is stated."""
    form = SpendForm(request.POST or None)
    return _state(request, (area, number), form, state_spending, "State spending")


@signed_in
def savings(request: Looking, area: str, number: int) -> HttpResponse:
    """A savings target, and how far it is met."""
    form = SavingsForm(request.POST or None)
    return _state(request, (area, number), form, state_savings, "State savings")


@signed_in
@require_POST
def remove(request: Looking, area: str, number: int, what: str, pk: int) -> HttpResponse:
    """Take away what was recorded by mistake."""
    found = access_kept_survey(request.viewer, area, number)
    take_away(by=request.viewer.actor, record=access_stated(found, what, pk))
    messages.success(request, "Taken away. The history keeps what it said.")
    return redirect(found)
