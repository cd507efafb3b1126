"""The figures of an indicator: every one as it was recorded, and none ever overwritten."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.review.indicators.models.indicator import Indicator
from frankpledge.shared.door import Recorded
from frankpledge.shared.waiting import WaitingFile
from frankpledge.shared.words import spell_period


class IndicatorSeries(Recorded):
    """One run of figures: the body's own, an adjusted one, or others it is held against."""

    KINDS = {
        "own": "Own figures",
        "adjusted": "Own figures, adjusted",
        "neighbours": "Statistical neighbours",
        "national": "National",
        "other": "Another area",
    }

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="series")
    kind = models.CharField(max_length=10, default="own", choices=list(KINDS.items()))
    name = models.CharField(max_length=120)
    source = models.CharField("where the figures come from", max_length=300, blank=True)
    # How an adjusted series was adjusted.
    method = models.CharField("how it was adjusted", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "indicator series"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "name"], name="one_series_of_a_name"),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(kind="own"), name="one_series_of_its_own"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.name}"


class IndicatorValue(Recorded):
    """A figure for a period, known from the day it was recorded.

    A revision is another record of the same period, and so is a withdrawal. Which one holds on a
    day is the last that had been recorded by then.
    """

    STANDINGS = {
        "provisional": "Provisional",
        "revised": "Revised",
        "final": "Final",
        "withdrawn": "Withdrawn",
    }

    series = models.ForeignKey(IndicatorSeries, on_delete=models.PROTECT, related_name="values")
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    at_least = models.BooleanField("known only as “at least”", default=False)
    standing = models.CharField(max_length=11, choices=list(STANDINGS.items()))
    recorded = models.DateField("recorded on")
    as_at = models.DateField("as at", null=True, blank=True)
    source = models.CharField("source and release", max_length=300, blank=True)
    method = models.CharField("how it was worked out", max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)
    # Where an update brought it: members see it once the papers of its meeting have gone out.
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="figures_brought"
    )

    class Meta:
        ordering = ["ends", "recorded", "pk"]
        indexes = [models.Index(fields=["series", "ends"], name="figures_of_a_series")]
        constraints = [
            models.CheckConstraint(
                name="figure_ends_after_it_starts", condition=Q(ends__gte=models.F("starts"))
            ),
            models.CheckConstraint(
                name="figure_has_a_value_or_its_parts",
                condition=Q(standing="withdrawn", value__isnull=True, numerator__isnull=True)
                | (
                    ~Q(standing="withdrawn")
                    & (
                        Q(value__isnull=False, numerator__isnull=True, denominator__isnull=True)
                        | Q(value__isnull=True, numerator__isnull=False, denominator__gt=0)
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}, {spell_period(self.starts, self.ends)}"


class ValueImport(WaitingFile):
    """A file of figures, and what came of it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="value_imports")
    # The indicator whose figures the file holds; empty where a column of the file names them.
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="imports"
    )
    original = models.FileField(upload_to="indicator-figures", blank=True)

    def get_absolute_url(self) -> str:
        return reverse("indicators:import-file", args=[self.body.slug, self.pk])
