"""What machines ask: is the process up, can it serve, how does it do. No person is in it."""

from hmac import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from frankpledge.monitoring import counters, readiness
from frankpledge.monitoring.networks import within

TEXT = "text/plain; version=0.0.4; charset=utf-8"


def health(request: HttpRequest) -> HttpResponse:
    """The process is up. Asks nothing of the database: that it is away restarts no process."""
    return _refused(request) or _never_kept(JsonResponse({"up": True}))


def ready(request: HttpRequest) -> HttpResponse:
    """Whether this process should be sent people: 200, or 503 with what is wrong in words."""
    if refused := _refused(request):
        return refused
    found = readiness.look()
    well = all(one.well for one in found)
    told = {one.name: one.words for one in found if not one.well}
    answer = JsonResponse({"ready": well, "wrong": told}, status=200 if well else 503)
    return _never_kept(answer)


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus's text, for the addresses and the token that settings name; for others nothing."""
    if not _may_read(request):
        return _never_kept(HttpResponse("Not found\n", status=404, content_type=TEXT))
    if refused := _refused(request):
        return refused
    return _never_kept(HttpResponse(counters.exposition(), content_type=TEXT))


def _may_read(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    said = request.headers.get("Authorization", "")
    if token and compare_digest(said.encode(), f"Bearer {token}".encode()):
        return True
    return within(request.META.get("REMOTE_ADDR", ""), settings.METRICS_FROM)


def _refused(request: HttpRequest) -> HttpResponse | None:
    if request.method in {"GET", "HEAD"}:
        return None
    return _never_kept(HttpResponseNotAllowed(["GET", "HEAD"]))


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response
