"""Sending a file to be loaded, and seeing how far it is and what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.evidence.access import access_kept_area
from frankpledge.evidence.releases import progress
from frankpledge.evidence.releases.access import access_load
from frankpledge.evidence.releases.forms import LoadForm
from frankpledge.evidence.releases.models import Load
from frankpledge.evidence.releases.operations.loading import send_files
from frankpledge.evidence.releases.running import start
from frankpledge.evidence.releases.views.trail import crumbs
from frankpledge.partnership.requests import Looking, signed_in


@signed_in
def upload(request: Looking) -> HttpResponse:
    """Send a file. It is loaded in the background, and its page says how far it is."""
    area = access_kept_area(request.viewer)
    form = LoadForm(area, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        made = send_files(
            by=request.viewer.actor,
            area=area,
            files=[(sent.name, sent)],
            published=form.cleaned_data["published"],
            mapping=form.cleaned_data.get("mapping"),
        )
        start(made)
        return redirect(made)
    context = {
        "breadcrumbs": crumbs("releases"),
        "form": form,
        "title": "Load data",
        "caption": area.name,
        "button": "Check and load this file",
        "with_file": True,
    }
    return render(request, "form_page.html", context)


@signed_in
def load(request: Looking, pk: int) -> HttpResponse:
    """How far a load is, or what became of it."""
    found = access_load(request.viewer, pk)
    running = found.state in ("waiting", "loading")
    context: dict[str, Any] = {
        "breadcrumbs": crumbs("releases"),
        "found": found,
        "running": running,
        "progress": progress.told(pk) if running else None,
        "silent": found.state == "loading" and progress.is_silent(pk),
    }
    return render(request, "releases/load.html", context)


@signed_in
@require_POST
def again(request: Looking, pk: int) -> HttpResponse:
    """Begin a load again that has died."""
    found: Load = access_load(request.viewer, pk)
    if found.state in ("waiting", "loading") and progress.is_silent(pk):
        start(found)
        messages.success(request, "The load was begun again from its start.")
    return redirect(reverse("releases:load", args=[pk]))
