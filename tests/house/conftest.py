"""What intruders start from: a signed link that opens one paper, and somebody who has opened it."""

from __future__ import annotations

import pytest

from frankpledge.actions.operations import ask
from frankpledge.answering.links.operations import Wanted, give_links
from frankpledge.answering.links.tokens import token_of
from frankpledge.meetings.operations import commission_paper
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared import clock
from tests.support.county import OCTOBER, SECRETARY, board
from tests.support.sample import PAPER
from tests.support.taking import item


@pytest.fixture
def link(demo):
    """A signed link that opens a paper of the road safety group, whose names others begin with."""
    for title in ("Speed", "Speed, the figures"):
        commission_paper(
            by=SECRETARY, item=item(), author_body=body_named("road-safety"), title=title
        )
    wanted = Wanted(body_named("road-safety"), PAPER, "Speed", OCTOBER, board())
    return give_links(by=SECRETARY, wanted=[wanted], sent={}, on=clock.today())[wanted.key]


@pytest.fixture
def holder(browse, link):
    """Somebody without an account who has opened it."""
    assert browse.get(f"/answer/{token_of(link)}/", follow=True).status_code == 200
    return browse


@pytest.fixture
def asked(demo):
    """Give `asked("fenland-csp")`: an action that this body is asked for."""

    def ask_of(owner="road-safety", **more):
        return ask(
            by=SECRETARY,
            register=board(),
            owner=body_named(owner),
            asked=clock.today(),
            **{"text": "Count collisions", **more},
        )

    return ask_of
