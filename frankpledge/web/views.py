"""Pages that cross the cycle: home, what I owe, history, and the pages that say what went wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent could not be read."""
    return render(request, "400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person is signed in and may see this, but not do it."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or none that this person may know of: the two look the same."""
    return render(request, "404.html", status=404)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Something broke here; nothing the person did is lost."""
    context: dict[str, Any] = {}
    return render(request, "500.html", context, status=500)
