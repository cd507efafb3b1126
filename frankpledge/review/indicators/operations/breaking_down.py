"""Breakdowns: a base and its parts, put in whole."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from frankpledge.partnership.models import Body
from frankpledge.review.indicators.models import Breakdown, BreakdownPart
from frankpledge.shared.door import Actor, operation


@dataclass(frozen=True)
class PartGiven:
    """One part: a percentage of the base or a count; for levels, how many it is about."""

    name: str
    percent: Decimal | None = None
    count: int | None = None
    level: int | None = None
    exactly: bool = False


@operation("Kept a breakdown")
def put_breakdown(
    *,
    by: Actor,
    body: Body,
    slug: str,
    title: str,
    kind: str,
    base: int | None,
    base_words: str,
    parts: Sequence[PartGiven],
    on: date,
    source: str,
    note: str = "",
) -> Breakdown:
    """Keep a breakdown with its parts; the one of that name is put right, with all its parts."""
    key = {"body": body, "slug": slug}
    held: Breakdown = Breakdown.objects.filter(**key).first() or Breakdown(**key)
    held.title, held.kind, held.base, held.base_words = title, kind, base, base_words
    held.on, held.source, held.note = on, source, note
    held.save()
    for part in BreakdownPart.objects.filter(breakdown=held):
        part.delete()
    for order, given in enumerate(parts, start=1):
        BreakdownPart(breakdown=held, order=order, **asdict(given)).save()
    return held
