"""A board's register: what was asked of whom, each report of progress, each look at it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.words import spell_day

ACTION_STATES = {
    "open": "Open",
    "done": "Done, for the board to close",
    "closed": "Closed",
    "dropped": "Dropped",
}
OPEN_STATES = ("open", "done")


class ActionQuerySet(RecordedQuerySet):
    """Fetching an action is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those who sit on the board see its whole register; others, what they are asked."""
        return self.filter(
            Q(register__in=viewer.boards)
            | Q(register__in=viewer.secretary_of)
            | Q(owner__in=viewer.bodies)
        )

    def still_open(self) -> Self:
        """Those that the board has neither closed nor dropped."""
        return self.filter(state__in=OPEN_STATES)


class Action(Recorded):
    """Something a body is asked to do. Whatever asks it, it stands in one board's register."""

    register = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="actions_asked")
    number = models.PositiveIntegerField()
    ref = models.CharField("reference in an earlier list", max_length=40, blank=True)
    text = models.TextField()
    owner = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_owned"
    )
    owner_post = models.CharField("post that does it", max_length=200, blank=True)
    # The owner and the day as a file gave them, kept where they could not be told for certain.
    owner_words = models.CharField("owner, as written", max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)
    due_words = models.CharField("when, as written", max_length=200, blank=True)
    asked = models.DateField("asked on")
    asked_at = models.CharField("where it was asked", max_length=200, blank=True)
    asked_url = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, default="open", choices=list(ACTION_STATES.items()))
    progress = models.TextField("progress so far", blank=True)
    closed = models.DateField("closed on", null=True, blank=True)
    closed_why = models.CharField(max_length=300, blank=True)
    changed_why = models.CharField("why it was last changed", max_length=300, blank=True)
    source = models.CharField("file it came from, and where in it", max_length=300, blank=True)

    objects: ClassVar = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="one_action_of_a_number"),
            models.CheckConstraint(
                name="closed_on_a_day",
                condition=Q(state__in=OPEN_STATES, closed__isnull=True)
                | Q(state__in=["closed", "dropped"], closed__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("actions:action", args=[self.register.slug, self.number])


class ActionReport(Recorded):
    """What was done about an action, by whom, on a day; the owner may say it is done."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField()
    by_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    done = models.BooleanField("says that it is done", default=False)
    evidence = models.FileField(upload_to="evidence", blank=True)
    evidence_name = models.CharField(max_length=200, blank=True)
    evidence_link = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class ActionLook(Recorded):
    """The board looked at an action at a meeting: carried over, closed, dropped or reopened."""

    OUTCOMES = {
        "carried": "Carried over",
        "closed": "Closed",
        "dropped": "Dropped",
        "reopened": "Reopened",
    }

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="looks")
    on = models.DateField("day of the meeting")
    outcome = models.CharField(max_length=8, choices=list(OUTCOMES.items()))
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["action", "on"], name="one_look_a_meeting")]

    def __str__(self) -> str:
        return f"{self.action}: {self.get_outcome_display().lower()} on {spell_day(self.on)}"
