"""What is done by itself is done once in its time, and begun again where it failed or died."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from frankpledge.history.models import Entry
from frankpledge.outbox import jobs
from frankpledge.outbox.delivery import OUTBOX
from frankpledge.outbox.jobs import periodic, run_due_jobs
from frankpledge.outbox.models import JobRun, Worker
from frankpledge.outbox.operations.working import (
    finish_job,
    forget_old_workers,
    sign_of_life,
    take_job,
)
from frankpledge.outbox.rules import LAPSE
from frankpledge.shared import clock
from frankpledge.shared.clock import LONDON

pytestmark = pytest.mark.django_db
AT_NINE = datetime(2018, 10, 1, 9, 5, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def only_these(monkeypatch):
    """No other job is registered."""
    monkeypatch.setattr(jobs, "_jobs", {})


@pytest.fixture
def at(monkeypatch):
    """Give `at(moment)`: from then on it is that moment."""

    def go(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    go(AT_NINE)
    return go


def hourly(run):
    return periodic("count", every=timedelta(hours=1))(run)


def rounds(worker="worker"):
    """What one round of a worker's did, and how each ended."""
    sign_of_life(worker=worker, now=clock.now())
    return [(run.name, bool(run.finished)) for run in run_due_jobs(worker)]


def test_a_job_runs_once_in_its_hour(at):
    moments: list[datetime] = []
    hourly(moments.append)
    assert rounds() == [("count", True)]
    assert rounds("another") == []
    at(AT_NINE + timedelta(minutes=54))
    assert rounds() == []
    at(AT_NINE + timedelta(minutes=55))
    assert rounds() == [("count", True)]
    assert moments == [AT_NINE, AT_NINE + timedelta(minutes=55)]
    assert [run.slot for run in JobRun.objects.order_by("pk")] == [
        "2018-10-01 09:00",
        "2018-10-01 10:00",
    ]


def test_a_job_that_fails_is_tried_again_and_stops_no_other(at, caplog):
    failures = [OSError("no room"), None]

    @hourly
    def count(now):
        if error := failures.pop(0):
            raise error

    periodic("other", every=timedelta(days=1))(lambda now: None)
    assert rounds() == [("count", False), ("other", True)]
    assert "no room" in JobRun.objects.get(name="count").error
    assert "The job “count” failed" in caplog.text
    assert rounds() == [], "it waits a minute"
    at(AT_NINE + timedelta(minutes=2))
    assert rounds("another") == [("count", True)]
    run = JobRun.objects.get(name="count")
    assert (run.attempts, run.error, run.worker) == (2, "", "another")


def test_a_job_in_hand_is_left_alone_until_its_worker_is_dead(at):
    done: list[datetime] = []
    hourly(done.append)
    sign_of_life(worker="first", now=AT_NINE)
    take_job(by=OUTBOX, name="count", slot="2018-10-01 09:00", worker="first", now=AT_NINE)
    assert rounds("second") == []
    at(AT_NINE + LAPSE)
    assert rounds("second") == [], "it may still live"
    at(AT_NINE + LAPSE + timedelta(seconds=1))
    assert rounds("second") == [("count", True)]
    assert JobRun.objects.get().attempts == 2


def test_a_worker_that_was_taken_for_dead_does_no_harm(at):
    """Its job was begun again by another, so it does not say that it finished it."""

    @hourly
    def count(now):
        run = JobRun.objects.get()
        run_again: Any = take_job(
            by=OUTBOX, name="count", slot=run.slot, worker=run.worker, now=now
        )
        finish_job(by=OUTBOX, run=run_again, now=now)

    assert rounds() == []
    assert JobRun.objects.get().finished


def test_what_a_job_did_before_it_failed_is_in_the_history(at):
    hourly(lambda now: None)
    rounds()
    told = Entry.objects.filter(kind="outbox.jobrun").order_by("pk")
    assert list(told.values_list("what", flat=True)) == ["Began a job", "Finished a job"]
    assert {entry.by for entry in told} == {"Outbox"}


def test_a_sign_of_life_is_no_change_to_any_record(at):
    before = Entry.objects.count()
    sign_of_life(worker="first", now=AT_NINE)
    sign_of_life(worker="first", now=AT_NINE + timedelta(minutes=1))
    assert Entry.objects.count() == before
    assert Worker.objects.get().seen == AT_NINE + timedelta(minutes=1)


def test_workers_of_long_ago_are_forgotten(at):
    for days, name in [(30, "old"), (9, "older than a week"), (1, "new")]:
        sign_of_life(worker=name, now=AT_NINE - timedelta(days=days))
    forget_old_workers(now=AT_NINE)
    assert [one.name for one in Worker.objects.all()] == ["new"]
    forget_old_workers(now=AT_NINE + timedelta(days=99))
    assert [one.name for one in Worker.objects.all()] == ["new"], "when one last lived is told"


def test_a_name_is_registered_once(at):
    run = hourly(lambda now: None)
    assert hourly(run) is run
    with pytest.raises(ValueError, match="there is a job “count” already"):
        hourly(lambda now: None)
    with pytest.raises(ValueError, match="does not divide a day"):
        periodic("odd", every=timedelta(hours=7))(run)
