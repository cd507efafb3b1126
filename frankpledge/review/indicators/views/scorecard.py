"""Scorecards: those I may open, and one body's, with everybody who reports to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.indicators.access import access_indicators
from frankpledge.review.indicators.permissions import can_keep
from frankpledge.review.indicators.queries.boards import Scorecard, Shelf, scorecard, shelves
from frankpledge.review.indicators.queries.breakdowns import BreakdownShown, breakdowns_of
from frankpledge.review.indicators.queries.counts import IndicatorCounts
from frankpledge.review.indicators.tables import COLUMNS, line_rows
from frankpledge.review.indicators.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.asking import asked_day
from frankpledge.shared.words import count_of

COUNTS = ("Indicators", "Off target", "Exceptional", "In development", "Figures late")


@signed_in
def index(request: Looking) -> HttpResponse:
    """The scorecards I may open, boards first."""
    asked = asked_day(request)
    found = shelves(request.viewer, asked.day)
    context = {
        "breadcrumbs": crumbs()[:1],
        "asked": asked,
        "columns": ["Scorecard", *({"label": one, "numeric": True} for one in COUNTS)],
        "rows": [_shelf(one, asked.query) for one in found],
    }
    return render(request, "indicators/index.html", context)


def _shelf(one: Shelf, query: str) -> list[Any]:
    url = reverse("indicators:body", args=[one.body.slug])
    note = "with those who report to it" if one.is_board else ""
    counts = one.counts
    numbers = (counts.total, counts.off_target, counts.exceptional)
    return [
        {"text": one.name, "url": f"{url}{query}", "note": note},
        *numbers,
        counts.in_development,
        counts.late,
    ]


def body(request: Looking, body: str) -> HttpResponse:
    """A body's scorecard on a day; a board's has every group and every priority."""
    asked, viewer, today = asked_day(request), request.viewer, clock.today()
    held = access_indicators(viewer, body, today)
    card = scorecard(held, asked.day, viewer)
    by_priority = request.GET.get("by") == "priority" and bool(card.groups)
    context = {
        "breadcrumbs": crumbs(),
        "asked": asked,
        "card": card,
        "lead": lead_words(card.counts),
        "columns": COLUMNS,
        "sections": _sections(card, by_priority=by_priority),
        "filters": _filters(held.slug, card, asked.query, by_priority=by_priority),
        "keep_query": [("by", "priority")] if by_priority else [],
        "keeps": bool(can_keep(viewer, held, today)),
        "attention": line_rows(_attention(card), tell_group=True),
        "breakdowns": [_breakdown(one) for one in breakdowns_of(held, asked.day)],
    }
    return render(request, "indicators/body.html", context)


def lead_words(counts: IndicatorCounts) -> str:
    """A scorecard in a sentence."""
    if not counts.total:
        return ""
    told = [
        count_of(counts.total, "indicator"),
        f"{counts.off_target} off target" if counts.off_target else "none off target",
        f"{counts.stated_off} stated not to be on course" if counts.stated_off else "",
        f"{counts.exceptional} exceptional" if counts.exceptional else "none exceptional",
        f"{counts.in_development} in development" if counts.in_development else "",
        f"{count_of(counts.late, 'figure')} late" if counts.late else "",
    ]
    said = ", ".join(filter(None, told))
    return f"{said[:1].upper()}{said[1:]}."


def _attention(card: Scorecard) -> list[Any]:
    wanted = [
        one for one in card.lines if one.off_target or one.stated_off or one.exceptional or one.late
    ]
    return sorted(wanted, key=lambda one: one.order) if card.groups else []


def _sections(card: Scorecard, *, by_priority: bool) -> list[dict[str, Any]]:
    if by_priority:
        return [
            {"title": one.name, "rows": line_rows(one.lines, tell_group=True)}
            for one in card.priorities
        ]
    cards = [one for one in (card.own, *card.groups) if one.lines]
    return [
        {
            "title": one.name if card.groups else "Indicators",
            "url": reverse("indicators:body", args=[one.body.slug])
            if card.groups and one is not card.own
            else "",
            "rows": line_rows(one.lines),
        }
        for one in cards
    ]


def _filters(slug: str, card: Scorecard, query: str, *, by_priority: bool) -> list[dict[str, Any]]:
    if not card.groups:
        return []
    here = reverse("indicators:body", args=[slug])
    joined = f"{query}&" if query else "?"
    options = [
        {"label": "By group", "url": f"{here}{query}", "current": not by_priority},
        {"label": "By priority", "url": f"{here}{joined}by=priority", "current": by_priority},
    ]
    return [{"label": "Show", "options": options}]


def _breakdown(one: BreakdownShown) -> dict[str, Any]:
    held = one.breakdown
    return {
        "title": held.title,
        "columns": ["Part", {"label": f"Share of {one.base}", "numeric": True}],
        "rows": [[line.name, line.words] for line in one.shown.lines],
        "shown": one.shown,
        "source": ". ".join(filter(None, (held.source, held.as_at))),
        "note": held.note,
    }
