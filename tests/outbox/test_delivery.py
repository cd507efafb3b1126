"""What holds whatever the carrier: claims, answers that come too late, carriers that break down."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction

from frankpledge.outbox.delivery import OUTBOX, deliver
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import queue, withdraw
from frankpledge.outbox.operations.sending import claim_next, settle
from frankpledge.outbox.operations.working import sign_of_life
from frankpledge.outbox.queries import outbox_page
from frankpledge.outbox.rules import Next, Outcome
from frankpledge.shared import clock
from tests.outbox.conftest import BY, draft, one_message

ACCEPTED = Outcome("accepted", "number 1")


@dataclass
class Carrier:
    """A carrier that does, while it has a letter in hand, what the test needs."""

    meanwhile: Callable[[], object] | None = None
    outcome: Outcome = ACCEPTED
    can_ask: bool = False
    name: str = "smtp"
    sent: list[str] = field(default_factory=list)

    def send(self, letter):
        self.sent.append(letter.reference)
        if self.meanwhile:
            self.meanwhile()
        return self.outcome

    def trouble(self):
        return ""

    def ask(self, reference):
        return Outcome("unknown")

    def bounced(self):
        return ()


def settled_by_another(state):
    """Another process took this worker for dead, and left the message in this state."""

    def change():
        at = clock.now() if state == "queued" else None
        settle(
            by=OUTBOX,
            message=one_message(),
            outcome=Outcome("unknown", reason="taken for dead"),
            then=Next(state, at),
            now=clock.now(),
        )

    return change


@pytest.mark.django_db(transaction=True)
def test_nothing_is_handed_over_inside_a_transaction():
    """It could be undone after the mail has left, and the mail would leave again."""
    queue(by=BY, messages=[draft()])
    carrier = Carrier()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        list(deliver("worker", carrier))
    assert carrier.sent == []


@pytest.mark.django_db(transaction=True)
def test_the_claim_is_kept_and_no_transaction_is_open_while_the_carrier_has_it():
    queue(by=BY, messages=[draft()])
    seen = []
    carrier = Carrier(lambda: seen.append((connection.in_atomic_block, one_message().state)))
    list(deliver("worker", carrier))
    assert seen == [(False, "sending")]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["unknown", "failed", "queued"])
def test_what_was_accepted_late_is_sent_whoever_gave_it_up(state):
    queue(by=BY, messages=[draft()])
    carrier = Carrier(settled_by_another(state))
    assert [one.state for one in deliver("worker", carrier)] == ["sent"]
    assert carrier.sent == ["digest:road-safety:2018-10-01"]
    assert one_message().error == ""


@pytest.mark.django_db
def test_what_was_refused_late_changes_nothing_that_was_settled():
    queue(by=BY, messages=[draft()])
    carrier = Carrier(settled_by_another("unknown"), Outcome("later", reason="451"))
    assert list(deliver("worker", carrier)) == []
    assert one_message().state == "unknown"


@pytest.mark.django_db
def test_a_carrier_that_breaks_down_stops_no_other_mail(caplog):
    queue(by=BY, messages=[draft("a"), draft("b")])
    carrier = Carrier()

    def break_down_once():
        if len(carrier.sent) == 1:
            raise KeyError("a mistake")

    carrier.meanwhile = break_down_once
    assert [one.state for one in deliver("worker", carrier)] == ["unknown", "sent"]
    assert "a mistake" in Message.objects.get(key=carrier.sent[0]).error
    assert "broke down" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize(("carrier", "asked"), [("notify", True), ("smtp", False)])
def test_what_one_carrier_had_another_is_not_asked_about(carrier, asked):
    queue(by=BY, messages=[draft()])
    claim_next(by=OUTBOX, worker="dead", carrier="notify", now=clock.now())
    given = Carrier(can_ask=carrier == "notify", name=carrier)
    assert [one.state for one in deliver("worker", given)][:1] == ["unknown"]
    assert (one_message().next_try is not None) is asked
    assert given.sent == []


@pytest.mark.django_db
def test_what_a_living_worker_has_in_hand_is_left_to_it_and_its_own_leavings_are_not():
    queue(by=BY, messages=[draft()])
    sign_of_life(worker="living", now=clock.now())
    claim_next(by=OUTBOX, worker="living", carrier="smtp", now=clock.now())
    assert list(deliver("another", Carrier())) == []
    assert [one.state for one in deliver("living", Carrier())] == ["unknown"]


@pytest.mark.django_db
def test_it_stops_between_two_messages():
    queue(by=BY, messages=[draft("a"), draft("b"), draft("c")])
    carrier = Carrier()
    list(deliver("worker", carrier, lambda: len(carrier.sent) == 2))
    assert carrier.sent == ["a", "b"]
    assert Message.objects.get(key="c").state == "queued"


@pytest.mark.django_db
def test_the_page_shows_the_newest_and_counts_them_all():
    queue(by=BY, messages=[draft(f"{n}") for n in range(5)] + [draft("wrong", to="")])
    withdraw(by=BY, message=Message.objects.get(key="0"))
    page = outbox_page(limit=2)
    assert page.counts == (
        ("failed", "Not sent", 1),
        ("queued", "Waiting", 4),
        ("withdrawn", "Withdrawn", 1),
    )
    assert (len(page.lines), page.total, page.left_out) == (2, 6, 4)
    waiting = outbox_page(state="queued")
    assert {line.key for line in waiting.lines} == {"1", "2", "3", "4"}
    assert waiting.left_out == 0
    with pytest.raises(LookupError, match="“lost” is no state"):
        outbox_page(state="lost")


@pytest.mark.django_db
def test_the_list_fetches_no_text(django_assert_max_num_queries):
    queue(by=BY, messages=[draft(f"{n}") for n in range(30)])
    with django_assert_max_num_queries(2) as asked:
        outbox_page()
    assert not any('"outbox_message"."text"' in one["sql"] for one in asked.captured_queries)
