"""A register of risks that came as a file: kept until it is imported or thrown away."""

from django.db import models
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.shared.waiting import WaitingFile


class RiskImport(WaitingFile):
    """A file of risks, and what came of it."""

    register = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="risk_imports")
    original = models.FileField(upload_to="risk-registers", blank=True)

    def get_absolute_url(self) -> str:
        return reverse("risks:import-file", args=[self.register.slug, self.pk])
