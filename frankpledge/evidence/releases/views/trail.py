"""Where a page of the evidence stands, the page of one form, and the page of a stale save."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.evidence.releases.models import Mapping
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
