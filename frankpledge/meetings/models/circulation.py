"""What went out to members, and when: the pack, then each addendum, with the words as they were."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.meetings.models.agenda import AgendaItem
from frankpledge.meetings.models.calendar import Meeting
from frankpledge.meetings.models.papers import SOURCES, Paper
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import Recorded, RecordedQuerySet


class Circulation(Recorded):
    """Papers sent to members on a day: number 0 is the pack, 1 and on are addenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="circulations")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    why = models.CharField("why it is late", max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_circulation_a_number")
        ]

    def __str__(self) -> str:
        return f"Addendum {self.number}" if self.number else "The pack"

    def get_absolute_url(self) -> str:
        meeting = self.meeting
        return reverse("meetings:circulation", args=[meeting.body.slug, meeting.slug, self.number])


class CirculatedPaper(Recorded):
    """A paper as it went out: its item's number, its title and its content on that day.

    What a member was sent stays as it was, whatever becomes of the paper later.
    """

    circulation = models.ForeignKey(Circulation, on_delete=models.PROTECT, related_name="papers")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="circulations")
    label = models.CharField("item’s number", max_length=5)
    title = models.CharField(max_length=300)
    content = models.JSONField(default=list, blank=True)
    recommendations = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=10, default="written", choices=list(SOURCES.items()))
    original = models.FileField("original file", upload_to="papers", blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    # Why it replaces an earlier version; nothing for a paper that goes out for the first time.
    why = models.CharField("why it was revised", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["circulation", "paper"], name="goes_out_once_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.label}. {self.title}, {self.circulation}"


class QuestionQuerySet(RecordedQuerySet):
    """Fetching a question is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The board's own questions for those who get its papers; a group's for the group."""
        if viewer.is_public:
            return self.none()
        return self.filter(
            Q(item__meeting__body__in=viewer.boards)
            | Q(about__in=viewer.bodies)
            | Q(about__isnull=True, item__lead_body__in=viewer.bodies)
        )


class Question(Recorded):
    """A question sent in beforehand, on an item or on one group’s update, and its answer."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="questions")
    # The group whose update it asks about, where the item gathers updates.
    about = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="questions_about"
    )
    asked_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="questions_asked")
    post = models.CharField(max_length=200)
    asked = models.DateField("asked on")
    text = models.TextField()
    answer = models.TextField(blank=True)
    answered = models.DateField("answered on", null=True, blank=True)

    objects: ClassVar = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="an_answer_on_a_day",
                condition=models.Q(answer="", answered__isnull=True)
                | (~models.Q(answer="") & models.Q(answered__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        meeting = self.item.meeting
        return reverse("meetings:question", args=[meeting.body.slug, meeting.slug, self.pk])

    @property
    def answered_by_id(self) -> int | None:
        """The body that is asked: the group it is about, else the one that leads the item."""
        return self.about_id or self.item.lead_body_id
