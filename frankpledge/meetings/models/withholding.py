"""Parts of a paper that are withheld: which paragraphs, from whom, why and until when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frankpledge.meetings.models.decisions import Decision
from frankpledge.meetings.models.papers import Paper
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.marking import AUDIENCES, Audience


class WithholdingQuerySet(RecordedQuerySet):
    """Withheld parts, and which of them still are."""

    def standing(self) -> "WithholdingQuerySet":
        """Those that have not been released."""
        return self.filter(released__isnull=True)


class Withholding(Recorded):
    """Some paragraphs of a paper, withheld together.

    `marks` are those of every wording that the paragraphs have had (`paragraph_mark`): what went
    out earlier stays withheld too. `count`: how many the paper must hold now. A paper that holds
    fewer was changed since, and goes nowhere until somebody has looked.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="withholdings")
    marks = models.JSONField(default=list)
    count = models.PositiveSmallIntegerField()
    audience = models.CharField(
        "who may still read them", max_length=12, choices=list(AUDIENCES.items())
    )
    why = models.CharField("why they are withheld", max_length=300)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    until_decision = models.CharField(max_length=300, blank=True)
    released = models.DateField("released on", null=True, blank=True)
    released_by = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="parts_released"
    )

    objects: ClassVar = WithholdingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_part_waits_for_a_day_or_a_decision",
                condition=Q(until__isnull=False) | ~Q(until_decision=""),
            ),
            models.CheckConstraint(
                name="a_part_is_withheld_from_somebody",
                condition=~Q(audience=Audience.PUBLIC),
            ),
            models.CheckConstraint(name="a_part_is_withheld_for_a_reason", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"Part of “{self.paper}”, withheld"

    @property
    def named_bodies(self) -> frozenset[int]:
        """The bodies that may read it all the same, where they are named."""
        return frozenset(one.body_id for one in self.named.all())


class NamedReaderOfPart(Recorded):
    """A body that may read what is withheld from others."""

    withholding = models.ForeignKey(Withholding, on_delete=models.CASCADE, related_name="named")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="parts_to_read")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["withholding", "body"], name="named_once_for_a_part")
        ]

    def __str__(self) -> str:
        return f"{self.body} may read what is withheld"
