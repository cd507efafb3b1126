"""What a worker does with messages: takes one, and notes what became of it."""

from datetime import datetime

from frankpledge.outbox.models import Message
from frankpledge.outbox.rules import Next, Outcome
from frankpledge.shared.door import Actor, operation


@operation("Took mail to send it")
def claim_next(*, by: Actor, worker: str, carrier: str, now: datetime) -> Message | None:
    """The message that has waited longest, now this worker's; None where nothing is due.

    No two workers take the same: on PostgreSQL a row that another holds is passed over, on
    SQLite they take turns. Whatever slips through is stopped by the record's version.
    """
    message: Message | None = Message.objects.due(now).select_for_update(skip_locked=True).first()
    if message is None:
        return None
    message.state, message.next_try = "sending", None
    message.claimed, message.claimed_by, message.carrier = now, worker, carrier
    message.attempts += 1
    message.save()
    return message


@operation("Noted what became of mail")
def settle(*, by: Actor, message: Message, outcome: Outcome, then: Next, now: datetime) -> None:
    """Keep what the carrier answered and what follows from it.

    Raises StaleRecord where somebody changed the message after it was read.
    """
    message.state, message.next_try = then.state, then.at
    message.error = outcome.reason[:500]
    if then.state == "sent":
        message.sent = now
    if outcome.reference:
        message.carrier_reference = outcome.reference[:200]
    message.save()
