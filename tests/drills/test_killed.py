"""kill −9 in the middle: what was there is there, whole; the next run ends what was begun."""

import sqlite3
from contextlib import closing

import pytest

from tests.support.killing import killing, moments
from tests.support.service import Service, copied

pytestmark = pytest.mark.once("its processes keep their records in an SQLite file of their own")

LOG = ["Action,Owner,Deadline", *(f"Do thing {n},,{n % 28 + 1:02}/11/2018" for n in range(300))]


def rows(service, sql):
    """What a query finds in the service's database."""
    with closing(sqlite3.connect(service.database)) as database:
        return database.execute(sql).fetchall()


def sound(service):
    """Whether the database file itself is whole, and every record that is pointed at is there."""
    assert rows(service, "PRAGMA integrity_check") == [("ok",)]
    assert rows(service, "PRAGMA foreign_key_check") == []


def test_an_import_of_actions(service, commands, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("\n".join(LOG), encoding="utf-8")
    command = ("import", "actions", log, "--body", "county-board", "--meeting", "2018-07-19")
    texts = "SELECT text FROM actions_action ORDER BY text"
    told = "SELECT count(*) FROM history_entry WHERE kind = 'actions.action'"
    before, told_before = rows(service, texts), rows(service, told)[0][0]
    other = copied(service, tmp_path / "other")
    with killing(other) as others:
        took = others.whole(*command).took
    after = rows(other, texts)
    assert len(after) == len(before) + 300
    ends = set()
    for moment in moments(took):
        commands.killed(*command, after=moment)
        sound(service)
        found = rows(service, texts)
        assert found in (before, after)
        assert rows(service, told)[0][0] - told_before == len(found) - len(before)
        ends.add(found == after)
    assert False in ends
    commands.whole(*command)
    assert rows(service, texts) == after


def test_reminders(service, commands, tmp_path):
    command = ("remind", "--on", "2018-10-01")
    keys = "SELECT key FROM outbox_message ORDER BY key"
    chasers = "SELECT count(*) FROM chasing_chaser"
    other = copied(service, tmp_path / "other")
    with killing(other) as others:
        took = others.whole(*command).took
    expected = rows(other, keys), rows(other, chasers)
    assert expected[0]
    for moment in moments(took):
        commands.killed(*command, after=moment)
        sound(service)
        found = rows(service, keys)
        assert len(found) == len(set(found))
        assert set(found) <= set(expected[0])
    commands.whole(*command)
    assert (rows(service, keys), rows(service, chasers)) == expected


def test_a_pack(service, commands, tmp_path):
    out = tmp_path / "pack.pdf"
    command = ("pack", "county-board", "2018-10-11", "--out", out)
    took = commands.whole(*command).took
    out.unlink()
    was = service.database.read_bytes()
    for moment in moments(took):
        was_killed = commands.killed(*command, after=moment)
        assert out.exists() or was_killed
        if out.exists():
            assert out.read_bytes().rstrip().endswith(b"%%EOF")
            out.unlink()
    assert service.database.read_bytes() == was
    commands.whole(*command)
    assert out.read_bytes().startswith(b"%PDF")


def test_a_backup(commands, key, tmp_path):
    out = tmp_path / "county.age"
    command = ("backup", out, "--to", key[1])
    took = commands.whole(*command).took
    size = out.stat().st_size
    out.unlink()
    for moment in moments(took):
        was_killed = commands.killed(*command, after=moment)
        assert out.exists() or was_killed
        if out.exists():
            assert abs(out.stat().st_size - size) < 200
            out.unlink()
    commands.whole(*command)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["county.age", "service"]


def test_an_export(commands, tmp_path):
    first, out = tmp_path / "first", tmp_path / "out"
    took = commands.whole("export", first).took
    for moment in moments(took):
        was_killed = commands.killed("export", out, after=moment)
        assert out.exists() or was_killed
        if out.exists():
            out.rename(tmp_path / f"whole-{moment}")
    commands.whole("export", out)
    sums = [(one / "SHA256SUMS").read_text() for one in tmp_path.iterdir() if one.name != "service"]
    assert len(set(sums)) == 1


def test_a_restore(service, commands, key, tmp_path):
    """Until it is decided nothing in use is touched; what comes after is in test_placing.py."""
    out = tmp_path / "county.age"
    commands.whole("backup", out, "--to", key[1])
    was = service.database.read_bytes()
    for moment in (0.2, 1.0, 3.0):
        assert commands.killed("restore", out, "--key", key[0], "--replace", after=moment)
        assert service.database.read_bytes() == was
        assert not list(service.folder.glob("before-restore-*"))
    # The lock died with its process, and nobody is kept out.
    commands.whole("mail")


def test_a_migration(tmp_path):
    service = Service(tmp_path / "empty")
    service.folder.mkdir()
    with killing(service) as commands:
        for moment in (3.0, 9.0):
            commands.killed("migrate", after=moment)
            sound(service)
        commands.whole("migrate")
        commands.whole("manage", "migrate", "--check")
    applied = rows(service, "SELECT app || name FROM django_migrations")
    assert len(applied) == len(set(applied))
