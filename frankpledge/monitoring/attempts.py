"""What `frankpledge check` tries: more than a probe does, for a person who sets a service up."""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max

from frankpledge.monitoring.readiness import CHECKS, Finding
from frankpledge.outbox.carriers import carrier_for
from frankpledge.outbox.models import Worker
from frankpledge.shared import clock

FURTHEST = 30
"""Seconds by which this machine's clock and the database's may differ."""
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
SILENT_FOR = 600


def attempts() -> tuple[Finding, ...]:
    """Everything that was tried, in the order in which to mend it."""
    return (*(check() for check in CHECKS), written(), clocks(), mail(), *worker())


def written() -> Finding:
    """Whether a file can be written, and not only allowed to be, in the data folder."""
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(b"Frankpledge")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Finding("files", False, f"No file can be written in the data folder: {reason}.")
    return Finding("files", True, "A file was written in the data folder, and removed.")


def clocks() -> Finding:
    """Whether this machine's clock can be right, and agrees with the database's."""
    now = clock.real_moment()
    if now < LONG_AGO:
        return Finding("clock", False, f"This machine’s clock says {now:%d %B %Y}: set it.")
    away = 0.0
    if connection.vendor == "postgresql":
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT clock_timestamp()")
                away = abs((cursor.fetchone()[0] - clock.real_moment()).total_seconds())
        except DatabaseError:
            return Finding("clock", True, "The clock can be right; the database’s cannot be asked.")
    if away > FURTHEST:
        words = f"This machine’s clock and the database’s are {away:.0f} seconds apart."
        return Finding("clock", False, f"{words} Have both set by NTP.")
    here = clock.real_moment()
    return Finding("clock", True, f"It is {here:%H:%M} in London on {here.day} {here:%B %Y}.")


def mail() -> Finding:
    """Whether mail can leave: the server is greeted, and nothing is sent."""
    carrier = carrier_for(settings.MAIL)
    if carrier is None:
        return Finding(
            "mail", True, "No way to send mail is set up: mail waits, and an alarm says so."
        )
    if trouble := carrier.trouble():
        return Finding("mail", False, trouble)
    return Finding("mail", True, "Mail can leave.")


def worker() -> Iterator[Finding]:
    """Whether a worker runs; nothing where no mail is set up."""
    if settings.MAIL is None:
        return
    try:
        seen = Worker.objects.aggregate(last=Max("seen"))["last"]
    except DatabaseError:
        return
    if seen is None:
        yield Finding("worker", False, "No worker has run yet. Start `frankpledge work`.")
    elif (silent := (clock.now() - seen).total_seconds()) > SILENT_FOR:
        words = f"No worker has run for {silent / 60:.0f} minutes. Start `frankpledge work`."
        yield Finding("worker", False, words)
    else:
        yield Finding("worker", True, "A worker is running.")
