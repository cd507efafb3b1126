"""Accounts, and a provider of single sign-on that runs on this machine."""

from __future__ import annotations

import pytest

from frankpledge.accounts.operations import open_account
from frankpledge.partnership.models import Body, BodyName
from frankpledge.partnership.operations import give_post
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, operation
from tests.support.sign_on import sign_on

BY = Actor("Board secretary")
GOOD = "zibeline-7-lanterns"


@operation("Set up a body")
def _body(*, by: Actor) -> Body:
    area = Area(slug="small", name="Small county")
    area.save()
    body = Body(area=area, slug="small-board")
    body.save()
    BodyName(body=body, name="Small board").save()
    return body


def posted(account):
    """The account, whose holder now has a post: nobody goes on without one."""
    body = Body.objects.filter(slug="small-board").first() or _body(by=BY)
    give_post(by=BY, account=account, body=body, duty="manager")
    return account


@pytest.fixture(scope="session")
def running_provider():
    with sign_on() as running:
        yield running


@pytest.fixture
def provider(running_provider, settings):
    """The provider, telling the truth, believed by this service."""
    running_provider.lie, running_provider.signs_with = None, "own"
    running_provider.calls_itself = ""
    running_provider.asked.clear()
    settings.SIGN_IN = running_provider.setting()
    return running_provider


@pytest.fixture
def officer(db):
    """An account with a password."""
    return posted(open_account(by=BY, username="officer", post="Support officer", password=GOOD))
