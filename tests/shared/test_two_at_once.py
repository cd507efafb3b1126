"""Processes that save one record at the same moment, on the database that the tests use."""

import subprocess
import sys

import pytest

from frankpledge.history.models import Entry
from frankpledge.partnership.models import BodyName
from tests.support.other_process import ROOT, database_url, environment

# Reads a name, waits until every process has read it, then saves its own; says how it went.
SAVE = """
import sys, time, pathlib, django
django.setup()
from frankpledge.partnership.models import BodyName
from frankpledge.shared.door import Actor, StaleRecord, operation
folder, mine, count = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

@operation("Renamed")
def rename(*, by, name):
    name.name = mine
    name.save()

name = BodyName.objects.get(body__slug="fire-and-rescue")
(folder / mine).touch()
while len(list(folder.iterdir())) < count:
    time.sleep(0.005)
try:
    rename(by=Actor(mine), name=name)
    print("saved")
except StaleRecord:
    print("stale")
"""


def outcome(url):
    """The name and the history, as they stand in that database now."""
    if not url.startswith("sqlite"):
        name = BodyName.objects.get(body__slug="fire-and-rescue")
        told = Entry.objects.filter(what="Renamed").count()
        return name.name, name.version, told
    import sqlite3

    copy = sqlite3.connect(url.removeprefix("sqlite:///"))
    (row,) = copy.execute(
        "SELECT n.name, n.version FROM partnership_bodyname n JOIN partnership_body b"
        " ON b.id = n.body_id WHERE b.slug = 'fire-and-rescue'"
    ).fetchall()
    (told,) = copy.execute("SELECT count(*) FROM history_entry WHERE what = 'Renamed'").fetchone()
    copy.close()
    return *row, told


@pytest.mark.parametrize("count", [4])
def test_one_saves_and_the_others_are_told(transactional_db, demo_county, tmp_path, count):
    url = database_url(tmp_path)
    ready = tmp_path / "ready"
    ready.mkdir()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SAVE, str(ready), f"writer-{n}", str(count)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(url, tmp_path),
        )
        for n in range(count)
    ]
    said = [one.communicate(timeout=120) for one in running]
    assert [error for _, error in said if error] == []
    assert sorted(out.strip() for out, _ in said) == ["saved"] + ["stale"] * (count - 1)
    winner = next(n for n, (out, _) in enumerate(said) if out.strip() == "saved")
    assert outcome(url) == (f"writer-{winner}", 2, 1)
