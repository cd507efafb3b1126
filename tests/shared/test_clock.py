"""The day it is: London's, or the demonstration's."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from frankpledge.shared import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-01-31T23:59:00+00:00", date(2026, 1, 31)),
        ("2026-06-30T22:59:00+00:00", date(2026, 6, 30)),
        ("2026-06-30T23:00:00+00:00", date(2026, 7, 1)),
    ],
)
def test_today_is_londons(moment, day):
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        assert clock.today() == day


def test_a_demonstration_has_its_own_day_and_the_real_time(on_day):
    on_day("2018-10-01")
    with time_machine.travel(datetime(2026, 1, 5, 9, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2018, 10, 1)
        assert (clock.now().hour, clock.now().minute) == (9, 30)
        assert str(clock.now().utcoffset()) == "1:00:00"


def test_a_time_that_the_clocks_skipped_is_still_a_moment(on_day):
    on_day("2018-03-25")
    with time_machine.travel(datetime(2026, 1, 5, 1, 30, tzinfo=UTC), tick=False):
        assert clock.now().astimezone(UTC).date() == date(2018, 3, 25)
