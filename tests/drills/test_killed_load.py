"""kill −9 while evidence is loaded: a whole release or none, and the next load says which."""

import json
import sqlite3
from contextlib import closing

import pytest

from tests.support.crimes import Country, write_crimes
from tests.support.killing import killing, moments
from tests.support.service import copied

pytestmark = pytest.mark.once("its processes keep their records in an SQLite file of their own")

ROWS = 60_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A force's files of two months."""
    where = tmp_path_factory.mktemp("crimes")
    write_crimes(where, Country(rows=ROWS, forces=1, months=2))
    return where


def recorded(service):
    """The keys of the releases that the record has, and how often the history says so."""
    with closing(sqlite3.connect(service.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        keys = [key for (key,) in database.execute("SELECT key FROM releases_release")]
        told = database.execute(
            "SELECT count(*) FROM history_entry WHERE kind = 'releases.release'"
        ).fetchone()
    assert told == (len(keys),)
    return keys


def stored(service):
    """The releases that the store has, each of them whole."""
    folders = sorted((service.folder / "evidence").glob("releases/*"))
    for one in folders:
        manifest = json.loads((one / "manifest.json").read_text(encoding="utf-8"))
        assert set(manifest["tables"]) == {"street"}
        assert (one / "street.parquet").read_bytes()[-4:] == b"PAR1"
    return [one.name for one in folders]


def test_a_load_is_whole_or_not_there_and_the_next_one_does_the_rest(
    service, commands, folder, tmp_path
):
    command = ("evidence", "load", folder)
    other = copied(service, tmp_path / "other")
    with killing(other) as others:
        took = others.whole(*command).took
        assert "were loaded before" in others.whole(*command).said
    assert len(recorded(other)) == len(stored(other)) == 1
    seen = []
    for moment in moments(took * 0.9, count=3):
        commands.killed(*command, after=moment)
        seen.append((len(stored(service)), len(recorded(service))))
    # And with the release just there, which the record does not know yet, or only just.
    commands.killed_at(service.folder / "evidence" / "releases" / "*", *command)
    seen.append((len(stored(service)), len(recorded(service))))
    assert (0, 0) in seen
    assert seen[-1][0] == 1
    assert {known <= there <= 1 for there, known in seen} == {True}

    said = commands.whole(*command).said
    assert "were loaded before, as release 1" in said
    (key,) = stored(service)
    assert recorded(service) == [key]
    evidence = service.folder / "evidence"
    assert not list((evidence / "staging").glob("*"))
    assert not list((evidence / "prepared").glob("making-*"))
    out = service.run("evidence", "measure", "recorded-crime", "--csv").splitlines()
    again = other.run("evidence", "measure", "recorded-crime", "--csv").splitlines()
    assert out == again
    assert int(float(out[-1].split(",")[-1])) <= ROWS
