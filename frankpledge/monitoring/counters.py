"""What Prometheus reads: counted as it happens, or looked up when it is asked.

With several processes each counts in files of its own, in the folder that PROMETHEUS_MULTIPROC_DIR
names (config/gunicorn.py makes it), and whichever is asked adds them up.
"""

import os
import shutil
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Max, Min, Q
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from frankpledge.outbox.jobs import job_names
from frankpledge.outbox.models import JobRun, Message, Worker
from frankpledge.shared import clock
from frankpledge.shared.alarms import alarms

SECONDS = Histogram(
    "frankpledge_request_seconds",
    "How long requests took, by route, method and status.",
    ["route", "method", "status"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
QUERIES = Histogram(
    "frankpledge_request_queries",
    "How many queries requests used, by route.",
    ["route"],
    buckets=(0, 5, 10, 20, 40, 80, 160),
)


class Looked(Collector):
    """What is looked up at the moment: the database, the mail, the jobs, the room on the disk."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each as a gauge; where the database does not answer, that alone and the disk."""
        room = shutil.disk_usage(settings.DATA_DIR).free
        yield _gauge("disk_free_bytes", "Room left for the data folder.", room)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            found = list(self._from_the_database())
        except DatabaseError:
            yield _gauge("database_up", "1 where the database answers.", 0)
            return
        yield _gauge("database_up", "1 where the database answers.", 1)
        yield from found

    def _from_the_database(self) -> Iterator[GaugeMetricFamily]:
        now = clock.now()
        mail = GaugeMetricFamily("frankpledge_mail", "Messages, by state.", labels=["state"])
        for state, count in Message.objects.values_list("state").annotate(Count("pk")).order_by():
            mail.add_metric([state], count)
        yield mail
        due = Q(state="queued", not_before__lte=now)
        oldest = Message.objects.filter(due).aggregate(since=Min("not_before"))["since"]
        waited = (now - oldest).total_seconds() if oldest else 0
        yield _gauge("mail_waiting_seconds", "How long the oldest message waits.", waited)
        seen = Worker.objects.aggregate(last=Max("seen"))["last"]
        if seen:
            silent = (now - seen).total_seconds()
            yield _gauge("worker_silent_seconds", "Since a worker's last sign of life.", silent)
        runs = JobRun.objects.latest_of(job_names()).values()
        failed = sum(1 for run in runs if run.error and not run.finished)
        yield _gauge("jobs_failed", "Jobs whose last run failed.", failed)
        standing = len(alarms(clock.today()))
        yield _gauge("alarms", "Alarms that a secretary sees.", standing)


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"frankpledge_{name}", meaning, value=value)


def exposition() -> bytes:
    """Everything, in Prometheus's text format."""
    registry = CollectorRegistry()
    registry.register(Looked())
    counted = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    return generate_latest(counted) + generate_latest(registry)
