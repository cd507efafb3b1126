"""Every table at once, in an empty database: what the migrations end in, without their way there.

One migration after another takes half a minute, nearly all of it Django's, which makes every model
anew for each step; at once takes two seconds. tests/safekeeping/test_making.py holds the outcomes
against each other, and holds the migrations to leaving no rows behind.
"""

from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from frankpledge.history import guards


def make_at_once(connection: Any) -> None:
    """Make every table, index and trigger, and note every migration as applied: all or nothing."""
    loader = MigrationLoader(connection)
    recorder = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        for model in loader.project_state().apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        editor.create_model(recorder.Migration)
        for app, name in sorted(loader.graph.nodes):
            recorder.record_applied(app, name)
        guards.put_up(connection)


def is_empty(connection: Any) -> bool:
    """Whether a database has no table at all."""
    return not connection.introspection.table_names()
