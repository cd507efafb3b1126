"""How an area chases: when it reminds, when it tells the chair, and when it keeps quiet."""

from datetime import time
from typing import ClassVar

from django.db import models

from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.shared.door import Recorded, RecordedQuerySet


def usual_days() -> list[int]:
    """Two weeks and three days before, in working days."""
    return [10, 3]


# Functions, so that Django does not take them, at eight in the morning, for a stopped clock.
def morning() -> time:
    """When mail begins to leave, where an area does not say."""
    return time(8)


def evening() -> time:
    """When mail ceases to leave, where an area does not say."""
    return time(18)


class ChasingRule(Recorded):
    """One area's rule. Days are working days; nothing is sent outside the hours."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="chasing")
    before = models.JSONField("working days before it is due", default=usual_days)
    on_the_day = models.BooleanField(default=True)
    after_every = models.PositiveSmallIntegerField("then every so many working days", default=2)
    escalate_after = models.PositiveSmallIntegerField(
        "working days late when the chair is told", default=3
    )
    opens = models.TimeField("nothing is sent before", default=morning)
    closes = models.TimeField("nothing is sent after", default=evening)

    objects: ClassVar = RecordedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"How {self.area} chases"


CHASER_KINDS = {
    "digest": "Reminded of what it owes",
    "escalation": "Its chair was told of what it is owed",
    "no-address": "Nobody to remind: it has no address for answers",
    "no-chair": "Nobody to tell: it has no address of a chair",
}


class Chaser(Recorded):
    """What chasing came to for one body on one day: that there is one is what makes it once."""

    kind = models.CharField(max_length=10, choices=list(CHASER_KINDS.items()))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="chasers")
    on = models.DateField()
    things = models.PositiveSmallIntegerField("how many things it was about")

    objects: ClassVar = RecordedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "kind", "body__sort"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "body", "on"], name="one_chaser_a_body_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_kind_display()}"
