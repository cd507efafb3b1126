"""The breakdowns of a body, ready to be shown: two queries."""

from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.review.indicators.models import Breakdown, BreakdownPart
from frankpledge.review.indicators.rules.breaking_down import Part, Shown, shown


@dataclass(frozen=True)
class BreakdownShown:
    """A breakdown and what it says."""

    breakdown: Breakdown
    shown: Shown

    @property
    def base(self) -> str:
        """Of what, and of how many: "1,924 clients"."""
        one = self.breakdown
        return f"{one.base:,} {one.base_words}" if one.base is not None else one.base_words


def breakdowns_of(body: Body, on: date) -> tuple[BreakdownShown, ...]:
    """The breakdowns of a body that had been published by a day."""
    found = list(Breakdown.objects.filter(body=body, on__lte=on))
    parts: dict[int, list[Part]] = {}
    for one in BreakdownPart.objects.filter(breakdown__in=found):
        part = Part(one.name, one.percent, one.count, one.level, one.exactly)
        parts.setdefault(one.breakdown_id, []).append(part)
    return tuple(
        BreakdownShown(one, shown(one.kind, one.base, parts.get(one.pk, ()), one.hide_below))
        for one in found
    )
