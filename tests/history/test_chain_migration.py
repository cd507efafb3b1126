"""A history from before there was a chain is chained by its migration, and guarded ever after."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from frankpledge.history import guards
from frankpledge.history.models import Entry
from frankpledge.history.verifying import verify
from tests.history.auditor import first_wrong

BEFORE, NOW = [("history", "0001_initial")], [("history", "0004_chain_whole")]
COUNT = 2_500


def bring_to(target):
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return executor.loader.project_state(target).apps


def old_entries(old):
    """As they stood before: with gaps in their keys, and numbers that JSON writes in two ways."""
    old.objects.bulk_create(
        old(
            pk=3 * number,
            at=datetime(2018, 10, 1, 9, 0, number % 60, 123, tzinfo=UTC),
            by="Board secretary",
            what="Changed it",
            kind="places.area",
            record=number,
            name=f"Ärea “{number}”",
            action="changed",
            fields={"share": [number * 1.0, 1e16], "name": [None, "ü\u2028"]},
        )
        for number in range(1, COUNT + 1)
    )


def test_entries_from_before_are_chained(transactional_db):
    assert Entry.objects.count() == 0
    try:
        old_entries(bring_to(BEFORE).get_model("history", "Entry"))
    finally:
        bring_to(NOW)
    assert guards.missing(connection) == ()
    found = verify()
    assert (found.whole, found.head.place) == (True, COUNT)
    rows = list(Entry.objects.order_by("place").values())
    assert [row["id"] for row in rows[:3]] == [3, 6, 9]
    assert first_wrong(rows) is None
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute("DELETE FROM history_entry")


def migrated():
    """Migrate, where nothing is left to be migrated; what was said."""
    call_command("migrate", stdout=(out := io.StringIO()))
    return out.getvalue()


def test_a_migration_that_loses_the_triggers_leaves_them_in_place(transactional_db):
    """SQLite makes a table anew to alter it; PostgreSQL's are taken off or switched off by hand."""
    if connection.vendor == "sqlite":
        narrow: Any = Entry._meta.get_field("name")
        wide = narrow.clone()
        wide.max_length = 999
        wide.set_attributes_from_name("name")
        wide.model = Entry
        with connection.schema_editor() as editor:
            editor.alter_field(Entry, narrow, wide)
            editor.alter_field(Entry, wide, narrow)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER history_stays ON history_entry")
            cursor.execute("DROP TRIGGER history_is_not_emptied ON history_entry")
            cursor.execute("ALTER TABLE history_entry DISABLE TRIGGER history_only_erased")
    assert guards.missing(connection) == guards.TRIGGERS[connection.vendor]
    call_command("migrate", check_unapplied=True, verbosity=0)
    assert guards.missing(connection) == guards.TRIGGERS[connection.vendor]
    assert "guarded again: history_stays, history_" in migrated()
    assert guards.missing(connection) == ()
    assert "guarded" not in migrated()
    Entry.objects.bulk_create(
        [Entry(at=datetime(2018, 10, 1, tzinfo=UTC), record=1, fields={}, place=1)]
    )
    for statement in ("DELETE FROM history_entry", "UPDATE history_entry SET name = 'x'"):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            connection.cursor().execute(statement)
