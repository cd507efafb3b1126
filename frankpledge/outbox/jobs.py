"""What is to be done by itself, every so often, and done once however many workers there are.

An app registers a job when Django starts:

    @periodic("remind", every=timedelta(days=1))
    def remind(now: datetime) -> None: ...

Each stretch of the day (`rules.slot_of`) has one run of each job. A job that fails, or whose worker
dies, is begun again, so it must do no harm when it runs twice; queueing mail by key does none.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError

from frankpledge.outbox.delivery import OUTBOX, Stopping, never
from frankpledge.outbox.models import JobRun
from frankpledge.outbox.operations.working import fail_job, finish_job, take_job
from frankpledge.outbox.rules import slot_of
from frankpledge.shared import clock
from frankpledge.shared.door import StaleRecord

Work = Callable[[datetime], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something to be done in every stretch of time of this length."""

    name: str
    every: timedelta
    run: Work


_jobs: dict[str, Job] = {}


def periodic(name: str, *, every: timedelta) -> Callable[[Work], Work]:
    """Register a job. Raises ValueError for a name taken, or a length that does not fill a day."""

    def register(run: Work) -> Work:
        slot_of(datetime(2000, 1, 1, tzinfo=clock.LONDON), every)
        if name in _jobs and _jobs[name].run is not run:
            raise ValueError(f"there is a job “{name}” already")
        _jobs[name] = Job(name, every, run)
        return run

    return register


def job_names() -> tuple[str, ...]:
    """Every job that is registered."""
    return tuple(_jobs)


def run_due_jobs(worker: str, stopping: Stopping = never) -> Iterator[JobRun]:
    """Run each job that has not been run in the present stretch; yields each as it then stands."""
    slots = {job.name: slot_of(clock.now(), job.every) for job in _jobs.values()}
    finished = JobRun.objects.filter(
        name__in=slots, slot__in=slots.values(), finished__isnull=False
    )
    done = set(finished.values_list("name", "slot"))
    for job in list(_jobs.values()):
        if stopping():
            return
        if (job.name, slots[job.name]) not in done:
            yield from _run(job, slots[job.name], worker)


def _run(job: Job, slot: str, worker: str) -> Iterator[JobRun]:
    try:
        run = take_job(by=OUTBOX, name=job.name, slot=slot, worker=worker, now=clock.now())
        if run is None:
            return
        try:
            job.run(clock.now())
        except Exception as error:
            log.exception("The job “%s” failed", job.name)
            reason = f"{type(error).__name__}: {error}"
            fail_job(by=OUTBOX, run=run, reason=reason, now=clock.now())
        else:
            finish_job(by=OUTBOX, run=run, now=clock.now())
        yield run
    except (IntegrityError, StaleRecord):
        # Another worker has it: at the same moment, or because it took this one for dead.
        return
