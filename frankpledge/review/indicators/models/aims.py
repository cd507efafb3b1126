"""What an indicator is held against: its baseline, its target, and where its series breaks."""

from django.db import models
from django.db.models import Q

from frankpledge.review.indicators.models.indicator import Indicator
from frankpledge.review.indicators.rules.breaks import Break
from frankpledge.shared.door import Recorded
from frankpledge.shared.words import spell_day


class IndicatorBaseline(Recorded):
    """Where an indicator starts from. The next one takes over on the day it was adopted.

    Its figure is kept as it was worked out then: a later revision moves no target unseen.
    """

    RULES = {
        "years": "A year, or the average of several",
        "period": "The yearly average of a period",
        "stated": "A stated figure",
    }

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="baselines")
    rule = models.CharField(max_length=6, choices=list(RULES.items()))
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    value = models.DecimalField(max_digits=18, decimal_places=4)
    adopted = models.DateField("adopted on")
    source = models.CharField("what says so", max_length=300, blank=True)

    class Meta:
        ordering = ["adopted", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "adopted"], name="one_baseline_a_day"),
            models.CheckConstraint(
                name="baseline_ends_after_it_starts", condition=Q(ends__gte=models.F("starts"))
            ),
        ]

    def __str__(self) -> str:
        return f"Baseline of {self.indicator}, adopted on {spell_day(self.adopted)}"


class IndicatorTarget(Recorded):
    """What an indicator is to reach and by when. The next takes over on the day it was adopted."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    # A change of the baseline in per cent, such as −40, or a figure: one of the two.
    percent = models.DecimalField(
        "change in per cent", max_digits=7, decimal_places=2, null=True, blank=True
    )
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    by = models.DateField("last day of the period it is for")
    # Of what is judged not to have reached its place on the way, so much is amber, in per cent.
    tolerance = models.DecimalField(
        "within so many per cent is near", max_digits=5, decimal_places=2, default=0
    )
    adopted = models.DateField("adopted on")
    source = models.CharField("what says so", max_length=300, blank=True)

    class Meta:
        ordering = ["adopted", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "adopted"], name="one_target_a_day"),
            models.CheckConstraint(
                name="target_is_a_change_or_a_figure",
                condition=Q(percent__isnull=True) ^ Q(value__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Target of {self.indicator}, adopted on {spell_day(self.adopted)}"


class IndicatorBreak(Recorded):
    """From this day figures are not what they were: they are not compared across it.

    A baseline on the new footing needs `months` of figures; `waits` is what cannot go on before.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="breaks")
    on = models.DateField("first day of the new footing")
    what = models.CharField("what changed", max_length=200)
    why = models.TextField("why figures are not comparable", blank=True)
    months = models.PositiveSmallIntegerField("months that a new baseline needs", default=36)
    waits = models.CharField("what waits for a new baseline", max_length=300, blank=True)
    source = models.CharField("what says so", max_length=300, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "on"], name="one_break_on_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.what}, {spell_day(self.on)}"

    @property
    def plain(self) -> Break:
        """The break as the rules know it."""
        return Break(self.on, self.what, self.months)
