"""Breakdowns of an area file."""

from decimal import Decimal
from typing import Any

from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.partnership.models import Body
from frankpledge.review.indicators.models import Breakdown, BreakdownPart

Given = dict[str, Any]


def load_breakdowns(sync: Sync, data: Given, bodies: dict[str, Body]) -> None:
    """Each breakdown with its parts."""
    for order, told in enumerate(data.get("breakdowns", []), start=1):
        one = sync.put(
            Breakdown,
            {"body": bodies[told["body"]], "slug": told["slug"]},
            order=order,
            title=told["title"],
            kind=told["kind"],
            base=told.get("base"),
            base_words=told["of"],
            on=on(told["published"]),
            as_at=words(told.get("as_at")),
            source=told["source"],
            note=words(told.get("note")),
            hide_below=told.get("hide_below", 5),
        )
        if one.pk:
            parts = [_part(sync, one, given, n) for n, given in enumerate(told["parts"], start=1)]
            sync.only(BreakdownPart.objects.filter(breakdown=one), parts)


def _part(sync: Sync, breakdown: Breakdown, given: Given, order: int) -> BreakdownPart:
    percent = given.get("percent")
    return sync.put(
        BreakdownPart,
        {"breakdown": breakdown, "name": given["name"]},
        order=order,
        percent=None if percent is None else Decimal(str(percent)).quantize(Decimal("0.01")),
        count=given.get("count"),
        level=given.get("exactly", given.get("at_least")),
        exactly="exactly" in given,
    )
