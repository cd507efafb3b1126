"""What is done about a risk: scores, controls, reviews, mentions at a board, actions asked."""

from django.db import models

from frankpledge.actions.models import Action
from frankpledge.partnership.models import Body
from frankpledge.review.risks.models.register import Risk
from frankpledge.review.risks.rules.matrix import Scored
from frankpledge.shared.dated import Dated, ends_not_before_starts
from frankpledge.shared.door import Recorded
from frankpledge.shared.words import spell_day


class RiskScore(Recorded):
    """How likely and how bad, as it was judged on a day; or as it is meant to become.

    It keeps what it meant on the matrix of its day: a changed matrix rewrites nothing.
    """

    KINDS = {"current": "Score", "target": "Target"}

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="scores")
    kind = models.CharField(max_length=7, default="current", choices=list(KINDS.items()))
    on = models.DateField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    likelihoods = models.PositiveSmallIntegerField("levels of likelihood there were")
    impacts = models.PositiveSmallIntegerField("levels of impact there were")
    likelihood_words = models.CharField(max_length=80)
    impact_words = models.CharField(max_length=80)
    band = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField("place of the band, the lowest being 1")
    levels = models.PositiveSmallIntegerField("bands there were")
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "kind", "on"], name="one_risk_score_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {spell_day(self.on)}: {self.band}"

    @property
    def plain(self) -> Scored:
        """The score as the rules know it."""
        return Scored(
            likelihood=self.likelihood,
            impact=self.impact,
            likelihoods=self.likelihoods,
            impacts=self.impacts,
            likelihood_words=self.likelihood_words,
            impact_words=self.impact_words,
            band=self.band,
            level=self.level,
            levels=self.levels,
        )


class RiskControl(Dated):
    """Something in place that makes a risk less likely or less bad."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="controls")
    text = models.CharField("what is in place", max_length=500)
    owner = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_post = models.CharField("post that sees to it", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [ends_not_before_starts("risk_control_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.text[:80]


class RiskReview(Recorded):
    """Somebody looked at a risk on a day, and said when it is to be looked at next."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    note = models.TextField()
    next_review = models.DateField(null=True, blank=True)
    post = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"Review of {spell_day(self.on)}"


class RiskMention(Recorded):
    """An update to a board, for its meeting on a day, raised the risk."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="mentions")
    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("day of the meeting")
    # False where only the month is known, which stands as its first day.
    day_known = models.BooleanField(default=True)
    words = models.TextField("what was said", blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "board", "on"], name="one_mention_a_meeting")
        ]

    def __str__(self) -> str:
        return f"Raised at the meeting of {self.when}"

    @property
    def when(self) -> str:
        """The meeting's day in words, or its month where no more is known."""
        return spell_day(self.on) if self.day_known else f"{self.on:%B %Y}"


class RiskAction(Recorded):
    """An action that was asked for because of a risk."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="asked")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="risks")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "action"], name="one_action_of_a_risk")
        ]

    def __str__(self) -> str:
        return f"{self.action} for {self.risk}"
