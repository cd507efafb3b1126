"""`frankpledge history verify`, in words and in JSON, with the seals that minutes print."""

import pytest

from frankpledge.history.queries import head
from frankpledge.meetings.models import Minutes
from frankpledge.meetings.operations import approve_minutes, publish_minutes
from frankpledge.meetings.queries.minutes import printed_heads
from tests.support.county import SECRETARY
from tests.support.taking import JANUARY, decided, out_for_comments
from tests.support.tampering import tamper


@pytest.fixture
def published(demo):
    found = out_for_comments()
    approve_minutes(by=SECRETARY, minutes=found, decision=decided(day=JANUARY), on=JANUARY)
    publish_minutes(by=SECRETARY, minutes=found, on=JANUARY)
    return Minutes.objects.get()


def test_verify_looks_for_every_seal_that_was_printed(published, frankpledge):
    assert printed_heads() == {"minutes of county-board, 2018-10-11": published.seal}
    said = frankpledge("history", "verify")
    assert said.status == 0
    assert f"entries, whole. Seal: {head().digest}" in said.out
    own = "The seal in the minutes of county-board, 2018-10-11 is that of entry {:,}."
    assert own.format(published.sealed_entries) in said.out
    given = frankpledge(
        "history",
        "verify",
        "--head",
        f" {published.seal[:8]} {published.seal[8:].upper()}",
        "--json",
    )
    assert {one["entry"] for one in given.data["seals"]} == {published.sealed_entries}
    assert (given.data["whole"], given.data["head"]) == (True, head().digest)


def test_a_seal_that_the_history_no_longer_holds_is_told(published, frankpledge):
    tamper("DELETE FROM history_entry WHERE place >= %s", published.sealed_entries)
    said = frankpledge("history", "verify")
    assert said.status == 1
    assert "is not in the history: entries were cut off or replaced" in said.out
    assert published.seal in said.out
    assert frankpledge("history", "verify", "--json").data["whole"] is False


def test_verify_names_the_first_altered_entry(published, frankpledge):
    tamper("UPDATE history_entry SET name = 'x' WHERE place >= 40")
    said = frankpledge("history", "verify")
    assert said.status == 1
    assert said.out.startswith("The history is not whole. Entry 40 (“")
    data = frankpledge("history", "verify", "--json").data
    assert data["fault"]["place"] == 40
    assert data["entries"] == 39


@pytest.mark.parametrize("wrong", ["", "12ab", "g" * 64])
def test_what_is_no_seal_is_refused(db, frankpledge, wrong):
    said = frankpledge("history", "verify", f"--head={wrong}")
    assert said.status == 1
    assert "is no seal" in said.error
