"""Sending a file to be loaded, and seeing how far it is and what became of it."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
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
from frankpledge.places.models import Area
from frankpledge.shared import clock


@signed_in
def upload(request: Looking) -> HttpResponse:
    """Send files. They are loaded in the background, and their page says how far it is."""
    area = access_kept_area(request.viewer)
    initial = {"mapping": request.GET.get("mapping", "")}
    form = LoadForm(area, request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return redirect(_sent(request, area, form.cleaned_data))
    context = {
        "breadcrumbs": crumbs("releases"),
        "form": form,
        "title": "Load data",
        "caption": area.name,
        "button": "Check and load",
        "with_file": True,
    }
    return render(request, "form_page.html", context)


def _sent(request: Looking, area: Area, data: dict[str, Any]) -> Load:
    """The load that a form sends; the one that it has sent, where its button is pressed twice."""
    mine = Load.objects.filter(area=area, sending=data["sending"])
    before: Load | None = mine.first() if data["sending"] else None
    if before:
        return before
    try:
        made = send_files(
            by=request.viewer.actor,
            area=area,
            files=[(one.name, one) for one in data["file"]],
            published=data["published"],
            mapping=data.get("mapping"),
            sending=data["sending"],
        )
    except IntegrityError:
        sent_before: Load = mine.get()
        return sent_before
    start(made)
    return made


@signed_in
def load(request: Looking, pk: int) -> HttpResponse:
    """How far a load is, or what became of it."""
    found = access_load(request.viewer, pk)
    running = found.is_under_way
    context: dict[str, Any] = {
        "breadcrumbs": crumbs("releases"),
        "found": found,
        "running": running,
        "told": found.outcome.split("\n\n"),
        "progress": progress.told(pk) if running else None,
        "silent": running and _has_stopped(found),
    }
    return render(request, "releases/load.html", context)


def _has_stopped(found: Load) -> bool:
    """Whether a load is dead, or was never begun though it was sent some minutes ago."""
    return progress.is_silent(found.pk) and clock.now() - found.received > progress.SILENCE


@signed_in
@require_POST
def again(request: Looking, pk: int) -> HttpResponse:
    """Begin a load again that has died."""
    found: Load = access_load(request.viewer, pk)
    if found.is_under_way and progress.is_silent(pk):
        start(found)
        messages.success(request, "The load was begun again from its start.")
    return redirect(reverse("releases:load", args=[pk]))
