"""A full disk: a plain sentence, nothing half done, and all is well when there is room again."""

import sqlite3
from contextlib import closing

import pytest

pytestmark = pytest.mark.once("its processes keep their records in an SQLite file of their own")

# SQLite can just open its database with files of this size, and hardly write to it.
ROOM = 33_000


def refused(ended):
    """It said in words that the disk is full."""
    assert ended.status == 1, ended.said
    assert "The disk is full" in ended.said
    assert "Traceback" not in ended.said


@pytest.mark.parametrize("most", [ROOM, 100_000])
def test_a_backup(commands, key, tmp_path, most):
    refused(commands.starved("backup", tmp_path / "b.age", "--to", key[1], most=most))
    assert [one.name for one in tmp_path.iterdir()] == ["service"]
    commands.whole("backup", tmp_path / "b.age", "--to", key[1])


def test_an_export(commands, tmp_path):
    refused(commands.starved("export", tmp_path / "out", most=ROOM))
    assert [one.name for one in tmp_path.iterdir()] == ["service"]


def test_a_pack(commands, tmp_path):
    command = ("pack", "county-board", "2018-10-11", "--out", tmp_path / "pack.pdf")
    refused(commands.starved(*command, most=ROOM))
    assert not (tmp_path / "pack.pdf").exists()


def test_the_database_itself(service, commands, tmp_path):
    log = tmp_path / "log.csv"
    lines = [f"Do thing {n},,01/11/2018" for n in range(60)]
    log.write_text("\n".join(["Action,Owner,Deadline", *lines]), encoding="utf-8")
    command = ("import", "actions", log, "--body", "county-board", "--meeting", "2018-07-19")
    ended = commands.starved(*command, most=ROOM)
    assert ended.status == 1, ended.said
    assert "Traceback" not in ended.said
    assert "could not be written" in ended.said
    with closing(sqlite3.connect(service.database)) as database:
        (count,) = database.execute(
            "SELECT count(*) FROM actions_action WHERE text LIKE 'Do thing %'"
        ).fetchone()
    assert count == 0
    commands.whole(*command)
