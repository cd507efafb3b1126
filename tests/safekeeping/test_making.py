"""Tables that are made at once are the very tables that the migrations make, one after another."""

import json

import pytest
from django.db import connection

from frankpledge.safekeeping.staging import default_place
from tests.support.schema import schema
from tests.support.service import Service

AT_ONCE = """
import json
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from frankpledge.safekeeping.making import make_tables
from tests.support.schema import schema
every = tuple(sorted(MigrationLoader(connection).graph.nodes))
make_tables(every)
assert tuple(sorted(MigrationRecorder(connection).applied_migrations())) == every
print(json.dumps(schema()))
"""


@pytest.fixture
def staged(tmp_path, transactional_db):
    """An empty place beside the test's database, as a restore has one."""
    place = default_place("once")
    if connection.vendor == "sqlite":
        yield Service(tmp_path / "data")
        return
    place.make_room()
    yield Service(tmp_path / "data", url=place.staged_url())
    place.tidy()


def test_they_are_what_the_migrations_make(staged):
    made = {json.dumps(one) for one in json.loads(staged.script(AT_ONCE))}
    migrated = {json.dumps(one) for one in schema()}
    assert len(migrated) > 500
    assert made - migrated == set()
    assert migrated - made == set()


def test_what_was_said_at_once_is_nothing_left_to_migrate(staged):
    staged.script(AT_ONCE)
    staged.run("manage", "migrate", "--check")
