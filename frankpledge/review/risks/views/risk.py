"""One risk: what it is, what is asked of you, what is done about it, what it hangs with."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from frankpledge.actions.queries.owing import shortened
from frankpledge.history.queries import entries_about
from frankpledge.partnership.marking.wording import marking_facts
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import Looking
from frankpledge.review.risks.access import access_risk
from frankpledge.review.risks.chart import score_chart
from frankpledge.review.risks.models import Risk, RiskControl, RiskScore
from frankpledge.review.risks.money import spell_pounds
from frankpledge.review.risks.permissions import boards_to_ask, can_answer, can_keep, can_review
from frankpledge.review.risks.queries.lines import RiskLine
from frankpledge.review.risks.queries.page import RiskPage, Step, risk_page
from frankpledge.review.risks.tables import COLUMNS, band_html, register_rows
from frankpledge.review.risks.views.trail import crumbs
from frankpledge.shared import clock
from frankpledge.shared.asking import asked_day


def risk(request: Looking, body: str, number: int) -> HttpResponse:
    """A risk as it stood on a day, with its history of score and the chain both ways."""
    viewer, today = request.viewer, clock.today()
    found = access_risk(viewer, body, number, today)
    asked = asked_day(request)
    page = risk_page(found, asked.day, viewer)
    keeps = bool(can_keep(viewer, found.register, today))
    current = [one for one in page.scores if one.kind == "current"]
    context = {
        "breadcrumbs": crumbs(found.register),
        "asked": asked,
        "risk": found,
        "marking_line": found.marking.line,
        "page": page,
        "line": page.line,
        "band": band_html(page.line.scored),
        "facts": [*marking_facts(found, asked.day), *_facts(found, page.line)],
        "keeps": keeps,
        "buttons": _buttons(viewer, found, keeps=keeps),
        "to_answer": [_to_answer(one) for one in page.onward if _mine(viewer, one)],
        "review_url": _url("review", found) if can_review(viewer, found, today) else "",
        "chart": _chart(current, page),
        "scores": [_score(one) for one in reversed(page.scores)],
        "actions": [
            {
                "kind": "Action",
                "label": f"{one.number}. {shortened(one.text)}",
                "url": one.get_absolute_url(),
                "status": one.get_state_display().split(",")[0],
            }
            for one in page.actions
        ],
        "same_cause": register_rows(page.same_cause, tell_register=True),
        "columns": COLUMNS,
        "score_columns": ["Day", "What", "How bad", "Why"],
        "controls": [_control(found, one, asked.day, keeps=keeps) for one in page.controls],
        "control_url": _url("control", found) if keeps and found.closed is None else "",
        "history": entries_about(
            found, *found.named.all(), *page.scores, *page.controls, *page.reviews, *page.turns
        ),
    }
    return render(request, "risks/risk.html", context)


def _url(name: str, found: Risk) -> str:
    return reverse(f"risks:{name}", args=[found.register.slug, found.number])


def _facts(found: Risk, line: RiskLine) -> list[dict[str, Any]]:
    """The facts of a risk, as its page lists them."""
    target: Any = {"reason": "no target set"}
    if line.target:
        target = [band_html(line.target), line.target.words]
    rows: list[dict[str, Any]] = [
        {"key": "Register", "value": {"text": line.register, "url": _register_url(found)}},
        {"key": "Owner", "value": line.owner or {"reason": "nobody yet"}},
        {"key": "Raised", "value": line.raised_words, "note": line.carried_note},
        {"key": "Target", "value": target},
        {"key": "Next review", "value": line.next_review or {"reason": "no day set"}},
    ]
    if found.priority:
        rows.append({"key": "Threatens the priority", "value": str(found.priority)})
    if found.cause:
        where = {"text": found.cause.name, "url": found.cause.get_absolute_url()}
        rows.append({"key": "Shared cause", "value": where})
    rows += _money(found, line)
    if found.ref:
        rows.append({"key": "Reference elsewhere", "value": found.ref})
    if found.source:
        rows.append({"key": "Where it is written", "value": found.source})
    return rows


def _register_url(found: Risk) -> str:
    return reverse("risks:register", args=[found.register.slug])


def _money(found: Risk, line: RiskLine) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    if line.cliff:
        much = f", {spell_pounds(found.cliff_pence)}" if found.cliff_pence is not None else ""
        what = f"{found.cliff_what}{much}".lstrip(", ")
        key = "Funding ended" if line.cliff.state == "Ended" else "Funding ends"
        value: Any = line.cliff.words.capitalize()
        if line.flagged and line.cliff.state == "Soon":
            value = {"text": value, "status": "Soon"}
        rows.append({"key": key, "value": value, "note": what})
    if line.cliff or found.funding:
        paid = found.funding or {"reason": "not known yet"}
        rows.append({"key": "To be paid for by", "value": paid})
    return rows


def _buttons(viewer: Viewer, found: Risk, *, keeps: bool) -> list[tuple[str, str, str]]:
    """What may be done here: (label, address, kind), the likeliest first."""
    open_ = found.closed is None
    buttons: list[tuple[str, str, str]] = []
    if keeps and open_:
        buttons += [
            ("Score it", _url("score", found), ""),
            ("Review it", _url("review", found), "secondary"),
            ("Ask another body to take it", _url("escalate", found), "secondary"),
        ]
    elif open_ and can_review(viewer, found, clock.today()):
        buttons.append(("Review it", _url("review", found), ""))
    if open_ and boards_to_ask(viewer, found, clock.today()):
        buttons.append(("Ask for an action", _url("ask-action", found), "secondary"))
    if keeps:
        buttons.append(("Change it", _url("change", found), "secondary"))
        buttons.append(("Who may read it", _url("mark", found), "secondary"))
        turn = ("Close it", "close") if open_ else ("Open it again", "reopen")
        buttons.append((turn[0], _url(turn[1], found), "secondary"))
    return buttons


def _control(found: Risk, one: RiskControl, day: date, *, keeps: bool) -> dict[str, Any]:
    owner = one.owner.short_on(day) if one.owner else ""
    args = [found.register.slug, found.number, one.pk]
    return {
        "control": one,
        "who": ", ".join(filter(None, (owner, one.owner_post))),
        "when": one.period if one.starts or one.ends else "in place",
        "end_url": reverse("risks:end-control", args=args) if keeps and not one.ends else "",
    }


def _mine(viewer: Viewer, step: Step) -> bool:
    return step.open and bool(can_answer(viewer, step.escalation))


def _to_answer(step: Step) -> dict[str, Any]:
    one = step.escalation
    args = [one.risk.register.slug, one.risk.number, one.pk]
    return {
        "title": f"{step.to} is asked to take this risk",
        "text": one.why,
        "due": one.wanted_by,
        "url": reverse("risks:answer", args=args),
    }


def _chart(current: list[RiskScore], page: RiskPage) -> SafeString | None:
    """The history of score as SVG, with its finding as its title."""
    if not current:
        return None
    # The engine of charts escapes every word it is given: this is its output, not a user's.
    return mark_safe(score_chart(current, page.line.on))


def _score(one: RiskScore) -> list[Any]:
    what = "Target" if one.kind == "target" else "Score"
    return [
        one.on,
        what,
        [band_html(one.plain), one.plain.words],
        one.why or {"reason": "no reason given"},
    ]
