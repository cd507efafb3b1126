"""How each area chases, and when each body was last chased."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max

from frankpledge.chasing.models import Chaser, ChasingRule
from frankpledge.chasing.rules import Rhythm
from frankpledge.outbox.rules import QuietHours


@dataclass(frozen=True)
class Chasing:
    """One area's way: on which days, and at which hours."""

    rhythm: Rhythm = field(default_factory=Rhythm)
    quiet: QuietHours = field(default_factory=QuietHours)


USUAL = Chasing()


def chasing_in(areas: Iterable[int]) -> dict[int, Chasing]:
    """How each of these areas chases, by the area's key; one without a rule keeps the usual one."""
    wanted = set(areas)
    own = {rule.area_id: _chasing(rule) for rule in ChasingRule.objects.filter(area__in=wanted)}
    return {area: own.get(area, USUAL) for area in wanted}


def _chasing(rule: ChasingRule) -> Chasing:
    rhythm = Rhythm(tuple(rule.before), rule.on_the_day, rule.after_every, rule.escalate_after)
    return Chasing(rhythm, QuietHours(rule.closes, rule.opens))


LastChased = dict[tuple[str, int], date]


def last_chased() -> LastChased:
    """The last day of each kind of chasing for each body, by kind and the body's key."""
    days = Chaser.objects.values_list("kind", "body").annotate(Max("on")).order_by()
    return {(kind, body): day for kind, body, day in days}
