"""The page that holds one form, as many parts have it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frankpledge.shared.forms import GovukForm

Crumbs = list[tuple[str, str]]
"""The trail to a page: what each step is called, and its address."""


def form_page(
    request: HttpRequest, form: GovukForm, title: str, button: str, trail: Crumbs, caption: str = ""
) -> HttpResponse:
    """A page with one form and one button. `caption`: what it is about; else the trail's last."""
    context = {
        "breadcrumbs": trail,
        "form": form,
        "title": title,
        "button": button,
        "caption": caption or trail[-1][0],
        "with_file": form.is_multipart(),
    }
    return render(request, "form_page.html", context)
