"""Concurrent edits of the same few records through their form: is any update lost?

`python bench/edits.py [EDITS] [WRITERS]`: 10,000 edits by 4 processes unless told, of 5 actions, on
SQLite and then on PostgreSQL, each in a place thrown away afterwards. Prints how many were saved
and how many refused with both texts shown, and every fault; ends with 1 where there is one.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
RECORDS = 5


def main(edits: int, writers: int) -> int:
    """Run both databases; how many faults there were."""
    return sum(measure(name, edits, writers) for name in ("SQLite", "PostgreSQL"))


@contextmanager
def database(name: str, folder: str) -> Iterator[str]:
    """A throw-away database's URL."""
    if name == "SQLite":
        yield f"sqlite:///{folder}/frankpledge.sqlite3"
        return
    from tests.support.postgres import throwaway_server

    with throwaway_server() as url:
        yield url


def measure(name: str, edits: int, writers: int) -> int:
    """Print what came of so many edits on one database; how many faults there were."""
    from tests.support.edits import account_of, run_writers

    with tempfile.TemporaryDirectory() as folder, database(name, folder) as url:
        here = {
            **os.environ,
            "DATABASE_URL": url,
            "FRANKPLEDGE_DATA": folder,
            "TODAY": "2018-10-01",
            "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        load = [sys.executable, "-m", "frankpledge.cli", "demo", "load", "--json"]
        subprocess.run(load, env=here, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        make = "import django; django.setup(); from tests.support.edits import make_actions"
        make += f"; make_actions({RECORDS})"
        subprocess.run([sys.executable, "-c", make], env=here, check=True, cwd=ROOT)
        begun = time.perf_counter()
        answers = run_writers(here, writers, edits // writers)
        took = time.perf_counter() - begun
        told = account_of(answers, lambda sql: rows_of(url, sql))
    print(
        f"{name}: {len(answers):,} edits by {writers} processes in {took:.0f} s: "
        f"{told.saved:,} saved, {told.refused:,} refused with both texts, {len(told.faults)} faults"
    )
    for fault in told.faults[:20]:
        print(f"  {fault}")
    return len(told.faults)


def rows_of(url: str, sql: str) -> list[Any]:
    """What the database answers."""
    if url.startswith("sqlite"):
        import sqlite3

        with sqlite3.connect(url.removeprefix("sqlite:///")) as found:
            return found.execute(sql).fetchall()
    import psycopg

    with psycopg.connect(url) as server:
        return server.execute(sql).fetchall()


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:3]]
    sys.exit(1 if main(*(given + [10_000, 4][len(given) :])) else 0)
