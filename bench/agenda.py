"""Time the agenda page against a bare Django view that runs the very same queries.

`python bench/agenda.py [REQUESTS]`. The bare view goes through the same middleware and database,
sends the page's own SQL again and answers with nothing: what is left over is our own code and
templates. Both are timed in turn, in one process, on SQLite in a folder thrown away afterwards.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ROUNDS = 5


def main(requests: int) -> None:
    """Load the demonstration, time both views, print medians and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FRANKPLEDGE_DATA"] = folder
        os.environ["TODAY"] = "2018-10-01"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
        import django

        django.setup()
        from frankpledge.cli import main as frankpledge

        frankpledge(["migrate"])
        frankpledge(["demo", "load", "--json"])
        measure(requests)


def measure(requests: int) -> None:
    """Print what one request costs, of each kind, as a secretary sees the page."""
    from django.db import connection
    from django.http import HttpRequest, HttpResponse
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import path

    from frankpledge.accounts.models import Account
    from frankpledge.config import urls

    client = Client(HTTP_HOST="localhost")
    client.force_login(Account.objects.get(username="secretary"))
    page = "/meetings/county-board/2018-10-11/"
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(page)
    statements = [query["sql"] for query in captured.captured_queries]
    shared = _statements_of_middleware(client)

    def bare(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            for sql in statements[len(shared) :]:
                cursor.execute(sql.replace("%", "%%"), ())
                cursor.fetchall()
        return HttpResponse("<!doctype html><title>Bare</title>")

    urls.urlpatterns.append(path("bare/", bare))
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_timed(lambda: client.get(page), requests))
        theirs.append(_timed(lambda: client.get("/bare/"), requests))
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    print(f"{len(statements)} queries a page, {ROUNDS} rounds of {requests} requests each way")
    print(f"agenda page      {statistics.median(ours) * 1000:6.1f} ms")
    print(f"bare view        {statistics.median(theirs) * 1000:6.1f} ms")
    middle = statistics.median(ratios)
    print(f"ratio            {middle:6.1f} (lowest {min(ratios):.1f}, highest {max(ratios):.1f})")


def _statements_of_middleware(client: object) -> list[str]:
    """The queries that any request costs before its view runs: the session and the viewer."""
    from django.db import connection
    from django.http import HttpResponse
    from django.test.utils import CaptureQueriesContext
    from django.urls import path

    from frankpledge.config import urls

    urls.urlpatterns.append(path("nothing/", lambda request: HttpResponse("")))
    with CaptureQueriesContext(connection) as captured:
        client.get("/nothing/")  # type: ignore[attr-defined]
    return [query["sql"] for query in captured.captured_queries]


def _timed(request: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        request()
    return (time.perf_counter() - start) / times


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
