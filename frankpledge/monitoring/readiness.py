"""Whether this process can serve: the database, its migrations, the data folder."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is well, and a sentence about it."""

    name: str
    well: bool
    words: str


def database() -> Finding:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        reason = type(error).__name__
        return Finding("database", False, f"The database does not answer ({reason}).")
    return Finding("database", True, "The database answers.")


def pending() -> list[str]:
    """The migrations that this code knows and this database has not had. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{one.app_label}.{one.name}" for one, _ in plan]


# A database that has had every migration this code knows does not lose one while it serves.
_migrated: set[str] = set()


def migrations() -> Finding:
    """Whether the database is as new as the code."""
    name = str(connection.settings_dict["NAME"])
    if name not in _migrated:
        try:
            missing = pending()
        except DatabaseError:
            return Finding("migrations", False, "Nobody can tell which migrations were applied.")
        if missing:
            told = f"{missing[0]} and {len(missing) - 1} more" if missing[1:] else missing[0]
            words = f"Run `frankpledge migrate`: {told} must be applied."
            return Finding("migrations", False, words)
        _migrated.add(name)
    return Finding("migrations", True, "Every migration is applied.")


def data_folder() -> Finding:
    """Whether files can be kept, and whether there is room for them."""
    folder = settings.DATA_DIR
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding("data folder", False, "The data folder cannot be written to.")
    room = shutil.disk_usage(folder).free
    told = f"{room / 1024**3:.1f} GB free for the data folder."
    if room < settings.LEAST_ROOM:
        least = settings.LEAST_ROOM // 1024**2
        return Finding("data folder", False, f"{told} Make room: {least} MB at the least.")
    return Finding("data folder", True, told)


CHECKS: tuple[Callable[[], Finding], ...] = (database, migrations, data_folder)


def look() -> tuple[Finding, ...]:
    """Every finding, in order."""
    return tuple(check() for check in CHECKS)
