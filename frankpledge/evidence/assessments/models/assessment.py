"""A strategic assessment of a body, for a period; the decision that approved it; its inputs."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.analytics.small_numbers import Policy
from frankpledge.evidence.assessments.models.template import AssessmentTemplate
from frankpledge.evidence.assessments.rules.cycle import CYCLES, Period, year_of
from frankpledge.evidence.assessments.rules.shares import Share, shares_from_json
from frankpledge.evidence.assessments.rules.states import ASSESSMENT_STATES, MADE, PUBLIC
from frankpledge.meetings.models import Decision
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import Recorded, RecordedQuerySet


class AssessmentQuerySet(RecordedQuerySet):
    """Fetching an assessment is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What is published is for everybody. Until then those who write it see it: the area's
        analysts, whoever acts for its body or runs it, its producer; and, once it is in review,
        whoever sits on its body."""
        mine = viewer.bodies | viewer.secretary_of
        return self.filter(
            Q(state__in=PUBLIC)
            | Q(body__area__in=viewer.analyst_in)
            | Q(body__in=mine)
            | Q(producer__in=viewer.bodies)
            | (Q(body__in=viewer.boards) & ~Q(state="draft"))
        )

    def made(self) -> Self:
        """Those that were prepared: approved, whether published or not."""
        return self.filter(state__in=MADE)

    def ending_in(self, starts: date, ends: date) -> Self:
        """Those about a period that ends within these days."""
        return self.filter(ends__gte=starts, ends__lte=ends)


class Assessment(Recorded):
    """A body's strategic assessment for a period.

    Once it is published `content` is what it says, frozen: findings that change later alter
    nothing in it, and its page says that figures have since been revised.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assessments")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    cycle = models.CharField(max_length=9, default="annual", choices=list(CYCLES.items()))
    template = models.ForeignKey(
        AssessmentTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    producer = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="assessments_produced"
    )
    shares = models.JSONField("shares of the cost", default=list, blank=True)
    shares_words = models.CharField("shares, as far as known", max_length=300, blank=True)
    data_words = models.TextField("data used that is in no release", blank=True)
    threshold = models.PositiveSmallIntegerField("counts below this are held back", default=5)
    state = models.CharField(
        max_length=10, default="draft", choices=list(ASSESSMENT_STATES.items())
    )
    begun = models.DateField("begun on")
    drafted = models.DateTimeField("drafted from the data at", null=True, blank=True)
    approved = models.DateField("approved on", null=True, blank=True)
    published = models.DateField("published on", null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )
    content = models.JSONField("what it said when it was published", default=list, blank=True)

    objects: ClassVar = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["body", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_assessment_of_a_number"),
            models.CheckConstraint(
                name="assessment_ends_after_it_starts", condition=Q(ends__gte=models.F("starts"))
            ),
        ]
        indexes = [models.Index(fields=["body", "state"], name="assessments_of_a_body")]

    def __str__(self) -> str:
        return f"{self.title}, {self.period.words}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:assessment", args=[self.body.slug, self.number])

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.starts, self.ends)

    @property
    def year(self) -> str:
        """The year from 1 April that it counts for: the one its last day lies in."""
        return year_of(self.ends)

    @property
    def parts(self) -> tuple[Share, ...]:
        """Who pays for it."""
        return shares_from_json(self.shares)

    @property
    def policy(self) -> Policy:
        """What counts as a small number in it."""
        return Policy(threshold=self.threshold)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.state in PUBLIC


class AssessmentDecision(Recorded):
    """The decision of its body by which an assessment was approved: there is no other way."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="decided_by")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="assessments_approved"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Approved by {self.decision.reference}"


class AssessmentInput(Recorded):
    """A county's assessment rests on a district's."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="inputs")
    part = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="feeds")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "part"], name="one_input_of_an_assessment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part} in {self.assessment}"
