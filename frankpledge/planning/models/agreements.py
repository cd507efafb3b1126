"""The agreement between partners: its parties, its signatures, the decisions that made it."""

from datetime import date

from django.db import models
from django.urls import reverse

from frankpledge.meetings.models import Decision
from frankpledge.partnership.models import Body
from frankpledge.partnership.models.terms import add_months
from frankpledge.shared.dated import Dated, ends_not_before_starts
from frankpledge.shared.door import Recorded


class Agreement(Dated):
    """A community safety agreement: its text, its parties and their signatures."""

    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="agreements")
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField("text, in Markdown", blank=True)
    content = models.JSONField(default=list, blank=True)
    review_months = models.PositiveSmallIntegerField(null=True)
    last_reviewed = models.DateField(null=True, blank=True)
    notes = models.JSONField("notes on the law and the dates", default=list, blank=True)

    class Meta:
        constraints = [ends_not_before_starts("agreement_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("planning:agreement", args=[self.slug])

    @property
    def review_due(self) -> date | None:
        """When the board next reviews it: so many months after its last review, or its start."""
        since = self.last_reviewed or self.starts
        return add_months(since, self.review_months) if since and self.review_months else None


class AgreementDecision(Recorded):
    """A board's decision on an agreement, which changes by no other way."""

    WHAT = {"adopted": "Adopted", "amended": "Amended", "reviewed": "Reviewed"}

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="decided_by")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="agreements_decided"
    )
    what = models.CharField(max_length=10, choices=list(WHAT.items()))
    was = models.JSONField("what stood before", default=dict, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} by {self.decision.reference}"


class Party(Recorded):
    """A body that the agreement binds, because the law obliges it or because it chose to join."""

    PARTICIPATION = {"statutory": "Obliged by law", "voluntary": "Joined voluntarily"}

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="agreements_joined")
    order = models.PositiveSmallIntegerField()
    participation = models.CharField(max_length=10, choices=list(PARTICIPATION.items()))

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "body"], name="joins_an_agreement_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} in {self.agreement}"


class Signature(Recorded):
    """A slot for one body's signature, empty until it is signed."""

    SLOT_ROLES = {
        "responsible-authority": "Responsible authority",
        "csp-chair": "Chair of a community safety partnership",
        "board-chair": "Chair of a partner board",
    }

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="signatures")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=30, choices=list(SLOT_ROLES.items()))
    position = models.CharField(max_length=200, blank=True)
    signed = models.DateField("signed on", null=True, blank=True)
    signed_by = models.CharField("post that signed", max_length=200, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "order"], name="one_signature_a_place"),
            models.UniqueConstraint(
                fields=["agreement", "body", "role"], name="signs_once_in_a_role"
            ),
            models.CheckConstraint(
                name="signed_on_a_day_by_a_post",
                condition=models.Q(signed__isnull=True, signed_by="")
                | (models.Q(signed__isnull=False) & ~models.Q(signed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Signature of {self.body} on {self.agreement}"
