"""A register of risks that came as a file: kept until it is imported or thrown away."""

from django.db import models
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.shared.door import Recorded


class RiskImport(Recorded):
    """A file of risks, and what came of it. The file itself is deleted when this is settled."""

    STATES = {"waiting": "Waits for you", "imported": "Imported", "thrown away": "Thrown away"}

    register = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="risk_imports")
    received = models.DateField("received on")
    original = models.FileField(upload_to="risk-registers", blank=True)
    original_name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default="waiting", choices=list(STATES.items()))
    outcome = models.CharField("what came of it", max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.original_name

    def get_absolute_url(self) -> str:
        return reverse("risks:import-file", args=[self.register.slug, self.pk])
