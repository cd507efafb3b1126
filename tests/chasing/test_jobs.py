"""Reminders that go out by themselves, in working hours."""

from datetime import datetime

import pytest

from frankpledge.chasing.jobs import remind_in_working_hours
from frankpledge.outbox.jobs import job_names
from frankpledge.outbox.models import Message
from frankpledge.shared.clock import LONDON

pytestmark = pytest.mark.usefixtures("demo")


def run(hour, day=1):
    remind_in_working_hours(datetime(2018, 10, day, hour, 30, tzinfo=LONDON))
    return Message.objects.count()


def test_it_is_among_the_jobs():
    assert "remind" in job_names()


@pytest.mark.parametrize("hour", [0, 7, 18, 23])
def test_nothing_is_worked_out_in_the_quiet_hours(hour):
    assert run(hour) == 0


def test_it_goes_out_in_the_morning_and_is_not_repeated_at_noon():
    assert run(8) == 4
    assert run(12) == 4


def test_a_morning_on_which_nothing_ran_is_made_up_for():
    assert run(15) == 4


def test_nothing_goes_out_on_a_sunday():
    assert run(10, day=7) == 0
