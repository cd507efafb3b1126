"""Where a page of the evidence stands, the page of one form, and the page of a stale save."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.evidence.releases.models import Mapping
from frankpledge.history.queries import entries_about
from frankpledge.shared.forms import GovukForm

Crumbs = list[tuple[str, str]]


def crumbs(*further: str | Mapping) -> Crumbs:
    """Home, evidence, and what lies between: "releases", "mappings", and a mapping."""
    trail = [("Home", reverse("web:home")), ("Evidence", reverse("explorer:index"))]
    if "releases" in further:
        trail.append(("Data", reverse("releases:index")))
    if "mappings" in further:
        trail.append(("Partners’ files", reverse("releases:mappings")))
    for one in further:
        if isinstance(one, Mapping):
            trail.append((one.title, one.get_absolute_url()))
    return trail


def form_page(
    request: HttpRequest,
    form: GovukForm,
    title: str,
    button: str,
    trail: Crumbs,
    caption: str = "",
) -> HttpResponse:
    """A page with one form and one button."""
    context = {
        "breadcrumbs": trail,
        "form": form,
        "title": title,
        "button": button,
        "caption": caption or trail[-1][0],
        "with_file": form.is_multipart(),
    }
    return render(request, "form_page.html", context)


def stale_page(
    request: HttpRequest, mapping: Mapping, kept: Sequence[tuple[str, str]]
) -> HttpResponse:
    """Two analysts changed a mapping at once: what this one typed is kept on the page."""
    last = next(iter(entries_about(mapping, limit=1)), None)
    context = {
        "breadcrumbs": crumbs("releases", "mappings", mapping),
        "what": f"how “{mapping}” is read",
        "who": last["who"] if last else "",
        "when": last["when"] if last else None,
        "kept": [(label, text) for label, text in kept if text],
        "back_url": mapping.get_absolute_url(),
    }
    return render(request, "errors/stale.html", context, status=409)
