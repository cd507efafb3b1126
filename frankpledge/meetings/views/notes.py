"""A note after it was taken: changed, removed, put back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.meetings.access import access_note, access_taken_minutes
from frankpledge.meetings.forms.minutes import ChangeNoteForm
from frankpledge.meetings.models import MinuteNote
from frankpledge.meetings.operations import change_note, remove_note
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.meetings.views.taking import REMOVED, after, sent_by_script, taken, told
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.verdict import Refused


@signed_in
def change(request: Looking, body: str, slug: str, key: UUID) -> HttpResponse:
    """Put a note in better words. What somebody else saved meanwhile is never overwritten."""
    note = access_note(request.viewer, body, slug, key)
    form = ChangeNoteForm(note, request.POST or None, initial=_initial(note))
    if request.method == "POST" and form.is_valid():
        try:
            change_note(
                by=request.viewer.actor,
                note=note,
                said=form.said_as(note.kind),
                version=form.cleaned_data["version"],
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "The note is changed.")
            return after(request, note.minutes, note.item.slug)
    context = {
        "breadcrumbs": _crumbs(note),
        "form": form,
        "title": f"Change a note: {note.get_kind_display().lower()}",
        "button": "Save the note",
        "caption": f"Item {note.item.label}, {note.minutes.meeting.when}",
    }
    return render(request, "meetings/minutes_form.html", context)


def _initial(note: MinuteNote) -> dict[str, Any]:
    action = note.action
    return {
        "text": note.text,
        "version": note,
        "outcome": note.decision.outcome if note.decision else "",
        "owner": action.owner.slug if action and action.owner else "",
        "owner_post": action.owner_post if action else "",
        "due": action.due if action else None,
    }


def _crumbs(note: MinuteNote) -> list[tuple[str, str]]:
    meeting = note.minutes.meeting
    here = reverse("meetings:take-minutes", args=[meeting.body.slug, meeting.slug])
    return [*crumbs(meeting, inside=True), ("Take the minutes", f"{here}#{note.item.slug}")]


@signed_in
@require_POST
def remove(request: Looking, body: str, slug: str, key: UUID) -> HttpResponse:
    """Take a note away; it can be put back as it was until another is removed."""
    note = access_note(request.viewer, body, slug, key)
    kept = _as_sent(note)
    try:
        remove_note(by=request.viewer.actor, note=note)
    except Refused as no:
        if not sent_by_script(request):
            raise
        return told(no.reason, 409)
    request.session[REMOVED] = kept
    return after(request, note.minutes, note.item.slug)


def _as_sent(note: MinuteNote) -> dict[str, str]:
    """A note as the form that took it sent it."""
    initial = _initial(note)
    due = initial.pop("due")
    asked = note.decision.recommendation_id if note.decision else None
    return {
        **{name: str(value) for name, value in initial.items() if name != "version"},
        "key": str(note.key),
        "item": note.item.slug,
        "kind": note.kind,
        "due": due.isoformat() if due else "",
        "minutes": str(note.minutes_id),
        **({"recommendation": str(asked)} if asked else {}),
    }


@signed_in
@require_POST
def put_back(request: Looking, body: str, slug: str) -> HttpResponse:
    """Put back the note that was removed last."""
    minutes = access_taken_minutes(request.viewer, body, slug)
    kept = request.session.get(REMOVED)
    if not kept or kept["minutes"] != str(minutes.pk):
        raise Http404("No note was removed here.")
    answer = taken(request, minutes, kept)
    request.session.pop(REMOVED, None)
    return answer
