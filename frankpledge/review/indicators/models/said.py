"""What others have said of an indicator, and which two must never be taken for one."""

from django.db import models
from django.db.models import Q

from frankpledge.review.indicators.models.indicator import Indicator
from frankpledge.shared.door import Recorded


class IndicatorStatement(Recorded):
    """A judgement that was stated without the figures it rests on: kept as it was said."""

    ABOUT = {
        "course": "On its way to the target",
        "neighbours": "Beside statistical neighbours",
        "national": "Beside the national average",
    }
    WORDS = {
        "above": "above",
        "at or above": "at or above",
        "at": "at",
        "at or below": "at or below",
        "below": "below",
        "on course": "on course",
        "not on course": "not on course",
    }
    COURSE = ("on course", "not on course")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="statements")
    about = models.CharField(max_length=10, choices=list(ABOUT.items()))
    word = models.CharField("what was said", max_length=13, choices=list(WORDS.items()))
    place = models.CharField("of which place", max_length=120, blank=True)
    on = models.DateField("said on")
    text = models.TextField("why, or what else was said", blank=True)
    source = models.CharField("who said so, and where", max_length=300)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "about", "place", "on"], name="one_statement_a_day"
            ),
            models.CheckConstraint(
                name="statement_is_of_a_course_or_a_comparison",
                condition=Q(about="course", word__in=["on course", "not on course"])
                | (~Q(about="course") & ~Q(word__in=["on course", "not on course"])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.get_word_display()}"


class IndicatorPair(Recorded):
    """Two indicators that look alike and are not: shown together, never as one."""

    first = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    why = models.CharField("why they are not one", max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_indicators"),
            models.CheckConstraint(
                name="a_pair_is_of_two_indicators", condition=~Q(first=models.F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"
