"""The journeys that `bench/load.py` measures are journeys that people can make."""

import pytest

from frankpledge.meetings.operations import circulate
from frankpledge.shared import clock
from tests.support.county import SECRETARY, meeting
from tests.support.officers import DEMONSTRATION, journeys


@pytest.mark.parametrize("journey", journeys(DEMONSTRATION), ids=lambda one: one.name)
def test_every_step_is_answered(demo, browse, signed_in, journey):
    circulate(by=SECRETARY, meeting=meeting(), on=clock.today())
    client = signed_in(journey.who) if journey.who else browse
    for step in journey.steps(1):
        answer = client.post(step.address, step.fields) if step.posts else client.get(step.address)
        assert answer.status_code == (302 if step.posts else 200), step.address
