"""The demonstration county in the test database, loaded once and copied in from then on.

Loading it through the application takes seconds, because every paper is read and converted. So
each worker loads it once, inside a transaction that is rolled back, and keeps the rows (the next
run finds them again for as long as the code and the area files are the same); a test
that wants them gets them by plain INSERTs in a few hundredths of a second. That way serves a test
inside a transaction as well as one that commits, on SQLite as on PostgreSQL, and leaves the
database empty for every test that does not ask.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction

# 1 October 2018: the day on which reports for the demonstration's meeting are due.
DEMONSTRATION_DAY = "2018-10-01"
ROOT = Path(__file__).resolve().parents[2]
A_DAY = 86_400


@dataclass(frozen=True)
class Rows:
    """Every row of one table, as the database driver gave them."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def insert(self) -> str:
        """The statement that puts one of them back."""
        quote = connection.ops.quote_name
        names = ", ".join(quote(column) for column in self.columns)
        marks = ", ".join(["%s"] * len(self.columns))
        # Only the tables' own names go into the statement: no value ever does.
        return f"INSERT INTO {quote(self.table)} ({names}) VALUES ({marks})"


Snapshot = tuple[Rows, ...]


def our_models() -> list[type[models.Model]]:
    """Every model of the project's own packages."""
    return [model for model in apps.get_models() if model.__module__.startswith("frankpledge.")]


def kept_snapshot(folder: Path) -> Snapshot:
    """The snapshot that an earlier run left in `folder`, or a fresh one, left there for the next.

    It counts only for the very code, area files and packages it was made with, and this database.
    """
    digest = hashlib.sha256(connection.vendor.encode())
    for root, pattern in (
        (ROOT / "frankpledge", "**/*.py"),
        (Path(settings.DEMONSTRATION_AREA), "**/*"),
        (ROOT / "requirements", "*.txt"),
    ):
        for path in sorted(one for one in root.glob(pattern) if one.is_file()):
            digest.update(path.read_bytes())
    kept = folder / f"{digest.hexdigest()[:24]}.pickle"
    if kept.exists():
        found: Snapshot = pickle.loads(kept.read_bytes())
        return found
    snapshot = take_snapshot()
    for stale in folder.glob("*.pickle"):
        if stale.stat().st_mtime < kept.parent.stat().st_mtime - A_DAY:
            stale.unlink(missing_ok=True)
    fresh = folder / f"{kept.name}.{os.getpid()}"
    fresh.write_bytes(pickle.dumps(snapshot))
    fresh.replace(kept)
    return snapshot


class _UndoError(Exception):
    """Leaves the transaction without keeping anything."""


def take_snapshot() -> Snapshot:
    """Load the demonstration, keep its rows, and leave the database as it was."""
    from frankpledge.areafile.operations import load_demonstration

    found: list[Rows] = []
    try:
        with transaction.atomic():
            load_demonstration(settings.DEMONSTRATION_AREA)
            with connection.cursor() as cursor:
                found.extend(_rows(cursor, model) for model in our_models())
            raise _UndoError
    except _UndoError:
        return tuple(found)


def _rows(cursor: Any, model: type[models.Model]) -> Rows:
    table = model._meta.db_table
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    columns = tuple(column[0] for column in cursor.description)
    return Rows(table, columns, tuple(tuple(map(_plain, row)) for row in cursor.fetchall()))


def _plain(value: Any) -> Any:
    # SQLite's driver gives a time of day and does not take one back.
    return str(value) if isinstance(value, time) else value


def restore(snapshot: Snapshot) -> None:
    """Put the rows into an empty database; every foreign key is checked when this is done."""
    with transaction.atomic(), connection.cursor() as cursor:
        with connection.constraint_checks_disabled():
            for one in snapshot:
                if one.rows:
                    cursor.executemany(one.insert, one.rows)
        # New records go on from the last key, as they would after a real load.
        for statement in connection.ops.sequence_reset_sql(no_style(), our_models()):
            cursor.execute(statement)
