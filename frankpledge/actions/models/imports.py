"""An action log that came as a file: kept until it is imported or thrown away, and no longer."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.shared.door import Recorded, RecordedQuerySet


class ActionImport(Recorded):
    """A file of actions, its meeting, and what came of it.

    The file itself may name people, whom the record does not hold: it is deleted when this is
    settled. What stays is its name, who sent it and how many actions came from it.
    """

    STATES = {"waiting": "Waits for you", "imported": "Imported", "thrown away": "Thrown away"}

    register = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="action_imports")
    meeting = models.DateField("day of the meeting", null=True, blank=True)
    received = models.DateField("received on")
    original = models.FileField(upload_to="action-logs", blank=True)
    original_name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default="waiting", choices=list(STATES.items()))
    outcome = models.CharField("what came of it", max_length=300, blank=True)

    objects: ClassVar = RecordedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.original_name

    def get_absolute_url(self) -> str:
        return reverse("actions:import-file", args=[self.register.slug, self.pk])
