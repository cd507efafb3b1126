"""Calendars to subscribe to: a board's, for anybody; a person's, for whoever has its address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from frankpledge.partnership.requests import access_body
from frankpledge.publication.feeds import board_calendar, person_calendar
from frankpledge.publication.ical import TYPE
from frankpledge.publication.secret import account_behind
from frankpledge.shared import clock


def _calendar(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


@require_safe
@conditional_page
def of_board(request: HttpRequest, body: str) -> HttpResponse:
    """A board's meetings."""
    found = access_body(body)
    if not found.meetings.exists():
        raise Http404("This body has no meetings.")
    return _calendar(board_calendar(found, clock.today()), found.slug)


@require_safe
@conditional_page
def of_person(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings and deadlines of whoever made this address. Raises Http404 for any other."""
    account = account_behind(token)
    if account is None:
        raise Http404("There is no such calendar.")
    response = _calendar(person_calendar(account, clock.today()), "meetings-and-deadlines")
    response["Cache-Control"] = "private, no-store"
    # The address is the key: no search engine may keep it, and no page it leads to may learn it.
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
