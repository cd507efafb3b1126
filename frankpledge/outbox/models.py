"""Mail that is to leave, the jobs that run by themselves, and the workers that do both."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from frankpledge.outbox.rules import LAPSE, writes_on
from frankpledge.shared.clock import LONDON
from frankpledge.shared.door import Recorded, RecordedQuerySet

MESSAGE_STATES = {
    "queued": "Waiting",
    "sending": "Being sent",
    "sent": "Sent",
    "failed": "Not sent",
    "unknown": "Sent or not: unknown",
    "withdrawn": "Withdrawn",
}
CARRIERS = {"smtp": "A mail server", "notify": "GOV.UK Notify"}


class WorkerQuerySet(RecordedQuerySet):
    """Who is at work."""

    def alive(self, now: datetime) -> Self:
        """Those that gave a sign of life lately."""
        return self.filter(seen__gte=now - LAPSE)


class Worker(models.Model):
    """A process that sends mail and runs jobs, and when it last gave a sign of life.

    A sign of life is no change to any record, so the history does not keep it.
    """

    name = models.CharField(max_length=100, unique=True)
    seen = models.DateTimeField("last sign of life")

    objects: ClassVar = WorkerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class MessageQuerySet(RecordedQuerySet):
    """The outbox's own questions."""

    def due(self, now: datetime) -> Self:
        """Those to be sent now, the longest-waiting first: none in its own quiet hours."""
        any_hour = Q(quiet_from__isnull=True)
        if writes_on(now):
            at = now.astimezone(LONDON).time()
            any_hour |= Q(quiet_until__lte=at, quiet_from__gt=at)
        waiting = self.filter(any_hour, state="queued", next_try__lte=now)
        return waiting.order_by("next_try", "pk")

    def to_ask_about(self, carrier: str, now: datetime) -> Self:
        """Those of which this carrier must say whether it has got them."""
        return self.filter(state="unknown", carrier=carrier, next_try__lte=now).order_by("pk")

    def left_behind(self, mine: str, now: datetime) -> Self:
        """Those that died with their worker.

        A worker sends one message at a time, so what it finds in its own name was left too.
        """
        others = Worker.objects.alive(now).exclude(name=mine).values("name")
        return self.filter(state="sending").exclude(claimed_by__in=others).order_by("pk")


class Message(Recorded):
    """One e-mail to one address. Its key is what makes it leave once."""

    key = models.CharField(max_length=200, unique=True)
    to = models.CharField("e-mail address", max_length=254)
    to_name = models.CharField("post", max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    about = models.SlugField("why", max_length=60)
    queued = models.DateTimeField()
    not_before = models.DateTimeField()
    quiet_from = models.TimeField("quiet from", null=True, blank=True)
    quiet_until = models.TimeField("quiet until", null=True, blank=True)
    state = models.CharField(max_length=10, default="queued", choices=list(MESSAGE_STATES.items()))
    attempts = models.PositiveSmallIntegerField("times tried", default=0)
    # When it is next tried or, where no answer came, the carrier next asked. None: never by itself.
    next_try = models.DateTimeField(null=True, blank=True)
    asked_again = models.PositiveSmallIntegerField("times sent again by a person", default=0)
    claimed = models.DateTimeField("last tried at", null=True, blank=True)
    claimed_by = models.CharField("last tried by", max_length=100, blank=True)
    sent = models.DateTimeField("accepted at", null=True, blank=True)
    carrier = models.CharField(max_length=10, blank=True, choices=list(CARRIERS.items()))
    carrier_reference = models.CharField("the carrier's own number", max_length=200, blank=True)
    error = models.CharField("what went wrong", max_length=500, blank=True)

    objects: ClassVar = MessageQuerySet.as_manager()
    # The history is for good. The text may hold a signed link, which whoever reads it must not be
    # able to follow. An address, also in a carrier’s words, may be one kept for a fortnight only.
    secret_fields = frozenset({"text", "to", "error"})

    class Meta:
        indexes = [models.Index(fields=["state", "next_try"], name="mail_to_be_sent")]
        constraints = [
            models.CheckConstraint(
                name="what_waits_has_its_moment",
                condition=~Q(state="queued") | Q(next_try__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_being_sent_has_its_worker",
                condition=~Q(state="sending") | (Q(claimed__isnull=False) & ~Q(claimed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, to {self.to_name}" if self.to_name else self.subject

    @property
    def reference(self) -> str:
        """What the carrier knows it by: the key, and another one each time a person sends again."""
        return f"{self.key}#{self.asked_again + 1}" if self.asked_again else self.key

    @property
    def began(self) -> datetime:
        """When it was last handed over, or queued where it never was."""
        return self.claimed or self.queued


class JobRunQuerySet(RecordedQuerySet):
    """Questions about jobs."""

    def latest_of(self, names: Iterable[str]) -> dict[str, "JobRun"]:
        """Each job's latest run, by its name; slots sort as the moments that they name."""
        return {run.name: run for run in self.filter(name__in=names).order_by("slot")}


class JobRun(Recorded):
    """A job's run for one stretch of time; that there is one is what keeps others from it."""

    name = models.CharField("job", max_length=60)
    slot = models.CharField("for", max_length=16)
    worker = models.CharField(max_length=100, blank=True)
    started = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("times tried", default=1)
    next_try = models.DateTimeField(null=True, blank=True)
    error = models.CharField("what went wrong", max_length=500, blank=True)

    objects: ClassVar = JobRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "slot"], name="one_run_of_a_job_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.slot}"
