"""A risk put to another body: asked, taken into its register, or returned with a reason."""

from django.db import models
from django.db.models import Q

from frankpledge.partnership.models import Body
from frankpledge.review.risks.models.register import Risk
from frankpledge.shared.door import Recorded


class Escalation(Recorded):
    """One asking of one body to take a risk. Asked again after a return, it is another."""

    STATES = {
        "asked": "Asked",
        "accepted": "Accepted",
        "returned": "Returned",
        "withdrawn": "Withdrawn",
    }

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="escalations")
    to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="risks_asked")
    asked = models.DateField("asked on")
    why = models.TextField("why it is asked")
    wanted_by = models.DateField("answer wanted by", null=True, blank=True)
    state = models.CharField(max_length=9, default="asked", choices=list(STATES.items()))
    answered = models.DateField("answered on", null=True, blank=True)
    answer = models.TextField("what was answered", blank=True)
    # The risk in the register of the body that took it.
    became = models.OneToOneField(
        Risk, null=True, blank=True, on_delete=models.PROTECT, related_name="taken_from"
    )

    class Meta:
        ordering = ["asked", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "to"],
                condition=Q(state="asked"),
                name="one_open_escalation_to_a_body",
            ),
            models.CheckConstraint(
                name="escalation_answered_on_a_day",
                condition=Q(state="asked", answered__isnull=True)
                | (~Q(state="asked") & Q(answered__isnull=False)),
            ),
            models.CheckConstraint(
                name="escalation_accepted_becomes_a_risk",
                condition=Q(state="accepted", became__isnull=False)
                | (~Q(state="accepted") & Q(became__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk} put to {self.to}"
