"""The forward agenda plan: slots by meetings, and whom it must give a turn."""

from django.db import models

from frankpledge.meetings.models.calendar import Meeting
from frankpledge.partnership.models import ROLES, Body
from frankpledge.shared.door import Recorded


class PlanTheme(Recorded):
    """A subject that the plan must come round to, such as a prevention workstream."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plan_themes")
    slug = models.SlugField(max_length=60)
    kind = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["body", "slug"], name="one_theme_of_a_name")]

    def __str__(self) -> str:
        return self.name


class PlanSlot(Recorded):
    """One row of the plan: a kind of item that each meeting has room for."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plan_slots")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=100)
    standing = models.BooleanField(default=False)
    # Whom the slots of this kind must give a turn in each cycle: bodies of a role, or themes.
    turns_for_role = models.CharField(max_length=40, blank=True, choices=list(ROLES.items()))
    turns_for_theme = models.CharField(max_length=40, blank=True)
    # What the author of its report is asked to cover, unless an entry asks for something else.
    brief = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_slot_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"


class PlanEntry(Recorded):
    """What one slot holds at one meeting."""

    slot = models.ForeignKey(PlanSlot, on_delete=models.PROTECT, related_name="entries")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="plan_entries")
    title = models.CharField(max_length=200)
    about = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_turns"
    )
    theme = models.ForeignKey(
        PlanTheme, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_turns"
    )
    # Who writes the report, where it is not the body the entry is about.
    author = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_reports"
    )
    brief = models.TextField(blank=True)
    reason = models.CharField("why it stands here", max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "plan entries"
        constraints = [
            models.UniqueConstraint(fields=["slot", "meeting"], name="one_entry_in_a_slot")
        ]

    def __str__(self) -> str:
        return f"{self.title} at {self.meeting}"


class PlanChange(Recorded):
    """A change of the plan that somebody made, with their reason: kept for good."""

    slot = models.ForeignKey(PlanSlot, on_delete=models.PROTECT, related_name="changes")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="plan_changes")
    was = models.CharField("what stood here", max_length=200, blank=True)
    now = models.CharField("what stands here", max_length=200, blank=True)
    reason = models.CharField("why it was changed", max_length=300, blank=True)
    changed = models.DateField("changed on")
    by = models.CharField("post that changed it", max_length=200)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Slot {self.slot} at {self.meeting}, changed"


class PlanProposal(Recorded):
    """A subject that a member would like the board to take, until it is settled."""

    STATES = {"proposed": "Proposed", "accepted": "In the plan", "declined": "Declined"}

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plan_proposals")
    title = models.CharField(max_length=200)
    why = models.TextField("why the board should take it")
    about = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    wanted_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    proposed_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plan_proposed")
    post = models.CharField(max_length=200)
    proposed = models.DateField("proposed on")
    state = models.CharField(max_length=10, default="proposed", choices=list(STATES.items()))
    answer = models.CharField(max_length=300, blank=True)
    entry = models.ForeignKey(
        PlanEntry, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
