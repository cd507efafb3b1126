"""A priority's page: what it is, what is asked, what it rests on and where it is in the cycle."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.history.queries import entries_about
from frankpledge.meetings.models import Decision
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import Looking
from frankpledge.planning.access import access_priority
from frankpledge.planning.models import Priority, PriorityBasis, PriorityMove
from frankpledge.planning.permissions import can_move, can_name_basis
from frankpledge.planning.queries.cycle import (
    agreement_for,
    evidence_of,
    item_of,
    visible_evidence,
)
from frankpledge.planning.queries.priorities import PriorityLine, priority_line
from frankpledge.planning.rules.cycle import (
    ASKS,
    STAGE_TRANSITIONS,
    STAGES,
    Item,
    may_leave,
    next_stage,
)
from frankpledge.shared import clock
from frankpledge.shared.words import spell_day

CYCLE = ["Stage", "Before it goes on", "State"]
EVIDENCE = ["Evidence", "Why it matters", "State"]
MOVES = ["Went", "On", "Why"]
# Stage → what puts right what its gate misses: the page, and the words of the button.
PUTS_RIGHT = {
    "understand": ("name-basis", "Name what it rests on"),
    "plan": ("priority-decision", "Name the decision that set it"),
    "do": ("priority-review", "Give its date of review"),
}


def crumbs(priority: Priority | None = None) -> list[tuple[str, str]]:
    """The trail to a priority, or to a page under it."""
    trail = [("Home", "/"), ("Priorities and agreement", reverse("planning:index"))]
    return [*trail, (priority.name, priority.get_absolute_url())] if priority else trail


def page_url(name: str, priority: Priority, *more: Any) -> str:
    """The address of a page under a priority."""
    return reverse(f"planning:{name}", args=[*priority.address, *more])


def priority(request: Looking, board: str, year: str, slug: str) -> HttpResponse:
    """A priority, for everybody; with what is asked of its board's secretary."""
    found = access_priority(board, year, slug)
    viewer, today = request.viewer, clock.today()
    evidence = evidence_of(found)
    seen = visible_evidence(evidence, viewer)
    item = item_of(found, today, evidence)
    line = priority_line(found, today)
    moves = list(PriorityMove.objects.filter(priority=found))
    names, moves_it = bool(can_name_basis(viewer, found)), bool(can_move(viewer, found))
    context = {
        "breadcrumbs": crumbs(),
        "priority": found,
        "board_name": found.board.name_on(today),
        "asked": _asked(found, item) if moves_it else None,
        "weak": found.stage != "understand" and not item.evidence,
        "facts": _facts(found, item, line, moves_it=moves_it),
        "cycle_columns": CYCLE,
        "cycle": [_stage(item, stage) for stage in STAGES],
        "evidence_columns": EVIDENCE,
        "evidence": [_evidence(found, one, names=names) for one in seen],
        "hides": len(evidence) > len(seen),
        "name_url": page_url("name-basis", found) if names else "",
        "moves_columns": MOVES,
        "moves": [_move(one) for one in reversed(moves)],
        "back": _back(found, viewer),
        "onward": _onward(line),
        "history": entries_about(found, *seen),
    }
    return render(request, "planning/priority.html", context)


def _asked(found: Priority, item: Item) -> dict[str, Any]:
    """The one thing to do next: to go on, or what its stage asks first."""
    to = STAGES[next_stage(item.stage)]
    if verdict := may_leave(item):
        label = STAGE_TRANSITIONS[item.stage][next_stage(item.stage)]
        text = f"It has what {STAGES[item.stage]} asks."
        if item.stage == "review":
            text = "Once it is reviewed, what it showed is where the next round begins."
        url = page_url("move", found)
        return {"title": f"It can go on to {to}", "text": text, "label": label, "url": url}
    name, label = PUTS_RIGHT[item.stage]
    title = f"What it needs before {to}"
    if item.stage == "plan" and not item.delivered_by:
        return {"title": title, "text": verdict.reason}
    return {"title": title, "text": verdict.reason, "label": label, "url": page_url(name, found)}


def _facts(
    found: Priority, item: Item, line: PriorityLine, *, moves_it: bool
) -> list[dict[str, Any]]:
    leads = [{"text": name, "url": body.get_absolute_url()} for body, name in line.leads]
    group: Any = {"reason": "no group is named"}
    if line.group:
        group = {"text": line.group_name, "url": line.group.get_absolute_url()}
    reviewed: Any = {"reason": "no date yet"}
    if found.reviewed:
        reviewed = {"text": spell_day(found.reviewed), "note": found.reviewed_by}
    return [
        {"key": "Year", "value": found.year},
        {"key": "Lead board" if len(leads) < 2 else "Lead boards", "value": leads},
        {"key": "Delivery group", "value": group},
        {
            "key": "Set by",
            "value": item.set_by or {"reason": "no agreement or decision"},
            "actions": _change("Name the decision", "priority-decision", found) if moves_it else [],
        },
        {
            "key": "Reviewed",
            "value": reviewed,
            "actions": _change("Give the date", "priority-review", found) if moves_it else [],
        },
    ]


def _change(label: str, name: str, found: Priority) -> list[dict[str, str]]:
    return [{"label": label, "url": page_url(name, found)}]


def _stage(item: Item, stage: str) -> dict[str, Any]:
    here = stage == item.stage
    name = {"text": STAGES[stage], "note": "It is here now" if here else ""}
    # Only the stage it is in knows since when: elsewhere the day is not compared.
    there = replace(item, stage=stage, since=item.since if here else None)
    order = list(STAGES)
    ahead = order.index(stage) > order.index(item.stage)
    state: Any = {"status": "Not yet due" if ahead else "Missing"}
    if may_leave(there):
        state = {"status": "In place"}
    return {"cells": [name, ASKS[stage], "" if stage == "review" else state], "needs_you": here}


def _evidence(found: Priority, one: PriorityBasis, *, names: bool) -> list[Any]:
    state: list[Any] = [{"status": one.evidence.get_state_display()}]
    if names:
        state.append({"text": "Take it away", "url": page_url("drop-basis", found, one.pk)})
    return [
        {"text": one.label, "url": one.evidence.get_absolute_url()},
        [{"text": one.why, "note": f"{one.who}, {spell_day(one.on)}"}],
        state,
    ]


def _move(one: PriorityMove) -> list[Any]:
    return [str(one), one.on, [{"text": one.why, "note": one.who}]]


def _back(found: Priority, viewer: Viewer) -> list[dict[str, str]]:
    links = []
    if found.decision and _sees(viewer, found.decision):
        url = found.decision.get_absolute_url()
        links.append({"kind": "Decision", "label": found.decision.reference, "url": url})
    agreement = agreement_for(found)
    if agreement:
        url = agreement.get_absolute_url()
        links.append({"kind": "Agreement", "label": agreement.title, "url": url})
    return links


def _sees(viewer: Viewer, decision: Decision) -> bool:
    return bool(Decision.objects.visible_to(viewer).filter(pk=decision.pk).exists())


def _onward(line: PriorityLine) -> list[dict[str, str]]:
    if line.group is None:
        return []
    url = line.group.get_absolute_url()
    return [{"kind": "Delivery group", "label": line.group_name, "url": url}]
