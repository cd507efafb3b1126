"""Where the pages of indicators stand, the page that holds one form, and the stale save."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking
from frankpledge.review.indicators.models import Indicator
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm

Crumbs = list[tuple[str, str]]


def crumbs(body: Body | None = None, indicator: Indicator | None = None) -> Crumbs:
    """The trail to a page under the index, under a body's scorecard, or under an indicator."""
    trail = [("Home", "/"), ("Indicators", reverse("indicators:index"))]
    if body:
        name = body.short_on(clock.today())
        trail.append((name, reverse("indicators:body", args=[body.slug])))
    if indicator:
        trail.append((indicator.name, indicator.get_absolute_url()))
    return trail


def form_page(
    request: Looking, form: GovukForm, title: str, button: str, trail: Crumbs, caption: str = ""
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
