"""Terms of reference: the rules a body meets by, version by version."""

from datetime import date, timedelta

from django.db import models

from frankpledge.partnership.models.bodies import Body
from frankpledge.shared.dated import Dated, ends_not_before_starts
from frankpledge.shared.working_days import COUNTING, DeadlineRule

SUBSTITUTES = {
    "none": "Members may not send a substitute",
    "chair": "Substitutes from the same organisation, at the chair's discretion",
    "any": "Members may send a substitute from the same organisation",
}
_COUNTING = [(kind, words) for kind, (_, words) in COUNTING.items()]


class TermsOfReference(Dated):
    """One version of a body's terms of reference, adopted on a day by a recorded decision."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    slug = models.SlugField(max_length=60)
    adopted = models.DateField()
    decision = models.CharField("decision that adopted them", max_length=300)
    review_months = models.PositiveSmallIntegerField("months between reviews", null=True)
    meetings_a_year = models.PositiveSmallIntegerField("meetings a year", null=True)
    gap_tolerance = models.PositiveSmallIntegerField("days a gap may run over or under", default=0)
    receipt_rule = models.CharField(max_length=30, blank=True, choices=_COUNTING)
    receipt_days = models.PositiveSmallIntegerField(null=True)
    circulation_rule = models.CharField(max_length=30, blank=True, choices=_COUNTING)
    circulation_days = models.PositiveSmallIntegerField(null=True)
    circulation_is_aim = models.BooleanField("circulation is an aim, not a rule", default=False)
    substitutes = models.CharField(max_length=10, default="none", choices=list(SUBSTITUTES.items()))

    class Meta:
        verbose_name_plural = "terms of reference"
        constraints = [
            ends_not_before_starts("terms_end_after_they_start"),
            models.UniqueConstraint(fields=["body", "slug"], name="one_version_of_terms"),
            models.CheckConstraint(
                name="receipt_rule_with_its_days",
                condition=models.Q(receipt_rule="", receipt_days__isnull=True)
                | (~models.Q(receipt_rule="") & models.Q(receipt_days__isnull=False)),
            ),
            models.CheckConstraint(
                name="circulation_rule_with_its_days",
                condition=models.Q(circulation_rule="", circulation_days__isnull=True)
                | (~models.Q(circulation_rule="") & models.Q(circulation_days__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} terms of reference, {self.slug}"

    @property
    def receipt(self) -> DeadlineRule | None:
        """When reports must be in."""
        return _rule(self.receipt_rule, self.receipt_days)

    @property
    def circulation(self) -> DeadlineRule | None:
        """When papers go out."""
        return _rule(self.circulation_rule, self.circulation_days)

    @property
    def review_due(self) -> date | None:
        """When they are next due for review: so many months after they were adopted."""
        return add_months(self.adopted, self.review_months) if self.review_months else None


def _rule(kind: str, days: int | None) -> DeadlineRule | None:
    return DeadlineRule(kind, days) if kind and days is not None else None


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    first_of_next = date(day.year + years + (month == 11), (month + 1) % 12 + 1, 1)
    last = first_of_next - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))
