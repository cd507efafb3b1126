"""What groups ask of authorities and boards: each time it was asked, and what was said of it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from frankpledge.actions.models import Action
from frankpledge.meetings.models import Meeting
from frankpledge.partnership.marking.models import IS_FOR_ALL, Marked, NamedReaderOf, is_for
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.words import spell_day

REQUEST_STATES = {
    "open": "Not answered",
    "answered": "Answered",
    "closed": "Closed",
    "noted": "Noted",
}
# Still to be dealt with: an answer may yet be questioned.
OPEN_STATES = ("open", "answered")


class RequestQuerySet(RecordedQuerySet):
    """Fetching a request is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The group that asks, the board's secretary and the owner see a request at once.

        Those who sit on the board see it once the papers of a meeting at which it was asked have
        gone out, or the meeting has been held; of one that is for named bodies, those whose body
        is named.
        """
        out = RequestAsking.objects.filter(
            Q(meeting__circulated__isnull=False) | Q(meeting__state="held"), request=OuterRef("pk")
        )
        looks = Q(board__in=viewer.boards) & Exists(out) & is_for(viewer, RequestReader)
        return self.filter(self.inside(viewer) | looks)

    def shown_to(self, viewer: Viewer | None) -> Self:
        """What a viewer may see; without one, what goes into a copy for everybody there."""
        return self.filter(IS_FOR_ALL) if viewer is None else self.visible_to(viewer)

    @staticmethod
    def inside(viewer: Viewer) -> Q:
        """Those who see a request whatever has gone out."""
        return (
            Q(group__in=viewer.bodies)
            | Q(board__in=viewer.secretary_of)
            | Q(owner__in=viewer.bodies)
        )


class BoardRequest(Marked):
    """Something a group asks of authorities or of the board; it stands in the board's list."""

    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="requests_received")
    group = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="requests_made")
    number = models.PositiveIntegerField()
    # As it was last asked; what was asked at each meeting stands with the asking.
    text = models.TextField("what is asked")
    asked = models.DateField("first asked on")
    owner = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="requests_owned"
    )
    owner_post = models.CharField("post that answers", max_length=200, blank=True)
    answer_by = models.DateField("answer wanted by", null=True, blank=True)
    state = models.CharField(max_length=8, default="open", choices=list(REQUEST_STATES.items()))
    settled = models.DateField("closed or noted on", null=True, blank=True)
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_by_request"
    )

    objects: ClassVar = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["board", "number"]
        verbose_name = "request"
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(fields=["board", "number"], name="one_request_of_a_number"),
            models.CheckConstraint(
                name="request_settled_on_a_day",
                condition=Q(state__in=OPEN_STATES, settled__isnull=True)
                | Q(state__in=["closed", "noted"], settled__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["board", "state"], name="request_of_board_in_state")]

    def __str__(self) -> str:
        return f"Request {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("requests:request", args=[self.board.slug, self.number])


class RequestReader(NamedReaderOf):
    """A body that may read a request which is for named bodies, or for one."""

    of = "request"

    request = models.ForeignKey(BoardRequest, on_delete=models.CASCADE, related_name="named")

    class Meta(NamedReaderOf.Meta):
        constraints = [
            models.UniqueConstraint(fields=["request", "body"], name="named_once_for_a_request")
        ]


BoardRequest.reader_model = RequestReader


class RequestAsking(Recorded):
    """A request was asked at a meeting of the board, in these words."""

    request = models.ForeignKey(BoardRequest, on_delete=models.CASCADE, related_name="askings")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="requests_asked")
    on = models.DateField("asked on")
    text = models.TextField()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = "asking of a request"
        verbose_name_plural = "askings of requests"
        constraints = [
            models.UniqueConstraint(fields=["request", "meeting"], name="asked_once_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.request}, for {self.meeting.when}"

    @property
    def is_out(self) -> bool:
        """Whether those who sit on the board may know of it."""
        return self.meeting.circulated is not None or self.meeting.state == "held"


class RequestWord(Recorded):
    """What was said of a request: an answer, or that it is closed and why."""

    KINDS = {"answered": "Answered", "closed": "Closed"}

    request = models.ForeignKey(BoardRequest, on_delete=models.CASCADE, related_name="words")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    text = models.TextField()
    by_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = "word on a request"
        verbose_name_plural = "words on requests"

    def __str__(self) -> str:
        return f"{self.request}: {self.get_kind_display().lower()} on {spell_day(self.on)}"
