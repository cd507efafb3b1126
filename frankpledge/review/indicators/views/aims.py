"""Baselines, targets, breaks, what was said, and what must be kept apart."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.indicators.access import access_kept_indicator
from frankpledge.review.indicators.forms import (
    ApartForm,
    BaselineForm,
    BreakForm,
    SaidForm,
    TargetForm,
)
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.operations import (
    keep_apart,
    mark_break,
    set_baseline,
    set_target,
    state,
)
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.review.indicators.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused


def _settle(
    request: Looking,
    found: Indicator,
    form: GovukForm,
    words: tuple[str, str, str],
    do: Callable[[dict[str, Any]], object],
    at: str,
) -> HttpResponse:
    """One form, one operation. `words`: title, button, what is said when it is done; `at`: the
    field that a refusal stands by."""
    title, button, done = words
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refused as no:
            form.add_error(at, no.reason)
        else:
            messages.success(request, done)
            return redirect(found)
    return form_page(request, form, title, button, crumbs(found.body, found))


@signed_in
def baseline(request: Looking, body: str, slug: str) -> HttpResponse:
    """Set a baseline; the next takes over on the day it was adopted."""
    today = clock.today()
    found = access_kept_indicator(request.viewer, body, slug, today)
    initial = {"adopted": today, "version": found, "rule": "years"}
    form = BaselineForm(request.POST or None, initial=initial)

    def do(data: dict[str, Any]) -> object:
        rest = {name: value for name, value in data.items() if name not in ("starts", "ends")}
        period = Period(data["starts"], data["ends"])
        return set_baseline(
            by=request.viewer.actor, indicator=found, period=period, today=today, **rest
        )

    words = ("Set a baseline", "Set the baseline", "The baseline is set.")
    return _settle(request, found, form, words, do, "starts")


@signed_in
def target(request: Looking, body: str, slug: str) -> HttpResponse:
    """Set a target; the next takes over on the day it was adopted."""
    today = clock.today()
    found = access_kept_indicator(request.viewer, body, slug, today)
    initial = {"adopted": today, "version": found}
    form = TargetForm(request.POST or None, initial=initial)

    def do(data: dict[str, Any]) -> object:
        return set_target(by=request.viewer.actor, indicator=found, today=today, **data)

    words = ("Set a target", "Set the target", "The target is set.")
    return _settle(request, found, form, words, do, "by_day")


@signed_in
def mark(request: Looking, body: str, slug: str) -> HttpResponse:
    """Mark a break in the series."""
    found = access_kept_indicator(request.viewer, body, slug, clock.today())
    form = BreakForm(request.POST or None, initial={"months": 36, "version": found})

    def do(data: dict[str, Any]) -> object:
        return mark_break(by=request.viewer.actor, indicator=found, **data)

    words = ("Mark a break in the series", "Mark the break", "The break is marked.")
    return _settle(request, found, form, words, do, "on")


@signed_in
def said(request: Looking, body: str, slug: str) -> HttpResponse:
    """Keep a judgement or a comparison that came without figures."""
    found = access_kept_indicator(request.viewer, body, slug, clock.today())
    form = SaidForm(request.POST or None, initial={"on": clock.today()})

    def do(data: dict[str, Any]) -> object:
        return state(by=request.viewer.actor, indicator=found, **data)

    words = ("Keep what was said of it", "Keep it", "It is kept as it was said.")
    return _settle(request, found, form, words, do, "word")


@signed_in
def apart(request: Looking, body: str, slug: str) -> HttpResponse:
    """Say which indicator must not be taken for this one."""
    found = access_kept_indicator(request.viewer, body, slug, clock.today())
    form = ApartForm(found, request.POST or None)

    def do(data: dict[str, Any]) -> object:
        return keep_apart(by=request.viewer.actor, first=found, **data)

    words = ("Keep it apart from another", "Keep them apart", "Both pages now say so.")
    return _settle(request, found, form, words, do, "second")
