"""One group's update for one meeting, and the other boards that it is given to."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.models.templates import UpdateTemplate
from frankpledge.shared.door import Recorded, RecordedQuerySet


class UpdateQuerySet(RecordedQuerySet):
    """Fetching an update is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """An update goes out with its meeting's papers: to members, then to the public.

        The group that writes it and the board's secretary see it from the start. Those who sit on
        another board that it is given to see it once it has been given, or has gone out.
        """
        public = Q(state="received", meeting__published__isnull=False)
        if viewer.is_public:
            return self.filter(public)
        out = Q(state="received", meeting__circulated__isnull=False)
        return self.filter(
            public
            | Q(group__in=viewer.bodies)
            | Q(meeting__body__in=viewer.secretary_of)
            | (out & Q(meeting__body__in=viewer.boards))
            | Q(state="received", pk__in=self._given(viewer))
        )

    @staticmethod
    def _given(viewer: Viewer) -> Any:
        theirs = UpdateGiven.objects.filter(board__in=viewer.boards | viewer.secretary_of)
        reached = theirs.filter(Q(on__isnull=False) | Q(update__meeting__circulated__isnull=False))
        return reached.values("update")


class QuarterlyUpdate(Recorded):
    """One group's update for one meeting of the board."""

    STATES = {"draft": "Draft", "received": "Received"}

    group = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="updates")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="updates")
    template = models.ForeignKey(UpdateTemplate, on_delete=models.PROTECT, related_name="updates")
    period = models.DateField("month on its label")  # kept as the first of the month
    state = models.CharField(max_length=12, default="draft", choices=list(STATES.items()))
    received = models.DateField("received on", null=True, blank=True)
    last_met = models.DateField("group last met on", null=True, blank=True)
    met_since_board = models.BooleanField("has met since the board last met", null=True)
    chair_post = models.CharField("chair", max_length=200, blank=True)
    vice_chair_post = models.CharField("vice-chair", max_length=200, blank=True)

    objects: ClassVar = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["group__sort", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "meeting"], name="one_update_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.group} update, {self.period:%B %Y}"

    def get_absolute_url(self) -> str:
        meeting = self.meeting
        return reverse("review:update", args=[meeting.body.slug, meeting.slug, self.group.slug])


class UpdateGiven(Recorded):
    """An update is also given to another board that its group reports to."""

    update = models.ForeignKey(QuarterlyUpdate, on_delete=models.CASCADE, related_name="given")
    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="updates_given")
    # Empty while it waits for the papers of the meeting it was written for.
    on = models.DateField("given on", null=True, blank=True)

    class Meta:
        ordering = ["board__sort", "pk"]
        verbose_name = "update given to another board"
        verbose_name_plural = "updates given to other boards"
        constraints = [
            models.UniqueConstraint(fields=["update", "board"], name="given_once_to_a_board")
        ]

    def __str__(self) -> str:
        return f"{self.update}, to {self.board}"
