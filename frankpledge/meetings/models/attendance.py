"""Who came to a meeting: by seat and by organisation, with substitutes."""

from django.db import models
from django.db.models import Q

from frankpledge.meetings.models.calendar import Meeting
from frankpledge.partnership.models import Body, Seat
from frankpledge.shared.door import Recorded

STATUSES = {"present": "Present", "apologies": "Sent apologies", "absent": "Absent"}
SUBSTITUTE_STATES = {
    "asked": "Waits for the chair",
    "approved": "Approved by the chair",
    "refused": "Not approved",
}


class Attendance(Recorded):
    """Whether the holder of a seat came, or who came in their place. No seat: in attendance."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="attendance"
    )
    represents = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="attendance"
    )
    post = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=list(STATUSES.items()))
    substitute = models.CharField("substitute’s post", max_length=200, blank=True)
    substitute_state = models.CharField(
        max_length=10, blank=True, choices=list(SUBSTITUTE_STATES.items())
    )

    class Meta:
        ordering = ["seat__sort", "pk"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=Q(seat__isnull=False),
                name="a_seat_attends_once",
            ),
            models.CheckConstraint(
                name="a_substitute_with_a_state",
                condition=Q(substitute="", substitute_state="")
                | (~Q(substitute="") & ~Q(substitute_state="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.meeting}: {self.status}"
