"""Defining an indicator, changing it, ending it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.indicators.access import access_kept, access_kept_indicator
from frankpledge.review.indicators.forms import DefinitionForm, EndForm, initial_of
from frankpledge.review.indicators.operations import (
    change_indicator,
    define_indicator,
    end_indicator,
)
from frankpledge.review.indicators.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused


@signed_in
def define(request: Looking, body: str) -> HttpResponse:
    """Define an indicator of a body."""
    today = clock.today()
    held = access_kept(request.viewer, body, today)
    form = DefinitionForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = define_indicator(
                by=request.viewer.actor, body=held, given=form.given(), on=today
            )
        except Refused as no:
            form.add_error("name", no.reason)
        else:
            messages.success(request, "It is defined. It is in development until a figure comes.")
            return redirect(made)
    return form_page(request, form, "Define an indicator", "Define it", crumbs(held))


@signed_in
def change(request: Looking, body: str, slug: str) -> HttpResponse:
    """Change what an indicator is."""
    found = access_kept_indicator(request.viewer, body, slug, clock.today())
    form = DefinitionForm(found.body, request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_indicator(
                by=request.viewer.actor,
                indicator=found,
                given=form.given(),
                version=form.cleaned_data["version"],
            )
        except Refused as no:
            form.add_error("kind", no.reason)
        else:
            messages.success(request, "The indicator is changed.")
            return redirect(found)
    trail = crumbs(found.body, found)
    return form_page(request, form, "Change the indicator", "Save the indicator", trail)


@signed_in
def end(request: Looking, body: str, slug: str) -> HttpResponse:
    """End an indicator, with the reason."""
    found = access_kept_indicator(request.viewer, body, slug, clock.today())
    initial = {"on": clock.today(), "version": found}
    form = EndForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            end_indicator(by=request.viewer.actor, indicator=found, **form.cleaned_data)
        except Refused as no:
            form.add_error("on", no.reason)
        else:
            messages.success(request, "The indicator has ended. Its page and figures stay.")
            return redirect(found)
    trail = crumbs(found.body, found)
    return form_page(request, form, "End the indicator", "End this indicator", trail)
