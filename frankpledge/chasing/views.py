"""The secretaries' pages of what is sent: what needs them, the outbox, today's reminders."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.chasing.models import CHASER_KINDS
from frankpledge.chasing.operations import remind
from frankpledge.chasing.plan import Plan, plan_for
from frankpledge.chasing.wording import reasons
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import send_again, withdraw
from frankpledge.outbox.queries import OutboxPage, message_named, outbox_page
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.alarms import alarms
from frankpledge.shared.words import count_of, spell_list

NEEDS_A_PERSON = ("failed", "unknown")


def _only_secretaries(request: Looking) -> None:
    """Raises Http404 for anybody else: they know of no outbox."""
    if not request.viewer.secretary_of:
        raise Http404("This page is for secretaries.")


@signed_in
def outbox(request: Looking) -> HttpResponse:
    """What is wrong, what could not be sent, what waits and what has gone."""
    _only_secretaries(request)
    try:
        page = outbox_page(state=request.GET.get("state", ""))
    except LookupError as error:
        raise Http404(str(error)) from error
    day = clock.today()
    context = {
        "breadcrumbs": [("Home", "/")],
        "alarms": alarms(day),
        "page": page,
        "filters": _filters(page),
        "stuck": [
            (line, [("key", line.key)])
            for state in NEEDS_A_PERSON
            for line in outbox_page(state=state).lines
        ],
        "columns": ["Subject", "To", "State", "When"],
        "rows": [
            [line.subject, line.to_name or line.to, {"status": line.state_name}, line.when]
            for line in page.lines
        ],
    }
    return render(request, "chasing/outbox.html", context)


@signed_in
def today(request: Looking) -> HttpResponse:
    """What is still to go out today, to whom and why: worked out, and nothing sent."""
    _only_secretaries(request)
    plan = plan_for(clock.today())
    context = {
        "breadcrumbs": [("Home", "/"), ("Reminders and mail", reverse("chasing:outbox"))],
        "plan": plan,
        "columns": ["Body", "To", "Why"],
        "rows": _plan_rows(plan),
        "send_label": f"Send {count_of(plan.mails, 'mail')} now",
    }
    return render(request, "chasing/today.html", context)


def _filters(page: OutboxPage) -> list[dict[str, Any]]:
    here = reverse("chasing:outbox")
    if not page.counts:
        return []
    options: list[dict[str, Any]] = [{"label": "All", "url": here, "current": not page.state}]
    options += [
        {"label": name, "url": f"{here}?state={state}", "current": state == page.state, "count": n}
        for state, name, n in page.counts
    ]
    return [{"label": "Mail", "options": options}]


def _plan_rows(plan: Plan) -> list[list[str]]:
    rows = [
        [
            one.body.name_on(plan.on),
            spell_list([contact.post for contact in one.contacts]),
            reasons(one.because, plan.on) or "What was sent to others today",
        ]
        for one in plan.digests
    ]
    rows += [
        [
            one.board.name_on(plan.on),
            spell_list([contact.post for contact in one.contacts]),
            f"{count_of(len(one.things), 'thing')} that it asked for late: the chair is told",
        ]
        for one in plan.escalations
    ]
    rows += [[one.body.name_on(plan.on), "", CHASER_KINDS[one.kind]] for one in plan.silences]
    return rows


@signed_in
@require_POST
def send_today(request: Looking) -> HttpResponse:
    """Send today's reminders at once rather than when the hour comes."""
    _only_secretaries(request)
    plan = remind(by=request.viewer.actor, on=clock.today())
    messages.success(request, f"{count_of(plan.queued, 'mail')} put in the outbox.")
    return redirect("chasing:outbox")


@signed_in
@require_POST
def again(request: Looking) -> HttpResponse:
    """Send once more what failed, or what nobody can tell of."""
    message = _asked_message(request)
    send_again(by=request.viewer.actor, message=message)
    messages.success(request, f"“{message.subject}” waits to be sent again.")
    return redirect("chasing:outbox")


@signed_in
@require_POST
def keep_back(request: Looking) -> HttpResponse:
    """Withdraw mail that need not be sent any more, or that arrived after all."""
    message = _asked_message(request)
    withdraw(by=request.viewer.actor, message=message)
    messages.success(request, f"“{message.subject}” is withdrawn.")
    return redirect("chasing:outbox")


def _asked_message(request: Looking) -> Message:
    _only_secretaries(request)
    try:
        return message_named(request.POST.get("key", ""))
    except LookupError as error:
        raise Http404(str(error)) from error
