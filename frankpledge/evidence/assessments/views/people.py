"""Putting a survey's question into a section, and taking it out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from frankpledge.evidence.assessments.access import (
    access_asked,
    access_section,
    access_written,
)
from frankpledge.evidence.assessments.forms_people import AddQuestionForm
from frankpledge.evidence.assessments.operations import add_question, drop_question
from frankpledge.evidence.assessments.queries.page import questions_to_add
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.verdict import Refused


@signed_in
@require_POST
def add(request: Looking, body: str, number: int, section: str) -> HttpResponse:
    """Put a survey's question at the end of a section."""
    found = access_written(request.viewer, body, number)
    part = access_section(found, section)
    form = AddQuestionForm(questions_to_add(found, request.viewer), request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a question of a survey to add.")
        return redirect("assessments:section", body, number, section)
    try:
        added = add_question(
            by=request.viewer.actor,
            section=part,
            question=form.chosen,
            place=form.cleaned_data["place"],
        )
    except Refused as no:
        messages.error(request, no.reason)
    else:
        messages.success(request, f"{added.words} is added.")
    return redirect("assessments:section", body, number, section)


@signed_in
@require_POST
def drop(request: Looking, body: str, number: int, section: str, pk: int) -> HttpResponse:
    """Take a survey's question out of a section."""
    found = access_written(request.viewer, body, number)
    asked = access_asked(access_section(found, section), pk)
    try:
        drop_question(by=request.viewer.actor, asked=asked)
    except Refused as no:
        messages.error(request, no.reason)
    else:
        messages.success(request, f"{asked.words} is taken out. Its survey stays as it is.")
    return redirect("assessments:section", body, number, section)
