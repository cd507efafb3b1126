"""The explorer: place, period, type and measure; a chart, a map, a table and a lasting link."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from frankpledge.analytics.measures import places, types
from frankpledge.documents.charts import Chart, draw
from frankpledge.evidence.access import access_area
from frankpledge.evidence.explorer.drawings import drawings
from frankpledge.evidence.explorer.forms import ExploreForm, asked
from frankpledge.evidence.findings.asking import Asked, ask_now
from frankpledge.evidence.findings.question import command_line, question_to_query
from frankpledge.evidence.findings.rules.wording import covered_words, sentence_of, worded_rows
from frankpledge.evidence.keeping import store
from frankpledge.evidence.permissions import can_keep_evidence
from frankpledge.evidence.releases.models import Release
from frankpledge.evidence.releases.views.trail import crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.asking import with_query
from frankpledge.shared.tables import csv_response
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import spell_list

DIMENSIONS = {"csp": "partnership", "lsoa": "small area"}
# A page shows so many rows; the file has them all.
MOST_ROWS = 500
MOST_COLUMNS = 6


@signed_in
def explore(request: Looking) -> HttpResponse:
    """Ask a measure, and see what it answers."""
    area = access_area(request.viewer)
    form = ExploreForm(types(store()), asked(request.GET, area))
    context: dict[str, Any] = {
        "breadcrumbs": crumbs(),
        "form": form,
        "loaded": Release.objects.visible_to(request.viewer).exists(),
        "keeps": bool(can_keep_evidence(request.viewer, area)),
    }
    if form.is_valid():
        try:
            context |= _shown(ask_now(form.question, area))
        except Refused as no:
            context["cannot"] = no.reason
    return render(request, "explorer/explore.html", context)


def title_of(found: Asked) -> str:
    """The measure, what it is split by, of what, where, and from when to when."""
    by = spell_list([DIMENSIONS.get(one, one) for one in found.question.by])
    first = f"{found.measure.title} by {by}" if by else found.measure.title
    covered = covered_words(found.figures.covered)
    where = [_place_name(one) for one in found.question.places]
    return ", ".join(filter(None, [first, *found.question.types, *where, covered]))


def _place_name(asked: str) -> str:
    """A place that was asked for by its code, by its name."""
    named = {one.code: one.name for one in places(store())}
    return named.get(asked, asked)


def _shown(found: Asked) -> dict[str, Any]:
    title = title_of(found)
    releases = list(Release.objects.filter(key__in=found.releases))
    source = "; ".join(one.title for one in releases)
    query = question_to_query(found.question)
    # A code beside its name helps nobody to read; the file has both.
    shown = [n for n, one in enumerate(found.figures.columns) if not one.name.endswith("_code")]
    rows = [[row[n] for n in shown] for row in worded_rows(found.figures)]
    return {
        "asked": found,
        "title": title,
        "sentence": sentence_of(found.figures),
        "drawings": [_drawn(one) for one in drawings(found, title, source)],
        "columns": [
            {"label": one.title, "numeric": one.is_value}
            for one in (found.figures.columns[n] for n in shown)
        ],
        "rows": rows[:MOST_ROWS],
        # More columns than these do not fit beside the form: they scroll.
        "phone": "scroll" if len(shown) > MOST_COLUMNS else "",
        "left_out": max(0, len(rows) - MOST_ROWS),
        "source_rows": [
            {
                "key": "Data",
                "value": [{"text": one.title, "url": one.get_absolute_url()} for one in releases],
            },
            {
                "key": "Measure",
                "value": {
                    "text": found.measure.title,
                    "url": reverse("explorer:measure", args=[found.measure.name]),
                },
            },
            {"key": "On the command line", "value": command_line(found.question)},
        ],
        "lasting_url": f"{reverse('explorer:explore')}?{query}",
        "csv_url": f"{reverse('explorer:csv')}?{query}",
        "keep_url": f"{reverse('findings:keep')}?{query}",
    }


def _drawn(spec: Chart) -> SafeString:
    return mark_safe(draw(spec).decode())  # our own drawing: every name in it is escaped


@signed_in
def figures(request: Looking) -> HttpResponse:
    """The same figures as a file, with their source in its last rows."""
    area = access_area(request.viewer)
    form = ExploreForm(types(store()), asked(request.GET, area))
    # The page says what cannot be answered, and why.
    page = with_query(reverse("explorer:explore"), request)
    if not form.is_valid():
        return redirect(page)
    try:
        found = ask_now(form.question, area)
    except Refused:
        return redirect(page)
    head = [column.title for column in found.figures.columns]
    source = [["Source", *found.releases], *(["Note", note] for note in found.figures.notes)]
    return csv_response(f"{found.measure.name}.csv", [head, *found.figures.rows, [], *source])
