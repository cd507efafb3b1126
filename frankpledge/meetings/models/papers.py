"""Papers: structured content or an outside file, and who may see them yet."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from frankpledge.meetings.models.agenda import AgendaItem
from frankpledge.meetings.models.calendar import Meeting
from frankpledge.meetings.models.decisions import Decision
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.marking import (
    AUDIENCES,
    BY_NAME,
    MARKINGS,
    Audience,
    Classification,
    Marking,
)

PAPER_STATES = {
    "to-follow": "To follow",
    "draft": "Draft",
    "received": "Received",
    "circulated": "Circulated",
    "published": "Published",
    "withheld": "Withheld",
}
SOURCES = {
    "written": "Written here",
    "converted": "Converted from a Word or ODF file",
    "bound": "A PDF, bound in as it is",
}


class PaperQuerySet(RecordedQuerySet):
    """Fetching a paper is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Papers whose content the viewer may read: out to them, and they are its audience.

        What of a paper is withheld from them is left out where its blocks are made.
        """
        if viewer.is_public:
            return self.filter(state="published", audience=Audience.PUBLIC)
        # Withheld from the public is not yet out to members: that happens at circulation.
        out = Q(state="circulated") | Q(state="withheld", item__meeting__circulated__isnull=False)
        named = NamedReader.objects.filter(paper=OuterRef("pk"), body__in=viewer.reads_for)
        sits = Q(item__meeting__body__in=viewer.boards) & ~Q(audience__in=BY_NAME)
        return self.filter(
            Q(state="published", audience=Audience.PUBLIC)
            | Q(author_body__in=viewer.bodies)
            | Q(item__meeting__body__in=viewer.secretary_of)
            | (out & (sits | (Q(audience__in=BY_NAME) & Exists(named))))
        )

    def free_on(self, day: date) -> Self:
        """Withheld papers for which nothing is left to wait: their day and decision have come.

        One that a decision released goes with the rest of its meeting's papers, and not before.
        """
        decided = Q(withheld_until_decision="") | Q(
            released_by__isnull=False, item__meeting__published__isnull=False
        )
        return self.released_on(day).filter(decided)

    def released_on(self, day: date) -> Self:
        """Withheld papers whose day and decision have come, also before their meeting's are out."""
        come = Q(withheld_until=None) | Q(withheld_until__lte=day)
        decided = Q(withheld_until_decision="") | Q(released_by__isnull=False)
        return self.filter(
            come,
            decided,
            state="withheld",
            audience=Audience.PUBLIC,
            item__meeting__circulated__isnull=False,
        )


class Paper(Recorded):
    """A paper for an agenda item, from an author body."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    author_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="papers")
    author_post = models.CharField("author's post", max_length=200, blank=True)
    dated = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, default="to-follow", choices=list(PAPER_STATES.items()))
    note = models.CharField("when it is expected", max_length=300, blank=True)
    # What its author is asked to cover, and since when.
    brief = models.TextField(blank=True)
    commissioned = models.DateField("commissioned on", null=True, blank=True)
    # A later day for its author than the meeting's own deadline, and why.
    extended_to = models.DateField("time given until", null=True, blank=True)
    extended_why = models.CharField("why more time was given", max_length=300, blank=True)
    # The meeting whose minutes this paper puts forward: it waits for their approval.
    minutes_of = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="papers_of_minutes"
    )
    received = models.DateField("received on", null=True, blank=True)
    # Why it was taken back after it had gone out: members are told with the version to come.
    revised_why = models.CharField("why it is revised", max_length=300, blank=True)
    withheld_until = models.DateField(null=True, blank=True)
    withheld_until_decision = models.CharField(max_length=300, blank=True)
    released_by = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="papers_released"
    )
    published = models.DateField("published on", null=True, blank=True)
    source = models.CharField(max_length=10, default="written", choices=list(SOURCES.items()))
    text = models.TextField("text, in Markdown", blank=True)
    # What the text or file says, as the document engine's blocks: page, PDF and Word show these.
    content = models.JSONField(default=list, blank=True)
    original = models.FileField("original file", upload_to="papers", blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    conversion_notes = models.JSONField(default=list, blank=True)
    classification = models.CharField(
        "marking", max_length=20, default=Classification.OFFICIAL, choices=list(MARKINGS.items())
    )
    handling = models.CharField("handling instructions", max_length=300, blank=True)
    audience = models.CharField(
        "who may read it",
        max_length=12,
        default=Audience.PUBLIC,
        choices=list(AUDIENCES.items()),
    )

    objects: ClassVar = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "slug"], name="one_paper_of_a_name"),
            models.CheckConstraint(
                name="withheld_until_a_date_or_a_decision",
                condition=~Q(state="withheld")
                | Q(withheld_until__isnull=False)
                | ~Q(withheld_until_decision=""),
            ),
            models.CheckConstraint(
                name="sensitive_says_how_it_is_handled",
                condition=Q(classification=Classification.SENSITIVE) ^ Q(handling=""),
            ),
            models.CheckConstraint(
                name="sensitive_is_never_public",
                condition=~Q(classification=Classification.SENSITIVE)
                | ~Q(audience=Audience.PUBLIC),
            ),
            models.CheckConstraint(
                name="published_for_the_public",
                condition=~Q(state="published") | Q(audience=Audience.PUBLIC),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        meeting = self.item.meeting
        return reverse("meetings:paper", args=[meeting.body.slug, meeting.slug, self.slug])

    @property
    def editable_here(self) -> bool:
        """Whether its text is written in the application rather than in a file."""
        return self.source == "written"

    @property
    def marking(self) -> Marking:
        """Its classification, and how it is to be handled."""
        return Marking(self.classification, self.handling)

    @property
    def named_bodies(self) -> frozenset[int]:
        """The bodies by whom it may be read, where it is for those that are named."""
        return frozenset(one.body_id for one in self.named.all())


class Recommendation(Recorded):
    """What the paper asks the board to agree: typed once, repeated where the paper repeats it."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="recommendations")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "order"], name="one_recommendation_a_place")
        ]

    def __str__(self) -> str:
        return self.text


class NamedReader(Recorded):
    """A body that may read a paper which is for named bodies, or for one."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="named")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="papers_to_read")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "body"], name="named_once_for_a_paper")
        ]

    def __str__(self) -> str:
        return f"{self.body} may read “{self.paper}”"
