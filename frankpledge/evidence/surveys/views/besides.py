"""Setting recorded figures beside an answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from frankpledge.analytics.measures import types
from frankpledge.evidence.keeping import store
from frankpledge.evidence.surveys.access import (
    access_beside,
    access_kept_survey,
    access_question,
)
from frankpledge.evidence.surveys.counting import NUMBERS, Counting
from frankpledge.evidence.surveys.forms.stating import BesideForm
from frankpledge.evidence.surveys.operations.stating import set_beside, take_away
from frankpledge.evidence.surveys.views.trail import crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused


@signed_in
def add(request: Looking, area: str, number: int, slug: str) -> HttpResponse:
    """Choose an answer, and a measure of the same place and period to stand beside it."""
    found = access_kept_survey(request.viewer, area, number)
    question = access_question(request.viewer, found, slug)
    if question.kind in NUMBERS:
        raise Http404("Only an answer can have figures beside it.")
    places = Counting(found, public=False).places
    initial = {"first": f"{found.starts:%Y-%m}", "last": f"{found.ends:%Y-%m}"}
    form = BesideForm(
        question.options, places, types(store()), request.POST or None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_beside(
                by=request.viewer.actor,
                question=question,
                option=form.cleaned_data["option"],
                asked=form.question,
                place=form.cleaned_data["place"],
                now=clock.now(),
            )
        except Refused as no:
            form.add_error("measure", no.reason)
        else:
            messages.success(request, "It stands beside the answer.")
            return redirect(question)
    title = "Set recorded figures beside an answer"
    return form_page(request, form, title, "Set it beside", crumbs(found, question))


@signed_in
@require_POST
def remove(request: Looking, area: str, number: int, slug: str, pk: int) -> HttpResponse:
    """Take recorded figures away from beside an answer."""
    found = access_kept_survey(request.viewer, area, number)
    question = access_question(request.viewer, found, slug)
    take_away(by=request.viewer.actor, record=access_beside(question, pk))
    messages.success(request, "It stands beside the answer no longer.")
    return redirect(question)
