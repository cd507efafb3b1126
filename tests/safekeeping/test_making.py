"""Tables that are made at once are the very tables that the migrations make, one after another."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection

from frankpledge.safekeeping.staging import default_place
from tests.support.schema import schema
from tests.support.service import Service

ONE_BY_ONE = """
import json
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.support.schema import schema
executor = MigrationExecutor(connection)
executor.migrate(executor.loader.graph.leaf_nodes())
# Making at once makes tables and no rows: a migration that adds some would be passed over.
assert not [one for one in apps.get_models() if one._base_manager.exists()]
print(json.dumps(schema()))
"""


@pytest.fixture
def staged(tmp_path, transactional_db) -> Iterator[Service]:
    """An empty place beside the test's database, as a restore has one."""
    place = default_place("once")
    if connection.vendor == "sqlite":
        yield Service(tmp_path / "data")
        return
    place.make_room()
    yield Service(tmp_path / "data", url=place.staged_url())
    place.tidy()


def test_they_are_what_the_migrations_make(staged):
    """This test's own database was made at once."""
    migrated = {json.dumps(one) for one in json.loads(staged.script(ONE_BY_ONE))}
    made = {json.dumps(one) for one in schema()}
    assert len(migrated) > 500
    assert made - migrated == set()
    assert migrated - made == set()


def test_nothing_is_left_to_migrate(staged):
    staged.run("manage", "migrate", "--verbosity", "0")
    staged.run("manage", "migrate", "--check")
