"""Calling, moving and cancelling a meeting: what its secretary does to the calendar."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frankpledge.meetings.access import access_planned_body, access_run_meeting
from frankpledge.meetings.forms import CancelMeetingForm, move_form, plan_form
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.operations import (
    call_meeting,
    cancel_meeting,
    move_meeting,
    plan_meeting,
)
from frankpledge.meetings.queries.concerned import concerned_bodies
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.meetings.views.calendar import board_crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of


@signed_in
def plan_extra(request: Looking, body: str) -> HttpResponse:
    """Plan one more meeting of a body, such as one that its chair directs."""
    found = access_planned_body(request.viewer, body)
    form = plan_form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = plan_meeting(
                by=request.viewer.actor,
                body=found,
                day=form.cleaned_data["to"],
                **{name: form.cleaned_data[name] for name in ("starts", "ends", "place")},
                on=clock.today(),
            )
        except Refused as no:
            form.add_error("to", no.reason)
        else:
            messages.success(
                request,
                f"A meeting on {meeting.when} is planned. Nobody is told of it until you call it.",
            )
            return redirect("meetings:board", body)
    context = {
        "breadcrumbs": board_crumbs(found),
        "form": form,
        "title": "Plan a meeting",
        "button": "Plan this meeting",
        "caption": found.name_on(clock.today()),
    }
    return render(request, "form_page.html", context)


@signed_in
@require_POST
def call(request: Looking, body: str, slug: str) -> HttpResponse:
    """Call a planned meeting: its agenda becomes public and its deadlines are kept."""
    found = access_run_meeting(request.viewer, body, slug)
    call_meeting(by=request.viewer.actor, meeting=found)
    messages.success(request, f"The meeting of {found.when} is called.")
    return redirect(found)


@signed_in
def move(request: Looking, body: str, slug: str) -> HttpResponse:
    """Give a meeting another day, other hours or another place; or its first day."""
    found = access_run_meeting(request.viewer, body, slug)
    form = move_form(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("to", "starts", "ends", "place")}
        told = move_meeting(
            by=request.viewer.actor,
            meeting=found,
            reason=form.cleaned_data["reason"],
            on=clock.today(),
            **given,
        )
        messages.success(request, f"The meeting is on {found.when}. {_told(told)}")
        return redirect(found)
    if found.date:
        return _page(request, found, form, "Move the meeting", "Move it and tell {}")
    return _page(request, found, form, "Give the meeting a day", "Set the day and tell {}")


@signed_in
def cancel(request: Looking, body: str, slug: str) -> HttpResponse:
    """Cancel a meeting and tell everybody concerned."""
    found = access_run_meeting(request.viewer, body, slug)
    form = CancelMeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = cancel_meeting(
            by=request.viewer.actor,
            meeting=found,
            reason=form.cleaned_data["reason"],
            on=clock.today(),
        )
        messages.success(request, f"The meeting of {found.when} is cancelled. {_told(told)}")
        return redirect(found)
    title, button = "Cancel the meeting", "Cancel it and tell {}"
    return _page(request, found, form, title, button, kind="warning")


def _told(count: int) -> str:
    if not count:
        return "Nobody had to be told."
    return f"{count_of(count, 'message')} will go out, one to each address."


def _page(
    request: Looking, meeting: Meeting, form: GovukForm, title: str, button: str, kind: str = ""
) -> HttpResponse:
    day = meeting.date or clock.today()
    bodies = concerned_bodies(meeting, day)
    told = count_of(len(bodies), "body", "bodies")
    context = {
        "breadcrumbs": crumbs(meeting, inside=True),
        "meeting": meeting,
        "form": form,
        "title": title,
        "button": button.format(told),
        "kind": kind,
        "told": told,
        "names": [body.name_on(day) for body in bodies],
        "caption": meeting.when,
    }
    return render(request, "meetings/moving.html", context)
