"""An action log that came as a file: kept until it is imported or thrown away, and no longer."""

from django.db import models
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.shared.waiting import WaitingFile


class ActionImport(WaitingFile):
    """A file of actions, its meeting, and what came of it."""

    register = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="action_imports")
    meeting = models.DateField("day of the meeting", null=True, blank=True)
    original = models.FileField(upload_to="action-logs", blank=True)

    def get_absolute_url(self) -> str:
        return reverse("actions:import-file", args=[self.register.slug, self.pk])
