"""What people said in a survey, in a section of an assessment, in its place after the findings."""

from __future__ import annotations

from django.db import models

from frankpledge.evidence.assessments.models.sections import AssessmentSection
from frankpledge.evidence.surveys.models import SurveyQuestion
from frankpledge.shared.door import Recorded


class SectionQuestion(Recorded):
    """A survey's question in a section. `place`: of those who gave that place alone; "" is all."""

    section = models.ForeignKey(
        AssessmentSection, on_delete=models.PROTECT, related_name="questions"
    )
    question = models.ForeignKey(SurveyQuestion, on_delete=models.PROTECT, related_name="used_in")
    place = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["section", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "question", "place"], name="a_survey_question_once_a_section"
            )
        ]

    def __str__(self) -> str:
        return f"{self.words} in “{self.section}”"

    @property
    def words(self) -> str:
        """ "“How safe do you feel?”, Northbridge"."""
        return f"“{self.question}”{f', {self.place}' if self.place else ''}"
