"""Queueing, withdrawing and sending again: what is asked for twice is there once."""

from datetime import date, datetime, time, timedelta

import pytest

from frankpledge.history.models import Entry
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import queue, send_again, withdraw
from frankpledge.outbox.rules import QuietHours
from frankpledge.shared import clock
from frankpledge.shared.clock import LONDON
from frankpledge.shared.verdict import Refused
from tests.outbox.conftest import BY, draft, one_message
from tests.support.mail_sink import DROPS_KEPT, Manner

pytestmark = pytest.mark.django_db


def test_a_key_is_queued_once():
    first = queue(by=BY, messages=[draft("a", subject="First"), draft("a", subject="Second")])
    assert [message.subject for message in first] == ["First"]
    again = queue(by=BY, messages=[draft("a", subject="Third"), draft("b")])
    assert [message.key for message in again] == ["b"]
    assert Message.objects.get(key="a").subject == "First"
    assert queue(by=BY, messages=[]) == []


def test_a_thousand_are_queued_in_a_handful_of_queries(django_assert_max_num_queries):
    """SQLite takes about fifty rows at a time, PostgreSQL all of them: never one by one."""
    drafts = [draft(f"digest:{number}") for number in range(1_000)]
    with django_assert_max_num_queries(50):
        assert len(queue(by=BY, messages=drafts)) == 1_000
    with django_assert_max_num_queries(6):
        assert queue(by=BY, messages=drafts) == []


def test_what_was_sent_is_not_queued_again(sink, smtp, send):
    queue(by=BY, messages=[draft()])
    send(smtp)
    assert queue(by=BY, messages=[draft()]) == []
    assert send(smtp) == []
    assert len(sink.mail) == 1


def test_the_history_keeps_no_text(sink, smtp, send):
    queue(by=BY, messages=[draft(text="https://example.org/answer/signed-and-secret")])
    send(smtp)
    told = str(list(Entry.objects.values()))
    assert "What your body owes" in told
    assert "signed-and-secret" not in told


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "no e-mail address"),
        ("road safety", "not an e-mail address"),
        ("a@b.org\nBcc: c@d.org", "not an e-mail address"),
        ("officer@" + "a" * 250 + ".org", "address"),
    ],
)
def test_an_address_that_is_none_stops_nothing_and_counts_as_not_sent(
    sink, smtp, send, address, says
):
    queue(by=BY, messages=[draft("a", to=address), draft("b")])
    wrong = Message.objects.get(key="a")
    assert wrong.state == "failed"
    assert says in wrong.error
    assert send(smtp) == ["sent"]
    with pytest.raises(Refused):
        send_again(by=BY, message=wrong)


def test_quiet_hours_hold_when_it_is_queued_and_when_it_is_sent(sink, smtp, send, monkeypatch):
    def at(day, *hour):
        moment = datetime.combine(day, time(*hour), tzinfo=LONDON)
        monkeypatch.setattr(clock, "now", lambda: moment)

    at(date(2018, 9, 28), 18, 30)  # a Friday evening
    queue(by=BY, messages=[draft("quiet", quiet=QuietHours()), draft("link", to="a@example.org")])
    quiet = Message.objects.get(key="quiet")
    assert quiet.not_before == datetime(2018, 10, 1, 8, tzinfo=LONDON)
    assert send(smtp) == ["sent"]
    assert sink.recipients == ["a@example.org"]
    # No worker ran on Monday: the mail does not leave at night because of that.
    at(date(2018, 10, 1), 22)
    assert send(smtp) == []
    at(date(2018, 10, 2), 7, 59)
    assert send(smtp) == []
    at(date(2018, 10, 2), 8)
    assert send(smtp) == ["sent"]


def test_a_retry_keeps_the_quiet_hours_too(sink, smtp, send, monkeypatch):
    moment = datetime(2018, 10, 1, 17, 59, 30, tzinfo=LONDON)
    monkeypatch.setattr(clock, "now", lambda: moment)
    sink.manners.append(Manner(keeps=False, reply="451 Later"))
    queue(by=BY, messages=[draft(quiet=QuietHours(time(18), time(8)))])
    assert send(smtp) == ["queued"]
    moment += timedelta(minutes=2)
    assert send(smtp) == []
    moment += timedelta(hours=14)
    assert send(smtp) == ["sent"]


def test_nothing_leaves_before_its_time(sink, smtp, send):
    soon = clock.now() + timedelta(minutes=5)
    queue(by=BY, messages=[draft(not_before=soon)])
    assert send(smtp) == []
    assert one_message().next_try == soon


def test_withdrawn_mail_does_not_leave(sink, smtp, send):
    queue(by=BY, messages=[draft()])
    withdraw(by=BY, message=one_message())
    assert send(smtp) == []
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw(by=BY, message=one_message())


def test_sent_mail_cannot_be_called_back_or_sent_twice(sink, smtp, send):
    queue(by=BY, messages=[draft()])
    send(smtp)
    with pytest.raises(Refused, match="cannot be called back"):
        withdraw(by=BY, message=one_message())
    with pytest.raises(Refused, match="has been sent"):
        send_again(by=BY, message=one_message())


def test_a_person_may_send_again_what_may_have_left(sink, smtp, send):
    sink.manners.append(DROPS_KEPT)
    queue(by=BY, messages=[draft()])
    assert send(smtp) == ["unknown"]
    send_again(by=BY, message=one_message())
    assert send(smtp) == ["sent"]
    assert len(sink.mail) == 2
    assert sink.mail[0]["Message-ID"] != sink.mail[1]["Message-ID"]


def test_seven_refusals_are_borne_and_the_eighth_is_a_failure(sink, smtp, send, monkeypatch):
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    sink.manners.extend([Manner(keeps=False, reply="451 Later")] * 8)
    queue(by=BY, messages=[draft()])
    states = []
    for _ in range(8):
        states += send(smtp)
        moment += timedelta(hours=25)
    assert states == ["queued"] * 7 + ["failed"]
    assert one_message().attempts == 8
