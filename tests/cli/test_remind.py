"""`frankpledge remind`: to whom, why, once."""

import pytest

from frankpledge.chasing.models import Chaser
from frankpledge.outbox.models import Message
from tests.support.chasing import take_contacts
from tests.support.county import SECRETARY

pytestmark = pytest.mark.usefixtures("demo")
DAY = ("--on", "2018-10-01")


def test_a_dry_run_says_what_would_be_sent_to_whom_and_why(frankpledge):
    said = frankpledge("remind", *DAY, "--dry-run")
    assert said.status == 0
    assert said.out.startswith("Monday 1 October 2018: 4 mails would be sent.\n")
    assert (
        "  Cambridgeshire and Peterborough Road Safety Partnership (Chair): "
        "Quarterly update is due today\n"
    ) in said.out
    assert not Message.objects.exists()
    assert not Chaser.objects.exists()


def test_run_twice_nothing_is_sent_twice(frankpledge):
    said = frankpledge("remind", *DAY)
    assert said.out.startswith("Monday 1 October 2018: 4 mails put in the outbox.\n")
    again = frankpledge("remind", *DAY)
    assert again.out == "Nothing new to send on Monday 1 October 2018.\n"
    assert Message.objects.count() == 4


def test_a_chair_is_told_and_the_answer_says_of_what(frankpledge):
    said = frankpledge("remind", "--on", "2018-10-04")
    assert "Chair of Cambridgeshire and Peterborough Countywide" in said.out
    assert "    Road Safety Partnership: Quarterly update is 3 working days late" in said.out


def test_in_json(frankpledge):
    take_contacts(by=SECRETARY, slug="road-safety")
    data = frankpledge("remind", "--on", "2018-10-04", "--dry-run", "--json").data
    assert (data["on"], data["dry_run"], data["queued"]) == ("2018-10-04", True, 0)
    digests = {one["body"]: one for one in data["digests"]}
    assert digests["drugs-and-alcohol"]["to"] == [
        {"post": "Chair", "email": "drugs-and-alcohol@example.org"}
    ]
    assert digests["drugs-and-alcohol"]["why"] == [
        {
            "body": "drugs-and-alcohol",
            "what": "Paper for item 7: Drugs and alcohol: review",
            "due": "2018-10-01",
            "standing": "3 working days late",
        }
    ]
    assert data["nobody_to_write_to"] == [
        {"body": "road-safety", "kind": "no-address", "things": 1}
    ]
    assert [one["board"] for one in data["escalations"]] == ["county-board"]
    assert data["mails"] == 4


def test_a_weekend_is_said_plainly(frankpledge):
    said = frankpledge("remind", "--on", "2018-10-06")
    assert said.out == "Nothing new to send on Saturday 6 October 2018.\n"
