"""Two people changed one thing at once: both see it, and neither loses what they typed."""

from collections.abc import Sequence

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render

from frankpledge.history.queries import entries_about
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.partnership.requests import Looking


def stale_page(
    request: Looking,
    meeting: Meeting,
    *records: Model,
    what: str,
    kept: Sequence[tuple[str, str]],
    back_url: str,
) -> HttpResponse:
    """What the second person typed, by label, with who saved before them and the way back."""
    last = next(iter(entries_about(*records, limit=1)), None)
    context = {
        "breadcrumbs": crumbs(meeting, inside=True),
        "what": what,
        "who": last["who"] if last else "",
        "when": last["when"] if last else None,
        "kept": kept,
        "back_url": back_url,
    }
    return render(request, "errors/stale.html", context, status=409)
