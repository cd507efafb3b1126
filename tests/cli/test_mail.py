"""`frankpledge mail` and `frankpledge work`."""

import pytest

from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import Draft, queue
from frankpledge.outbox.setting import read_mail
from frankpledge.shared.door import Actor
from tests.support.mail_sink import mail_sink

pytestmark = pytest.mark.django_db
LINK = "https://example.org/answer/signed-and-secret"


@pytest.fixture
def sink(settings):
    """A mail server that mail is set up for."""
    with mail_sink() as server:
        settings.MAIL = read_mail({"FRANKPLEDGE_MAIL": server.setting})
        yield server


@pytest.fixture
def two(on_day):
    """Two messages, one to an address that is none."""
    on_day("2018-10-01")
    drafts = [
        Draft("digest:a", "a@example.org", "What you owe", LINK, "digest"),
        Draft("digest:b", "nobody", "What you owe", LINK, "digest"),
    ]
    queue(by=Actor("Test"), messages=drafts)


def test_an_empty_outbox_says_what_belongs_there(frankpledge):
    said = frankpledge("mail")
    assert said.status == 0
    assert said.out.startswith("The outbox is empty.")
    assert frankpledge("mail", "--json").data == {"counts": {}, "messages": [], "left_out": 0}


def test_the_outbox_in_words_and_in_json(two, frankpledge):
    said = frankpledge("mail")
    assert said.out.splitlines()[0] == "The outbox holds 2 messages: 1 not sent, 1 waiting."
    assert "Waiting: What you owe, to a@example.org, 1 October 2018 " in said.out
    assert "This is not an e-mail address." in said.out
    data = frankpledge("mail", "--state", "failed", "--json").data
    assert data["counts"] == {"failed": 1, "queued": 1}
    (one,) = data["messages"]
    assert (one["key"], one["state"], one["to"]) == ("digest:b", "failed", "nobody")
    assert LINK not in said.out + str(data)


def test_no_more_than_asked_for(two, frankpledge):
    said = frankpledge("mail", "--limit", "1")
    assert "and 1 older" in said.out
    assert frankpledge("mail", "--limit", "1", "--json").data["left_out"] == 1


def test_work_sends_what_is_due(two, sink, frankpledge):
    said = frankpledge("work", "--once")
    assert said.status == 0
    # A message names whom it is to by name, and never by an address of mail.
    assert " Sent: What you owe\n" in said.out
    assert "@" not in said.out
    assert sink.recipients == ["a@example.org"]
    assert "Sent: " not in frankpledge("work", "--once").out


def test_work_without_a_way_to_send_says_so(two, frankpledge, settings):
    settings.MAIL = None
    said = frankpledge("work", "--once")
    assert said.status == 0
    assert "No way to send mail is set up" in said.error
    assert Message.objects.filter(state="queued").count() == 1


def test_withdraw_and_send_again(two, frankpledge):
    said = frankpledge("mail", "withdraw", "digest:a")
    assert said.out.strip() == "“What you owe” to a@example.org is withdrawn and will not be sent."
    assert Message.objects.get(key="digest:a").state == "withdrawn"
    refused = frankpledge("mail", "send-again", "digest:a")
    assert (refused.status, refused.out) == (1, "")
    assert "was withdrawn" in refused.error
    told = frankpledge("mail", "send-again", "digest:b", "--json")
    assert "not an e-mail address" in told.data["error"]
    missing = frankpledge("mail", "withdraw", "digest:zzz")
    assert "no message “digest:zzz”" in missing.error
