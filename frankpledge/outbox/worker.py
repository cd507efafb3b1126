"""The process behind `frankpledge work`: jobs and mail, round after round, until it is stopped."""

import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
)

from frankpledge.outbox.carriers import carrier_for
from frankpledge.outbox.delivery import deliver
from frankpledge.outbox.jobs import run_due_jobs
from frankpledge.outbox.models import MESSAGE_STATES, JobRun, Message
from frankpledge.outbox.operations.working import forget_old_workers, sign_of_life
from frankpledge.outbox.rules import LAPSE
from frankpledge.shared import clock
from frankpledge.shared.closed import why_closed

# Seconds between two rounds, and between two signs of life.
PAUSE = 5.0
BEAT = LAPSE.total_seconds() / 10
Say = Callable[[str], None]


def new_name() -> str:
    """A name that no worker has had, not even one in the same container with the same number."""
    return f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(4)}"


def work(say: Say, stop: threading.Event, *, once: bool = False) -> None:
    """Do what is due, round after round, until `stop` is set; or one round only.

    `say` is told of each thing done. Stopping waits for the message or job in hand. A database
    that does not answer is tried again, except in the only round.
    """
    worker = new_name()
    with _living(worker):
        forget_old_workers(now=clock.now())
        while True:
            try:
                for line in one_round(worker, lambda: stop.is_set() or bool(why_closed())):
                    say(line)
            except (OperationalError, InterfaceError) as error:
                if once:
                    raise
                say(f"The database did not answer, and is asked again: {error}")
            if once or stop.wait(PAUSE):
                return
            close_old_connections()


def one_round(worker: str, stopping: Callable[[], bool]) -> Iterator[str]:
    """Run the jobs that are due, send the mail that is due; a line for each thing done."""
    if why_closed():
        # The records are being moved or put back: what is due is done afterwards.
        return
    sign_of_life(worker=worker, now=clock.now())
    for run in run_due_jobs(worker, stopping):
        yield f"{_at()} Job {run.name}: {_job_state(run)}"
    if carrier := carrier_for(settings.MAIL):
        for message in deliver(worker, carrier, stopping):
            yield f"{_at()} {_message_state(message)}: {message}"


def _at() -> str:
    return f"{clock.now():%Y-%m-%d %H:%M:%S}"


def _job_state(run: JobRun) -> str:
    return f"failed, to be tried again: {run.error}" if run.error else "done"


def _message_state(message: Message) -> str:
    state = MESSAGE_STATES[message.state]
    return f"{state} ({message.error})" if message.error else state


@contextmanager
def _living(worker: str) -> Iterator[None]:
    """Give signs of life from the start to the end, also while a job takes long."""
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(BEAT):
                try:
                    sign_of_life(worker=worker, now=clock.now())
                except (DatabaseError, InterfaceError):
                    # The next beat comes soon enough, and a connection that broke is opened anew.
                    connection.close()
        finally:
            connection.close()

    sign_of_life(worker=worker, now=clock.now())
    thread = threading.Thread(target=beat, name="signs of life", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
