"""Agenda items, with numbers that stay once the agenda has gone out."""

from django.db import models
from django.urls import reverse

from frankpledge.meetings.models.calendar import Meeting
from frankpledge.meetings.models.plan import PlanSlot
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Recorded

# What the system itself holds and an item can bring into the pack.
BINDINGS = {
    "quarterly-updates": "The quarterly updates",
    "agreement": "The agreement and its signatures",
    "forward-plan": "The forward agenda plan",
    "minutes": "The minutes of the meeting before",
    "actions": "The register of actions",
    "strategic-assessment": "A strategic assessment, section by section",
}


class AgendaTemplateItem(Recorded):
    """One line of a board's usual agenda; a slot's line takes its title from the forward plan."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="agenda_template")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    slot = models.ForeignKey(PlanSlot, null=True, blank=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, default="discussion")
    minutes = models.PositiveSmallIntegerField()
    lead_post = models.CharField(max_length=200, blank=True)
    binds = models.CharField(max_length=20, blank=True, choices=list(BINDINGS.items()))

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["body", "order"], name="one_template_line_a_place")
        ]

    def __str__(self) -> str:
        return self.title or str(self.slot)


class AgendaItem(Recorded):
    """One item: its number, title, time and lead. A late insertion after item 7 is 7A."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    slug = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    letter = models.CharField(max_length=1, blank=True)
    title = models.CharField(max_length=300)
    # What the public agenda calls it, where even its title must wait.
    public_title = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, default="discussion")
    minutes = models.PositiveSmallIntegerField()
    lead_post = models.CharField(max_length=200, blank=True)
    lead_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="items_led"
    )
    purpose = models.CharField(max_length=300, blank=True)
    slot = models.ForeignKey(PlanSlot, null=True, blank=True, on_delete=models.PROTECT)
    binds = models.CharField(max_length=20, blank=True, choices=list(BINDINGS.items()))

    class Meta:
        ordering = ["number", "letter"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "slug"], name="one_item_of_a_name"),
            models.UniqueConstraint(
                fields=["meeting", "number", "letter"], name="one_item_of_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:item", args=[self.meeting.body.slug, self.meeting.slug, self.slug])

    @property
    def label(self) -> str:
        """Its number as printed: 7, or 7A."""
        return f"{self.number}{self.letter}"
