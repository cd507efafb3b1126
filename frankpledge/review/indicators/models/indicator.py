"""What an indicator is: its definition, unit and direction, its source, who answers for it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.partnership.models import Body, Reporting
from frankpledge.partnership.people import Viewer
from frankpledge.planning.models import Priority
from frankpledge.review.indicators.rules.periods import FREQUENCIES
from frankpledge.shared.door import Recorded, RecordedQuerySet

KINDS = {
    "count": "Count",
    "rate": "Rate",
    "percent": "Percentage",
    "number": "Number or index",
    "money": "Money, in pounds",
}
DIRECTIONS = {"lower": "Lower is better", "higher": "Higher is better", "neither": "Neither"}


class IndicatorQuerySet(RecordedQuerySet):
    """Fetching an indicator is the check that you may see it."""

    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """What a viewer may see on a day.

        A body's indicators are for those who act for it, sit on it or run it, for its owner, and
        for those who sit on or run a board that it reports to.
        """
        theirs = viewer.bodies | viewer.boards | viewer.secretary_of
        above = viewer.boards | viewer.secretary_of
        below = Reporting.objects.on(on).filter(board__in=above).values("body")
        return self.filter(Q(body__in=theirs) | Q(body__in=below) | Q(owner__in=viewer.bodies))

    def kept_on(self, day: date) -> Self:
        """Those that were defined by a day and not yet ended."""
        return self.filter(Q(ended__isnull=True) | Q(ended__gt=day), defined__lte=day)


class Indicator(Recorded):
    """A measure that a body is known by, defined once so that nobody argues about it twice."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="indicators")
    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    definition = models.TextField("what is counted, and how", blank=True)
    unit = models.CharField("unit, in words", max_length=60)
    kind = models.CharField(max_length=7, choices=list(KINDS.items()))
    # A rate is so many per this number: 1,000 people, 10,000 vehicles.
    per = models.PositiveIntegerField("a rate is per", null=True, blank=True)
    direction = models.CharField(max_length=7, choices=list(DIRECTIONS.items()))
    source = models.CharField("where the figures come from", max_length=300, blank=True)
    frequency = models.CharField(max_length=9, choices=list(FREQUENCIES.items()))
    # Figures are due so many days after their period's last day, from the first period on.
    due_days = models.PositiveSmallIntegerField("days until figures are due", default=30)
    first_due = models.DateField("first day of the first period due", null=True, blank=True)
    owner = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators_owned"
    )
    owner_post = models.CharField("post that answers for it", max_length=200, blank=True)
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    lag = models.CharField("how old its figures are when they come", max_length=200, blank=True)
    # Counts of people below this are not shown: 0 guards nothing.
    hide_below = models.PositiveSmallIntegerField("counts hidden below", default=0)
    # The name of the measure that works its figures out, where Frankpledge itself can.
    measure = models.CharField(max_length=60, blank=True)
    defined = models.DateField("defined on")
    ended = models.DateField("ended on", null=True, blank=True)
    ended_why = models.CharField("why it ended", max_length=300, blank=True)

    objects: ClassVar = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["body", "order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="one_indicator_of_a_name"),
            models.CheckConstraint(
                name="indicator_ends_after_it_was_defined",
                condition=Q(ended__isnull=True) | Q(ended__gte=models.F("defined")),
            ),
            models.CheckConstraint(
                name="indicator_per_is_a_rates",
                condition=Q(kind="rate", per__gt=0) | (~Q(kind="rate") & Q(per__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator", args=[self.body.slug, self.slug])
