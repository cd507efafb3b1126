"""A board's meetings, dated or only foreseen."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.words import spell_long_day, spell_time

MEETING_STATES = {
    "planned": "Planned",
    "called": "Called",
    "held": "Held",
    "cancelled": "Cancelled",
}


class MeetingQuerySet(RecordedQuerySet):
    """Questions about meetings."""

    def in_order(self) -> Self:
        """Dated meetings by date, then those foreseen without a date in their order."""
        return self.order_by(F("date").asc(nulls_last=True), "slug")

    def taking_place(self) -> Self:
        """Every meeting that has not been cancelled."""
        return self.exclude(state="cancelled")


class Meeting(Recorded):
    """One meeting of a body. Foreseen without a date ("2019/20 Q1") until the chair sets one."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=60, blank=True)
    date = models.DateField(null=True, blank=True)
    starts = models.TimeField("starts at", null=True, blank=True)
    ends = models.TimeField("ends at", null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default="planned", choices=list(MEETING_STATES.items()))
    cancelled_why = models.CharField("why it was cancelled", max_length=300, blank=True)
    # The day the agenda went out: from then on an item keeps its number for good.
    circulated = models.DateField("papers circulated on", null=True, blank=True)
    published = models.DateField("papers published on", null=True, blank=True)

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="one_meeting_of_a_name"),
            models.UniqueConstraint(fields=["body", "date"], name="one_meeting_a_day"),
            models.CheckConstraint(
                name="meeting_has_a_date_or_a_label",
                condition=models.Q(date__isnull=False) | ~models.Q(label=""),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=models.Q(starts__isnull=True)
                | models.Q(ends__isnull=True)
                | models.Q(ends__gt=F("starts")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} meeting, {self.when}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.body.slug, self.slug])

    @property
    def when(self) -> str:
        """Its day in words, or the label it goes by until it has one."""
        return spell_long_day(self.date) if self.date else self.label

    @property
    def hours(self) -> str:
        """10am to noon."""
        if not self.starts:
            return ""
        return spell_time(self.starts) + (f" to {spell_time(self.ends)}" if self.ends else "")

    @property
    def slot_minutes(self) -> int | None:
        """The minutes between its start and its end, where both are known."""
        if not (self.starts and self.ends):
            return None
        day = date(2000, 1, 1)
        span = datetime.combine(day, self.ends) - datetime.combine(day, self.starts)
        return int(span.total_seconds() // 60)
