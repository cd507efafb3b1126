"""Importing a register: send it, see what was read, import it or throw it away."""

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
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.risks.access import access_import, access_kept
from frankpledge.review.risks.importing.plan import RiskChange, RiskPlan, plan_import
from frankpledge.review.risks.importing.reading import (
    RiskReading,
    open_register,
    read_register,
)
from frankpledge.review.risks.models import RiskImport
from frankpledge.review.risks.operations.importing import import_file, keep_file, throw_file_away
from frankpledge.review.risks.queries.matrices import matrix_on
from frankpledge.review.risks.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.pages import form_page
from frankpledge.shared.uploads.fields import SizedFileField
from frankpledge.shared.words import count_of


class FileForm(GovukForm):
    """A register as a file."""

    file = SizedFileField(
        label="Register of risks",
        help_text=(
            "Excel (.xlsx, .xls), OpenDocument (.ods, .odt), Word (.docx) or CSV, up to 50 MB. "
            "Nothing is imported until you have seen what was read."
        ),
        accept=".xlsx,.xls,.ods,.csv,.docx,.odt",
        instead="make it smaller, or send it in parts",
    )


@signed_in
def upload(request: Looking, body: str) -> HttpResponse:
    """Send a register. Nothing is imported yet."""
    register = access_kept(request.viewer, body, clock.today())
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (sent := sent_file(form, open_register)):
        name, data = sent
        kept = keep_file(
            by=request.viewer.actor, register=register, name=name, data=data, on=clock.today()
        )
        return redirect(kept)
    trail = crumbs(register)
    return form_page(request, form, "Import a register of risks", "See what was read", trail)


@signed_in
def file(request: Looking, body: str, pk: int) -> HttpResponse:
    """What was read from a file, and the button that imports it."""
    today = clock.today()
    waiting = access_import(request.viewer, body, pk, today)
    if waiting.state != "waiting":
        raise Http404("This file has been settled.")
    reading = _reading(waiting)
    plan = plan_import(waiting.register, reading, today)
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
            return redirect("risks:register", body)
        # The register has changed since the plan was shown: show it anew, and ask again.
        messages.warning(request, "The register has changed since you looked. This is how it is.")
    return render(request, "risks/import.html", _context(waiting, plan))


def _reading(waiting: RiskImport) -> RiskReading:
    matrix = matrix_on(waiting.register.area_id, clock.today())
    with waiting.original.open("rb") as kept:
        return read_register(open_register(waiting.original_name, kept.read()), matrix)


def _context(waiting: RiskImport, plan: RiskPlan) -> dict[str, Any]:
    return {
        "breadcrumbs": crumbs(waiting.register),
        "register": waiting.register,
        "waiting": waiting,
        "plan": plan,
        "decision": DecisionForm(initial={"seen": plan.seen}),
        "told": f"{count_of(len(plan.reading.rows), 'risk')} read from “{waiting}”.",
        "all_here": "The register holds all of this already. There is nothing to import.",
        "leaves_out": True,
        "again_url": reverse("risks:import", args=[waiting.register.slug]),
        "away_url": reverse("risks:throw-away", args=[waiting.register.slug, waiting.pk]),
        "columns": PROBLEM_HEADS,
        "problems": problem_rows(plan.problems),
        "warnings": problem_rows(plan.warnings),
        "add_columns": ["Where", "Risk"],
        "change_columns": ["Where", "Risk", "What changes"],
        "additions": [[one.wanted.where, one.wanted.title] for one in plan.additions[:MOST_SHOWN]],
        "again": [_change(one) for one in plan.again[:MOST_SHOWN]],
        "button": import_button(plan.changes, "risk", plan.bad_rows),
    }


NAMES = {
    "title": "title",
    "text": "what could happen",
    "ref": "reference",
    "owner": "owner",
    "owner_post": "post",
    "cliff": "when funding ends",
    "cliff_words": "when funding ends",
    "cliff_what": "what ends",
    "cliff_pence": "amount",
    "funding": "who pays",
}


def _change(one: RiskChange) -> list[str]:
    assert one.risk is not None  # a change of what the register holds
    told = [NAMES[name] for name in one.fields]
    parts = {
        "shared cause": one.cause,
        "score": one.score,
        "target": one.target,
        "next review": one.review,
        "controls": one.controls,
        "closed": one.close,
    }
    told += [name for name, value in parts.items() if value]
    title = f"{one.risk.number}. {one.risk.title}"
    return [one.wanted.where, title, ", ".join(dict.fromkeys(told)).capitalize()]


@signed_in
@require_POST
def throw_away(request: Looking, body: str, pk: int) -> HttpResponse:
    """Throw a file away that waits; nothing of it is imported."""
    waiting = access_import(request.viewer, body, pk, clock.today())
    throw_file_away(by=request.viewer.actor, waiting=waiting)
    messages.success(request, f"“{waiting}” is thrown away. Nothing of it was imported.")
    return redirect("risks:import", body)
