"""Where the pages of requests stand, and the page that holds one form."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking
from frankpledge.review.requests.models import BoardRequest
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm

Crumbs = list[tuple[str, str]]


def crumbs(board: Body | None = None, request: BoardRequest | None = None) -> Crumbs:
    """The trail to a page under the index, under a board's list, or under a request."""
    trail = [("Home", "/"), ("Requests", reverse("requests:index"))]
    if board:
        name = board.short_on(clock.today())
        trail.append((name, reverse("requests:list", args=[board.slug])))
    if request:
        trail.append((f"Request {request.number}", request.get_absolute_url()))
    return trail


def form_page(
    looking: Looking, form: GovukForm, title: str, button: str, request: BoardRequest, caption: str
) -> HttpResponse:
    """A page with one form and one button, about a request."""
    context = {
        "breadcrumbs": crumbs(request.board, request),
        "form": form,
        "title": title,
        "button": button,
        "caption": caption,
        "with_file": False,
    }
    return render(looking, "form_page.html", context)
