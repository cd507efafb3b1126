"""Mail over a real mail server's line, and what each way of breaking off means."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest

from frankpledge.outbox.carriers import carrier_for
from frankpledge.outbox.operations import queue
from frankpledge.outbox.setting import read_mail
from frankpledge.shared import clock
from tests.outbox.conftest import BY, draft, one_message
from tests.support.mail_sink import DROPS_KEPT, Manner

pytestmark = pytest.mark.django_db


def test_a_message_arrives_as_it_was_written(sink, smtp, send):
    text = (
        "Dear colleague\n\n.A line that begins with a stop\n…and “quotes”, until £5\n" + "x" * 2_000
    )
    name = "Officer, road safety (“A14”)"
    queue(by=BY, messages=[draft(text=text, to_name=name, subject="Due: 1 October – café")])
    assert send(smtp) == ["sent"]
    (mail,) = sink.mail
    assert mail.get_content().replace("\r\n", "\n") == f"{text}\n"
    assert mail["Subject"] == "Due: 1 October – café"
    assert mail["To"].addresses[0].display_name == name
    assert mail["From"].addresses[0].addr_spec == "board@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert abs(parsedate_to_datetime(mail["Date"]) - clock.now()) < timedelta(minutes=1)
    message = one_message()
    assert message.sent
    assert (message.carrier, message.carrier_reference) == ("smtp", "250 2.0.0 Ok: queued")
    assert send(smtp) == []
    assert sink.recipients == ["road.safety@example.org"]


def test_its_message_id_comes_from_its_key(sink, smtp, send):
    queue(by=BY, messages=[draft("a"), draft("b")])
    send(smtp)
    first, second = (mail["Message-ID"] for mail in sink.mail)
    assert first != second
    assert first.endswith("@example.org>")
    assert first == "<ca978112ca1bbdcafac231b39a23dc4d@example.org>"  # sha256 of “a”


def test_nothing_in_a_subject_or_a_post_becomes_a_heading(sink, smtp, send):
    wicked = "Due\r\nBcc: everybody@example.org"
    queue(by=BY, messages=[draft(subject=wicked, to_name=wicked)])
    assert send(smtp) == ["sent"]
    (mail,) = sink.mail
    assert mail["Subject"] == "Due Bcc: everybody@example.org"
    assert mail["Bcc"] is None
    assert len(sink.recipients) == 1


def test_a_refusal_that_may_pass_is_tried_again_in_a_minute(sink, smtp, send):
    sink.manners.append(Manner(keeps=False, reply="451 4.3.0 Try again"))
    queue(by=BY, messages=[draft()])
    assert send(smtp) == ["queued"]
    message = one_message()
    wait = message.next_try - message.claimed
    assert timedelta(minutes=1) <= wait < timedelta(minutes=1, seconds=30)
    assert "451 4.3.0 Try again" in message.error
    assert send(smtp) == [], "not before its time"


@pytest.mark.parametrize(
    ("refusal", "state"),
    [("550 5.1.1 No such mailbox", "failed"), ("450 4.2.1 Busy", "queued")],
)
def test_a_refused_address_stops_only_its_own_message(sink, smtp, send, refusal, state):
    sink.refused["gone@example.org"] = refusal
    queue(by=BY, messages=[draft("a", to="gone@example.org"), draft("b")])
    assert sorted(send(smtp)) == sorted([state, "sent"])
    assert sink.recipients == ["road.safety@example.org"]


def test_a_message_refused_for_good_has_failed(sink, smtp, send):
    sink.manners.append(Manner(keeps=False, reply="554 5.7.1 Not wanted"))
    queue(by=BY, messages=[draft()])
    assert send(smtp) == ["failed"]
    assert "554 5.7.1 Not wanted" in one_message().error


def test_a_refused_sender_is_for_the_service_to_mend(sink, smtp, send):
    sink.refused_sender = "550 5.7.1 Sender not known here"
    queue(by=BY, messages=[draft()])
    assert send(smtp) == ["queued"]
    assert "Sender not known here" in one_message().error


def test_without_an_answer_nobody_knows_and_nothing_is_sent_again(sink, smtp, send):
    sink.manners.append(DROPS_KEPT)
    queue(by=BY, messages=[draft()])
    assert send(smtp) == ["unknown"]
    message = one_message()
    assert message.next_try is None
    assert send(smtp) == []
    assert len(sink.mail) == 1


def test_a_server_that_is_not_there_is_tried_again(db, send):
    nowhere = carrier_for(read_mail({"FRANKPLEDGE_MAIL": "smtp://127.0.0.1:9?from=a@example.org"}))
    queue(by=BY, messages=[draft()])
    assert send(nowhere) == ["queued"]
    assert "cannot be used" in one_message().error


def test_nothing_leaves_unprotected_where_encryption_was_asked_for(sink, send):
    setting = sink.setting.replace("smtp://", "starttls://")
    queue(by=BY, messages=[draft()])
    assert send(carrier_for(read_mail({"FRANKPLEDGE_MAIL": setting}))) == ["queued"]
    assert sink.mail == []
