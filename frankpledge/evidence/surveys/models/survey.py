"""A survey, its questions, and the answers to them: no row of which says whose it is."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.evidence.surveys.rules.states import SURVEY_STATES
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Area
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.words import spell_period

KINDS = {
    "needs": "Needs survey",
    "consultation": "Consultation",
    "review": "Service review",
}
ROWS = {"respondent": "respondent", "client": "client", "service": "service"}


class SurveyQuerySet(RecordedQuerySet):
    """Fetching a survey is the check that you may see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those who hold a post in the area see its surveys, and what waits its analysts alone.

        The public sees a survey of which an assessment has published a question.
        """
        inside = Q(area__in=viewer.areas) & ~Q(state="waiting")
        mine = Q(area__in=viewer.analyst_in)
        return self.filter(inside | mine | (Q(published__isnull=False) & ~Q(state="waiting")))

    def kept(self) -> Self:
        """Those that stand."""
        return self.filter(state="kept")


class Survey(Recorded):
    """A needs survey, a consultation or a review of services, in one wave.

    Once kept it never changes: a new wave is a new survey, whose questions have the same names
    where they have the same words. `asked`: how many could have answered. `everybody`: the rows
    are all whom it speaks for, so that there is no margin of chance.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="surveys")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    producer = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="surveys")
    starts = models.DateField("asked from")
    ends = models.DateField("asked until")
    asked = models.PositiveIntegerField("how many could answer", null=True, blank=True)
    returned = models.PositiveIntegerField("how many answered", null=True, blank=True)
    each = models.CharField(
        "one row for each", max_length=10, default="respondent", choices=list(ROWS.items())
    )
    speaks_for = models.CharField("whom it speaks for", max_length=300)
    everybody = models.BooleanField("its rows are everybody it speaks for", default=False)
    source = models.CharField("where it is written", max_length=300, blank=True)
    earlier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later"
    )
    state = models.CharField(max_length=9, default="waiting", choices=list(SURVEY_STATES.items()))
    received = models.DateField("received on")
    original = models.FileField(upload_to="surveys", blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    weighted = models.BooleanField(default=False)
    left_out = models.JSONField("columns left out", default=list, blank=True)
    no_concern_from = models.PositiveSmallIntegerField(
        "score from which there is no concern", null=True, blank=True
    )
    published = models.DateField("public since", null=True, blank=True)
    withdrawn_why = models.CharField("why it was withdrawn", max_length=500, blank=True)

    objects: ClassVar = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["area", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="one_survey_of_a_number"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        name = "columns" if self.state == "waiting" else "survey"
        return reverse(f"surveys:{name}", args=[self.area.slug, self.number])

    @property
    def when(self) -> str:
        """When it was asked, in words."""
        return spell_period(self.starts, self.ends)


class SurveyQuestion(Recorded):
    """A question as it was asked. The slug comes from its words, and is the same in each wave.

    `most`: no more answers than so many could be given. `published`: since when its answers are
    public, with small numbers held back.
    """

    KINDS = {
        "single": "One answer",
        "multiple": "Several answers",
        "number": "A number",
        "place": "A place",
        "score": "A score from 0 to 3",
    }

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="questions")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80)
    words = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    options = models.JSONField(default=list, blank=True)
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    published = models.DateField("public since", null=True, blank=True)

    class Meta:
        ordering = ["survey", "order"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "slug"], name="one_survey_question_of_a_name")
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        survey = self.survey
        return reverse("surveys:question", args=[survey.area.slug, survey.number, self.slug])


class Answers(Recorded):
    """What was answered: a list of rows, question's slug → answer, without the names of anybody.

    Beside them a row may have "=weight", and in a review of services "=service". The history says
    that answers came, and never which.
    """

    secret_fields = frozenset({"rows"})

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="answers")
    rows = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"Answers to {self.survey}"
