"""The same file twice, at the same moment: it comes in once. (The same mail: tests/outbox.)"""

import sqlite3
from contextlib import closing

import pytest

pytestmark = pytest.mark.once("its processes keep their records in an SQLite file of their own")


def test_an_action_log_sent_twice_comes_in_once(service, tmp_path):
    log = tmp_path / "log.csv"
    lines = [f"Do thing {n},,{n + 1:02}/11/2018" for n in range(20)]
    log.write_text("\n".join(["Action,Owner,Deadline", *lines]), encoding="utf-8")
    command = ("import", "actions", log, "--body", "county-board", "--meeting", "2018-07-19")
    both = [service.start(*command) for _ in range(2)]
    ended = [(*one.communicate(timeout=300), one.returncode) for one in both]
    assert not any("Traceback" in error for _, error, _ in ended)
    assert 0 in [status for _, _, status in ended]
    with closing(sqlite3.connect(service.database)) as database:
        found = database.execute(
            "SELECT count(*), count(DISTINCT text) FROM actions_action WHERE text LIKE 'Do thing %'"
        ).fetchone()
    assert found == (20, 20)
