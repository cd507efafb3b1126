"""What people said, beside what is recorded for the same place and period."""

from __future__ import annotations

from django.db import models

from frankpledge.evidence.surveys.models.survey import SurveyQuestion
from frankpledge.shared.door import Recorded


class Beside(Recorded):
    """An answer to a question, with a measure of the evidence set beside it and never added.

    The measure's figure is frozen with the releases that it comes from.
    """

    question = models.ForeignKey(SurveyQuestion, on_delete=models.PROTECT, related_name="besides")
    option = models.CharField("answer", max_length=200)
    place = models.CharField(max_length=200, blank=True)
    asked = models.JSONField("what was asked of the evidence")
    sentence = models.TextField("what is recorded, in words")
    covered = models.CharField("period, in words", max_length=100)
    releases = models.JSONField(default=list)
    as_at = models.DateTimeField("as at")

    class Meta:
        ordering = ["question", "pk"]

    def __str__(self) -> str:
        return f"“{self.option}” beside {self.sentence}"[:200]
