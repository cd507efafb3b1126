"""Findings: figures that were looked up once and kept, with what they say; and looks at them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.evidence.findings.holding_open import is_held_open
from frankpledge.evidence.findings.rules.figures import Figures, figures_from_json
from frankpledge.evidence.findings.rules.states import (
    DECIDED,
    FINDING_STATES,
    LIVE,
    may_be_kept_close,
)
from frankpledge.partnership.marking.models import IS_FOR_ALL, Marked, NamedReaderOf, is_for
from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Area
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.marking import Audience, Classification
from frankpledge.shared.verdict import Verdict
from frankpledge.shared.words import spell_day


class FindingQuerySet(RecordedQuerySet):
    """Fetching a finding is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those who hold a post in the area see its findings; the public what was published.

        One that is for named bodies only they see, and the area's analysts.
        """
        return self.filter(
            Q(published__isnull=False)
            | Q(area__in=viewer.analyst_in)
            | (Q(area__in=viewer.areas) & is_for(viewer, FindingReader))
        )

    def free(self) -> Self:
        """Those that may stand in what everybody reads: not marked, and for all."""
        return self.filter(IS_FOR_ALL, classification=Classification.OFFICIAL)

    def live(self) -> Self:
        """Those that stand: their figures are worked out again when a release comes."""
        return self.filter(state__in=LIVE)


class Finding(Marked):
    """Something that the data say: a question, its answer as it was then, and words.

    The answer is frozen. Where a later release gives another, that one is kept beside it
    (`newer`) until somebody has looked: nothing changes silently.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField()
    title = models.CharField("what was found", max_length=200)
    words = models.TextField("what there is to say about it, in Markdown", blank=True)
    content = models.JSONField(default=list, blank=True)
    hedge = models.TextField("how sure it is", blank=True)
    measure = models.SlugField(max_length=80)
    places = models.JSONField("names of the places asked about", default=list, blank=True)
    question = models.JSONField()
    answer = models.JSONField()
    sentence = models.TextField("what the figures say, as the machine says it")
    spec = models.JSONField("chart", default=dict, blank=True)
    releases = models.JSONField("releases that the figures come from", default=list)
    as_at = models.DateTimeField("as at")
    method = models.CharField("version of the method", max_length=80, blank=True)
    state = models.CharField(max_length=9, default="draft", choices=list(FINDING_STATES.items()))
    kept = models.DateField("kept on")
    # From the day on which an assessment that rests on it was published.
    published = models.DateField("public since", null=True, blank=True)
    # The strictest of the assessments that it was published with.
    threshold = models.PositiveSmallIntegerField("counts below this are held back", default=5)
    # The answer of later releases, until somebody has looked at it: {} where there is none.
    newer = models.JSONField("newer answer", default=dict, blank=True)
    newer_because = models.CharField("what changed it", max_length=300, blank=True)
    withdrawn_why = models.CharField("why it was withdrawn", max_length=500, blank=True)

    objects: ClassVar = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["area", "number"]
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(fields=["area", "number"], name="one_finding_of_a_number"),
            models.CheckConstraint(
                name="published_finding_is_free",
                condition=Q(published__isnull=True)
                | Q(classification=Classification.OFFICIAL, audience=Audience.PARTNERSHIP),
            ),
        ]
        indexes = [models.Index(fields=["area", "state"], name="findings_in_a_state")]

    def __str__(self) -> str:
        return f"Finding {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("findings:finding", args=[self.area.slug, self.number])

    def may_be_narrowed(self) -> Verdict:
        """Not once it is published, nor while what is to be published rests on it."""
        return may_be_kept_close(published=self.published is not None, used=is_held_open(self))

    @property
    def figures(self) -> Figures:
        """The figures as they were kept."""
        return figures_from_json(self.answer)

    @property
    def newer_figures(self) -> Figures | None:
        """The figures of later releases, where they differ and nobody has looked yet."""
        return figures_from_json(self.newer["answer"]) if self.newer else None


class FindingReader(NamedReaderOf):
    """A body that may read a finding which is for named bodies, or for one."""

    of = "finding"

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="named")

    class Meta(NamedReaderOf.Meta):
        constraints = [
            models.UniqueConstraint(fields=["finding", "body"], name="named_once_for_a_finding")
        ]


Finding.reader_model = FindingReader


class Look(Recorded):
    """Somebody looked at a finding again, because a release changed its figures."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="looks")
    on = models.DateField()
    who = models.CharField("who looked", max_length=200)
    because = models.CharField("because of", max_length=300, blank=True)
    was = models.JSONField("figures before")
    became = models.JSONField("figures after")
    title_was = models.CharField("what it said before", max_length=200)
    words_were = models.TextField("its words before", blank=True)
    decided = models.CharField(max_length=10, choices=list(DECIDED.items()))
    why = models.TextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Look of {spell_day(self.on)}"

    @property
    def both(self) -> tuple[Figures, Figures]:
        """The figures before and after."""
        was: dict[str, Any] = self.was
        became: dict[str, Any] = self.became
        return figures_from_json(was), figures_from_json(became)
