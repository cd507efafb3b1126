"""One paper: reading, writing, uploading, its state; and the packs that bind papers."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.documents.binding import UnreadablePdf
from frankpledge.documents.pandoc import UnreadableDocument
from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import access_meeting, access_paper, access_run_paper
from frankpledge.meetings.access_members import held_version
from frankpledge.meetings.editions import (
    CIRCULATED,
    MEMBERS,
    PUBLIC,
    PUBLISHED,
    Edition,
    Reader,
)
from frankpledge.meetings.forms import PublishForm, UploadForm, WithholdForm, WriteForm, initial_of
from frankpledge.meetings.models import PAPER_STATES, Meeting, Paper
from frankpledge.meetings.operations import change_paper_state, upload_paper, write_paper
from frankpledge.meetings.operations.papers import awaits_approval
from frankpledge.meetings.paper_content import hands_out_file, looker_at, paper_blocks
from frankpledge.meetings.papers import board_pack
from frankpledge.meetings.permissions import can_read_members_pack, can_run, can_write
from frankpledge.meetings.queries.circulation import latest_sent, sent_url
from frankpledge.meetings.queries.marking import audience_words, parts_of_paper
from frankpledge.meetings.queries.status import paper_status
from frankpledge.meetings.rules import PAPER_TRANSITIONS
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.meetings.views.files import pack_file
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.uploads.serving import download
from frankpledge.shared.verdict import Refused

# Transitions with a form of their own, because something must be said, and the form's address.
SAID_ON_A_FORM = {
    ("circulated", "withheld"): "meetings:withhold-paper",
    ("published", "withheld"): "meetings:withhold-paper",
    ("circulated", "received"): "meetings:revise-paper",
}


def paper(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """A paper: what it is and its state, what may be done with it, its content, its history.

    While it is revised, members are led to the version that they were sent.
    """
    if held := held_version(request.viewer, body, slug, paper):
        return redirect(sent_url(held))
    found = access_paper(request.viewer, body, slug, paper)
    meeting = found.item.meeting
    day = meeting.date or clock.today()
    # Its drafts and delays are for those who made them, also once everybody may read it.
    runs = bool(can_run(request.viewer, meeting))
    inside = found.author_body_id in request.viewer.bodies or runs
    looker = looker_at(found, request.viewer)
    sent = latest_sent(found) if can_read_members_pack(request.viewer, meeting) else None
    context = {
        "breadcrumbs": crumbs(meeting, inside=True),
        "paper": found,
        "marking_line": found.marking.line,
        "state": PAPER_STATES[found.state],
        "author": found.author_body.name_on(day),
        "blocks": paper_blocks(found, looker),
        "has_file": hands_out_file(found, looker),
        "marking_url": _own_page("meetings:mark-paper", found) if runs else "",
        "parts_url": _own_page("meetings:withhold-parts", found) if runs else "",
        "parts": parts_of_paper(found, day) if inside else (),
        "audience": audience_words(found, day) if inside else "",
        "can_write": bool(can_write(request.viewer, found)),
        "steps": _steps(request.viewer, found),
        "asked": paper_status(found, clock.today()) if inside else None,
        "sent": sent,
        "sent_url": sent_url(sent) if sent else "",
        "history": entries_about(found) if inside else [],
    }
    return render(request, "meetings/paper.html", context)


def _steps(viewer: Viewer, paper: Paper) -> list[dict[str, str]]:
    """The states this viewer may take it to: the secretary any, its author only “received”.

    `url` leads to the form on which something must be said first; else one press does it.
    """
    if can_run(viewer, paper.item.meeting):
        allowed = set(PAPER_TRANSITIONS[paper.state]) - {"circulated"}
        if awaits_approval(paper):
            allowed -= {"published"}
    elif can_write(viewer, paper):
        allowed = {"received"} & set(PAPER_TRANSITIONS[paper.state])
    else:
        allowed = set()
    return [
        {"state": state, "label": words, "url": _form_for(paper, state)}
        for state, words in PAPER_TRANSITIONS[paper.state].items()
        if state in allowed and not (paper.state == "to-follow" and not paper.content)
    ]


def _form_for(paper: Paper, state: str) -> str:
    name = SAID_ON_A_FORM.get((paper.state, state), "")
    if (paper.state, state) == ("withheld", "published") and paper.withheld_until_decision:
        name = "meetings:release-paper"
    return _own_page(name, paper) if name else ""


def _own_page(name: str, paper: Paper) -> str:
    meeting = paper.item.meeting
    return reverse(name, args=[meeting.body.slug, meeting.slug, paper.slug])


@signed_in
def write(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Write a paper. What somebody else saved meanwhile is never overwritten."""
    found = _writable(request.viewer, body, slug, paper)
    form = WriteForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            write_paper(
                by=request.viewer.actor,
                paper=found,
                title=data["title"],
                text=data["text"],
                asked=form.asked(),
            )
        except UnreadableDocument as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, "The paper is saved.")
            return redirect(found)
    return _form(request, found, form, "Write the paper", "Save the paper")


@signed_in
def upload(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Upload a paper as Word, ODF or PDF."""
    found = _writable(request.viewer, body, slug, paper)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload_paper(by=request.viewer.actor, paper=found, name=file.name, data=file.read())
        except (UnreadableDocument, UnreadablePdf) as error:
            form.add_error("file", str(error))
        except Refused as no:
            form.add_error("file", no.reason)
        else:
            messages.success(request, f"“{file.name}” is now the paper. The file itself is kept.")
            return redirect(found)
    return _form(request, found, form, "Upload the paper", "Upload the file")


@signed_in
@require_POST
def change_state(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Take a paper to another state."""
    found = access_paper(request.viewer, body, slug, paper)
    wanted = request.POST.get("state", "")
    pressed = {step["state"] for step in _steps(request.viewer, found) if not step["url"]}
    if wanted not in pressed:
        raise Http404("This paper cannot be taken there by you.")
    change_paper_state(by=request.viewer.actor, paper=found, state=wanted, on=clock.today())
    messages.success(request, f"The paper is now {PAPER_STATES[found.state].lower()}.")
    return redirect(found)


@signed_in
def withhold(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Withhold a paper from the public until a day or a decision."""
    found = access_run_paper(request.viewer, body, slug, paper)
    form = WithholdForm(request.POST or None)
    return _said(request, found, form, "withheld", "Withhold the paper")


@signed_in
def release(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Publish a withheld paper, by the recorded decision that it waited for."""
    found = access_run_paper(request.viewer, body, slug, paper)
    form = PublishForm(found, request.POST or None)
    return _said(request, found, form, "published", "Publish the paper")


def _said(request: Looking, paper: Paper, form: GovukForm, state: str, title: str) -> HttpResponse:
    """Take a paper to a state for which something must be said on a form."""
    if request.method == "POST" and form.is_valid():
        try:
            change_paper_state(
                by=request.viewer.actor,
                paper=paper,
                state=state,
                on=clock.today(),
                **form.cleaned_data,
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"The paper is now {PAPER_STATES[state].lower()}.")
            return redirect(paper)
    return _form(request, paper, form, title, title)


def original(request: Looking, body: str, slug: str, paper: str) -> FileResponse:
    """The file a paper came as."""
    found = access_paper(request.viewer, body, slug, paper)
    if not hands_out_file(found, looker_at(found, request.viewer)):
        raise Http404("The file is for those who made this paper: read the paper itself.")
    return download(found.original, found.original_name)


def pack(request: Looking, body: str, slug: str, edition: str, kind: str) -> HttpResponse:
    """A meeting's pack: members' or public, as PDF, Word or a web page."""
    meeting = access_meeting(body, slug)
    chosen = _edition(request.viewer, meeting, edition)
    try:
        content = board_pack(meeting, Reader(request.viewer, chosen))
    except LookupError as error:
        raise Http404(str(error)) from error
    return pack_file(content, kind, f"{meeting.body.slug}-{meeting.slug}-{edition}")


def _edition(viewer: Viewer, meeting: Meeting, edition: str) -> Edition:
    """The edition asked for, if this viewer may have it. Raises Http404."""
    if edition == "members" and can_read_members_pack(viewer, meeting):
        return CIRCULATED if meeting.circulated else MEMBERS
    if edition == "public" and can_run(viewer, meeting):
        return PUBLIC
    if edition == "public" and meeting.published:
        return PUBLISHED
    raise Http404("There is no such pack.")


def _writable(viewer: Viewer, body: str, slug: str, paper: str) -> Paper:
    found = access_paper(viewer, body, slug, paper)
    if not can_write(viewer, found):
        raise Http404("This paper cannot be changed by you.")
    return found


def _form(request: Looking, paper: Paper, form: GovukForm, title: str, button: str) -> HttpResponse:
    trail = crumbs(paper.item.meeting, inside=True)
    context = {
        "breadcrumbs": [*trail, (f"Item {paper.item.label}", paper.get_absolute_url())],
        "form": form,
        "title": title,
        "button": button,
        "caption": paper.title,
        "with_file": "file" in form.fields,
    }
    return render(request, "form_page.html", context)
