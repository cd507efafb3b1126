"""What a board decides, and what each decision brings about."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.meetings.models.agenda import AgendaItem
from frankpledge.meetings.models.calendar import Meeting
from frankpledge.partnership.models import Membership, TermsOfReference
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.words import spell_day

OUTCOMES = {
    "agreed": "Agreed",
    "amended": "Agreed as amended",
    "not-agreed": "Not agreed",
    "noted": "Noted",
    "deferred": "Deferred",
}
# Outcomes by which a board has decided to do what was put to it.
CARRIED = frozenset({"agreed", "amended"})


class DecisionQuerySet(RecordedQuerySet):
    """Fetching a decision is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those who sit on the board see them all; others, those in published minutes."""
        published = Q(meeting__minutes__state="published")
        return self.filter(
            published | Q(meeting__body__in=viewer.boards | viewer.secretary_of | viewer.chair_of)
        )

    def carried(self) -> Self:
        """Those by which the board decided to do what was put to it."""
        return self.filter(outcome__in=CARRIED)


class Decision(Recorded):
    """One decision of a board at a meeting. Other records point at it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    recommendation = models.ForeignKey(
        "Recommendation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    outcome = models.CharField(max_length=12, choices=list(OUTCOMES.items()))
    text = models.TextField()
    taken = models.DateField("taken on")

    objects: ClassVar = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_decision_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.text[:120]}"

    def get_absolute_url(self) -> str:
        meeting = self.meeting
        return reverse("meetings:decision", args=[meeting.body.slug, meeting.slug, self.number])

    @property
    def reference(self) -> str:
        """How papers and records name it: "Decision 3 of 11 October 2018"."""
        return f"Decision {self.number} of {spell_day(self.taken)}"


class DecisionEffect(Recorded):
    """Something in the register that a decision brought about, in the same stroke."""

    WHAT = {"adopted": "Adopted", "appointed": "Appointed", "ended": "Ended"}

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="effects")
    what = models.CharField(max_length=10, choices=list(WHAT.items()))
    terms = models.ForeignKey(
        TermsOfReference, null=True, blank=True, on_delete=models.PROTECT, related_name="decided_by"
    )
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="decided_by"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="an_effect_on_one_thing",
                condition=Q(terms__isnull=False, membership__isnull=True)
                | Q(terms__isnull=True, membership__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.terms or self.membership}"
