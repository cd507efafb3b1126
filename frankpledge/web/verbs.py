"""Holds each route to the verbs that it takes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

from frankpledge.web.routes import verbs_of

# What a browser sends by itself: only there is somebody to read a page.
BROWSERS = frozenset({"GET", "HEAD", "POST"})
Respond = Callable[[HttpRequest], HttpResponse]


class OnlyItsVerbs:
    """Answers 405, in words, to a verb that a route does not take; OPTIONS tells those it does.

    It answers by the route alone, before anything is fetched and whoever asks, so it gives nothing
    away of what is there.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; a 405 that a view gave without words gets the same page."""
        response = self.respond(request)
        empty = isinstance(response, HttpResponseNotAllowed) and not response.content
        if empty and request.method in BROWSERS:
            response.content = _page(request)
        return response

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """The answer to a verb that does not belong here; None lets the view answer."""
        match = request.resolver_match
        verbs = verbs_of(match.view_name if match else "")
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(verbs)})
        if request.method in verbs:
            return None
        refusal = HttpResponseNotAllowed(verbs)
        if request.method in BROWSERS:
            refusal.content = _page(request)
        return refusal


def _page(request: HttpRequest) -> str:
    return render_to_string("errors/405.html", request=request)
