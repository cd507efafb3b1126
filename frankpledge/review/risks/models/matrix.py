"""The matrix on which an area scores its risks, and the causes that risks share."""

from django.db import models
from django.urls import reverse

from frankpledge.places.models import Area
from frankpledge.review.risks.rules.matrix import Matrix
from frankpledge.shared.door import Recorded


class RiskMatrix(Recorded):
    """How an area scores risks, from a day on. The next matrix takes over on its own day."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="risk_matrices")
    starts = models.DateField("from", null=True, blank=True)
    likelihood = models.JSONField("levels of likelihood, lowest first", default=list)
    impact = models.JSONField("levels of impact, lowest first", default=list)
    bands = models.JSONField("bands, lowest first", default=list)
    # For each likelihood, lowest first, the place of the band at each impact.
    cells = models.JSONField("band of each cell", default=list)
    source = models.CharField("what says so", max_length=300, blank=True)

    class Meta:
        ordering = ["starts"]
        verbose_name_plural = "risk matrices"
        constraints = [
            models.UniqueConstraint(fields=["area", "starts"], name="one_risk_matrix_from_a_day")
        ]

    def __str__(self) -> str:
        return f"Risk matrix of {self.area}"

    @property
    def plain(self) -> Matrix:
        """The matrix as the rules know it."""
        return Matrix(
            likelihood=tuple(self.likelihood),
            impact=tuple(self.impact),
            bands=tuple(self.bands),
            cells=tuple(tuple(row) for row in self.cells),
            source=self.source,
        )


class Cause(Recorded):
    """Something that several risks come from, in whatever registers they stand."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="risk_causes")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    text = models.TextField("what it is", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["area", "slug"], name="one_cause_of_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("risks:cause", args=[self.pk])
