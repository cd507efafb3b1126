"""A meeting's deadlines, kept with the rule that made them, and the dates it had before."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frankpledge.meetings.models.calendar import Meeting
from frankpledge.partnership.models import TermsOfReference
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.working_days import COUNTING, DeadlineRule

KINDS = {"reports": "Reports in", "papers": "Papers out"}


class Deadline(Recorded):
    """One of a meeting’s deadlines: its day, the rule that gave it, and the terms that hold it.

    Where no day can be worked out, `problem` says why: an alarm, never a silence.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    due = models.DateField(null=True, blank=True)
    rule = models.CharField(
        max_length=30, blank=True, choices=[(kind, words) for kind, (_, words) in COUNTING.items()]
    )
    days = models.PositiveSmallIntegerField(null=True)
    is_aim = models.BooleanField("an aim, not a rule", default=False)
    terms = models.ForeignKey(
        TermsOfReference, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines"
    )
    problem = models.CharField("why there is no day", max_length=300, blank=True)

    objects: ClassVar = RecordedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind"], name="one_deadline_of_a_kind"),
            models.CheckConstraint(
                name="a_deadline_or_the_reason_why_not",
                condition=Q(due__isnull=False, problem="") | (Q(due__isnull=True) & ~Q(problem="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.meeting}"

    @property
    def why(self) -> str:
        """The rule in words, or why there is no day."""
        if self.problem or self.days is None:
            return self.problem
        return str(DeadlineRule(self.rule, self.days)) + (", an aim" if self.is_aim else "")


class EarlierDate(Recorded):
    """A day that a meeting had before it was moved. Its old address still leads to it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="earlier_dates")
    slug = models.SlugField(max_length=40)
    date = models.DateField(null=True, blank=True)
    moved = models.DateField("moved on")
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.meeting}, before as {self.slug}"
