"""Where the pages of requests stand, and the page that holds one form."""

from django.http import HttpResponse
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking
from frankpledge.review.requests.models import BoardRequest
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.pages import Crumbs, form_page


def crumbs(board: Body | None = None, request: BoardRequest | None = None) -> Crumbs:
    """The trail to a page under the index, under a board's list, or under a request."""
    trail = [("Home", "/"), ("Requests", reverse("requests:index"))]
    if board:
        name = board.short_on(clock.today())
        trail.append((name, reverse("requests:list", args=[board.slug])))
    if request:
        trail.append((f"Request {request.number}", request.get_absolute_url()))
    return trail


def page_about(
    looking: Looking, form: GovukForm, title: str, button: str, request: BoardRequest
) -> HttpResponse:
    """A page with one form and one button, about a request."""
    trail = crumbs(request.board, request)
    return form_page(looking, form, title, button, trail, request.text)
