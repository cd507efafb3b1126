"""What only the database's owner can do to the history: the triggers are off for that moment."""

from __future__ import annotations

from typing import Any

from django.db import connection

from frankpledge.history import guards


def tamper(statement: str, *values: Any) -> None:
    """Change the history's table by raw SQL, as nothing else can."""
    guards.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    guards.put_up(connection)
