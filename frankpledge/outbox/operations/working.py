"""What workers do besides mail: show that they live, take jobs and finish them."""

from datetime import datetime, timedelta

from frankpledge.outbox.models import JobRun, Worker
from frankpledge.outbox.rules import BACK_OFF
from frankpledge.shared.door import Actor, operation

# A worker of long ago is forgotten.
FORGOTTEN_AFTER = timedelta(days=7)


def sign_of_life(*, worker: str, now: datetime) -> None:
    """Say that this worker lives. No operation: it is no change to any record."""
    found = Worker.objects.filter(name=worker).first() or Worker(name=worker)
    found.seen = now
    found.save()


def forget_old_workers(*, now: datetime) -> None:
    """Drop those that have not been seen for a week; the one seen last stays."""
    last = Worker.objects.order_by("-seen").first()
    for one in Worker.objects.filter(seen__lt=now - FORGOTTEN_AFTER):
        if one != last:
            one.delete()


@operation("Began a job")
def take_job(*, by: Actor, name: str, slot: str, worker: str, now: datetime) -> JobRun | None:
    """This job's run, now this worker's; None where it is done, in hand, or waits for another try.

    Raises IntegrityError or StaleRecord where another worker took it at the same moment.
    """
    run: JobRun | None = JobRun.objects.filter(name=name, slot=slot).first()
    if run is None:
        run = JobRun(name=name, slot=slot, worker=worker, started=now)
    elif run.finished or _in_hand(run, worker, now) or (run.next_try and now < run.next_try):
        return None
    else:
        run.worker, run.started, run.next_try = worker, now, None
        run.attempts += 1
    run.save()
    return run


def _in_hand(run: JobRun, mine: str, now: datetime) -> bool:
    """Whether another worker that lives is at it."""
    others = Worker.objects.alive(now).exclude(name=mine)
    return bool(run.worker) and others.filter(name=run.worker).exists()


@operation("Finished a job")
def finish_job(*, by: Actor, run: JobRun, now: datetime) -> None:
    """It is done, and does not run again for this slot."""
    run.finished, run.error = now, ""
    run.save()


@operation("Noted that a job failed")
def fail_job(*, by: Actor, run: JobRun, reason: str, now: datetime) -> None:
    """It is tried again later, by any worker; `reason` goes into the alarm."""
    run.worker, run.error = "", reason[:500]
    run.next_try = now + BACK_OFF[min(run.attempts, len(BACK_OFF)) - 1]
    run.save()
