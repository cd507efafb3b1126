"""What a number of people or things consists of: parts that may overlap, or that make a whole."""

from django.db import models
from django.db.models import Q

from frankpledge.partnership.models import Body
from frankpledge.shared.door import Recorded


class Breakdown(Recorded):
    """One base and its parts, such as the needs of so many clients.

    `overlap`: one of the base may be in several parts, which are therefore never added. `whole`:
    each is in one part, and what no part names is not stated. `levels`: so many have at least, or
    exactly, a number of something.
    """

    KINDS = {
        "overlap": "Parts that may overlap",
        "whole": "Parts of a whole",
        "levels": "How many each has",
    }

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="breakdowns")
    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=7, choices=list(KINDS.items()))
    base = models.PositiveIntegerField("how many in all", null=True, blank=True)
    base_words = models.CharField("of what, in words", max_length=120)
    on = models.DateField("published on")
    as_at = models.CharField("as at, in words", max_length=120, blank=True)
    source = models.CharField("where it is written", max_length=300)
    note = models.TextField(blank=True)
    hide_below = models.PositiveSmallIntegerField("counts hidden below", default=5)

    class Meta:
        ordering = ["body", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="one_breakdown_of_a_name")
        ]

    def __str__(self) -> str:
        return self.title


class BreakdownPart(Recorded):
    """One part: a percentage of the base, or a count. For levels, how many it is about."""

    breakdown = models.ForeignKey(Breakdown, on_delete=models.PROTECT, related_name="parts")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    percent = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    level = models.PositiveSmallIntegerField("about how many each has", null=True, blank=True)
    exactly = models.BooleanField("exactly so many, not at least", default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["breakdown", "name"], name="one_part_of_a_name"),
            models.CheckConstraint(
                name="part_is_a_percentage_or_a_count",
                condition=Q(percent__isnull=True) ^ Q(count__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.breakdown}: {self.name}"
