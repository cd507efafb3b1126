"""The nights on which the clocks change: an hour that is there twice, and one that is not there."""

from datetime import UTC, datetime, timedelta

import pytest

from frankpledge.chasing.jobs import remind_in_working_hours
from frankpledge.outbox import jobs
from frankpledge.outbox.jobs import periodic, run_due_jobs
from frankpledge.outbox.models import JobRun, Message
from frankpledge.outbox.operations.working import sign_of_life
from frankpledge.shared import clock
from frankpledge.shared.clock import LONDON

SPRING, AUTUMN = datetime(2019, 3, 31, tzinfo=UTC), datetime(2018, 10, 28, tzinfo=UTC)
ROUND = timedelta(minutes=15)


@pytest.fixture
def worked(demo_county, monkeypatch):
    """Give `worked(start, hours)`: a worker's rounds, a quarter of an hour apart, by real time."""
    monkeypatch.setattr(jobs, "_jobs", {})
    done: list[datetime] = []
    periodic("half-hourly", every=timedelta(minutes=30))(done.append)
    periodic("remind", every=timedelta(hours=1))(remind_in_working_hours)

    def work(start, hours):
        for count in range(int(timedelta(hours=hours) / ROUND)):
            now = (start + count * ROUND).astimezone(LONDON)
            monkeypatch.setattr(clock, "now", lambda now=now: now)
            sign_of_life(worker="worker", now=now)
            assert all(run.finished for run in run_due_jobs("worker"))
        return [one.astimezone(LONDON) for one in done]

    return work


def test_in_spring_half_past_one_never_comes_and_nothing_is_lost(worked):
    done = [f"{one:%H:%M}" for one in worked(SPRING, 4)]
    assert done == ["00:00", "00:30", "02:00", "02:30", "03:00", "03:30", "04:00", "04:30"]


def test_in_autumn_half_past_one_comes_twice_and_is_done_once(worked):
    start = AUTUMN - timedelta(hours=1)  # midnight in London, still on summer time
    done = [f"{one:%H:%M}" for one in worked(start, 5)]
    assert done == ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]
    slots = list(JobRun.objects.filter(name="half-hourly").values_list("slot", flat=True))
    assert len(slots) == len(set(slots)) == 8


@pytest.mark.parametrize("sunday", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_reminders_leave_on_monday_at_eight_by_the_new_time_and_once(worked, sunday):
    worked(sunday, 36)
    monday = sunday.date() + timedelta(days=1)
    keys = list(Message.objects.values_list("key", flat=True))
    assert keys
    assert len(keys) == len(set(keys))
    queued = {one.astimezone(LONDON) for one in Message.objects.values_list("queued", flat=True)}
    assert {(one.date(), f"{one:%H:%M}") for one in queued} == {(monday, "08:00")}
