"""What bodies owe: from every source, soonest first, each thing once."""

from datetime import date

import pytest

from frankpledge.actions.owed import asks, owed
from frankpledge.meetings.operations import circulate, write_paper
from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.register import body_named
from tests.support.county import OCTOBER, SECRETARY, board, meeting, paper

pytestmark = pytest.mark.usefixtures("demo_county")
ON = date(2018, 10, 1)


def whats(*slugs, on=ON):
    return [one.what for one in owed([body_named(slug) for slug in slugs], on)]


def test_nobody_owes_nothing():
    assert owed([], ON) == ()


def test_sources_register_once():
    def source(bodies, on):
        return []

    from frankpledge.actions import owed as module

    before = list(module._sources)
    try:
        assert asks(asks(source)) is source
        assert module._sources == [*before, source]
    finally:
        module._sources[:] = before


def test_an_update_is_owed_until_it_is_in():
    assert whats("road-safety") == ["Quarterly update"]
    assert whats("prevent") == []
    # For the meeting after, every group owes one.
    assert whats("prevent", on=date(2018, 10, 12)) == ["Quarterly update"]


def test_a_paper_is_owed_until_it_is_received():
    wanted = "Paper for item 7: Drugs and alcohol: review"
    assert wanted in whats("drugs-and-alcohol")
    review = paper("drug-and-alcohol-review")
    write_paper(by=SECRETARY, paper=review, title=review.title, text="In.", asked=[])
    found = {one.what: one for one in owed([body_named("drugs-and-alcohol")], ON)}
    assert not found[wanted].expected
    assert found[wanted].due == ON
    assert whats("drugs-and-alcohol", on=date(2018, 10, 12)) == ["Quarterly update"]


def test_circulation_is_owed_until_it_is_done():
    assert whats("county-board").count("Circulate the papers") == 2
    circulate(by=SECRETARY, meeting=meeting(), on=ON)
    assert whats("county-board").count("Circulate the papers") == 1


def test_a_deadline_that_cannot_be_worked_out_is_said(on_day):
    found = owed([board()], date(2018, 10, 1))
    assert all(one.due or one.why for one in found)


def test_all_bodies_together_owe_what_each_owes():
    bodies = list(Body.objects.all())
    together = owed(bodies, OCTOBER)
    alone = [one for body in bodies for one in owed([body], OCTOBER)]
    key = [(one.body.pk, one.what, one.to, one.due) for one in together]
    assert sorted(key, key=str) == sorted(
        ((one.body.pk, one.what, one.to, one.due) for one in alone), key=str
    )
    days = [one.due or date.max for one in together]
    assert days == sorted(days)
    assert len(set(key)) == len(key)


def test_asking_for_every_body_takes_a_few_queries(django_assert_max_num_queries):
    bodies = list(Body.objects.all())
    with django_assert_max_num_queries(60):
        owed(bodies, OCTOBER)
