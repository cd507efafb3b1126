"""`frankpledge mail`: what is in the outbox, and what became of it."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from frankpledge.cli.reply import Reply, Sorry, add_json, database
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import send_again, withdraw
from frankpledge.outbox.queries import STATE_ORDER, Line, OutboxPage, message_named, outbox_page
from frankpledge.shared.clock import LONDON
from frankpledge.shared.door import Actor, StaleRecord
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of, spell_day, spell_time

BY = Actor("Command line")


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    mail = commands.add_parser("mail", help="the outbox: what waits, what left, what did not")
    mail.add_argument("--state", choices=STATE_ORDER, default="", help="only those of this state")
    mail.add_argument("--limit", type=int, default=50, metavar="NUMBER", help="how many (50)")
    add_json(mail)
    mail.set_defaults(run=show)
    kinds = mail.add_subparsers(dest="kind", metavar="[send-again|withdraw]")
    one = kinds.add_parser("send-again", help="send once more what failed, or may have left")
    one.add_argument("key", metavar="KEY")
    one.set_defaults(run=again)
    add_json(one)
    one = kinds.add_parser("withdraw", help="keep a message back for good")
    one.add_argument("key", metavar="KEY")
    one.set_defaults(run=back)
    add_json(one)


def show(options: argparse.Namespace) -> Reply:
    """The newest messages in the outbox; never their texts, which may hold signed links."""
    with database():
        page = outbox_page(max(options.limit, 0), options.state)
    lines = [_heading(page)]
    lines += [_told(line) for line in page.lines]
    if page.left_out:
        lines.append(f"  and {page.left_out} older, shown with a larger --limit")
    data = {
        "counts": {state: count for state, _, count in page.counts},
        "messages": [_data(line) for line in page.lines],
        "left_out": page.left_out,
    }
    return Reply("\n".join(lines), data)


def _heading(page: OutboxPage) -> str:
    if not page.counts:
        return "The outbox is empty. Reminders and digests stand here once they are queued."
    counts = ", ".join(f"{count} {name.lower()}" for _, name, count in page.counts)
    return f"The outbox holds {count_of(sum(one[2] for one in page.counts), 'message')}: {counts}."


def _told(line: Line) -> str:
    here = line.when.astimezone(LONDON)
    told = f"  {line.state_name}: {line.subject}, to {line.to}, "
    told += f"{spell_day(here.date())} {spell_time(here.time())} ({line.key})"
    return f"{told}\n      {line.error}" if line.error else told


def _data(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "state": line.state,
        "to": line.to,
        "to_name": line.to_name,
        "subject": line.subject,
        "about": line.about,
        "queued": line.queued,
        "next_try": line.next_try,
        "sent": line.sent,
        "attempts": line.attempts,
        "error": line.error,
    }


def again(options: argparse.Namespace) -> Reply:
    """Queue a message once more."""
    with _found(options.key) as message:
        send_again(by=BY, message=message)
    words = f"“{message.subject}” to {message.to} waits to be sent again."
    return Reply(words, {"key": message.key, "state": message.state})


def back(options: argparse.Namespace) -> Reply:
    """Withdraw a message."""
    with _found(options.key) as message:
        withdraw(by=BY, message=message)
    words = f"“{message.subject}” to {message.to} is withdrawn and will not be sent."
    return Reply(words, {"key": message.key, "state": message.state})


@contextmanager
def _found(key: str) -> Iterator[Message]:
    """The message with this key; a refusal becomes the command's own."""
    with database():
        try:
            yield message_named(key)
        except (LookupError, Refused) as refusal:
            raise Sorry(str(refusal)) from refusal
        except StaleRecord as error:
            raise Sorry("A worker took this message just now. Look again in a minute.") from error
