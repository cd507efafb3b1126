"""Sending a survey, and saying what each column of its file is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.evidence.access import access_kept_area
from frankpledge.evidence.surveys.access import access_waiting
from frankpledge.evidence.surveys.forms.sending import ColumnsForm, SurveyForm
from frankpledge.evidence.surveys.models import Survey
from frankpledge.evidence.surveys.operations.keeping import keep_answers, send_survey, throw_away
from frankpledge.evidence.surveys.reading import NotASurvey, Sheet, open_sheet
from frankpledge.evidence.surveys.views.trail import crumbs, url
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of


@signed_in
def add(request: Looking) -> HttpResponse:
    """Say what a survey is, and send its answers. Nothing is kept of them yet."""
    area = access_kept_area(request.viewer)
    form = SurveyForm(area, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            made = send_survey(
                by=request.viewer.actor,
                area=area,
                about=form.about,
                on=clock.today(),
                name=sent.name if sent else "",
                data=sent.read() if sent else b"",
            )
        except NotASurvey as no:
            form.add_error("file", str(no))
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            return redirect(made)
    return form_page(request, form, "Add a survey", "Go on", crumbs())


@signed_in
def columns(request: Looking, area: str, number: int) -> HttpResponse:
    """Say what each column is; then the answers are kept and the file is deleted."""
    found = access_waiting(request.viewer, area, number)
    sheet = _sheet(found)
    form = ColumnsForm(sheet.columns, sheet.notes, request.POST or None)
    mistakes: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            keep_answers(
                by=request.viewer.actor,
                survey=found,
                uses=form.uses,
                notes_too=form.cleaned_data.get("notes", False),
            )
        except Refused as no:
            mistakes = no.reason.splitlines()
        else:
            messages.success(request, f"{_rows(found.returned or 0)} kept. The file is deleted.")
            return redirect(found)
    context = {
        "breadcrumbs": crumbs(),
        "found": found,
        "form": form,
        "pairs": form.pairs,
        "notes": form["notes"] if sheet.notes else None,
        "told": f"{_rows(len(sheet.rows))} and {count_of(len(sheet.columns), 'column')} "
        f"in “{found.original_name}”.",
        "left_out": sheet.left_out,
        "mistakes": mistakes[:50],
        "more_mistakes": max(0, len(mistakes) - 50),
        "discard_url": url("throw-away", found),
    }
    return render(request, "surveys/columns.html", context)


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def _sheet(survey: Survey) -> Sheet:
    with survey.original.open("rb") as kept:
        return open_sheet(survey.original_name, kept.read())


@signed_in
@require_POST
def discard(request: Looking, area: str, number: int) -> HttpResponse:
    """Throw a file away that waits; nothing of it is kept."""
    found = access_waiting(request.viewer, area, number)
    name = found.original_name
    throw_away(by=request.viewer.actor, survey=found)
    messages.success(request, f"“{name}” is thrown away. Nothing of it was kept.")
    return redirect(reverse("surveys:index"))
