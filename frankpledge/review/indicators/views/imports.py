"""Importing figures: send a file, see what was read, import it or throw it away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.actions.importing.page import (
    MOST_SHOWN,
    PROBLEM_HEADS,
    DecisionForm,
    import_button,
    problem_rows,
    sent_file,
)
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.indicators.access import (
    access_import,
    access_kept,
    access_kept_indicator,
)
from frankpledge.review.indicators.forms import FileForm
from frankpledge.review.indicators.importing.plan import (
    ValueChange,
    ValuePlan,
    offered_by,
    plan_values,
)
from frankpledge.review.indicators.importing.reading import (
    ValueReading,
    open_figures,
    read_values,
)
from frankpledge.review.indicators.models import Indicator, ValueImport
from frankpledge.review.indicators.operations.importing import (
    import_file,
    keep_file,
    throw_file_away,
)
from frankpledge.review.indicators.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.pages import form_page
from frankpledge.shared.words import count_of

CHANGES = ["Where", "Indicator", "Period", "Figure"]


@signed_in
def upload(request: Looking, body: str) -> HttpResponse:
    """Send figures of several indicators, which a column of the file names."""
    return _upload(request, access_kept(request.viewer, body, clock.today()), None)


@signed_in
def upload_one(request: Looking, body: str, slug: str) -> HttpResponse:
    """Send figures of one indicator."""
    found = access_kept_indicator(request.viewer, body, slug, clock.today())
    return _upload(request, found.body, found)


def _upload(request: Looking, held: Body, only: Indicator | None) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (sent := sent_file(form, open_figures)):
        name, data = sent
        kept = keep_file(
            by=request.viewer.actor,
            body=held,
            name=name,
            data=data,
            on=clock.today(),
            indicator=only,
        )
        return redirect(kept)
    title = "Import its figures" if only else "Import figures"
    return form_page(request, form, title, "See what was read", crumbs(held, only))


@signed_in
def file(request: Looking, body: str, pk: int) -> HttpResponse:
    """What was read from a file, and the button that imports it."""
    today = clock.today()
    waiting = access_import(request.viewer, body, pk, today)
    if waiting.state != "waiting":
        raise Http404("This file has been settled.")
    reading = _reading(waiting)
    plan = plan_values(reading, today)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] == plan.seen and plan.changes:
            done = import_file(
                by=request.viewer.actor,
                waiting=waiting,
                reading=reading,
                today=today,
                leave_out=True,
            )
            messages.success(request, f"Imported from “{waiting}”. {done.done}")
            return redirect(waiting.indicator or _scorecard(waiting.body))
        # The figures have changed since the plan was shown: show it anew, and ask again.
        messages.warning(request, "The figures have changed since you looked. This is how it is.")
    return render(request, "indicators/import.html", _context(waiting, plan))


def _scorecard(body: Body) -> str:
    return reverse("indicators:body", args=[body.slug])


def _reading(waiting: ValueImport) -> ValueReading:
    with waiting.original.open("rb") as kept:
        file = open_figures(waiting.original_name, kept.read())
    return read_values(file, offered_by(waiting.body), waiting.indicator)


def _context(waiting: ValueImport, plan: ValuePlan) -> dict[str, Any]:
    return {
        "breadcrumbs": crumbs(waiting.body, waiting.indicator),
        "body": waiting.body,
        "waiting": waiting,
        "plan": plan,
        "decision": DecisionForm(initial={"seen": plan.seen}),
        "told": f"{count_of(len(plan.reading.rows), 'figure')} read from “{waiting}”.",
        "all_here": "The record says all of this already. There is nothing to import.",
        "leaves_out": True,
        "again_url": _again(waiting),
        "away_url": reverse("indicators:throw-away", args=[waiting.body.slug, waiting.pk]),
        "columns": PROBLEM_HEADS,
        "problems": problem_rows(plan.problems),
        "change_columns": CHANGES,
        "additions": [_change(one) for one in plan.additions[:MOST_SHOWN]],
        "revisions": [_change(one) for one in plan.revisions[:MOST_SHOWN]],
        "button": import_button(plan.changes, "figure", plan.bad_rows),
    }


def _again(waiting: ValueImport) -> str:
    if waiting.indicator:
        return reverse("indicators:import-one", args=[waiting.body.slug, waiting.indicator.slug])
    return reverse("indicators:import", args=[waiting.body.slug])


def _change(one: ValueChange) -> list[str]:
    wanted = one.wanted
    name = wanted.indicator.name if not wanted.series else f"{wanted.indicator}: {one.series.name}"
    period = wanted.figure.entry(one.recorded).period
    return [wanted.where, name, period.words, one.words]


@signed_in
@require_POST
def throw_away(request: Looking, body: str, pk: int) -> HttpResponse:
    """Throw a file away that waits; nothing of it is imported."""
    waiting = access_import(request.viewer, body, pk, clock.today())
    throw_file_away(by=request.viewer.actor, waiting=waiting)
    messages.success(request, f"“{waiting}” is thrown away. Nothing of it was imported.")
    return redirect(_again(waiting))
