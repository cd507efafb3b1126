"""Keeping what was said without figures, and which two indicators are not one."""

from datetime import date

from frankpledge.review.indicators.models import Indicator, IndicatorPair, IndicatorStatement
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require


@operation("Kept what was said of an indicator")
def state(
    *,
    by: Actor,
    indicator: Indicator,
    about: str,
    word: str,
    on: date,
    source: str,
    place: str = "",
    text: str = "",
) -> IndicatorStatement:
    """Keep a judgement or a comparison that came without figures, as it was said.

    The same day's is put right, not kept twice. Raises Refused for a word that does not fit.
    """
    if (about == "course") != (word in IndicatorStatement.COURSE):
        require(refused("Say “on course” or “not on course” of a target, or above, at or below."))
    key = {"indicator": indicator, "about": about, "place": place, "on": on}
    said = IndicatorStatement.objects.filter(**key).first() or IndicatorStatement(**key)
    said.word, said.text, said.source = word, text, source
    said.save()
    return said


@operation("Kept two indicators apart")
def keep_apart(*, by: Actor, first: Indicator, second: Indicator, why: str) -> IndicatorPair:
    """Say why two indicators that look alike must not be taken for one. Raises Refused."""
    if first.pk == second.pk:
        require(refused("Choose another indicator: one is not kept apart from itself."))
    held = IndicatorPair.objects.filter(
        first__in=[first, second], second__in=[first, second]
    ).first()
    pair = held or IndicatorPair(first=first, second=second)
    pair.why = why
    pair.save()
    return pair
