"""The list of findings, narrowed by links."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.evidence.access import access_area
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.queries.listing import NARROWINGS, Findings, findings_of
from frankpledge.evidence.permissions import can_keep_evidence
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.asking import with_query

LABELS = {"state": "State", "place": "Place", "measure": "Measure"}
COLUMNS = ["Finding", "Covers", "As at", "State"]


@signed_in
def index(request: Looking) -> HttpResponse:
    """What was found in the area: those to look at again first, then the newest."""
    area = access_area(request.viewer)
    narrowed = {name: request.GET.get(name, "") for name in NARROWINGS}
    found = findings_of(area, request.viewer, narrowed)
    changed = [one for one in found.lines if one.newer and one.state != "withdrawn"]
    context = {
        "breadcrumbs": [("Home", "/")],
        "area": area,
        "found": found,
        "columns": COLUMNS,
        "rows": [_row(one) for one in found.lines],
        "filters": _filters(request, found, narrowed),
        "keeps": bool(can_keep_evidence(request.viewer, area)),
        "changed": len(changed),
    }
    return render(request, "findings/index.html", context)


def _row(one: Finding) -> dict[str, Any]:
    from frankpledge.evidence.findings.rules.wording import covered_words

    title = {
        "text": f"{one.number}. {one.title}",
        "url": one.get_absolute_url(),
        "note": ", ".join(one.places),
    }
    covered = covered_words(one.figures.covered) or {"reason": "not about a time"}
    state: list[Any] = [{"status": one.get_state_display()}]
    if one.newer and one.state == "draft":
        state.append({"status": "Due for review"})
    return {
        "cells": [title, covered, one.as_at.date(), state],
        "needs_you": bool(one.newer) and one.state != "withdrawn",
    }


def _filters(request: Looking, found: Findings, narrowed: dict[str, str]) -> list[dict[str, Any]]:
    groups = []
    here = reverse("findings:index")
    for name, options in found.options.items():
        if len(options) < 2 and not narrowed[name]:
            continue
        every = {
            "label": "All",
            "url": with_query(here, request, **{name: None}),
            "current": not narrowed[name],
            "count": found.all,
        }
        groups.append(
            {
                "label": LABELS[name],
                "options": [every]
                + [
                    {
                        "label": one.label,
                        "url": with_query(here, request, **{name: one.value}),
                        "current": narrowed[name] == one.value,
                        "count": one.count,
                    }
                    for one in options
                ],
            }
        )
    return groups
