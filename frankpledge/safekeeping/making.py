"""Tables for what is put back, in an empty database.

An archive of this very version gets its tables from the migrations' outcome, at once: in a second
what takes half a minute one migration after another, and the same (tests/safekeeping/test_making.py
holds the two against each other). An older one is migrated to where it was.
"""

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from frankpledge.history import guards
from frankpledge.safekeeping.tables import refuse_unknown

Applied = tuple[tuple[str, str], ...]


def make_tables(applied: Applied) -> None:
    """Bring the empty database to these very migrations.

    Raises CannotKeep where one of them is none of this program's.
    """
    loader = MigrationLoader(connection)
    refuse_unknown(set(applied), loader, "The backup")
    if loader.graph.nodes.keys() <= set(applied):
        make_at_once(applied)
    else:
        MigrationExecutor(connection).migrate(last_of_each(set(applied), loader.graph))


def make_at_once(applied: Applied) -> None:
    """Every table, index and trigger that this program's migrations end in."""
    state = MigrationLoader(connection).project_state()
    with connection.schema_editor() as editor:
        for model in state.apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in applied:
        recorder.record_applied(app, name)
    guards.put_up(connection)


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
