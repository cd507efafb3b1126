"""One request: who asks what, who answers, what was said, and what is asked of you."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from frankpledge.actions.queries.owing import shortened
from frankpledge.history.queries import entries_about
from frankpledge.partnership.marking.wording import marking_facts
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking
from frankpledge.review.requests.access import access_request
from frankpledge.review.requests.models import BoardRequest, RequestAsking, RequestWord
from frankpledge.review.requests.permissions import can_answer, can_keep, sees_all
from frankpledge.review.requests.queries.lines import RequestLine, day_of, said_by
from frankpledge.review.requests.queries.lists import line_of
from frankpledge.review.requests.rules import may_answer, may_become_action
from frankpledge.review.requests.views.trail import crumbs
from frankpledge.shared import clock

LONGEST_HEADING = 100


def request_page(request: Looking, body: str, number: int) -> HttpResponse:
    """A request: what it is and how it stands, what is asked of you, what was said, history."""
    found = access_request(request.viewer, body, number)
    line = line_of(found, clock.today(), request.viewer)
    if line is None:
        raise Http404("There is no such request.")
    viewer = request.viewer
    inside = sees_all(viewer, found)
    askings = [one for one in found.askings.select_related("meeting__body") if inside or one.is_out]
    words = list(found.words.all())
    keeps, is_live = bool(can_keep(viewer, found.board)), bool(may_answer(found.state))
    short = shortened(line.text, LONGEST_HEADING)
    context = {
        "breadcrumbs": crumbs(found.board),
        "found": found,
        "marking_line": found.marking.line,
        "line": line,
        "short": short,
        "rest": line.text if short != line.text.strip() else "",
        "facts": [*marking_facts(found, clock.today()), *_facts(found, line)],
        "answers": is_live and bool(can_answer(viewer, found)),
        "asked_of_you": found.state == "open" and found.owner_id in viewer.bodies,
        "keeps": keeps and is_live,
        "may_be_action": bool(may_become_action(found.state, is_action=bool(found.action_id))),
        "told": told(askings, words),
        "history": entries_about(found, *found.named.all(), *askings, *words) if inside else [],
    }
    return render(request, "requests/request.html", context)


def _facts(found: BoardRequest, line: RequestLine) -> list[dict[str, Any]]:
    """The facts of a request, as its page lists them."""
    rows: list[dict[str, Any]] = [
        {"key": "Asked by", "value": {"text": line.group, "url": found.group.get_absolute_url()}},
        {"key": "Asked of", "value": line.board},
        {"key": "First asked", "value": line.asked, "note": line.running.capitalize()},
    ]
    if line.state != "noted":
        rows.append({"key": "Who answers", "value": line.owner or {"reason": "nobody yet"}})
    if line.answer_by:
        rows.append({"key": "Answer wanted by", "value": line.answer_by})
    if line.action:
        action = {"text": line.action, "url": line.action_url}
        rows.append({"key": "Became", "value": action, "note": "In the board’s register"})
    return rows


def told(askings: list[RequestAsking], words: list[RequestWord]) -> list[dict[str, Any]]:
    """What was asked and said, in the order of its days."""
    bodies = Body.objects.with_names().in_bulk({one.by_body_id for one in words if one.by_body_id})
    asked = [
        {
            "on": one.on,
            "turn": 0,
            "what": "Asked again" if n else "Asked",
            "who": f"for the meeting of {one.meeting.when}",
            "text": one.text,
            "url": one.meeting.get_absolute_url(),
            "day": day_of(one),
        }
        for n, one in enumerate(askings)
    ]
    said = [
        {
            "on": one.on,
            "turn": 1 if one.kind == "answered" else 2,
            "what": one.get_kind_display(),
            "who": said_by(one, bodies, one.on),
            "text": one.text,
            "url": "",
        }
        for one in words
    ]
    return sorted([*asked, *said], key=lambda one: (one["on"], one["turn"]))
