"""What is wrong with the mail, so that nobody learns it from a report that never came.

The outbox's page stands above this package, so its address is text, as in decision 0013.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Min, Q

from frankpledge.outbox.jobs import job_names
from frankpledge.outbox.models import JobRun, Message, Worker
from frankpledge.shared import clock
from frankpledge.shared.alarms import Alarm, raises_alarms
from frankpledge.shared.words import count_of

PAGE = "/chasing/outbox/"
A_DAY = timedelta(days=1)
SILENT_FOR = timedelta(hours=1)
ASK_THE_SERVICE = "Ask whoever runs the service to"


@dataclass(frozen=True)
class Some:
    """How many messages there are of a kind, and since when there has been one."""

    count: int
    since: datetime | None

    @property
    def messages(self) -> str:
        """1 message, 2 messages."""
        return count_of(self.count, "message")

    @property
    def wait(self) -> str:
        """1 message waits, 2 messages wait."""
        return f"{self.messages} {'waits' if self.count == 1 else 'wait'}"


@raises_alarms
def outbox_alarms(on: date) -> Iterator[Alarm]:
    """What is wrong with the mail at this moment, in three queries. It is not kept by the day."""
    now = clock.now()
    found = _counted(now)
    yield from _about_messages(found)
    if found["due"].count:
        yield from _about_sending(found["due"], now)
    yield from _about_jobs()


def _counted(now: datetime) -> dict[str, Some]:
    kinds = {
        "failed": Q(state="failed"),
        "unknown": Q(state="unknown", next_try__isnull=True),
        "due": Q(state="queued", not_before__lte=now),
        "old": Q(state__in=("queued", "sending", "unknown"), not_before__lte=now - A_DAY),
    }
    asked: dict[str, Any] = {name: Count("pk", filter=kind) for name, kind in kinds.items()}
    asked |= {f"{name}_since": Min("not_before", filter=kind) for name, kind in kinds.items()}
    row = Message.objects.aggregate(**asked)
    return {name: Some(row[name], row[f"{name}_since"]) for name in kinds}


def _about_messages(found: dict[str, Some]) -> Iterator[Alarm]:
    if (some := found["failed"]).count:
        yield Alarm(
            f"{some.messages} could not be sent",
            some.since,
            f"{PAGE}?state=failed",
            "Look at the reason beside each. Send it again once that is mended, or withdraw it "
            "and tell the person another way.",
        )
    if (some := found["unknown"]).count:
        yield Alarm(
            f"Nobody can tell whether {some.messages} left",
            some.since,
            f"{PAGE}?state=unknown",
            "Ask the person it was for whether it came. If it did, withdraw it; if not, send it "
            "again.",
        )
    if (some := found["old"]).count:
        yield Alarm(
            f"{some.wait} for more than a day",
            some.since,
            f"{PAGE}?state=queued",
            f"{ASK_THE_SERVICE} see that mail leaves. Until it does, tell people another way.",
        )


def _about_sending(due: Some, now: datetime) -> Iterator[Alarm]:
    if settings.MAIL is None:
        yield Alarm(
            f"{due.wait}, and no way to send mail is set up",
            due.since,
            PAGE,
            f"{ASK_THE_SERVICE} set FRANKPLEDGE_MAIL. Nothing leaves until then.",
        )
    seen = Worker.objects.aggregate(last=Max("seen"))["last"]
    if seen is None or seen < now - SILENT_FOR:
        yield Alarm(
            f"{due.wait}, and the process that sends mail is not running",
            seen or due.since,
            PAGE,
            f"{ASK_THE_SERVICE} start “frankpledge work”, and to keep it running.",
        )


def _about_jobs() -> Iterator[Alarm]:
    for name, run in JobRun.objects.latest_of(job_names()).items():
        if run.error and not run.finished:
            yield Alarm(
                f"The job “{name}” has failed, {count_of(run.attempts, 'time')} so far",
                run.started,
                PAGE,
                f"It is tried again by itself. {ASK_THE_SERVICE} look into it: {run.error}",
            )
