"""A risk rises from a group to its board and to a member's own register; and actions asked."""

from datetime import date

import pytest

from frankpledge.actions.models import Action
from frankpledge.actions.owed import owed
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.risks.models import Escalation, Risk
from frankpledge.review.risks.operations import (
    Funding,
    accept_risk,
    ask_for_action,
    close_risk,
    escalate,
    return_risk,
    review_risk,
    withdraw_escalation,
)
from frankpledge.review.risks.queries import line_of
from frankpledge.review.risks.queries.page import risk_page
from frankpledge.shared.verdict import Refused
from tests.risks.support import GROUP, TODAY, raised, set_matrix
from tests.support.county import SECRETARY, board

pytestmark = pytest.mark.usefixtures("demo")
LATER = date(2018, 10, 12)


@pytest.fixture
def risk(demo):
    set_matrix(by=SECRETARY)
    return raised(likelihood=4, impact=5, funding=Funding(date(2019, 3, 31)))


def put(risk, to="county-board", why="Only you can", **more):
    return escalate(by=GROUP, risk=risk, to=body_named(to), on=TODAY, why=why, **more)


def test_from_the_group_to_the_board_to_a_members_corporate_register(risk, viewer):
    made = accept_risk(by=SECRETARY, escalation=put(risk), on=TODAY, answer="We take it")
    assert made.register == board()
    assert line_of(made, TODAY).score == 20
    assert made.cliff == risk.cliff
    asking = put(made, "huntingdonshire-council", "On your corporate register, please")
    theirs = accept_risk(by=GROUP, escalation=asking, on=TODAY, ref="CR 7")
    assert (theirs.register.slug, theirs.ref) == ("huntingdonshire-council", "CR 7")
    # The chain, from either end; the secretary may not open the council's own register.
    below = risk_page(theirs, TODAY, viewer("member")).from_below
    assert [(one.asked_by, one.to) for one in below] == [
        ("Road Safety Partnership", "Countywide board"),
        ("Countywide board", "Huntingdonshire"),
    ]
    (onward,) = risk_page(made, TODAY, viewer("secretary")).onward
    assert (onward.state, onward.ref, onward.number, onward.url) == ("Accepted", "CR 7", 1, "")
    assert risk_page(risk, TODAY, viewer("chair")).onward[0].url == made.get_absolute_url()


def test_asked_again_after_a_return_each_with_its_answer(risk):
    first = put(risk)
    with pytest.raises(Refused, match="has not answered yet"):
        put(risk)
    with pytest.raises(Refused, match="Say why you return it"):
        return_risk(by=SECRETARY, escalation=first, on=TODAY, answer=" ")
    return_risk(by=SECRETARY, escalation=first, on=TODAY, answer="Try the county first")
    withdraw_escalation(by=GROUP, escalation=put(risk), on=TODAY)
    accept_risk(by=SECRETARY, escalation=put(risk), on=TODAY)
    states = Escalation.objects.filter(risk=risk).values_list("state", flat=True)
    assert list(states) == ["returned", "withdrawn", "accepted"]
    with pytest.raises(Refused, match="in its own register already"):
        put(risk)


def test_once_what_it_became_is_closed_it_may_be_asked_again(risk):
    made = accept_risk(by=SECRETARY, escalation=put(risk), on=TODAY)
    close_risk(by=SECRETARY, risk=made, on=TODAY, why="Settled")
    assert put(risk).state == "asked"


def test_two_who_answer_at_once_one_risk_comes_of_it(risk):
    asking = put(risk)
    again = Escalation.objects.select_related("risk", "to").get(pk=asking.pk)
    accept_risk(by=SECRETARY, escalation=asking, on=TODAY)
    before = Risk.objects.count()
    with pytest.raises(Refused, match="accepted already"):
        return_risk(by=SECRETARY, escalation=again, on=TODAY, answer="No")
    with pytest.raises(Refused, match="accepted already"):
        accept_risk(by=SECRETARY, escalation=again, on=TODAY)
    assert Risk.objects.count() == before


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("drug-and-alcohol-action-team", "has ended"),
        ("police-authority", "has ended"),
        ("fenland-csp", "neither a board"),
        ("road-safety", "neither a board"),
    ],
)
def test_bodies_that_cannot_be_asked(risk, to, says):
    with pytest.raises(Refused, match=says):
        put(risk, to)


def test_a_closed_risk_rises_no_further(risk):
    close_risk(by=GROUP, risk=risk, on=TODAY, why="Gone")
    with pytest.raises(Refused, match="closed"):
        put(risk)


def test_who_is_asked_owes_the_answer_until_it_is_given(risk):
    asking = put(risk, wanted_by=date(2018, 10, 11))
    what = "Take or return a risk: Collisions rise"
    (found,) = (one for one in owed([board()], TODAY) if one.what == what)
    assert (found.due, found.to, found.asked_by) == (
        date(2018, 10, 11),
        "Cambridgeshire and Peterborough Road Safety Partnership",
        risk.register,
    )
    assert (
        found.answers
        == found.url
        == (f"/risks/road-safety/{risk.number}/escalations/{asking.pk}/answer/")
    )
    return_risk(by=SECRETARY, escalation=asking, on=LATER, answer="No")
    # On the day before it was answered it was still owed.
    assert what in [one.what for one in owed([board()], TODAY)]
    assert what not in [one.what for one in owed([board()], LATER)]


def test_whoever_owns_a_risk_owes_its_review():
    risk = raised(
        owner=body_named("fire-and-rescue"), first_review=date(2018, 9, 1), raised=date(2018, 8, 1)
    )
    fire = body_named("fire-and-rescue")
    (found,) = (one for one in owed([fire], TODAY) if "Collisions rise" in one.what)
    assert (found.state(TODAY), found.due) == ("Late", date(2018, 9, 1))
    assert found.asked_by == board()
    assert found.url == f"{found.answers}review/"
    review_risk(by=GROUP, risk=risk, on=TODAY, note="Better", next_review=date(2019, 1, 1))
    (found,) = (one for one in owed([fire], TODAY) if "Collisions rise" in one.what)
    assert found.due == date(2019, 1, 1)
    close_risk(by=GROUP, risk=risk, on=TODAY, why="Gone")
    assert not [one for one in owed([fire], TODAY) if "Collisions rise" in one.what]


def test_an_unowned_risk_is_its_registers_to_review():
    raised(first_review=date(2018, 9, 1))
    roads = body_named("road-safety")
    assert any("Collisions rise" in one.what for one in owed([roads], TODAY))


def test_an_action_asked_because_of_a_risk_stands_in_the_boards_register(risk, viewer):
    action = ask_for_action(
        by=SECRETARY,
        risk=risk,
        board=board(),
        text="Fund the cameras",
        owner=body_named("police-and-crime-commissioner"),
        due=date(2018, 12, 1),
        asked=TODAY,
    )
    assert Action.objects.get(register=board()) == action
    assert action.asked_at == f"risk {risk.number} of Road Safety Partnership"
    assert action.asked_url == risk.get_absolute_url()
    seen = risk_page(risk, TODAY, viewer("chair"))
    assert seen.actions == (action,)


def test_a_score_of_a_matrix_that_has_changed_does_not_stand_in_the_way(risk):
    """Scored 4 × 5 on five levels; the area now has three, so the board scores it afresh."""
    three = ["Low", "Middling", "High"]
    set_matrix(
        by=SECRETARY,
        starts=date(2018, 9, 1),
        likelihood=three,
        impact=three,
        bands=["Low", "High"],
        up_to=(4, 9),
    )
    made = accept_risk(by=SECRETARY, escalation=put(risk), on=TODAY)
    assert line_of(made, TODAY).band == "Not scored yet"
    assert line_of(risk, TODAY).score == 20
