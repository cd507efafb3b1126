"""Taking minutes while the meeting happens: notes sent one by one, by a form or by a script.

`minutes.js` sends the same forms with `X-Requested-With: fetch` and is answered with the notes
alone, or with a sentence that says why not; the page works as well without it.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frankpledge.meetings.access import (
    access_meeting,
    access_taken_minutes,
)
from frankpledge.meetings.forms.minutes import (
    ApproveForm,
    NoteForm,
    Owners,
    RecommendationForm,
    owners_of,
)
from frankpledge.meetings.models import AgendaItem, Minutes, Paper, Recommendation
from frankpledge.meetings.operations import (
    Said,
    approve_at_meeting,
    take_note,
)
from frankpledge.meetings.queries.minutes import (
    ItemNotes,
    awaiting_approval,
    item_notes,
    state_words,
)
from frankpledge.meetings.rules.minutes import STILL_OPEN
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.verdict import Refused

# What the session keeps of the last note removed, so that it can be put back.
REMOVED = "removed-note"


# A note as a form sends it.
Sent = Mapping[str, str]


def sent_by_script(request: Looking) -> bool:
    """Whether `minutes.js` asks, which puts the answer into the page itself."""
    return request.headers.get("X-Requested-With") == "fetch"


@signed_in
def take(request: Looking, body: str, slug: str) -> HttpResponse:
    """The agenda down the page, under each item its notes and a small form."""
    minutes = access_taken_minutes(request.viewer, body, slug)
    if request.method == "POST":
        return taken(request, minutes, request.POST)
    if minutes.state not in STILL_OPEN:
        return redirect(minutes)
    return render(request, "meetings/take.html", _context(request, minutes))


def taken(request: Looking, minutes: Minutes, sent: Sent) -> HttpResponse:
    """Keep the note that was sent, or say what is wrong with it: to a script in a sentence."""
    try:
        item = _item(request, minutes, sent)
        form = _form_sent(minutes, item, sent)
        if form.is_valid():
            _keep(request, minutes, item, form)
            return after(request, minutes, item.slug)
    except Refused as no:
        if not sent_by_script(request):
            raise
        return told(no.reason, 409)
    if sent_by_script(request):
        return told(_mistakes(form), 400)
    if isinstance(form, RecommendationForm):
        raise Refused(_mistakes(form))
    return render(request, "meetings/take.html", _context(request, minutes, form))


def told(words: str, status: int) -> HttpResponse:
    """A sentence for the script to show beside the note that it keeps."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _item(request: Looking, minutes: Minutes, sent: Sent) -> AgendaItem:
    """The item that a note was sent for. Raises Refused, so that a script keeps the note."""
    name = _user_name(request)
    if sent.get("as", name) != name:
        raise Refused("Somebody else is signed in here now. Sign in again as yourself.")
    found: AgendaItem | None = AgendaItem.objects.filter(
        meeting=minutes.meeting, slug=sent.get("item", "")
    ).first()
    if found is None:
        raise Refused("This item is no longer on the agenda. Take the note under another.")
    found.meeting = minutes.meeting
    return found


def _form_sent(minutes: Minutes, item: AgendaItem, sent: Sent) -> NoteForm | RecommendationForm:
    if "recommendation" in sent:
        return RecommendationForm(sent)
    return NoteForm(minutes.meeting.body, sent, auto_id=f"{item.slug}-%s")


def _keep(
    request: Looking, minutes: Minutes, item: AgendaItem, form: NoteForm | RecommendationForm
) -> None:
    take_note(
        by=request.viewer.actor,
        minutes=minutes,
        item=item,
        key=form.cleaned_data["key"],
        said=_said(form),
        taken_by=request.viewer.actor.name,
        on=clock.today(),
    )


def _said(form: NoteForm | RecommendationForm) -> Said:
    if isinstance(form, NoteForm):
        return form.said_as(form.cleaned_data["kind"])
    asked = (
        Recommendation.objects.select_related("paper")
        .filter(pk=form.cleaned_data["recommendation"])
        .first()
    )
    if asked is None:
        raise Refused("The paper no longer asks this. Look at it again.")
    return form.said_of(asked)


def _mistakes(form: GovukForm) -> str:
    return " ".join(f"{text}." for texts in form.errors.values() for text in texts)


def after(request: Looking, minutes: Minutes, item: str = "") -> HttpResponse:
    """To a script the notes as they are now; else back to the item."""
    if sent_by_script(request):
        return render(request, "meetings/_notes.html", _notes(request, minutes))
    here = reverse("meetings:take-minutes", args=[minutes.meeting.body.slug, minutes.meeting.slug])
    return redirect(f"{here}#{item}" if item else here)


def _notes(request: Looking, minutes: Minutes) -> dict[str, Any]:
    """The notes, and a fresh key for each recommendation on which nothing is down yet."""
    return {
        "meeting": minutes.meeting,
        "parts": [
            {"item": one, "asked": [(asked, uuid4()) for asked in one.undecided]}
            for one in item_notes(minutes)
        ],
        "removed": request.session.get(REMOVED),
        "taker": _user_name(request),
    }


def _user_name(request: Looking) -> str:
    """Who took a note goes with it, so that nobody else's sign-in sends it as theirs."""
    account = request.viewer.account
    return account.username if account else ""


def _context(request: Looking, minutes: Minutes, bound: NoteForm | None = None) -> dict[str, Any]:
    meeting = minutes.meeting
    found = _notes(request, minutes)
    owners = owners_of(meeting.body)
    waiting = awaiting_approval(meeting)
    at = _approves_at([part["item"] for part in found["parts"]]) if waiting else ""
    for part in found["parts"]:
        part["form"] = _note_form(meeting.body, part["item"], owners, bound)
        part["to_approve"] = waiting if part["item"].item.slug == at else ()
    return {
        **found,
        "breadcrumbs": crumbs(meeting, inside=True),
        "minutes": minutes,
        "state_words": state_words(minutes),
        "form": bound,
        "approve_key": uuid4(),
    }


def _note_form(board: Body, one: ItemNotes, owners: Owners, bound: NoteForm | None) -> NoteForm:
    """The form under an item: as it was sent, where something in it was wrong."""
    slug = one.item.slug
    if bound is not None and bound.data.get("item") == slug:
        form = bound
    else:
        form = NoteForm(board, initial={"key": uuid4(), "item": slug}, auto_id=f"{slug}-%s")
    form.offer_owners(owners)
    return form


def _approves_at(items: list[ItemNotes]) -> str:
    """The item at which earlier minutes are approved: that which brings them, else the first."""
    bringing = set(
        Paper.objects.filter(
            item__in=[one.item for one in items], minutes_of__isnull=False
        ).values_list("item_id", flat=True)
    )
    found = [one.item for one in items if one.item.binds == "minutes" or one.item.pk in bringing]
    first = found or [one.item for one in items]
    return first[0].slug if first else ""


@signed_in
@require_safe
def notes(request: Looking, body: str, slug: str) -> HttpResponse:
    """The notes alone, as they are now: a script asks for them, to show what others took."""
    minutes = access_taken_minutes(request.viewer, body, slug)
    return render(request, "meetings/_notes.html", _notes(request, minutes))


@signed_in
@require_POST
def approve(request: Looking, body: str, slug: str, earlier: str) -> HttpResponse:
    """The board approves the minutes of an earlier meeting: one press at this meeting's item."""
    minutes = access_taken_minutes(request.viewer, body, slug)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        raise Http404("That press came from another page.")
    before = access_meeting(body, earlier)
    approve_at_meeting(
        by=request.viewer.actor,
        earlier=before,
        minutes=minutes,
        item=_item(request, minutes, request.POST),
        key=form.cleaned_data["key"],
        taken_by=request.viewer.actor.name,
        on=clock.today(),
    )
    messages.success(request, f"The minutes of {before.when} are approved.")
    return after(request, minutes, request.POST.get("item", ""))
