"""Attendance at a meeting: the roll, apologies beforehand, substitutes, others."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import access_meeting, access_run_meeting
from frankpledge.meetings.forms.attendance import (
    ApologiesForm,
    InAttendanceForm,
    RollLineForm,
    roll_forms,
)
from frankpledge.meetings.models import Attendance, Meeting
from frankpledge.meetings.operations import (
    Conflict,
    add_in_attendance,
    record_attendance,
    remove_in_attendance,
    send_apologies,
    settle_substitute,
    take_back_apologies,
)
from frankpledge.meetings.operations.attendance import substitutes_rule
from frankpledge.meetings.permissions import can_run, can_settle_substitutes
from frankpledge.meetings.queries.attendance import Roll, RollRow, roll
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of


@signed_in
def roll_call(request: Looking, body: str, slug: str) -> HttpResponse:
    """The roll: the secretary keeps it, the chair settles substitutes, a member sees their seat."""
    meeting = access_meeting(body, slug)
    found = roll(meeting)
    runs = bool(can_run(request.viewer, meeting))
    if not (runs or can_settle_substitutes(request.viewer, meeting) or found.mine(request.viewer)):
        raise Http404("This page is for those who sit on the board.")
    rule = substitutes_rule(meeting)
    # Before its day there is no roll on the page to fill in.
    sent = request.POST if runs and request.method == "POST" and _has_come(meeting) else None
    forms = roll_forms(found, rule, sent)
    conflicts: tuple[Conflict, ...] = ()
    if sent is not None and all(one.is_valid() for one in forms):
        conflicts = record_attendance(
            by=request.viewer.actor,
            meeting=meeting,
            lines=[one.line for one in forms],
            on=clock.today(),
        )
        if not conflicts:
            messages.success(request, f"Attendance of {count_of(len(forms), 'seat')} is recorded.")
            return redirect("meetings:attendance", body, slug)
        found = roll(meeting)
        forms = roll_forms(found, rule)
    context = _roll_context(request.viewer, meeting, found, forms, rule)
    context |= {"conflicts": conflicts, "errors": _errors(forms)}
    return render(request, "meetings/attendance.html", context, status=409 if conflicts else 200)


def _roll_context(
    viewer: Viewer, meeting: Meeting, found: Roll, forms: list[RollLineForm], rule: str
) -> dict[str, object]:
    runs = bool(can_run(viewer, meeting))
    asked = [one for one in found.rows if one.row and one.row.substitute_state]
    records = [one.row for one in found.rows if one.row]
    return {
        "breadcrumbs": crumbs(meeting, inside=True),
        "meeting": meeting,
        "roll": found,
        "forms": forms if runs else [],
        "runs": runs,
        "came": _has_come(meeting),
        "may_substitute": rule != "none",
        "substitutes": asked if can_settle_substitutes(viewer, meeting) else [],
        "settles": rule == "chair",
        "mine": found.mine(viewer),
        "button": f"Record attendance of {count_of(len(forms), 'seat')}",
        "other_form": InAttendanceForm(meeting.body) if runs else None,
        "history": entries_about(*records) if runs and records else [],
    }


def _has_come(meeting: Meeting) -> bool:
    return meeting.date is not None and meeting.date <= clock.today()


def _errors(forms: list[RollLineForm]) -> list[dict[str, str]]:
    """The summary of what is wrong, each line leading to its seat."""
    return [
        {"text": f"{form.row.seat.title}: {text}", "href": f"#{form.prefix}"}
        for form in forms
        if form.is_bound
        for texts in form.errors.values()
        for text in texts
    ]


def _my_seat(viewer: Viewer, meeting: Meeting, seat: str) -> RollRow:
    """A seat that a body of the viewer's holds on the day. Raises Http404."""
    mine = roll(meeting).mine(viewer)
    found = next((one for one in mine if one.seat.slug == seat), None)
    if found is None:
        raise Http404("This seat is another body's.")
    return found


@signed_in
def apologies(request: Looking, body: str, slug: str, seat: str) -> HttpResponse:
    """A member says beforehand that they cannot come, and who comes instead."""
    meeting = access_meeting(body, slug)
    row = _my_seat(request.viewer, meeting, seat)
    rule = substitutes_rule(meeting)
    form = ApologiesForm(rule, request.POST or None, initial={"substitute": row.substitute})
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_apologies(
                by=request.viewer.actor,
                meeting=meeting,
                membership=row.membership,
                substitute=form.cleaned_data.get("substitute", ""),
                on=clock.today(),
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            waits = " The chair settles whether your substitute may come."
            messages.success(
                request,
                "Your apologies are sent." + (waits if sent.substitute_state == "asked" else ""),
            )
            return redirect("meetings:attendance", body, slug)
    context = {
        "breadcrumbs": crumbs(meeting, inside=True),
        "form": form,
        "title": "Send apologies",
        "button": "Send apologies",
        "caption": f"{row.seat.title}, {meeting.when}",
    }
    return render(request, "form_page.html", context)


@signed_in
@require_POST
def come_after_all(request: Looking, body: str, slug: str, seat: str) -> HttpResponse:
    """A member who sent apologies can come."""
    row = _my_seat(request.viewer, access_meeting(body, slug), seat).row
    if row is None:
        raise Http404("No apologies were sent.")
    take_back_apologies(by=request.viewer.actor, attendance=row, on=clock.today())
    messages.success(request, "Your apologies are taken back. You are expected at the meeting.")
    return redirect("meetings:attendance", body, slug)


@signed_in
@require_POST
def substitute(request: Looking, body: str, slug: str, seat: str) -> HttpResponse:
    """The chair approves a substitute, or does not; the secretary records what the chair said."""
    meeting = access_meeting(body, slug)
    row = Attendance.objects.filter(meeting=meeting, seat__slug=seat).first()
    if row is None or not can_settle_substitutes(request.viewer, meeting):
        raise Http404("There is no such substitute for you to settle.")
    row.meeting = meeting
    approved = request.POST.get("approved") == "yes"
    settle_substitute(by=request.viewer.actor, attendance=row, approved=approved)
    said = "approved as substitute" if approved else "not approved as substitute"
    messages.success(request, f"{row.substitute} is {said}.")
    return redirect("meetings:attendance", body, slug)


@signed_in
@require_POST
def others(request: Looking, body: str, slug: str) -> HttpResponse:
    """Put down somebody who came and holds no seat."""
    meeting = access_run_meeting(request.viewer, body, slug)
    form = InAttendanceForm(meeting.body, request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
        return redirect("meetings:attendance", body, slug)
    add_in_attendance(
        by=request.viewer.actor, meeting=meeting, on=clock.today(), **form.cleaned_data
    )
    messages.success(request, f"{form.cleaned_data['post']} is in attendance.")
    return redirect("meetings:attendance", body, slug)


@signed_in
@require_POST
def remove(request: Looking, body: str, slug: str, number: int) -> HttpResponse:
    """Take back somebody put down as in attendance."""
    meeting = access_run_meeting(request.viewer, body, slug)
    row = Attendance.objects.filter(meeting=meeting, pk=number).first()
    if row is None:
        raise Http404("Nobody of that number is in attendance.")
    remove_in_attendance(by=request.viewer.actor, attendance=row)
    messages.success(request, f"{row.post} is no longer down as in attendance.")
    return redirect("meetings:attendance", body, slug)
