"""One indicator: reading it, its chart, and its figures as a file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from frankpledge.documents.charts import LineChart, describe, line_chart
from frankpledge.history.queries import entries_about
from frankpledge.partnership.requests import Looking
from frankpledge.review.indicators.access import access_indicator
from frankpledge.review.indicators.charts import figures_chart, twelve_months_chart
from frankpledge.review.indicators.measures import measure_named
from frankpledge.review.indicators.models import (
    IndicatorBaseline,
    IndicatorBreak,
    IndicatorTarget,
    IndicatorValue,
)
from frankpledge.review.indicators.permissions import can_add_figures, can_keep
from frankpledge.review.indicators.queries.page import IndicatorPage, indicator_page
from frankpledge.review.indicators.tables import (
    csv_rows,
    figure_columns,
    figure_rows,
    revision_rows,
)
from frankpledge.review.indicators.views.around import around
from frankpledge.review.indicators.views.telling import told
from frankpledge.review.indicators.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.asking import asked_day
from frankpledge.shared.tables import csv_response


def indicator(request: Looking, body: str, slug: str) -> HttpResponse:
    """An indicator on a day: how it stands, its chart and table, what it is held against."""
    today, viewer = clock.today(), request.viewer
    found = access_indicator(viewer, body, slug, today)
    asked = asked_day(request)
    page = indicator_page(found, asked.day, viewer)
    keeps = bool(can_keep(viewer, found.body, today)) and found.ended is None
    adds = bool(can_add_figures(viewer, found, today)) and found.ended is None
    context = {
        "breadcrumbs": crumbs(found.body),
        "asked": asked,
        "indicator": page.line.indicator,
        "page": page,
        "line": page.line,
        "chart": drawn(figures_chart(page.line, _others(page))),
        "twelve": drawn(twelve_months_chart(page.line)),
        "columns": figure_columns(page),
        "rows": figure_rows(page),
        "revisions": revision_rows(page),
        "facts": told(page),
        "keeps": keeps,
        "adds": adds,
        "csv_url": f"{reverse('indicators:figures-csv', args=[body, slug])}{asked.query}",
        "measure": measure_named(found.measure),
        "history": _history(page),
        **around(page, keeps=keeps, adds=adds),
    }
    return render(request, "indicators/indicator.html", context)


def _others(page: IndicatorPage) -> list[tuple[str, Any]]:
    return [(one.name, one.entries) for one in page.others if one.entries]


def drawn(chart: LineChart | None) -> dict[str, Any] | None:
    """A chart inline, with what it says in words."""
    if chart is None or all(point.value is None for point in chart.points):
        return None
    svg = line_chart(chart).decode("utf-8")
    # Drawn by ourselves: whatever words stand in it are escaped there.
    return {"svg": mark_safe(svg), "words": describe(chart)}


def _history(page: IndicatorPage) -> list[dict[str, Any]]:
    one = page.line.indicator
    values = IndicatorValue.objects.filter(series__indicator=one).order_by("-pk")[:40]
    aims: list[Any] = []
    for model in (IndicatorBaseline, IndicatorTarget, IndicatorBreak):
        aims += model.objects.filter(indicator=one)
    return entries_about(one, *values, *aims)


def figures_csv(request: Looking, body: str, slug: str) -> HttpResponse:
    """The figures that hold on a day, as a file for a spreadsheet."""
    found = access_indicator(request.viewer, body, slug, clock.today())
    day = asked_day(request).day
    page = indicator_page(found, day, request.viewer)
    name = f"{found.body.slug}-{found.slug}-{day.isoformat()}.csv"
    return csv_response(name, csv_rows(page))


def chart_svg(request: Looking, body: str, slug: str) -> HttpResponse:
    """The chart by itself, for a document elsewhere."""
    page = _page(request, body, slug)
    return _svg(figures_chart(page.line, _others(page)))


def twelve_svg(request: Looking, body: str, slug: str) -> HttpResponse:
    """The chart of twelve months by itself."""
    return _svg(twelve_months_chart(_page(request, body, slug).line))


def _page(request: Looking, body: str, slug: str) -> IndicatorPage:
    found = access_indicator(request.viewer, body, slug, clock.today())
    return indicator_page(found, asked_day(request).day, request.viewer)


def _svg(chart: LineChart | None) -> HttpResponse:
    if chart is None:
        raise Http404("There is nothing to draw yet.")
    response = HttpResponse(line_chart(chart), content_type="image/svg+xml")
    response["X-Content-Type-Options"] = "nosniff"
    return response
