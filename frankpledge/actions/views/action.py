"""One action: reading it, reporting on it, changing and reopening it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render

from frankpledge.actions.access import access_action, access_kept_action, access_report
from frankpledge.actions.forms import ChangeForm, ReopenForm, ReportForm, initial_of
from frankpledge.actions.meeting_days import last_meeting
from frankpledge.actions.models import Action, ActionReport
from frankpledge.actions.operations import change, reopen, report
from frankpledge.actions.permissions import can_keep, can_report
from frankpledge.actions.queries.owing import shortened
from frankpledge.actions.queries.register import Line, line_of
from frankpledge.actions.rules import ActionFacts, may_report
from frankpledge.actions.views.trail import crumbs
from frankpledge.history.queries import entries_about
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.pages import form_page
from frankpledge.shared.uploads.serving import download
from frankpledge.shared.verdict import Refused

LONGEST_HEADING = 160


def action(request: Looking, body: str, number: int) -> HttpResponse:
    """An action: what is asked and how it stands, what is asked of you, reports, history."""
    found = access_action(request.viewer, body, number)
    day = clock.today()
    line = line_of(found, day)
    reports = list(found.reports.select_related("by_body"))
    looks = list(found.looks.all())
    keeps = bool(can_keep(request.viewer, found.register))
    reports_here = bool(can_report(request.viewer, found) and may_report(_facts(found)))
    short = shortened(found.text, LONGEST_HEADING)
    context = {
        "breadcrumbs": crumbs(found.register),
        "action": found,
        "short": short,
        "rest": found.text if short != found.text.strip() else "",
        "line": line,
        "facts": _told(found, line),
        "asked_of_you": reports_here and found.owner_id in request.viewer.bodies,
        "reports_here": reports_here,
        "keeps": keeps,
        "reports": [{"report": one, "who": _who(one)} for one in reports],
        "looks": looks,
        "history": entries_about(found, *reports, *looks),
    }
    return render(request, "actions/action.html", context)


def _facts(action: Action) -> ActionFacts:
    return ActionFacts(action.state, action.asked)


def _who(report: ActionReport) -> str:
    name = report.by_body.short_on(report.on) if report.by_body else ""
    return ", ".join(filter(None, (report.post, name)))


def _told(action: Action, line: Line) -> list[dict[str, Any]]:
    """The facts of an action, as its page lists them."""
    asked: dict[str, Any] = {"text": action.asked_at or line.board}
    if action.asked_url:
        asked["url"] = action.asked_url
    rows: list[dict[str, Any]] = [
        {"key": "Asked of", "value": line.owner or {"reason": "nobody yet"}},
        {"key": "By when", "value": line.due_words or {"reason": "no day set"}},
        {"key": "Asked on", "value": action.asked, "note": line.asked_words.capitalize()},
        {"key": "Asked at", "value": asked},
    ]
    if action.changed_why:
        rows.append({"key": "Why it last changed", "value": action.changed_why})
    if action.closed:
        how = "Closed on" if action.state == "closed" else "Dropped on"
        rows.append({"key": how, "value": action.closed, "note": action.closed_why})
    if action.ref:
        rows.append({"key": "Earlier reference", "value": action.ref})
    if action.source:
        rows.append({"key": "Came from", "value": action.source})
    return rows


@signed_in
def make_report(request: Looking, body: str, number: int) -> HttpResponse:
    """Report on an action: what was done, evidence, and whether it is done."""
    found = access_action(request.viewer, body, number)
    if not can_report(request.viewer, found):
        raise Http404("The body that this was asked of reports on it.")
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = report(
                by=request.viewer.actor,
                action=found,
                on=clock.today(),
                text=form.cleaned_data["text"],
                by_body=found.owner if found.owner_id in request.viewer.bodies else None,
                post=request.viewer.actor.name,
                done=form.cleaned_data["done"],
                evidence=form.given(),
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            said = "Your report is kept."
            if added.done:
                said = "Your report is kept. The board looks at it at its next meeting."
            messages.success(request, said)
            return redirect(found)
    title = f"Report on action {found.number}"
    trail = crumbs(found.register, found)
    return form_page(request, form, title, "Send the report", trail, found.text)


def evidence(request: Looking, body: str, number: int, report: int) -> FileResponse:
    """A report's file."""
    found = access_report(request.viewer, body, number, report)
    return download(found.evidence, found.evidence_name)


@signed_in
def change_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Put an action right, or pass it on with the reason."""
    found = access_kept_action(request.viewer, body, number)
    form = ChangeForm(found.register, request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            change(by=request.viewer.actor, action=found, **form.cleaned_data)
        except Refused as no:
            form.add_error("why", no.reason)
        else:
            messages.success(request, f"Action {found.number} is changed.")
            return redirect(found)
    trail = crumbs(found.register, found)
    return form_page(request, form, f"Change action {number}", "Save the action", trail)


@signed_in
def reopen_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Reopen an action by the board's word."""
    found = access_kept_action(request.viewer, body, number)
    today = clock.today()
    known = last_meeting(found.register, today) or today
    form = ReopenForm(request.POST or None, initial={"on": known})
    if request.method == "POST" and form.is_valid():
        try:
            reopen(by=request.viewer.actor, action=found, today=today, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"Action {found.number} is open again.")
            return redirect(found)
    trail = crumbs(found.register, found)
    return form_page(request, form, f"Reopen action {number}", "Reopen the action", trail)
