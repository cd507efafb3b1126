"""One moment of the database, to read at leisure while the service goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from frankpledge.safekeeping.tables import Table

SNAPSHOT = "snapshot"


@contextmanager
def snapshot(*, locked: bool = False) -> Iterator[str]:
    """A connection's name, through which everything is as it was at one moment.

    Writers go on and are not seen. `locked`: they wait instead, for what is being moved away.
    """
    default = connections.databases["default"]
    options: dict[str, Any] = dict(default["OPTIONS"])
    is_sqlite = default["ENGINE"].endswith("sqlite3")
    if is_sqlite:
        options["transaction_mode"] = "IMMEDIATE" if locked else "DEFERRED"
    else:
        from psycopg import IsolationLevel

        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    connections.databases[SNAPSHOT] = {**default, "OPTIONS": options, "CONN_MAX_AGE": 0}
    try:
        with transaction.atomic(using=SNAPSHOT):
            with connections[SNAPSHOT].cursor() as cursor:
                # The moment is that of the first question.
                if not locked:
                    cursor.execute("SELECT 1" if not is_sqlite else "SELECT 1 FROM sqlite_master")
            yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.databases[SNAPSHOT]


def hold(tables: tuple[Table, ...]) -> None:
    """On PostgreSQL: wait until nobody writes to these tables, and let nobody begin."""
    connection = connections[SNAPSHOT]
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(one.name) for one in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE MODE")
