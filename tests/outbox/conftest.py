"""Real servers to send to, and drafts to send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from frankpledge.outbox.carriers import Carrier, carrier_for
from frankpledge.outbox.delivery import deliver
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import Draft
from frankpledge.outbox.operations.working import sign_of_life
from frankpledge.outbox.setting import read_mail
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from tests.support.mail_sink import MailSink
from tests.support.notify_stand_in import NotifyStandIn, notify_stand_in

BY = Actor("Test")


def draft(key: str = "digest:road-safety:2018-10-01", **more: Any) -> Draft:
    """A digest to one post; give what matters."""
    given = {
        "to": "road.safety@example.org",
        "to_name": "Road safety officer",
        "subject": "What your body owes",
        "text": "One report is due.",
        "about": "digest",
    }
    return Draft(key=key, **{**given, **more})


def one_message() -> Any:
    """The only message there is."""
    return Message.objects.get()


@pytest.fixture
def notify() -> Iterator[NotifyStandIn]:
    """A stand-in for GOV.UK Notify."""
    with notify_stand_in() as server:
        yield server


@pytest.fixture
def smtp(sink: MailSink) -> Carrier:
    """The carrier that sends to the mail server."""
    found = carrier_for(read_mail({"FRANKPLEDGE_MAIL": sink.setting}))
    assert found
    return found


@pytest.fixture
def by_notify(notify: NotifyStandIn) -> Carrier:
    """The carrier that sends to the stand-in."""
    found = carrier_for(read_mail(notify.environment))
    assert found
    return found


@pytest.fixture
def send(db: None) -> Callable[..., list[str]]:
    """Give `send(carrier)`: one delivery by a live worker; the state each message came to."""

    def deliver_once(carrier: Carrier, worker: str = "worker") -> list[str]:
        sign_of_life(worker=worker, now=clock.now())
        return [message.state for message in deliver(worker, carrier)]

    return deliver_once
