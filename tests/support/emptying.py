"""Tests that commit leave rows behind, which Django empties; the history's triggers refuse that.

So they are taken off for that moment, in the test's database alone, and put up again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations


@contextmanager
def emptying_allowed() -> Iterator[None]:
    """While this lasts, Django's flush of a test's database goes through."""
    from frankpledge.history import guards

    flush = BaseDatabaseOperations.execute_sql_flush

    def without_guards(self: Any, statements: Any) -> None:
        guards.take_down(connection)
        try:
            flush(self, statements)
        finally:
            guards.put_up(connection)

    with patch.object(BaseDatabaseOperations, "execute_sql_flush", without_guards):
        yield
