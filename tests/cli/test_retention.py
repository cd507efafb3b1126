"""`frankpledge retention` and `frankpledge subject`."""

import json

import pytest

from frankpledge.history.verifying import verify
from frankpledge.meetings.models import Paper
from frankpledge.outbox.models import Message
from frankpledge.partnership.models import Contact
from frankpledge.retention.operations import erase_subject
from frankpledge.retention.subject import subject_named
from frankpledge.shared.verdict import Refused
from tests.support.county import SECRETARY
from tests.support.held import ANN, LATER, OTHER, UNDER, contact, passed_on, sent, somebody
from tests.support.taking import saved

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def ann():
    return somebody()


def test_a_copy_holds_all_and_opens_nothing(ann, frankpledge, tmp_path):
    sent(1), contact(), passed_on(), sent(9, OTHER)
    path = tmp_path / "held.json"
    assert frankpledge("subject", ANN, "--json", path).status == 0
    held = json.loads(path.read_text())
    assert {one["kind"] for one in held["records"]} == {"message", "contact", "answer link"}
    assert OTHER not in path.read_text()
    assert len(held["history_entries_that_say_the_address"]) == 1
    said = frankpledge("subject", "ann-example", "--json", path)
    assert "1 session" in said.out
    held = json.loads(path.read_text())
    assert held["account"] == "ann-example"
    assert {one["kind"] for one in held["records"]} == {
        "account",
        "post holding",
        "calendar address",
    }
    assert [one["what"] for one in held["history_entries_made"]] == ["Made a calendar address"]
    assert ann.password not in path.read_text()


def test_what_the_public_record_says_is_left_and_told(frankpledge):
    """Nobody changes minutes by a command: it says where a person has to look."""
    paper = Paper.objects.get(slug="road-safety-partnership")
    paper.text = f"Write to {ANN}."
    saved(paper, by=SECRETARY)
    contact()
    said = frankpledge("subject", ANN, "--erase", "--why", UNDER)
    assert said.status == 0
    assert f"Left in the public record: paper {paper.pk}, text" in said.out
    assert ANN in Paper.objects.get(pk=paper.pk).text
    assert verify().whole


def test_without_a_reason_nothing_is_erased(frankpledge):
    contact()
    said = frankpledge("subject", ANN, "--erase")
    assert said.status == 1
    assert "Say under what it is erased. Give it with --why" in said.error
    assert Contact.objects.filter(email=ANN).exists()
    with pytest.raises(Refused):
        erase_subject(by=SECRETARY, subject=subject_named(ANN), why=" ", on=LATER)


def test_a_post_of_several_people_is_not_guessed(frankpledge):
    contact(), contact("other@example.org")
    said = frankpledge("subject", "Area commander", "--erase", "--why", UNDER)
    assert said.status == 1
    assert "Several are called “Area commander”" in said.error
    assert "other@example.org" in said.error
    assert frankpledge("subject", "Nobody at all").status == 1


def test_the_command_dry_runs_unless_told(frankpledge):
    sent(1)
    said = frankpledge("retention", "--on", LATER)
    assert "(mail-texts): 1 record would go, from before 3 October 2020." in said.out
    assert "Nothing was changed. With --apply it is." in said.out
    assert Message.objects.get(key="test:1").to == ANN
    applied = frankpledge("retention", "--on", LATER, "--apply", "--json").data
    assert {one["rule"]: one["done"] for one in applied["rules"]}["mail-texts"] == 1
    assert Message.objects.get(key="test:1").to == ""
