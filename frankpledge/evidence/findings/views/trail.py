"""Where the pages of findings stand, and the page of a stale save."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.evidence.findings.models import Finding
from frankpledge.history.queries import entries_about
from frankpledge.partnership.requests import Looking

Crumbs = list[tuple[str, str]]


def crumbs(finding: Finding | None = None, *, public: bool = False) -> Crumbs:
    """The trail to a page under the list, or under one finding."""
    trail = [("Home", "/")]
    if not public:
        trail.append(("Findings", reverse("findings:index")))
    if finding:
        trail.append((f"Finding {finding.number}", finding.get_absolute_url()))
    return trail


def stale_page(request: Looking, finding: Finding, kept: Sequence[tuple[str, str]]) -> HttpResponse:
    """Two people changed a finding at once: what was typed is kept on the page."""
    last = next(iter(entries_about(finding, limit=1)), None)
    context = {
        "breadcrumbs": crumbs(finding),
        "what": f"finding {finding.number}",
        "who": last["who"] if last else "",
        "when": last["when"] if last else None,
        "kept": [(label, text) for label, text in kept if text],
        "back_url": finding.get_absolute_url(),
    }
    return render(request, "errors/stale.html", context, status=409)
