"""Processes that write at the same moment: their entries follow each other, and none is lost."""

import sqlite3
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.db import connection

from frankpledge.history.models import Entry
from frankpledge.history.verifying import verify
from tests.support.other_process import ROOT, database_url, environment

WRITERS, EACH = 4, 25

# Adds its areas one operation at a time; each operation has another inside, after which it goes on.
WRITE = """
import sys, time, pathlib, django
django.setup()
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, operation
folder, mine = pathlib.Path(sys.argv[1]), sys.argv[2]
count, each = int(sys.argv[3]), int(sys.argv[4])

@operation("Added an area")
def add(*, by, slug):
    area = Area(slug=slug, name=slug)
    area.save()
    return area

@operation("Added an area and changed the one that all change")
def both(*, by, slug):
    add(by=by, slug=slug)
    time.sleep(0.002)
    shared = Area.objects.select_for_update().get(slug="shared")
    shared.name = slug
    shared.save()

(folder / mine).touch()
while len(list(folder.iterdir())) < count:
    time.sleep(0.005)
for number in range(each):
    both(by=Actor(mine), slug=f"{mine}-{number}")
print("done")
"""


@pytest.fixture
def shared(transactional_db):
    from frankpledge.places.models import Area
    from frankpledge.shared.door import Actor, operation

    @operation("Added the area that all change")
    def add(*, by):
        Area(slug="shared", name="Shared").save()

    add(by=Actor("Test"))


def test_the_chain_never_forks(shared, tmp_path):
    url = database_url(tmp_path)
    ready = tmp_path / "ready"
    ready.mkdir()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(ready), f"writer-{n}", str(WRITERS), str(EACH)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(url, tmp_path),
        )
        for n in range(WRITERS)
    ]
    said = [one.communicate(timeout=240) for one in running]
    assert said == [("done\n", "")] * WRITERS
    total = 1 + 2 * WRITERS * EACH
    if connection.vendor == "sqlite":
        rows = in_copy(url.removeprefix("sqlite:///"))
        assert [(one.place, one.follows) for one in rows] == [
            (n, True) for n in range(1, total + 1)
        ]
        return
    found = verify()
    assert (found.whole, found.head.place) == (True, total)
    # An operation's entries stand together: what is inside it, then itself.
    told = Entry.objects.filter(place__gt=1).order_by("place").values_list("by", flat=True)
    assert all(told[n] == told[n + 1] for n in range(0, total - 1, 2))


def in_copy(path):
    """The chain in the copy of the test's database that the processes wrote to."""
    copy = sqlite3.connect(path)
    found = copy.execute("SELECT place, previous, digest FROM history_entry ORDER BY place")
    before, rows = "0" * 64, []
    for place, previous, digest in found:
        rows.append(SimpleNamespace(place=place, follows=previous == before))
        before = digest
    copy.close()
    return rows
