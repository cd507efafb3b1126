"""Importing an action log: send it, see what was read, import it or throw it away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.actions.access import access_import, access_kept
from frankpledge.actions.forms import ImportForm, LogForm
from frankpledge.actions.importing.page import (
    MOST_SHOWN,
    PROBLEM_HEADS,
    import_button,
    problem_rows,
    sent_file,
)
from frankpledge.actions.importing.plan import Plan, plan_import
from frankpledge.actions.importing.reading import Reading, open_log, read_log, told
from frankpledge.actions.models import ActionImport
from frankpledge.actions.operations import import_file, keep_file, throw_file_away
from frankpledge.actions.views.trail import crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.pages import form_page
from frankpledge.shared.words import count_of, spell_list


@signed_in
def upload(request: Looking, body: str) -> HttpResponse:
    """Send an action log. Nothing is imported yet."""
    board = access_kept(request.viewer, body)
    form = LogForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (sent := sent_file(form, open_log)):
        name, data = sent
        kept = keep_file(
            by=request.viewer.actor,
            register=board,
            name=name,
            data=data,
            meeting=form.cleaned_data["meeting"],
            on=clock.today(),
        )
        return redirect(kept)
    return form_page(request, form, "Import an action log", "See what was read", crumbs(board))


@signed_in
def file(request: Looking, body: str, pk: int) -> HttpResponse:
    """What was read from a file, and the button that imports it."""
    waiting = access_import(request.viewer, body, pk)
    if waiting.state != "waiting":
        raise Http404("This file has been settled.")
    reading, today = _reading(waiting), clock.today()
    plan = plan_import(waiting.register, reading, today)
    form = ImportForm(request.POST or None, initial={"names": "leave", "seen": plan.seen})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] == plan.seen and plan.changes and not plan.problems:
            return _import(request, waiting, reading, form)
        # The register has changed since the plan was shown: show it anew, and ask again.
        form = ImportForm(initial={"names": form.cleaned_data["names"], "seen": plan.seen})
        messages.warning(request, "The register has changed since you looked. This is how it is.")
    return render(request, "actions/import.html", _context(waiting, plan, form))


def _reading(waiting: ActionImport) -> Reading:
    with waiting.original.open("rb") as kept:
        return read_log(open_log(waiting.original_name, kept.read()), waiting.meeting)


def _import(
    request: Looking, waiting: ActionImport, reading: Reading, form: ImportForm
) -> HttpResponse:
    plan = import_file(
        by=request.viewer.actor,
        waiting=waiting,
        reading=reading,
        today=clock.today(),
        keep_names=form.cleaned_data["names"] == "keep",
    )
    messages.success(request, f"Imported from “{waiting}”: {plan.done}")
    return redirect("actions:register", waiting.register.slug)


def _context(waiting: ActionImport, plan: Plan, form: ImportForm) -> dict[str, Any]:
    board = waiting.register
    return {
        "breadcrumbs": crumbs(board),
        "board": board,
        "waiting": waiting,
        "plan": plan,
        "form": form if form.is_bound else None,
        "import_form": form,
        "told": told(plan.reading),
        "all_here": "The register holds all of this already. There is nothing to import.",
        "again_url": reverse("actions:import", args=[board.slug]),
        "away_url": reverse("actions:throw-away", args=[board.slug, waiting.pk]),
        "columns": PROBLEM_HEADS,
        "problems": problem_rows(plan.problems),
        "warnings": problem_rows(plan.warnings),
        "more_warnings": max(len(plan.warnings) - MOST_SHOWN, 0),
        "names": [_name(name, rows) for name, rows in plan.names.items()],
        "kept": [f"{words} ({count_of(n, 'row')})" for words, n in plan.kept.items()],
        "add_columns": ["Where", "What is to be done"],
        "rows": [[one.wanted.where, one.wanted.text] for one in plan.additions[:MOST_SHOWN]],
        "button": import_button(plan.changes, "action"),
    }


def _name(name: str, rows: list[str]) -> str:
    shown = spell_list(rows[:3]) if len(rows) < 4 else f"{', '.join(rows[:3])} and more"
    return f"{name} ({shown})"


@signed_in
@require_POST
def throw_away(request: Looking, body: str, pk: int) -> HttpResponse:
    """Throw a file away that waits; nothing of it is imported."""
    waiting = access_import(request.viewer, body, pk)
    throw_file_away(by=request.viewer.actor, waiting=waiting)
    messages.success(request, f"“{waiting}” is thrown away. Nothing of it was imported.")
    return redirect("actions:import", body)
