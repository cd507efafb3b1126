"""Who is looking, and how a refusal is said."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from frankpledge.accounts.models import Account
from frankpledge.answering.links.holding import link_at, note_written, viewer_through
from frankpledge.partnership.people import PUBLIC, viewer_for
from frankpledge.shared import clock
from frankpledge.shared.closed import why_closed
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.opened import Beaten
from frankpledge.shared.verdict import Refused
from frankpledge.web.conflicts import conflict_page, read_again

Respond = Callable[[HttpRequest], HttpResponse]


STALE = (
    "Somebody else saved this while you were looking at it. Nothing of yours was saved; look at "
    "what they changed, then do it again."
)


class ClosedForNow:
    """Keeps everybody out, in words, while the records are moved or put back."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on where the service is open."""
        why = why_closed()
        return closed_page(why) if why else self.respond(request)


def closed_page(why: str) -> HttpResponse:
    """A page that asks the database for nothing, with status 503: come back later."""
    page = HttpResponse(render_to_string("503.html", {"why": why}), status=503)
    page["Retry-After"] = "60"
    page["Cache-Control"] = "no-store"
    return page


class NothingUnreadable:
    """Refuses null characters, which no keyboard types and PostgreSQL does not keep."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.respond(request)

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Raises BadRequest where a null character stands in anything that was sent."""
        for sent in (request.GET, request.POST):
            if any("\0" in value for _, values in sent.lists() for value in values):
                raise BadRequest("There is a null character in what was sent.")


class WhoIsLooking:
    """Works out, once a request, what the signed-in person's posts give them today.

    Whoever holds a signed link acts for its body at the address that it opens, and nowhere else.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the request its viewer. Pages differ by viewer, so no shared cache may keep them."""
        user = request.user
        viewer = viewer_for(user, clock.today()) if isinstance(user, Account) else PUBLIC
        link = link_at(request, viewer)
        if link:
            viewer = viewer_through(link, viewer)
        request.viewer, request.link = viewer, link  # type: ignore[attr-defined]
        response = self.respond(request)
        if link:
            note_written(request, response, link, viewer)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        return response


class RefusalsInWords:
    """An operation that refuses goes back to the page it came from, with the reason."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say why nothing was changed, where the person can do something about it."""
        if isinstance(error, StaleRecord) and not isinstance(error, Beaten):
            try:
                return read_again(request)
            except (Refused, StaleRecord) as again:
                error = again
        if isinstance(error, Beaten):
            return conflict_page(request, error)
        if isinstance(error, StaleRecord):
            return _sent_back(request, STALE)
        if isinstance(error, Refused):
            return _sent_back(request, error.reason)
        return None


def _sent_back(request: HttpRequest, reason: str) -> HttpResponse:
    """To the page that it came from, with the reason."""
    back = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    # A page that refuses to be shown would lead to itself for ever.
    itself = request.method in {"GET", "HEAD"} and urlsplit(back).path == request.path
    if ours and not itself:
        messages.error(request, reason)
        return redirect(back)
    # Some browsers keep to themselves where they come from: then a page of its own says it.
    return render(request, "errors/refused.html", {"reason": reason}, status=409)
