"""County priorities: who leads on them, what they rest on, and their stage in the cycle."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.assessments.rules.states import MADE
from frankpledge.evidence.findings.models import Finding
from frankpledge.meetings.models import Decision
from frankpledge.partnership.models import Body
from frankpledge.planning.rules.cycle import STAGES
from frankpledge.shared.door import Recorded


class Priority(Recorded):
    """What a board has set as a priority for a year, and the group that delivers it."""

    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="priorities")
    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    year = models.CharField("financial year", max_length=7)
    name = models.CharField(max_length=200)
    delivery_group = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="priorities_delivered"
    )
    stage = models.CharField(max_length=10, default="understand", choices=list(STAGES.items()))
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="priorities_set",
        verbose_name="decision that set it",
    )
    reviewed = models.DateField("date of review", null=True, blank=True)
    reviewed_by = models.CharField(
        "update or indicator that shows how it went", max_length=200, blank=True
    )

    class Meta:
        ordering = ["year", "order"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(fields=["board", "year", "slug"], name="one_priority_a_year"),
            models.CheckConstraint(
                name="reviewed_on_a_day_by_something",
                condition=Q(reviewed__isnull=True, reviewed_by="")
                | (Q(reviewed__isnull=False) & ~Q(reviewed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("planning:priority", args=self.address)

    @property
    def address(self) -> list[str]:
        """Its board, year and short name, as they stand in its address."""
        return [self.board.slug, self.year.replace("/", "-"), self.slug]


class LeadBoard(Recorded):
    """A board that leads on a priority; there may be several."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="leads")
    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="priorities_led")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "board"], name="leads_a_priority_once")
        ]

    def __str__(self) -> str:
        return f"{self.board} leads {self.priority}"


class PriorityBasis(Recorded):
    """A priority rests on a finding or on an assessment: why, and which post says so."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="basis")
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="priorities"
    )
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="priorities"
    )
    why = models.TextField("why it matters here")
    who = models.CharField("post that named it", max_length=200)
    on = models.DateField("named on")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "bases of priorities"
        constraints = [
            models.CheckConstraint(
                name="rests_on_one_thing",
                condition=Q(finding__isnull=False, assessment__isnull=True)
                | Q(finding__isnull=True, assessment__isnull=False),
            ),
            models.UniqueConstraint(fields=["priority", "finding"], name="rests_on_a_finding_once"),
            models.UniqueConstraint(
                fields=["priority", "assessment"], name="rests_on_an_assessment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} under “{self.priority}”"

    @property
    def evidence(self) -> Finding | Assessment:
        """What it rests on."""
        if self.finding is not None:
            return self.finding
        assert self.assessment is not None, "the database holds that it rests on one thing"
        return self.assessment

    @property
    def label(self) -> str:
        """What it rests on, in words: a finding's number and what was found."""
        one = self.evidence
        return f"{one}: {one.title}" if isinstance(one, Finding) else f"{one.body}: {one}"

    @property
    def stands(self) -> bool:
        """Whether it can carry a priority: a finding that is agreed, an assessment approved."""
        one = self.evidence
        return one.state == "agreed" if isinstance(one, Finding) else one.state in MADE


class PriorityMove(Recorded):
    """A priority went from one stage of the cycle to another: when, why, and by which post."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="moves")
    on = models.DateField()
    was = models.CharField("from", max_length=10, choices=list(STAGES.items()))
    became = models.CharField("to", max_length=10, choices=list(STAGES.items()))
    why = models.TextField()
    who = models.CharField("post that moved it", max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_was_display()} to {self.get_became_display()}"
