"""What a page or a command needs to show of the outbox: never a text, for it may hold a link."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from frankpledge.outbox.models import MESSAGE_STATES, Message

# What needs a person comes first on the page, then what is under way, then what is over.
STATE_ORDER = ("failed", "unknown", "sending", "queued", "sent", "withdrawn")


@dataclass(frozen=True)
class Line:
    """One message in the list, without its text."""

    key: str
    to: str
    to_name: str
    subject: str
    about: str
    state: str
    state_name: str
    queued: datetime
    not_before: datetime
    next_try: datetime | None
    sent: datetime | None
    attempts: int
    error: str

    @property
    def when(self) -> datetime:
        """When it was sent, is next to be tried or, where neither is so, was queued."""
        return self.sent or self.next_try or self.queued


@dataclass(frozen=True)
class OutboxPage:
    """The outbox: how many there are of each state, and the newest of those asked for."""

    counts: tuple[tuple[str, str, int], ...]
    state: str
    lines: tuple[Line, ...]
    total: int

    @property
    def left_out(self) -> int:
        """How many of those asked for are not shown."""
        return self.total - len(self.lines)


def outbox_page(limit: int = 100, state: str = "") -> OutboxPage:
    """The newest messages, of one state or of any. Raises LookupError for a state there is none of.

    `counts` holds (state, its name, how many) for each state that something is in.
    """
    if state and state not in MESSAGE_STATES:
        raise LookupError(
            f"“{state}” is no state of a message. There are {', '.join(STATE_ORDER)}."
        )
    counted = dict(Message.objects.values_list("state").annotate(Count("pk")).order_by())
    counts = tuple(
        (one, MESSAGE_STATES[one], counted[one]) for one in STATE_ORDER if one in counted
    )
    wanted = Message.objects.filter(state=state) if state else Message.objects.all()
    total = counted.get(state, 0) if state else sum(counted.values())
    # Texts stay behind: a list of a thousand needs none of them.
    newest = wanted.defer("text").order_by("-queued", "-pk")[:limit]
    return OutboxPage(counts, state, _lines(newest), total)


def message_named(key: str) -> Message:
    """The message with this key. Raises LookupError."""
    found: Message | None = Message.objects.filter(key=key).first()
    if found is None:
        raise LookupError(f"There is no message “{key}” in the outbox.")
    return found


def _lines(messages: Iterable[Message]) -> tuple[Line, ...]:
    return tuple(
        Line(
            key=one.key,
            to=one.to,
            to_name=one.to_name,
            subject=one.subject,
            about=one.about,
            state=one.state,
            state_name=MESSAGE_STATES[one.state],
            queued=one.queued,
            not_before=one.not_before,
            next_try=one.next_try,
            sent=one.sent,
            attempts=one.attempts,
            error=one.error,
        )
        for one in messages
    )
