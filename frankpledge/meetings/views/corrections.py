"""Correcting approved minutes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from frankpledge.meetings.access import access_note
from frankpledge.meetings.forms.minutes import CorrectionForm
from frankpledge.meetings.operations import correct_note
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused


@signed_in
def correct(request: Looking, body: str, slug: str, key: UUID) -> HttpResponse:
    """Put a note of approved minutes right: what it said stays under them."""
    note = access_note(request.viewer, body, slug, key)
    board = note.minutes.meeting.body
    form = CorrectionForm(board, request.POST or None, initial={"now": note.text, "version": note})
    if request.method == "POST" and form.is_valid():
        try:
            correct_note(by=request.viewer.actor, note=note, on=clock.today(), **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "The minutes are corrected, and say what they said before.")
            return redirect(note.minutes)
    meeting = note.minutes.meeting
    context = {
        "breadcrumbs": [
            *crumbs(meeting, inside=True),
            ("Minutes", note.minutes.get_absolute_url()),
        ],
        "form": form,
        "title": "Correct the minutes",
        "button": "Record the correction",
        "caption": f"Item {note.item.label}, {meeting.when}",
        "quoted": note.text,
    }
    return render(request, "meetings/minutes_form.html", context)
