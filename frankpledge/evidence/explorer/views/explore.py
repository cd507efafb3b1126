"""The explorer: place, period, type and measure; a chart, a table, a file and a lasting link."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from frankpledge.analytics.measures import Answer, CannotAnswer, ask, types
from frankpledge.documents.charts import draw
from frankpledge.evidence.access import access_area
from frankpledge.evidence.charting import chart_of, sentence_of
from frankpledge.evidence.explorer.forms import ExploreForm, address_of, asked
from frankpledge.evidence.figures import figure_words
from frankpledge.evidence.keeping import engine, store
from frankpledge.evidence.maps import map_of
from frankpledge.evidence.permissions import can_keep_evidence
from frankpledge.evidence.releases.models import Release
from frankpledge.evidence.releases.views.trail import crumbs
from frankpledge.evidence.titles import title_of
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.tables import csv_response

# A page shows so many rows; the file has them all.
MOST_ROWS = 500


@signed_in
def explore(request: Looking) -> HttpResponse:
    """Ask a measure, and see what it answers."""
    area = access_area(request.viewer)
    place = store()
    form = ExploreForm(types(place), asked(request.GET))
    context: dict[str, Any] = {
        "breadcrumbs": crumbs(),
        "form": form,
        "loaded": Release.objects.visible_to(request.viewer).exists(),
        "keeps": bool(can_keep_evidence(request.viewer, area)),
    }
    if form.is_valid():
        try:
            answer = ask(place, form.question, engine())
        except CannotAnswer as no:
            context["cannot"] = str(no)
        else:
            context |= _shown(answer)
    return render(request, "explorer/explore.html", context)


def _shown(answer: Answer) -> dict[str, Any]:
    title = title_of(answer)
    drawings = [one for one in (chart_of(answer, title), map_of(store(), answer, title)) if one]
    address = address_of(answer.question)
    return {
        "answer": answer,
        "title": title,
        "sentence": sentence_of(answer),
        "drawings": [_drawn(one) for one in drawings],
        "columns": [
            {"label": column.title, "numeric": column.kind != "dimension"}
            for column in answer.columns
        ],
        "rows": [
            [figure_words(value, column) for value, column in zip(row, answer.columns, strict=True)]
            for row in answer.rows[:MOST_ROWS]
        ],
        "left_out": max(0, len(answer.rows) - MOST_ROWS),
        "releases": list(Release.objects.filter(key__in=answer.releases)),
        "address": address,
    }


def _drawn(spec: Any) -> SafeString:
    return mark_safe(draw(spec))  # our own drawing: every name in it is escaped


@signed_in
def figures(request: Looking) -> HttpResponse:
    """The same figures as a file, with their source in its last rows."""
    access_area(request.viewer)
    form = ExploreForm(types(store()), asked(request.GET))
    if not form.is_valid():
        return HttpResponse("This address asks for nothing that can be answered.", status=400)
    try:
        answer = ask(store(), form.question, engine())
    except CannotAnswer as no:
        return HttpResponse(str(no), status=400, content_type="text/plain; charset=utf-8")
    head = [column.title for column in answer.columns]
    source = [["Source", *answer.releases], *(["Note", note] for note in answer.notes)]
    name = f"{answer.measure.name}.csv"
    return csv_response(name, [head, *answer.rows, [], *source])
