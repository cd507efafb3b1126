"""What every delivery group must have in place, with its evidence and accepted exceptions."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from frankpledge.meetings.models import Decision, Meeting
from frankpledge.partnership.models import ROLES, Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.requirements.rules import Asked, KnownDate, Said
from frankpledge.shared.dated import Dated, ends_not_before_starts
from frankpledge.shared.door import Recorded, RecordedQuerySet


class Requirement(Recorded):
    """Something that a board asks every group of a role to have in place. From area data."""

    KINDS = {
        "document": "A document",
        "terms": "Terms of reference: a document, or those in the register",
        "performance": "Performance that is monitored: what the group says, or its indicators",
        "risk-register": "A register of risks that is kept and looked at",
    }

    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="requirements")
    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=15, default="document", choices=list(KINDS.items()))
    of_role = models.CharField("asked of", max_length=40, choices=list(ROLES.items()))
    # The row of the board's update form that tells of it; empty where none does.
    document = models.SlugField("row of the update form", max_length=60, blank=True)
    review_months = models.PositiveSmallIntegerField("months between reviews", null=True)
    old_after_months = models.PositiveSmallIntegerField("old after months", null=True)
    informed_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="informs"
    )
    source = models.CharField("what asks for it", max_length=300, blank=True)

    class Meta:
        ordering = ["board", "order"]
        constraints = [
            models.UniqueConstraint(fields=["board", "slug"], name="one_requirement_of_a_name"),
            models.UniqueConstraint(
                fields=["board", "document"],
                condition=~Q(document=""),
                name="one_requirement_a_document",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> Asked:
        """The requirement as the rules know it."""
        return Asked(self.title, self.kind, self.review_months, self.old_after_months)


class EvidenceQuerySet(RecordedQuerySet):
    """Fetching evidence is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What an update says is seen by the group and the board's secretary at once; by those who
        sit on the board, once the papers of its meeting have gone out."""
        return self.filter(
            Q(meeting__isnull=True)
            | Q(meeting__circulated__isnull=False)
            | Q(group__in=viewer.bodies | viewer.secretary_of)
            | Q(requirement__board__in=viewer.secretary_of)
        )


class Evidence(Recorded):
    """What was said of a requirement on a day. The next is added; none is changed or erased."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="evidence")
    group = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="evidence")
    recorded = models.DateField("recorded on")
    text = models.TextField("what there is")
    # The first day the date can mean: "2017" is kept as 1 January 2017 with precision "year".
    dated = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, blank=True)
    reason = models.CharField("why it does not apply", max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    # Which update said so, or which post.
    source = models.CharField(max_length=200, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    # The meeting whose update said so: members see it once that meeting's papers are out.
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )

    objects: ClassVar = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["recorded", "pk"]
        verbose_name_plural = "pieces of evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_date_with_its_precision",
                condition=Q(dated__isnull=True, precision="")
                | Q(dated__isnull=False, precision__in=["day", "month", "year"]),
            )
        ]
        indexes = [
            models.Index(fields=["group", "requirement", "recorded"], name="evidence_of_a_group")
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def known_date(self) -> KnownDate | None:
        """Its date as far as it is known."""
        return KnownDate(self.dated, self.precision) if self.dated else None

    @property
    def said(self) -> Said:
        """The evidence as the rules know it."""
        return Said(self.text, self.known_date, self.reason)


class RequirementException(Dated):
    """It is accepted, for a reason and a time, that a requirement does not apply to a group."""

    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="exceptions"
    )
    group = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="exceptions")
    reason = models.CharField(max_length=500)
    by_post = models.CharField("post that accepted it", max_length=200, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="exceptions"
    )
    review_by = models.DateField("looked at again by", null=True, blank=True)

    class Meta:
        ordering = ["starts", "pk"]
        verbose_name = "accepted exception"
        constraints = [
            ends_not_before_starts("exception_ends_after_it_starts"),
            models.CheckConstraint(
                name="exception_accepted_by_somebody",
                condition=~Q(by_post="") | Q(decision__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["requirement", "group", "starts"], name="one_exception_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement} does not apply to {self.group}"
