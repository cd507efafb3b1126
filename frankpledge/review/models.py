"""Review: what each delivery group reports to its board each quarter."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import ROLES, Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.requirements.rules import KnownDate
from frankpledge.shared.door import Recorded, RecordedQuerySet


class UpdateTemplate(Recorded):
    """The form a board asks its groups to fill: sections and document rows, from area data."""

    board = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="update_template")
    name = models.CharField(max_length=100)
    expected_from_role = models.CharField(max_length=40, choices=list(ROLES.items()))

    def __str__(self) -> str:
        return f"{self.name} to {self.board}"


class TemplateSection(Recorded):
    """One section of the form."""

    KINDS = {
        "text": "Text",
        "pairs": "Entries, each with what is asked of the board",
        "documents": "A row for each document",
    }

    template = models.ForeignKey(UpdateTemplate, on_delete=models.CASCADE, related_name="sections")
    slug = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    request_title = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "slug"], name="one_section_of_a_name")
        ]

    def __str__(self) -> str:
        return self.title


class TemplateDocument(Recorded):
    """A document that every group must have, and when its age begins to matter."""

    template = models.ForeignKey(UpdateTemplate, on_delete=models.CASCADE, related_name="documents")
    slug = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    review_months = models.PositiveSmallIntegerField(null=True)
    old_after_months = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "slug"], name="one_document_of_a_name")
        ]

    def __str__(self) -> str:
        return self.title


class UpdateQuerySet(RecordedQuerySet):
    """Fetching an update is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """An update goes out with its meeting's papers: to members, then to the public.

        The group that writes it and the board's secretary see it from the start.
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
        )


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


class UpdateEntry(Recorded):
    """One line of a section: what the group says, and what it asks of the board in return."""

    update = models.ForeignKey(QuarterlyUpdate, on_delete=models.CASCADE, related_name="entries")
    section = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    request = models.TextField(blank=True)
    carried = models.BooleanField("carried from an earlier update", default=False)

    class Meta:
        ordering = ["section", "order"]
        verbose_name_plural = "update entries"
        constraints = [
            models.UniqueConstraint(
                fields=["update", "section", "order"], name="one_update_entry_a_place"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class UpdateDocument(Recorded):
    """What the group says of one document: as written, with its date as far as it is known."""

    update_of = models.ForeignKey(
        QuarterlyUpdate, on_delete=models.CASCADE, related_name="documents"
    )
    document = models.SlugField(max_length=40)
    text = models.TextField("as the group wrote it", blank=True)
    # The first day the date can mean: "2017" is kept as 1 January 2017 with precision "year".
    dated = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, blank=True)
    not_applicable_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["update_of", "document"], name="one_row_a_document"),
            models.CheckConstraint(
                name="a_date_with_its_precision",
                condition=Q(dated__isnull=True, precision="")
                | Q(dated__isnull=False, precision__in=["day", "month", "year"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.text[:60]}"

    @property
    def known_date(self) -> KnownDate | None:
        """Its date as far as it is known."""
        return KnownDate(self.dated, self.precision) if self.dated else None
