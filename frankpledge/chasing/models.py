"""How an area chases: when it reminds, when it tells the chair, and when it keeps quiet."""

from datetime import time
from typing import ClassVar

from django.db import models

from frankpledge.places.models import Area
from frankpledge.shared.door import Recorded, RecordedQuerySet


def usual_days() -> list[int]:
    """Two weeks and three days before, in working days."""
    return [10, 3]


class ChasingRule(Recorded):
    """One area's rule. Days are working days; nothing is sent outside the hours."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="chasing")
    before = models.JSONField("working days before it is due", default=usual_days)
    on_the_day = models.BooleanField(default=True)
    after_every = models.PositiveSmallIntegerField("then every so many working days", default=2)
    escalate_after = models.PositiveSmallIntegerField(
        "working days late when the chair is told", default=3
    )
    opens = models.TimeField("nothing is sent before", default=time(8, 0))
    closes = models.TimeField("nothing is sent after", default=time(18, 0))

    objects: ClassVar = RecordedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"How {self.area} chases"
