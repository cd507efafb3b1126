"""Tables for what is put back, in an empty database: at once for an archive of this very version,
and for an older one migrated to where it was."""

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from frankpledge.history.making import make_at_once
from frankpledge.safekeeping.tables import refuse_unknown

Applied = tuple[tuple[str, str], ...]


def make_tables(applied: Applied) -> None:
    """Bring the empty database to these very migrations.

    Raises CannotKeep where one of them is none of this program's.
    """
    loader = MigrationLoader(connection)
    refuse_unknown(set(applied), loader, "The backup")
    if loader.graph.nodes.keys() <= set(applied):
        make_at_once(connection)
    else:
        MigrationExecutor(connection).migrate(last_of_each(set(applied), loader.graph))


def last_of_each(applied: set[tuple[str, str]], graph: Any) -> list[tuple[str, str]]:
    """Of each app's migrations the last: to ask for an earlier one would undo the later."""
    return sorted(
        one
        for one in applied & graph.nodes.keys()
        if not any(
            child.key[0] == one[0] and child.key in applied
            for child in graph.node_map[one].children
        )
    )
