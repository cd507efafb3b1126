"""What people and other apps do: queue mail, withdraw it, send it again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from frankpledge.outbox.models import Message
from frankpledge.outbox.rules import (
    LONGEST_ADDRESS,
    QuietHours,
    first_moment,
    may_be_sent_again,
    may_be_withdrawn,
    may_be_written_to,
)
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import require


@dataclass(frozen=True)
class Draft:
    """Mail that somebody wants sent. `key` says what it is, so that asking twice sends once.

    `about` is why in a word, such as digest. It leaves at `not_before` at the earliest, and never
    in its quiet hours: a message that has none, such as a link somebody waits for, leaves at once.
    """

    key: str
    to: str
    subject: str
    text: str
    about: str
    to_name: str = ""
    not_before: datetime | None = None
    quiet: QuietHours | None = None


@operation("Queued mail")
def queue(*, by: Actor, messages: Sequence[Draft]) -> list[Message]:
    """Put these in the outbox, however many, in two queries. Returns those that are new.

    A key that is known is left alone, whatever became of it. Where two people queue one key at the
    same moment the first is kept. An address that nobody can write to stops nothing: that
    message counts as not sent from the start, which raises an alarm.
    """
    now = clock.now()
    drafts = {draft.key: draft for draft in reversed(messages)}
    known = _known(drafts)
    while True:
        # In one order everywhere, so that two who queue the same keys never wait for each other.
        fresh = [_message(drafts[key], now) for key in sorted(drafts.keys() - known)]
        try:
            with transaction.atomic():
                added: list[Message] = Message.objects.add_all(fresh)
                return added
        except IntegrityError:
            # Somebody queued one of these since we asked: ask again, and leave it to them.
            before, known = known, _known(drafts)
            if known == before:
                raise


def _known(keys: Iterable[str]) -> set[str]:
    return set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def _message(draft: Draft, now: datetime) -> Message:
    earliest = max(now, draft.not_before or now)
    if draft.quiet:
        earliest = first_moment(earliest, draft.quiet)
    message = Message(
        key=draft.key,
        to=draft.to.strip()[:LONGEST_ADDRESS],
        to_name=_one_line(draft.to_name),
        subject=_one_line(draft.subject),
        text=draft.text,
        about=draft.about,
        queued=now,
        not_before=earliest,
        next_try=earliest,
        quiet_from=draft.quiet.begin if draft.quiet else None,
        quiet_until=draft.quiet.end if draft.quiet else None,
    )
    fit = may_be_written_to(draft.to.strip())
    if not fit:
        message.state, message.next_try, message.error = "failed", None, fit.reason
    return message


def _one_line(words: str) -> str:
    """Words fit for the head of a mail: a line break there would begin another heading."""
    return " ".join(words.split())[:200]


@operation("Withdrew mail")
def withdraw(*, by: Actor, message: Message) -> None:
    """Keep a message back for good. Raises Refused once it is being sent or has been."""
    require(may_be_withdrawn(message.state))
    message.state, message.next_try = "withdrawn", None
    message.save()


@operation("Sent mail again")
def send_again(*, by: Actor, message: Message) -> None:
    """Queue once more what failed, or what may have been sent. A person decided that.

    Raises Refused in any other state, and where the address cannot be written to.
    """
    require(may_be_sent_again(message.state))
    require(may_be_written_to(message.to))
    message.state, message.next_try = "queued", clock.now()
    message.attempts, message.error = 0, ""
    message.asked_again += 1
    message.save()


@operation("Forgot an address")
def forget(*, by: Actor, keys: Iterable[str]) -> None:
    """Drop the address and the text of these messages; what has not left is withdrawn.

    One that is being sent at this moment is left alone: ask again.
    """
    kept = Message.objects.filter(key__in=list(keys)).exclude(to="").exclude(state="sending")
    for message in kept:
        if may_be_withdrawn(message.state):
            message.state, message.next_try = "withdrawn", None
        message.to = message.text = message.error = ""
        message.save()
