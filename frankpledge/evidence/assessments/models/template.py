"""What an area's assessments hold, and who makes them how often: both are area data."""

from __future__ import annotations

from django.db import models

from frankpledge.evidence.assessments.rules.cycle import CYCLES
from frankpledge.evidence.assessments.rules.shares import Share, shares_from_json
from frankpledge.evidence.assessments.rules.template import SectionTemplate
from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.shared.dated import Dated, ends_not_before_starts
from frankpledge.shared.door import Recorded


class AssessmentTemplate(Recorded):
    """The sections of an area's assessments, from a day on. The next takes over on its own day."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="assessment_templates")
    starts = models.DateField("from", null=True, blank=True)
    title = models.CharField(max_length=200)
    # [{slug, heading, guidance, topic}], in order.
    sections = models.JSONField(default=list)
    threshold = models.PositiveSmallIntegerField("counts below this are held back", default=5)
    source = models.CharField("what says so", max_length=300, blank=True)

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "starts"], name="one_assessment_template_from_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, template of {self.area}"

    @property
    def parts(self) -> tuple[SectionTemplate, ...]:
        """The sections as the rules know them."""
        return tuple(SectionTemplate(**one) for one in self.sections)


class Production(Dated):
    """How a body's assessments are made for a time: by whom, how often, and who pays."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assessments_made_for")
    producer = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assessments_made")
    cycle = models.CharField(max_length=9, default="annual", choices=list(CYCLES.items()))
    # [[body, per cent or nothing]].
    shares = models.JSONField("shares of the cost", default=list, blank=True)
    shares_words = models.CharField("shares, as far as known", max_length=300, blank=True)
    source = models.CharField("what says so", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            ends_not_before_starts("production_ends_after_it_starts"),
            models.UniqueConstraint(fields=["body", "starts"], name="one_production_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"Assessments of {self.body}, by {self.producer}"

    @property
    def parts(self) -> tuple[Share, ...]:
        """The shares as the rules know them."""
        return shares_from_json(self.shares)
