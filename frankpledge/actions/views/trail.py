"""Where the pages of a register stand, and the page that holds one form."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.actions.models import Action
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm

Crumbs = list[tuple[str, str]]


def crumbs(board: Body | None = None, action: Action | None = None) -> Crumbs:
    """The trail to a page under the index, under a board's register, or under an action."""
    trail = [("Home", "/"), ("Actions", reverse("actions:index"))]
    if board:
        name = board.short_on(clock.today())
        trail.append((name, reverse("actions:register", args=[board.slug])))
    if action:
        trail.append((f"Action {action.number}", action.get_absolute_url()))
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
