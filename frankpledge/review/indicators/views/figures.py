"""Bringing figures in: one by a form, a measure's; withdrawing one; series beside."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.indicators.access import access_added_to, access_kept_indicator
from frankpledge.review.indicators.forms import SeriesForm, ValueForm, WithdrawForm
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.operations import (
    add_series,
    record_value,
    take_measure,
    withdraw_value,
)
from frankpledge.review.indicators.operations.recording import own_series
from frankpledge.review.indicators.queries.lines import line_of
from frankpledge.review.indicators.rules.periods import next_period
from frankpledge.review.indicators.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of


@signed_in
def add(request: Looking, body: str, slug: str) -> HttpResponse:
    """Add a figure, or revise one by giving its period again."""
    today = clock.today()
    found = access_added_to(request.viewer, body, slug, today)
    form = ValueForm(found, request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            added = record_value(
                by=request.viewer.actor,
                indicator=found,
                figure=form.given(),
                on=today,
                series=form.cleaned_data["series"],
                version=form.cleaned_data["version"],
            )
        except Refused as no:
            form.add_error("starts" if "period" in no.reason else None, no.reason)
        else:
            said = "The figure is recorded." if added else "The record says that already."
            messages.success(request, said)
            return redirect(found)
    trail = crumbs(found.body, found)
    return form_page(request, form, "Add a figure", "Record the figure", trail)


def _initial(found: Indicator) -> dict[str, Any]:
    """The next period, as far as it can be told."""
    line = line_of(found, clock.today())
    wanted = line.due.period if line.due else None
    if wanted is None and line.last:
        wanted = next_period(line.last.period, found.frequency)
    initial: dict[str, Any] = {"version": found, "series": own_series(found)}
    if wanted:
        initial |= {"starts": wanted.starts, "ends": wanted.ends}
    return initial


@signed_in
def withdraw(request: Looking, body: str, slug: str) -> HttpResponse:
    """Take a figure out of use, with the reason."""
    today = clock.today()
    found = access_added_to(request.viewer, body, slug, today)
    last = line_of(found, today).last
    initial = {"starts": last.period.starts, "ends": last.period.ends} if last else {}
    form = WithdrawForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_value(
                by=request.viewer.actor,
                indicator=found,
                period=form.period(),
                on=today,
                why=form.cleaned_data["why"],
            )
        except Refused as no:
            form.add_error("starts", no.reason)
        else:
            messages.success(request, "The figure is withdrawn. It stays in the history.")
            return redirect(found)
    trail = crumbs(found.body, found)
    return form_page(request, form, "Withdraw a figure", "Withdraw the figure", trail)


@signed_in
def series(request: Looking, body: str, slug: str) -> HttpResponse:
    """Add a series to hold the indicator against."""
    found = access_kept_indicator(request.viewer, body, slug, clock.today())
    form = SeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                add_series(by=request.viewer.actor, indicator=found, **form.cleaned_data)
        except IntegrityError:
            form.add_error("name", "This indicator has a series of that name. Choose another.")
        else:
            messages.success(request, "The series is added. Its figures can be brought now.")
            return redirect(found)
    trail = crumbs(found.body, found)
    title = "Add figures to hold it against"
    return form_page(request, form, title, "Add the series", trail)


@signed_in
@require_POST
def measure(request: Looking, body: str, slug: str) -> HttpResponse:
    """Take the figures that Frankpledge works out itself."""
    today = clock.today()
    found = access_added_to(request.viewer, body, slug, today)
    try:
        taken = take_measure(by=request.viewer.actor, indicator=found, on=today)
    except Refused as no:
        messages.error(request, no.reason)
    else:
        said = f"{count_of(len(taken), 'figure')} recorded from the measure."
        messages.success(request, said[:1].upper() + said[1:])
    return redirect(found)
