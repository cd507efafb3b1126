"""`frankpledge work`: the process that sends mail and does what is to be done by itself."""

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.conf import settings

from frankpledge.cli.reply import Reply, database
from frankpledge.monitoring.logs import logger
from frankpledge.outbox.worker import work
from frankpledge.shared.words import count_of

NO_MAIL = (
    "No way to send mail is set up, so mail waits. Set FRANKPLEDGE_MAIL, as described in "
    "docs/settings.md."
)
log = logger(__name__)


def add_to(commands: Any) -> None:
    """Add this module's command."""
    one = commands.add_parser("work", help="send mail and do what is to be done by itself")
    one.add_argument("--once", action="store_true", help="do what is due now, then stop")
    one.set_defaults(run=run)


def run(options: argparse.Namespace) -> Reply:
    """Work until told to stop, with a line for each thing done; several may work side by side."""
    done = 0

    def say(line: str) -> None:
        nonlocal done
        done += 1
        if settings.LOG_AS == "json":
            # As a line of the log, where no mail address is written.
            log.info(line)
        else:
            print(line, flush=True)

    with database(), _stopped_by_signals() as stop:
        if settings.MAIL is None:
            print(NO_MAIL, file=sys.stderr, flush=True)
        work(say, stop, once=options.once)
    return Reply(f"Stopped, with {count_of(done, 'thing')} done.", {"done": done})


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """An event that is set when the process is asked to end: what is in hand is finished first."""
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()

    kept = {one: signal.signal(one, ask) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for one, handler in kept.items():
            signal.signal(one, handler)
