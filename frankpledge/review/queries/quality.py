"""What may be wrong with what an update says: dropped, too exact, copied. Nothing of it blocks."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Subquery

from frankpledge.actions.queries.owing import shortened
from frankpledge.meetings.models import Meeting
from frankpledge.review.indicators.queries import (
    IndicatorLine,
    at_least_among,
    group_indicators,
)
from frankpledge.review.models import QuarterlyUpdate, TemplateSection, UpdateEntry
from frankpledge.review.rules import Told, copied, quoted_as_exact, vanished
from frankpledge.review.words import says_nothing
from frankpledge.shared.words import count_of

# Shorter texts say the same in any quarter.
COPIED_LETTERS = 40
NUMBER = re.compile(r"\d")
Indicators = dict[int, tuple[IndicatorLine, ...]]


def quality_warnings(
    updates: list[QuarterlyUpdate],
    entries: list[UpdateEntry],
    sections: list[TemplateSection],
    meeting: Meeting,
    day: date,
    indicators: Indicators | None = None,
) -> dict[int, tuple[str, ...]]:
    """What to look at in each of a meeting's updates, held against the one before it.

    `entries`: the lines of these updates. `indicators`: those of their groups, where they are
    known already. As many queries for many updates as for one.
    """
    if indicators is None:
        quoting = {one.group_id for one in updates if _numbers_in(one, entries)}
        indicators = group_indicators(quoting, day) if quoting else {}
    before = _before(updates, meeting, day)
    held: dict[int, list[UpdateEntry]] = {}
    for entry in UpdateEntry.objects.filter(
        update__in=[one for one in before.values() if one]
    ).select_related("risk", "board_request", "update"):
        held.setdefault(entry.update_id, []).append(entry)
    found: dict[int, tuple[str, ...]] = {}
    for update in updates:
        now = [entry for entry in entries if entry.update_id == update.pk]
        then = held.get(before.get(update.pk) or 0, [])
        found[update.pk] = (
            *_vanished_risks(then, now, day),
            *_dropped_requests(then, now, day),
            *_too_exact(now, indicators.get(update.group_id, ())),
            *_copied(sections, then, now),
        )
    return found


def _before(updates: list[QuarterlyUpdate], meeting: Meeting, day: date) -> dict[int, int | None]:
    """The last update of each group to the same board before this one: one query."""
    earlier = QuarterlyUpdate.objects.filter(
        group=OuterRef("group"),
        meeting__body=meeting.body_id,
        meeting__date__lt=day,
        state="received",
    ).order_by("-meeting__date")
    found = QuarterlyUpdate.objects.filter(pk__in=[one.pk for one in updates]).annotate(
        before=Subquery(earlier.values("pk")[:1])
    )
    return dict(found.values_list("pk", "before"))


def _vanished_risks(
    then: Iterable[UpdateEntry], now: Iterable[UpdateEntry], day: date
) -> Iterable[str]:
    told = [
        Told(
            one.risk.number,
            one.risk.title,
            one.risk.closed is None or one.risk.closed > day,
        )
        for one in then
        if one.risk and one.risk_choice not in ("close", "drop")
    ]
    still = [one.risk.number for one in now if one.risk and one.risk_choice != "drop"]
    for risk in vanished(told, still):
        yield (
            f"risk {risk.number}, “{shortened(risk.words, 80)}”, was in the last update and is "
            "still open, and this one says nothing of it"
        )


def _dropped_requests(
    then: Iterable[UpdateEntry], now: Iterable[UpdateEntry], day: date
) -> Iterable[str]:
    told = [
        Told(one.board_request.number, one.board_request.text, one.board_request.state == "open")
        for one in then
        if one.board_request and one.request_choice not in ("close", "accept", "drop")
    ]
    still = [
        one.board_request.number
        for one in now
        if one.board_request and one.request_choice != "drop"
    ]
    for request in vanished(told, still):
        yield (
            f"request {request.number}, “{shortened(request.words, 80)}”, has no answer yet and is "
            "left out without a word"
        )


def _numbers_in(update: QuarterlyUpdate, entries: Iterable[UpdateEntry]) -> bool:
    return any(
        NUMBER.search(one.text + one.request) for one in entries if one.update_id == update.pk
    )


def _too_exact(now: Iterable[UpdateEntry], indicators: Iterable[IndicatorLine]) -> Iterable[str]:
    texts = [text for one in now for text in (one.text, one.request) if NUMBER.search(text)]
    for figure in at_least_among(indicators) if texts else ():
        quoted = next(filter(None, (quoted_as_exact(text, figure.number) for text in texts)), "")
        if quoted:
            yield f"“{quoted}”: this figure is known only as “{figure.words}”"


def _copied(
    sections: list[TemplateSection], then: Iterable[UpdateEntry], now: Iterable[UpdateEntry]
) -> Iterable[str]:
    for section in sections:
        if section.stands or section.risks or section.kind == "documents":
            continue
        fresh = [one.text for one in now if one.section == section.slug and not one.carried]
        fresh = [one for one in fresh if len(one) >= COPIED_LETTERS and not says_nothing(one)]
        same = copied(fresh, [one.text for one in then])
        if same:
            points = count_of(len(same), "point")
            stand = "stands" if len(same) == 1 else "stand"
            yield (
                f"{points} under “{section.title}” {stand} word for word in the last update: "
                f"“{shortened(same[0], 60)}”. Is it still news?"
            )
