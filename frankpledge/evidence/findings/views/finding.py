"""One finding: what it says, its chart and figures, and why it is believed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from frankpledge.documents.content import blocks_from_json
from frankpledge.evidence.findings.access import access_finding
from frankpledge.evidence.findings.charting import picture_of
from frankpledge.evidence.findings.models import Finding, Look
from frankpledge.evidence.findings.papers import Shown, caption_of, shown_in_full, shown_to_public
from frankpledge.evidence.findings.permissions import can_keep, can_read_all
from frankpledge.evidence.findings.queries.why import ReleaseLine, Why, why_of
from frankpledge.evidence.findings.rules.figures import Figures, side_by_side
from frankpledge.evidence.findings.rules.wording import spoken, worded_rows
from frankpledge.evidence.findings.uses import uses_of
from frankpledge.evidence.findings.views.trail import crumbs
from frankpledge.history.queries import entries_about
from frankpledge.partnership.marking.wording import marking_facts
from frankpledge.partnership.requests import Looking
from frankpledge.shared import clock
from frankpledge.shared.tables import csv_response
from frankpledge.shared.words import count_of, spell_day

BESIDE = ["Figure", {"label": "Before", "numeric": True}, {"label": "Now", "numeric": True}]
MOST_BESIDE = 40


def _shown(request: Looking, found: Finding) -> Shown:
    in_full = can_read_all(request.viewer, found)
    return shown_in_full(found) if in_full else shown_to_public(found)


def finding(request: Looking, area: str, number: int) -> HttpResponse:
    """A finding, with what is asked of you; the public sees it with small numbers held back."""
    found = access_finding(request.viewer, area, number)
    inside = bool(can_read_all(request.viewer, found))
    keeps = bool(can_keep(request.viewer, found))
    shown = _shown(request, found)
    why = why_of(found)
    picture = picture_of(shown.spec)
    context = {
        "breadcrumbs": crumbs(public=not inside),
        "finding": found,
        "marking_line": found.marking.line,
        "shown": shown,
        "inside": inside,
        "keeps": keeps,
        "buttons": _buttons(found) if keeps else [],
        "agree_send": [("version", found.version)],
        "agree_url": _url("agree", found) if keeps and found.state == "draft" else "",
        "look_url": _url("look", found) if keeps and found.newer else "",
        "beside": newer_beside(found) if inside else [],
        "beside_columns": BESIDE,
        "revised": bool(found.newer) and not inside,
        # The engine of charts escapes every word it is given: this is its output, not a user's.
        "chart": _safe(picture[0]) if picture else None,
        "words": blocks_from_json(found.content),
        "caption": caption_of(shown.figures),
        "columns": figure_columns(shown.figures),
        "rows": figure_rows(shown.figures),
        "notes": shown.figures.notes,
        "csv_url": _url("figures-csv", found),
        "why": why,
        "marking": marking_facts(found, clock.today()) if inside else [],
        "why_rows": _why_rows(why),
        "releases": [_release(one) for one in why.releases],
        "looks": [_look(one) for one in found.looks.all()] if inside else [],
        "uses": [vars(one) for one in uses_of(found, request.viewer)],
        "history": entries_about(found, *found.named.all()) if inside else [],
    }
    return render(request, "findings/finding.html", context)


def _safe(svg: bytes) -> SafeString:
    return mark_safe(svg.decode("utf-8"))


def _url(name: str, found: Finding) -> str:
    return reverse(f"findings:{name}", args=[found.area.slug, found.number])


def _buttons(found: Finding) -> list[tuple[str, str, str]]:
    if found.state == "withdrawn":
        return []
    return [
        ("Change the words", _url("change", found), "secondary"),
        ("Who may read it", _url("mark", found), "secondary"),
        ("Withdraw it", _url("withdraw", found), "secondary"),
    ]


def figure_columns(figures: Figures) -> list[dict[str, Any]]:
    """The columns of a finding's figures, for the table component."""
    return [
        {"label": one.title, "numeric": one.is_value, "unit": _unit(one.title, one.unit)}
        for one in figures.as_read.columns
    ]


def figure_rows(figures: Figures) -> list[list[str]]:
    """The rows of a finding's figures, in the order they are read."""
    return [list(row) for row in worded_rows(figures.as_read)]


def _unit(title: str, unit: str) -> str:
    return "" if unit.lower() in title.lower() else unit


def newer_beside(found: Finding) -> list[list[str]]:
    """Figures that a later release changed, before and now, while nobody has looked."""
    newer = found.newer_figures
    return beside_rows(found.figures, newer) if newer else []


def beside_rows(was: Figures, now: Figures) -> list[list[str]]:
    """Every figure that differs, in words; of very many, the first, and how many more."""
    columns = {one.title: one for one in (*was.columns, *now.columns)}
    found = side_by_side(was, now)
    rows = [
        [
            f"{one.of}: {one.column}",
            spoken(one.was, columns[one.column]),
            spoken(one.now, columns[one.column]),
        ]
        for one in found[:MOST_BESIDE]
    ]
    more = len(found) - MOST_BESIDE
    return [*rows, [f"and {count_of(more, 'figure')} more", "", ""]] if more > 0 else rows


def _look(one: Look) -> dict[str, Any]:
    was, became = one.both
    return {"look": one, "rows": beside_rows(was, became), "on": spell_day(one.on)}


def _why_rows(why: Why) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{"key": "Measure", "value": why.measure, "note": why.what}]
    if why.formula:
        rows.append({"key": "Formula", "value": why.formula})
    if why.unit:
        rows.append({"key": "Unit", "value": why.unit})
    if why.source:
        rows.append({"key": "Where the measure comes from", "value": why.source})
    rows += [{"key": name, "value": value} for name, value in why.parameters]
    rows.append({"key": "Method", "value": why.method, "note": _engine(why.engine)})
    return rows


def _engine(engine: str) -> str:
    return f"worked out with {engine}" if engine else ""


def _release(one: ReleaseLine) -> dict[str, Any]:
    if one.missing:
        return {"line": one, "rows": [], "gaps": []}
    rows = [
        {"key": "Publisher", "value": one.publisher},
        {"key": "Published", "value": spell_day(one.published) if one.published else None},
        {"key": "Licence", "value": one.licence},
        {"key": "Checksum (SHA-256)", "value": one.checksum},
    ]
    return {"line": one, "rows": rows, "gaps": one.gaps}


def figures_csv(request: Looking, area: str, number: int) -> HttpResponse:
    """The figures of a finding as a file, with what they are on top; small ones as on the page."""
    found = access_finding(request.viewer, area, number)
    shown = _shown(request, found)
    figures = shown.figures
    head = [_head(one.title, one.unit) for one in figures.columns]
    rows = [["" if cell is None else cell for cell in row] for row in figures.rows]
    notes = [[note] for note in figures.notes]
    about = [[found.title], [f"As at {shown.as_at}"], *notes, []]
    name = f"finding-{found.number}.csv"
    return csv_response(name, [head, *rows, [], *about])


def _head(title: str, unit: str) -> str:
    return f"{title} ({unit})" if unit and unit.lower() not in title.lower() else title
