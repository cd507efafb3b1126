"""The public page of a board, and the page of calendars and open data."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.publication.models import CalendarAddress
from frankpledge.publication.operations import make_address, stop_address
from frankpledge.publication.queries.board import board_page, boards_that_meet
from frankpledge.publication.secret import token_of
from frankpledge.shared import clock

HOME = ("Home", "/")


def board(request: Looking, body: str) -> HttpResponse:
    """Everything public of a board: the same page for everybody."""
    found = access_body(body)
    page = board_page(found, clock.today())
    if not found.meetings.exists():
        raise Http404("This body has no meetings.")
    context = {
        "breadcrumbs": [HOME, ("Meetings", reverse("meetings:index"))],
        "page": page,
        "calendar_url": request.build_absolute_uri(_calendar_of(found.slug)),
    }
    return render(request, "publication/board.html", context)


def index(request: Looking) -> HttpResponse:
    """The calendars and data that anybody may have, and a signed-in person's own calendar."""
    today = clock.today()
    account = request.viewer.account
    own = CalendarAddress.objects.filter(account=account, live=True).first() if account else None
    boards = [
        {
            "name": one.name_on(today),
            "url": reverse("publication:board", args=[one.slug]),
            "calendar": request.build_absolute_uri(_calendar_of(one.slug)),
        }
        for one in boards_that_meet()
    ]
    context = {
        "breadcrumbs": [HOME],
        "boards": boards,
        "oparl_url": request.build_absolute_uri(reverse("publication:oparl")),
        "account_holder": account,
        "own_url": _own_url(request, own) if own else "",
    }
    return render(request, "publication/index.html", context)


def _calendar_of(slug: str) -> str:
    return reverse("publication:board-calendar", args=[slug])


def _own_url(request: Looking, own: CalendarAddress) -> str:
    path = reverse("publication:own-calendar", args=[token_of(own)])
    return request.build_absolute_uri(path)


@signed_in
@require_POST
def renew(request: Looking) -> HttpResponse:
    """Make the person's own calendar address, or a new one in place of the old."""
    if request.viewer.account is None:
        raise Http404("A calendar belongs to an account.")
    address = make_address(by=request.viewer.actor, account=request.viewer.account)
    messages.success(
        request,
        "Your calendar has an address. Copy it into your diary below."
        if address.issue == 1
        else "Your calendar has a new address. The one before it no longer works.",
    )
    return redirect("publication:index")


@signed_in
@require_POST
def stop(request: Looking) -> HttpResponse:
    """Stop the person's own calendar: nobody can read it any more."""
    if request.viewer.account is None:
        raise Http404("A calendar belongs to an account.")
    stop_address(by=request.viewer.actor, account=request.viewer.account)
    messages.success(request, "Nobody can read your calendar now.")
    return redirect("publication:index")
