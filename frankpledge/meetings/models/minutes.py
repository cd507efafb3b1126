"""Minutes: notes taken item by item, comments on the draft, corrections after approval."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.actions.models import Action
from frankpledge.meetings.models.agenda import AgendaItem
from frankpledge.meetings.models.calendar import Meeting
from frankpledge.meetings.models.decisions import Decision
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import Recorded, RecordedQuerySet

MINUTES_STATES = {
    "draft": "Draft",
    "comments": "Out for comments",
    "approved": "Approved",
    "published": "Published",
}
NOTE_KINDS = {
    "discussion": "What was said",
    "decision": "Decision",
    "action": "Action",
    "risk": "Risk",
}


class MinutesQuerySet(RecordedQuerySet):
    """Fetching minutes is the check that you may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """A draft is for those who take it and the chair; members see it once it is out."""
        published = Q(state="published")
        if viewer.is_public:
            return self.filter(published)
        return self.filter(
            published
            | Q(meeting__body__in=viewer.secretary_of | viewer.chair_of)
            | (Q(meeting__body__in=viewer.boards) & ~Q(state="draft"))
        )


class Minutes(Recorded):
    """The minutes of one meeting."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, default="draft", choices=list(MINUTES_STATES.items()))
    comments_until = models.DateField(null=True, blank=True)
    approved = models.DateField("approved on", null=True, blank=True)
    # The decision of the next meeting that approved them.
    approved_by = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes_approved"
    )
    published = models.DateField("published on", null=True, blank=True)
    # The head of the history's chain when they were published, as they print it.
    seal = models.CharField(max_length=64, blank=True)
    sealed_entries = models.PositiveBigIntegerField("entries under the seal", default=0)

    objects: ClassVar = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                name="approved_minutes_by_a_decision",
                condition=Q(state__in=["draft", "comments"], approved__isnull=True)
                | Q(
                    state__in=["approved", "published"],
                    approved__isnull=False,
                    approved_by__isnull=False,
                ),
            )
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:minutes", args=[self.meeting.body.slug, self.meeting.slug])


class MinuteNote(Recorded):
    """One note under an agenda item. Notes are added side by side, so nobody overwrites another.

    `key` is made where the note is typed: a note sent twice over a bad line is kept once.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="notes")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=list(NOTE_KINDS.items()))
    text = models.TextField()
    taken_by = models.CharField("post that took it", max_length=200)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="note"
    )
    action = models.OneToOneField(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="note"
    )

    class Meta:
        ordering = ["item__number", "item__letter", "order", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class MinutesComment(Recorded):
    """What a member says of the draft, and what came of it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="comments")
    note = models.ForeignKey(
        MinuteNote, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=200)
    said = models.DateField("said on")
    text = models.TextField()
    answer = models.TextField("what came of it", blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Correction(Recorded):
    """A change to approved minutes: what a note said, what it says now, why, and who decided it."""

    note = models.ForeignKey(MinuteNote, on_delete=models.PROTECT, related_name="corrections")
    corrected = models.DateField("corrected on")
    was = models.TextField()
    now = models.TextField()
    reason = models.CharField(max_length=300)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Correction of {self.note}"
