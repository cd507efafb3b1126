"""The word for how near a duty's day is."""

from datetime import date, timedelta

import pytest

from frankpledge.actions.owed import Obligation
from frankpledge.partnership.models import Body

DAY = date(2018, 10, 1)


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "Late"), (0, "Due"), (14, "Due"), (15, "Later"), (None, "No date")]
)
def test_how_near_its_day_is(days, state):
    due = None if days is None else DAY + timedelta(days=days)
    assert Obligation(Body(), "Paper", "Board", due, "", "/").state(DAY) == state
