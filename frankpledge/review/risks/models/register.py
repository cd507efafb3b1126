"""A register's risks, and when each was closed and opened again."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.marking.models import IS_FOR_ALL, Marked, NamedReaderOf, is_for
from frankpledge.partnership.models import Body, Reporting
from frankpledge.partnership.people import Viewer
from frankpledge.planning.models import Priority
from frankpledge.review.risks.models.matrix import Cause
from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.words import spell_day


class RiskQuerySet(RecordedQuerySet):
    """Fetching a risk is the check that you may see it."""

    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """What a viewer may see on a day.

        A register is for those who act for its body, sit on it or run it, and for those who sit on
        or run a board that it reports to: for members, a risk that an update raised only once the
        papers of its meeting have gone out. A single risk is also for the body that owns it, and
        for a body that was asked to take it. Where a risk is for named bodies, those who only sit
        on a body or a board see it where one of theirs is named.
        """
        lines = Reporting.objects.on(on)
        keeps = viewer.bodies | viewer.secretary_of
        run = lines.filter(board__in=viewer.secretary_of).values("body")
        below = lines.filter(board__in=viewer.boards).values("body")
        out = Q(meeting__isnull=True) | Q(meeting__circulated__lte=on)
        taken = self.model.objects.filter(escalations__to__in=keeps).values("pk")
        looks = Q(register__in=viewer.boards) | (Q(register__in=below) & out)
        return self.filter(
            Q(register__in=keeps)
            | Q(register__in=run)
            | Q(owner__in=viewer.bodies)
            | Q(pk__in=taken)
            | (looks & is_for(viewer, RiskReader))
        )

    def shown_to(self, viewer: Viewer | None, on: date) -> Self:
        """What a viewer may see; without one, what goes into a copy for everybody there."""
        return self.filter(IS_FOR_ALL) if viewer is None else self.visible_to(viewer, on)

    def perhaps_open(self, on: date) -> Self:
        """Those raised by a day and not closed for good by then: bounded by what was open.

        One that was closed and opened again may be among them: its turns tell.
        """
        return self.filter(Q(closed__isnull=True) | Q(closed__gt=on), raised__lte=on)


class Risk(Marked):
    """Something that may happen and matters, in one body's register, which gives it its number."""

    register = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="risks")
    number = models.PositiveIntegerField()
    ref = models.CharField("reference elsewhere", max_length=60, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField("what could happen", blank=True)
    owner = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="risks_owned"
    )
    owner_post = models.CharField("post that sees to it", max_length=200, blank=True)
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="risks"
    )
    cause = models.ForeignKey(
        Cause,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="risks",
        verbose_name="shared cause",
    )
    raised = models.DateField("raised on")
    # "April 2018", where no more is known: a day is never made more exact than it was given.
    raised_words = models.CharField("raised, as far as known", max_length=60, blank=True)
    # The meeting whose update raised it: members see it once that meeting's papers are out.
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="risks_raised"
    )
    # The day it was closed last; empty while it is open. How it stood earlier: its turns.
    closed = models.DateField("closed on", null=True, blank=True)
    first_review = models.DateField("first review", null=True, blank=True)
    cliff = models.DateField("funding ends on", null=True, blank=True)
    cliff_words = models.CharField("funding ends, as far as known", max_length=60, blank=True)
    cliff_what = models.CharField("what ends then", max_length=300, blank=True)
    cliff_pence = models.BigIntegerField("amount that ends, in pence", null=True, blank=True)
    funding = models.CharField("how it is to be paid for", max_length=300, blank=True)
    source = models.CharField("where it is written", max_length=300, blank=True)

    objects: ClassVar = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["register", "number"]
        indexes = [models.Index(fields=["register", "closed"], name="risks_of_a_register")]
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(fields=["register", "number"], name="one_risk_of_a_number"),
            models.CheckConstraint(
                name="risk_closed_after_it_was_raised",
                condition=Q(closed__isnull=True) | Q(closed__gte=models.F("raised")),
            ),
        ]

    def __str__(self) -> str:
        return f"Risk {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("risks:risk", args=[self.register.slug, self.number])


class RiskReader(NamedReaderOf):
    """A body that may read a risk which is for named bodies, or for one."""

    of = "risk"

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="named")

    class Meta(NamedReaderOf.Meta):
        constraints = [
            models.UniqueConstraint(fields=["risk", "body"], name="named_once_for_a_risk")
        ]


Risk.reader_model = RiskReader


class RiskTurn(Recorded):
    """A risk was closed, or opened again, on a day and for a reason."""

    WHAT = {"closed": "Closed", "reopened": "Opened again"}

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="turns")
    on = models.DateField()
    what = models.CharField(max_length=8, choices=list(WHAT.items()))
    why = models.CharField(max_length=500)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} on {spell_day(self.on)}"
