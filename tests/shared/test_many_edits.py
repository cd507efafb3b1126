"""Processes that change the same few records through their form, hundreds of times."""

import sqlite3

from django.db import connection

from tests.support.edits import account_of, make_actions, run_writers
from tests.support.other_process import database_url, environment

WRITERS, EDITS = 4, 75


def test_no_update_is_lost_where_many_write_at_once(
    transactional_db, demo_county, on_day, tmp_path
):
    """Each edit is saved, or refused with its words shown; the history tells them in one line."""
    on_day("2018-10-01")
    make_actions(3)
    url = database_url(tmp_path)
    here = environment(url, tmp_path, TODAY="2018-10-01")

    def rows(sql):
        if url.startswith("sqlite"):
            with sqlite3.connect(url.removeprefix("sqlite:///")) as found:
                return found.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    told = account_of(run_writers(here, WRITERS, EDITS), rows)
    assert not told.faults
    assert told.saved + told.refused == WRITERS * EDITS
    assert told.refused, "nobody was ever beaten: this has tried nothing"
