"""Old addresses of a meeting that was moved."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from frankpledge.meetings.models import Meeting
from frankpledge.meetings.queries.calendar import meeting_moved_from

Respond = Callable[[HttpRequest], HttpResponse]


class MeetingsThatMoved:
    """A page asked for by a day that its meeting has left leads to the same page, for good.

    Only what is read is led on: a form that was opened before the move is taken where it is sent.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Lead on to the meeting's address as it is now, with whatever stands behind it."""
        match = request.resolver_match
        if (
            request.method not in {"GET", "HEAD"}
            or match is None
            or not {"body", "slug"} <= {*kwargs}
        ):
            return None
        body, slug = kwargs["body"], kwargs["slug"]
        moved = meeting_moved_from(body, slug)
        if moved is None or Meeting.objects.filter(body__slug=body, slug=slug).exists():
            return None
        path = reverse(match.view_name, kwargs={**kwargs, "slug": moved.slug})
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
