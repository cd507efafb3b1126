"""What an assessment says, section by section: words, findings in order, reviewers' comments."""

from __future__ import annotations

from django.db import models

from frankpledge.evidence.assessments.models.assessment import Assessment
from frankpledge.evidence.findings.models import Finding
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Recorded
from frankpledge.shared.words import spell_day


class AssessmentSection(Recorded):
    """A section: what belongs there, and what was written. `gaps`: what the data do not allow,
    and what to load, as the draft found it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sections")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=60)
    heading = models.CharField(max_length=200)
    guidance = models.TextField("what belongs here", blank=True)
    topic = models.CharField("what a draft fills it with", max_length=20, blank=True)
    text = models.TextField("what there is to say, in Markdown", blank=True)
    content = models.JSONField(default=list, blank=True)
    gaps = models.JSONField("what is missing", default=list, blank=True)

    class Meta:
        ordering = ["assessment", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "slug"], name="one_assessment_section_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.heading


class SectionFinding(Recorded):
    """A finding in a section, in its place."""

    section = models.ForeignKey(
        AssessmentSection, on_delete=models.PROTECT, related_name="findings"
    )
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="used_in")
    order = models.PositiveSmallIntegerField()
    # When the figures were worked out that were published with it.
    published_as_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["section", "order"]
        constraints = [
            models.UniqueConstraint(fields=["section", "finding"], name="a_finding_once_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.finding} in “{self.section}”"


class AssessmentComment(Recorded):
    """What a reviewer said of a section, and what came of it."""

    section = models.ForeignKey(
        AssessmentSection, on_delete=models.PROTECT, related_name="comments"
    )
    on = models.DateField()
    post = models.CharField(max_length=200, blank=True)
    for_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField()
    settled = models.DateField("dealt with on", null=True, blank=True)
    answer = models.TextField("what came of it", blank=True)

    class Meta:
        ordering = ["section", "pk"]

    def __str__(self) -> str:
        return f"Comment of {spell_day(self.on)}"
