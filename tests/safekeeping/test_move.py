"""SQLite to PostgreSQL and back: rows and hashes equal, nobody writes meanwhile or afterwards."""

import json

import pytest

from tests.support.postgres import throwaway_server
from tests.support.service import Service

pytestmark = pytest.mark.once("it makes its own databases, of both kinds")

ADD = """
from frankpledge.shared.door import Actor, operation
from frankpledge.places.models import Area
@operation("Added")
def add(*, by):
    area = Area(slug="new", name="New")
    area.save()
    print(area.pk)
add(by=Actor("A test"))
"""
# Text that PostgreSQL would sort otherwise, JSON with numbers, a day, a moment, and nothing.
ODD = """
from frankpledge.history.models import Entry
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, operation
@operation("Odd")
def odd(*, by):
    for name in ("Ünder", "_", "a b", "Z", "z", "é\\u0301 🙂", "'; --"):
        Area(slug=f"odd-{len(name)}-{ord(name[0])}", name=name).save()
odd(by=Actor("A test"))
"""


@pytest.fixture(scope="module")
def server():
    with throwaway_server() as url:
        yield url


def test_there_and_back_again(service, server, key, tmp_path):
    service.script(ODD)
    was = service.tallies()
    said = service.run("move", "--to", server)
    assert "each table equal" in said
    assert "Set DATABASE_URL" in said
    # The old one is closed for good; the new one answers.
    assert "kept in another place now" in service.refused("mail")
    there = Service(service.folder, url=server)
    assert there.tallies() == was
    assert int(there.script(ADD)) > max(was["places_area"][0], 9)

    # It is not empty any more, and what is in it is not written over unasked.
    (service.folder / "moved.json").unlink()
    assert "There is something in" in service.refused("move", "--to", server)
    assert "in use already" in there.refused("move", "--to", server)

    # A backup of the one kind comes back in the other.
    moved = there.tallies()
    there.run("backup", tmp_path / "pg.age", "--to", key[1])
    other = Service(tmp_path / "other")
    other.run("restore", tmp_path / "pg.age", "--key", key[0])
    assert other.tallies() == moved
    # And in its own, in place of what is there, which is kept in a schema of its own.
    said = there.run("restore", tmp_path / "pg.age", "--key", key[0], "--replace")
    assert there.tallies() == moved
    schemas = there.script(
        "from django.db import connection\n"
        "cursor = connection.cursor()\n"
        "cursor.execute(\"SELECT nspname FROM pg_namespace WHERE nspname ~ '_restore_|staging'\")\n"
        "print([name for (name,) in cursor.fetchall()])"
    )
    assert len(json.loads(schemas.replace("'", '"'))) == 1

    back = f"sqlite:///{service.folder / 'back.sqlite3'}"
    there.run("move", "--to", back)
    assert Service(service.folder, url=back).tallies() == moved


def test_what_cannot_be_moved_to(service, server):
    refusal = service.refused("move", "--to", "mysql://someone@host/name")
    assert "as postgresql://user@host/name, or sqlite:///" in refusal
    gone = server.rsplit("/", 1)[0] + "/no-such-database"
    refusal = service.refused("move", "--to", gone)
    assert "Nothing was moved." in refusal
    service.run("mail")
