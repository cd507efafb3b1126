"""The list of surveys."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from frankpledge.evidence.access import access_area
from frankpledge.evidence.permissions import can_keep_evidence
from frankpledge.evidence.surveys.counting import returns_of
from frankpledge.evidence.surveys.models import Survey
from frankpledge.evidence.surveys.queries.lists import surveys_of
from frankpledge.evidence.surveys.views.trail import crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.words import count_of

COLUMNS = ["Survey", "Asked", {"label": "Answers", "numeric": True}, "Questions", "State"]


@signed_in
def index(request: Looking) -> HttpResponse:
    """An area's surveys: those whose file waits first, then the newest."""
    area = access_area(request.viewer)
    context = {
        "breadcrumbs": crumbs(listed=False),
        "area": area,
        "columns": COLUMNS,
        "rows": [_row(one) for one in surveys_of(area, request.viewer)],
        "keeps": bool(can_keep_evidence(request.viewer, area)),
    }
    return render(request, "surveys/index.html", context)


def _row(one: Survey) -> dict[str, Any]:
    note = f"{one.get_kind_display()}, {one.producer.short_on(one.ends)}"
    name = {"text": one.name, "url": one.get_absolute_url(), "note": note}
    found = returns_of(one)
    answers: Any = {"reason": "not counted yet" if one.state == "waiting" else "not known"}
    if one.returned is not None:
        answers = {"text": f"{one.returned:,}", "note": found.words if found else ""}
    questions = len(one.questions.all())
    told: Any = count_of(questions, "question") if questions else {"reason": "no records"}
    if one.state == "waiting":
        told = {"reason": "its columns wait to be named"}
    cells = [name, one.when, answers, told, {"status": one.get_state_display()}]
    return {"cells": cells, "needs_you": one.state == "waiting"}
