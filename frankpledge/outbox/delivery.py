"""Sending what is in the outbox, so that nothing is sent twice.

Each message is claimed in a transaction of its own that is committed before anything leaves; it is
handed over outside any transaction; then what became of it is noted. A process may be killed at any
point of this. What it had claimed is found later, and is never just sent again: a carrier
that can be asked is asked whether it has got it, and else a person must decide.
"""

import logging
from collections.abc import Callable, Iterator

from django.db import transaction

from frankpledge.outbox.carriers import Carrier, Letter
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations.sending import claim_next, settle
from frankpledge.outbox.rules import (
    MESSAGE_TRANSITIONS,
    Next,
    Outcome,
    after_asking,
    after_handover,
)
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, StaleRecord

OUTBOX = Actor("Outbox")
LEFT = Outcome(
    "unknown", reason="The worker that was sending this stopped before it had an answer."
)
Stopping = Callable[[], bool]

log = logging.getLogger(__name__)


def never() -> bool:
    """Nobody has asked to stop."""
    return False


def deliver(worker: str, carrier: Carrier, stopping: Stopping = never) -> Iterator[Message]:
    """Send everything that is due, and settle what was left unsettled.

    Yields each message as it stands afterwards. Stops between two messages once `stopping` says so.
    """
    for message in Message.objects.left_behind(worker, clock.now()):
        # Another carrier may be set up by now: it knows nothing of what the first was given.
        can_ask = carrier.can_ask and carrier.name == message.carrier
        yield from _handed_over(message, LEFT, can_ask=can_ask)
    for message in Message.objects.to_ask_about(carrier.name, clock.now()):
        if stopping():
            return
        yield from _asked(message, carrier)
    while not stopping() and (message := _claimed(worker, carrier)):
        yield from _handed_over(message, _sent(message, carrier), can_ask=carrier.can_ask)


def _claimed(worker: str, carrier: Carrier) -> Message | None:
    # Durable: refused inside another transaction, which could be undone after the mail has left.
    with transaction.atomic(durable=True):
        return claim_next(by=OUTBOX, worker=worker, carrier=carrier.name, now=clock.now())


def _sent(message: Message, carrier: Carrier) -> Outcome:
    letter = Letter(
        reference=message.reference,
        to=message.to,
        to_name=message.to_name,
        subject=message.subject,
        text=message.text,
        at=clock.now(),
    )
    try:
        return carrier.send(letter)
    except Exception as error:
        # A carrier's own mistake: how far it got nobody knows, and the other mail must still leave.
        log.exception("The carrier broke down over “%s”", message.key)
        return Outcome("unknown", reason=f"It broke down here: {type(error).__name__}: {error}")


def _handed_over(message: Message, outcome: Outcome, *, can_ask: bool) -> Iterator[Message]:
    then = after_handover(outcome, message.attempts, message.began, clock.now(), can_ask=can_ask)
    return _settled(message, outcome, then)


def _asked(message: Message, carrier: Carrier) -> Iterator[Message]:
    outcome = carrier.ask(message.reference)
    return _settled(message, outcome, after_asking(outcome, message.began, clock.now()))


def _settled(message: Message, outcome: Outcome, then: Next) -> Iterator[Message]:
    try:
        settle(by=OUTBOX, message=message, outcome=outcome, then=then, now=clock.now())
    except StaleRecord:
        # Somebody settled it meanwhile, and that stands; only, what has been sent has been sent.
        message = Message.objects.get(pk=message.pk)
        if then.state == "sent" and "sent" in MESSAGE_TRANSITIONS[message.state]:
            yield from _settled(message, outcome, then)
    else:
        yield message


def note_bounced(carrier: Carrier) -> list[Message]:
    """Mail that was accepted and then could not be delivered counts as not sent, with the reason.

    Returns those of which that is news.
    """
    outcomes = {outcome.reference: outcome for outcome in carrier.bounced()}
    found = Message.objects.filter(
        state="sent", carrier=carrier.name, carrier_reference__in=list(outcomes)
    )
    return [
        settled
        for message in found
        for settled in _settled(message, outcomes[message.carrier_reference], Next("failed"))
    ]
