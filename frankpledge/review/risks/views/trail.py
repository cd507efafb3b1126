"""Where the pages of a register stand, the page of one form, and the page of a stale save."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking
from frankpledge.review.risks.models import Risk
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm

Crumbs = list[tuple[str, str]]


def crumbs(body: Body | None = None, risk: Risk | None = None) -> Crumbs:
    """The trail to a page under the index, under a body's register, or under a risk."""
    trail = [("Home", "/"), ("Risks", reverse("risks:index"))]
    if body:
        name = body.short_on(clock.today())
        trail.append((name, reverse("risks:register", args=[body.slug])))
    if risk:
        trail.append((f"Risk {risk.number}", risk.get_absolute_url()))
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
