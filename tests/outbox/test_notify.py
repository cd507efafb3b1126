"""Mail by GOV.UK Notify, and how a hand-over whose answer was lost is settled."""

import socket
from datetime import timedelta

import pytest

from frankpledge.outbox.carriers import carrier_for
from frankpledge.outbox.delivery import note_bounced
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import queue, send_again
from frankpledge.outbox.rules import ASK_AFTER, ASKABLE
from frankpledge.outbox.setting import read_mail
from frankpledge.shared import clock
from tests.outbox.conftest import BY, draft, one_message
from tests.support.notify_stand_in import (
    API_KEY,
    DROPS_KEPT,
    DROPS_LOST,
    Manner,
    refuses,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    """Give `later(minutes=5)`: from then on it is so much later."""
    now = clock.now

    def go(**some):
        monkeypatch.setattr(clock, "now", lambda: now() + timedelta(**some))

    return go


def test_a_message_is_accepted_under_its_key(notify, by_notify, send):
    queue(by=BY, messages=[draft(subject="Due", text="One\n\nTwo – £5")])
    assert send(by_notify) == ["sent"]
    (kept,) = notify.accepted
    assert kept["reference"] == "digest:road-safety:2018-10-01"
    assert kept["email_address"] == "road.safety@example.org"
    assert kept["personalisation"] == {"subject": "Due", "body": "One\n\nTwo – £5"}
    message = one_message()
    assert (message.carrier, message.carrier_reference) == ("notify", kept["id"])
    assert send(by_notify) == []


@pytest.mark.parametrize(("status", "state"), [(400, "failed"), (403, "queued"), (429, "queued")])
def test_a_refusal_of_the_message_fails_and_one_of_the_service_waits(
    notify, by_notify, send, later, status, state
):
    notify.manners.append(refuses(status))
    queue(by=BY, messages=[draft()])
    assert send(by_notify) == [state]
    assert str(status) in one_message().error
    assert notify.accepted == []
    later(minutes=2)
    assert send(by_notify) == (["sent"] if state == "queued" else [])


def test_a_wrong_key_sends_nothing(notify, send):
    wrong = read_mail(notify.environment | {"NOTIFY_API_KEY": API_KEY[:-1] + "9"})
    queue(by=BY, messages=[draft()])
    assert send(carrier_for(wrong)) == ["queued"]
    assert "Invalid token" in one_message().error


def test_where_it_cannot_be_reached_it_certainly_has_nothing(notify, send):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    nowhere = read_mail(notify.environment | {"NOTIFY_URL": url})
    queue(by=BY, messages=[draft()])
    assert send(carrier_for(nowhere)) == ["queued"]


@pytest.mark.parametrize(
    ("manner", "copies"),
    [
        (DROPS_KEPT, 1),
        (DROPS_LOST, 0),
        (Manner(keeps=True, status=500), 1),
        (Manner(keeps=False, status=500), 0),
    ],
    ids=["had it", "had it not", "error and had it", "error and had it not"],
)
def test_without_an_answer_it_is_asked_and_the_message_arrives_once(
    notify, by_notify, send, later, manner, copies
):
    notify.manners.append(manner)
    queue(by=BY, messages=[draft()])
    assert send(by_notify) == ["unknown"]
    assert len(notify.accepted) == copies
    assert send(by_notify) == [], "it is given time to know"
    later(minutes=6)
    assert send(by_notify) == (["sent"] if copies else ["queued", "sent"])
    assert len(notify.accepted) == 1
    assert one_message().carrier_reference == notify.accepted[0]["id"]


def test_while_it_does_not_say_it_is_asked_again(notify, by_notify, send, later):
    notify.manners.append(DROPS_LOST)
    notify.mute = True
    queue(by=BY, messages=[draft()])
    send(by_notify)
    later(minutes=6)
    assert send(by_notify) == ["unknown"]
    message = one_message()
    assert clock.now() < message.next_try <= clock.now() + ASK_AFTER
    notify.mute = False
    later(minutes=12)
    assert send(by_notify) == ["queued", "sent"]
    assert len(notify.accepted) == 1


def test_what_it_may_have_forgotten_is_not_sent_again(notify, by_notify, send, later):
    """It keeps messages for three days at least: later, that it has not got one says nothing."""
    notify.manners.append(DROPS_KEPT)
    queue(by=BY, messages=[draft()])
    send(by_notify)
    notify.accepted.clear()
    later(days=ASKABLE.days, minutes=1)
    assert send(by_notify) == ["unknown"]
    assert one_message().next_try is None
    assert notify.accepted == []


def test_what_could_not_be_delivered_counts_as_not_sent(notify, by_notify, send):
    queue(by=BY, messages=[draft("a"), draft("b")])
    send(by_notify)
    assert note_bounced(by_notify) == []
    notify.accepted[0]["status"] = "permanent-failure"
    (bounced,) = note_bounced(by_notify)
    assert (bounced.key, bounced.state) == (notify.accepted[0]["reference"], "failed")
    assert "no such e-mail address" in bounced.error
    assert note_bounced(by_notify) == []
    assert Message.objects.get(state="sent").key == notify.accepted[1]["reference"]


def test_sent_again_by_a_person_it_has_a_reference_of_its_own(notify, by_notify, send, later):
    """Else the look-up would find the first, which could not be delivered."""
    queue(by=BY, messages=[draft("a")])
    send(by_notify)
    notify.accepted[0]["status"] = "permanent-failure"
    note_bounced(by_notify)
    send_again(by=BY, message=one_message())
    notify.manners.append(DROPS_LOST)
    assert send(by_notify) == ["unknown"]
    later(minutes=6)
    assert send(by_notify) == ["queued", "sent"]
    assert notify.references == ["a", "a#2"]
