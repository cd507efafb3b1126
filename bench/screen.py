"""Time a board's one screen in a whole country against the same page with 1% of the data.

`python bench/screen.py`. On PostgreSQL: 3,000 delivery groups and 318 partnerships (or a few more)
report to 100 boards, with forty quarters of updates, evidence and monthly figures, and 100,000
risks and actions. The page is that of one board; with 1% of the data the country has that board
alone, and the page the same lines. A third country has that board with four quarters behind it.
Prints the median of so many fetches by the board's secretary, the number of queries, and the ratio
of the pages' times.
"""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FETCHES = 25
SIZES = ((1, 4), (1, 40), (100, 40))
"""Boards and quarters."""
GROUPS, PARTNERSHIPS = 30, 4
PART = "part"


def main() -> None:
    """Make each country on a server of its own, fetch the page of each in turn, print the ratios.

    In turn, so that whatever else this machine does meanwhile slows all of them alike.
    """
    from tests.support.postgres import throwaway_server

    with ExitStack() as open_until_the_end:
        parts = []
        for boards, quarters in SIZES:
            url = open_until_the_end.enter_context(throwaway_server())
            folder = open_until_the_end.enter_context(tempfile.TemporaryDirectory())
            part = subprocess.Popen(
                [sys.executable, __file__, PART, str(boards), str(quarters)],
                env=os.environ | {"DATABASE_URL": url, "FRANKPLEDGE_DATA": folder},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            open_until_the_end.callback(part.kill)
            parts.append((part, _answer(part)))
        took = [[float(_answer(part, ask=True)) for part, _ in parts] for _ in range(FETCHES)]
    middles = [statistics.median(times) for times in zip(*took, strict=True)]
    for (_, told), middle in zip(parts, middles, strict=True):
        print(f"{told}: {middle * 1000:.0f} ms")
    short, part_of, whole = middles
    print(f"The page takes {whole / part_of:.2f} times as long as with 1% of the data,")
    print(f"and with forty quarters behind it {part_of / short:.2f} times as long as with four.")


def _answer(part: "subprocess.Popen[str]", *, ask: bool = False) -> str:
    """The next line that a part says; `ask` it first to fetch the page. Exits where it failed."""
    assert part.stdin is not None
    assert part.stdout is not None
    if ask:
        print("fetch", file=part.stdin, flush=True)
    line = part.stdout.readline().strip()
    if not line:
        sys.exit(f"A part of the bench ended with {part.wait()}.")
    return line


def measure(boards: int, quarters: int) -> None:
    """Fill the database that DATABASE_URL names; then fetch the page each time a line comes in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    from frankpledge.accounts.models import Account
    from tests.support.country import Country, make_country

    setup_test_environment()
    call_command("migrate", verbosity=0)
    whole = Country(100, GROUPS, PARTNERSHIPS, 40, 50_000, 50_000)
    share = boards * quarters / (whole.boards * whole.quarters)
    much = {"risks": int(whole.risks * share), "actions": int(whole.actions * share)}
    size = replace(whole, boards=boards, quarters=quarters, **much)
    address = f"/screen/{make_country(size).slug}/"
    settings.DEMONSTRATION_TODAY = size.today
    client = Client()
    client.force_login(Account.objects.get(username="secretary"))
    client.get(address)
    with CaptureQueriesContext(connection):
        page = client.get(address)
        queries = len(connection.queries_log)
    assert page.status_code == 200, page.status_code
    # What filling the database left in memory is not the page's to look through.
    gc.collect()
    gc.freeze()
    much_words = f"{size.risks + size.actions:,} risks and actions"
    told = f"{boards:>3} of 100 boards, {quarters:>2} quarters, {much_words}, {queries} queries"
    print(told, flush=True)
    for _ in sys.stdin:
        begun = time.perf_counter()
        client.get(address)
        print(time.perf_counter() - begun, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == [PART]:
        measure(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
