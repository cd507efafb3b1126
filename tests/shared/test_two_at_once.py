"""Processes that save one record at the same moment, on the database that the tests use."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from frankpledge.history.models import Entry
from frankpledge.partnership.models import BodyName

ROOT = Path(__file__).parents[2]
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


def database_url(tmp_path):
    """The test database as another process reaches it: a copy in a file for SQLite in memory."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        import sqlite3

        path = tmp_path / "copy.sqlite3"
        copy = sqlite3.connect(path)
        connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{path}"
    user, host = quote(given["USER"]), quote(given["HOST"], safe="")
    password = f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else ""
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgresql://{user}{password}@{host}{port}/{given['NAME']}"


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
    environment = os.environ | {
        "DATABASE_URL": url,
        "FRANKPLEDGE_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings",
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SAVE, str(ready), f"writer-{n}", str(count)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        for n in range(count)
    ]
    said = [one.communicate(timeout=120) for one in running]
    assert [error for _, error in said if error] == []
    assert sorted(out.strip() for out, _ in said) == ["saved"] + ["stale"] * (count - 1)
    winner = next(n for n, (out, _) in enumerate(said) if out.strip() == "saved")
    assert outcome(url) == (f"writer-{winner}", 2, 1)
