"""Who really asks, and what became of every request: its number, its line in the log, its time."""

import secrets
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

from frankpledge.monitoring import counters, views
from frankpledge.monitoring.logs import level_of, logger
from frankpledge.monitoring.networks import within

Respond = Callable[[HttpRequest], HttpResponse]
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
PROBES: dict[str, Respond] = {
    "/health/": views.health,
    "/ready/": views.ready,
    "/metrics": views.metrics,
}
HEADERS = {
    "Permissions-Policy": ", ".join(
        f"{one}=()"
        for one in (
            *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
            *("fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone", "midi"),
            *("payment", "picture-in-picture", "screen-wake-lock", "usb", "xr-spatial-tracking"),
        )
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}
log = logger(__name__)


class Proxied:
    """Believes what a request says of where it comes from only if a proxy of ours said it.

    A request from a proxy gets the address of whoever asked the proxy: the last in the list that is
    no proxy of ours, since only our own proxies wrote what stands after it. From anybody else these
    headers are forgotten. Through a socket file only this machine's own processes come.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, with REMOTE_ADDR as it truly is."""
        told = request.META
        peer = told.get("REMOTE_ADDR", "")
        if peer and not within(peer, settings.TRUSTED_PROXIES):
            for name in FORWARDED:
                told.pop(name, None)
            return self.respond(request)
        asked = [one.strip() for one in told.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        for one in reversed(asked):
            if one and not within(one, settings.TRUSTED_PROXIES):
                told["REMOTE_ADDR"] = one
                break
        return self.respond(request)


class _Queries:
    """Counts the queries of one request."""

    count = 0

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        self.count += 1
        return execute(*given)


class Watched:
    """Gives each request a number, a line in the log and its place in the metrics.

    What machines ask is answered here, whatever host they ask by: neither a session nor the
    database is needed to say that the process is up. What is too large is refused unread.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on. The number is on the page, should it fail, and in the log."""
        number = secrets.token_hex(6)
        request.number = number  # type: ignore[attr-defined]
        if probe := PROBES.get(request.path_info):
            return _with_headers(probe(request))
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=number)
        begun, queries = time.perf_counter(), _Queries()
        response: HttpResponse
        if request.method not in METHODS:
            response = HttpResponseNotAllowed(sorted(METHODS))
        elif _length(request) > settings.LARGEST_REQUEST:
            response = HttpResponse(render_to_string("413.html"), status=413)
        else:
            with connection.execute_wrapper(queries):
                response = self.respond(request)
        _tell(request, response.status_code, time.perf_counter() - begun, queries.count)
        response["X-Request-ID"] = number
        return _with_headers(response)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _with_headers(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _tell(request: HttpRequest, status: int, seconds: float, queries: int) -> None:
    match = request.resolver_match
    route = match.view_name if match else "unknown"
    if not match and request.path_info.startswith(settings.STATIC_URL):
        route = "static"
    method = request.method if request.method in METHODS else "other"
    counters.SECONDS.labels(route, method, str(status)).observe(seconds)
    counters.QUERIES.labels(route).observe(queries)
    milliseconds = round(seconds * 1000, 1)
    facts = {"route": route, "method": method, "status": status}
    log.log(level_of(status), "request", **facts, ms=milliseconds, queries=queries)
