"""News to bodies, once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.chasing.telling import tell
from frankpledge.outbox.models import Message
from frankpledge.partnership.queries.register import body_named
from tests.support.chasing import give_contact, make_bodies
from tests.support.county import SECRETARY, board

pytestmark = pytest.mark.usefixtures("demo")


def told(*bodies, key="moved:1:1"):
    return tell(
        by=SECRETARY,
        bodies=bodies,
        key=key,
        about="moved",
        subject="The meeting has moved",
        text="It is on 18 October 2018.",
    )


def addresses():
    return sorted(Message.objects.values_list("to", flat=True))


def test_each_body_is_told_once_however_often_it_is_asked():
    bodies = [body_named("fenland-csp"), body_named("road-safety")]
    assert told(*bodies, *bodies) == 2
    assert told(*bodies) == 0
    assert addresses() == ["fenland-csp@example.org", "road-safety@example.org"]
    assert told(*bodies, key="moved:1:2") == 2


def test_it_goes_to_those_who_get_papers_and_else_to_those_who_answer():
    body = body_named("fenland-csp")
    give_contact(by=SECRETARY, body=body, purpose="papers", email="papers@example.org")
    assert told(body) == 1
    assert addresses() == ["papers@example.org"]


def test_who_answers_for_two_bodies_is_told_once():
    first, second = body_named("fenland-csp"), body_named("police-authority")
    give_contact(by=SECRETARY, body=second, email="FENLAND-CSP@example.org")
    assert told(first, second) == 1


def test_a_body_without_an_address_stops_nobody():
    assert told(body_named("police-authority"), body_named("fenland-csp")) == 1


def test_sixty_bodies_take_the_queries_of_one():
    def queries(*bodies, key):
        with CaptureQueriesContext(connection) as captured:
            assert told(*bodies, key=key) == len(bodies)
        return sum(query["sql"].startswith("SELECT") for query in captured.captured_queries)

    bodies = make_bodies(by=SECRETARY, area=board().area, count=60)
    assert queries(bodies[0], key="a") == queries(*bodies, key="b")
