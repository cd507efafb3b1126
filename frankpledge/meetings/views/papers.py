"""One paper: reading, writing, uploading, its state; and the packs that bind papers."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frankpledge.documents.binding import UnreadablePdf
from frankpledge.documents.pack_html import pack_html
from frankpledge.documents.pandoc import UnreadableDocument
from frankpledge.documents.pdf import pack_pdf
from frankpledge.documents.word import pack_docx
from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import access_meeting, access_paper
from frankpledge.meetings.editions import MEMBERS, PUBLIC, PUBLISHED, Edition, Reader
from frankpledge.meetings.forms import PublishForm, UploadForm, WithholdForm, WriteForm, initial_of
from frankpledge.meetings.models import PAPER_STATES, Meeting, Paper
from frankpledge.meetings.operations import change_paper_state, upload_paper, write_paper
from frankpledge.meetings.papers import board_pack, paper_blocks
from frankpledge.meetings.permissions import can_read_members_pack, can_run, can_write
from frankpledge.meetings.rules import PAPER_TRANSITIONS
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.verdict import Refused

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
# Transitions with a form of their own, because something must be said.
SAID_ON_A_FORM = {"withheld"}


def paper(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """A paper: what it is and its state, what may be done with it, its content, its history."""
    found = access_paper(request.viewer, body, slug, paper)
    day = found.item.meeting.date or clock.today()
    # Its drafts and delays are for those who made them, also once everybody may read it.
    inside = found.author_body_id in request.viewer.bodies or can_run(
        request.viewer, found.item.meeting
    )
    context = {
        "breadcrumbs": crumbs(found.item.meeting, inside=True),
        "paper": found,
        "state": PAPER_STATES[found.state],
        "author": found.author_body.name_on(day),
        "blocks": paper_blocks(found),
        "can_write": bool(can_write(request.viewer, found)),
        "steps": _steps(request.viewer, found),
        "history": entries_about(found) if inside else [],
    }
    return render(request, "meetings/paper.html", context)


def _steps(viewer: Viewer, paper: Paper) -> list[dict[str, str]]:
    """The states this viewer may take it to: the secretary any, its author only “received”."""
    if can_run(viewer, paper.item.meeting):
        allowed = set(PAPER_TRANSITIONS[paper.state]) - {"circulated"}
    elif can_write(viewer, paper):
        allowed = {"received"} & set(PAPER_TRANSITIONS[paper.state])
    else:
        allowed = set()
    needs_words = paper.state == "withheld" and paper.withheld_until_decision
    return [
        {
            "state": state,
            "label": words,
            "form": "yes"
            if state in SAID_ON_A_FORM or (needs_words and state == "published")
            else "",
        }
        for state, words in PAPER_TRANSITIONS[paper.state].items()
        if state in allowed and not (paper.state == "to-follow" and not paper.content)
    ]


@signed_in
def write(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Write a paper. What somebody else saved meanwhile is never overwritten."""
    found = _writable(request.viewer, body, slug, paper)
    form = WriteForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if data["version"] != found.version:
                raise StaleRecord(str(found))
            write_paper(
                by=request.viewer.actor,
                paper=found,
                title=data["title"],
                text=data["text"],
                asked=form.asked(),
            )
        except UnreadableDocument as error:
            form.add_error("text", str(error))
        except StaleRecord:
            return _stale(request, found, form)
        else:
            messages.success(request, "The paper is saved.")
            return redirect(found)
    return _form(request, found, form, "Write the paper", "Save the paper")


def _stale(request: Looking, paper: Paper, form: WriteForm) -> HttpResponse:
    """Two people wrote at once: show what was typed beside what was saved, and lose neither."""
    last = next(iter(entries_about(paper, *paper.recommendations.all(), limit=1)), None)
    context = {
        "breadcrumbs": crumbs(paper.item.meeting, inside=True),
        "what": "this paper",
        "who": last["who"] if last else "",
        "when": last["when"] if last else None,
        "kept": [
            ("Title", form.cleaned_data["title"]),
            ("Recommendations", form.cleaned_data["recommendations"]),
            ("Text", form.cleaned_data["text"]),
        ],
        "back_url": paper.get_absolute_url(),
    }
    return render(request, "errors/stale.html", context, status=409)


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
    if wanted not in {step["state"] for step in _steps(request.viewer, found)}:
        raise Http404("This paper cannot be taken there by you.")
    change_paper_state(by=request.viewer.actor, paper=found, state=wanted, on=clock.today())
    messages.success(request, f"The paper is now {PAPER_STATES[found.state].lower()}.")
    return redirect(found)


@signed_in
def withhold(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Withhold a paper from the public until a day or a decision."""
    return _said(request, (body, slug, paper), WithholdForm, "withheld", "Withhold the paper")


@signed_in
def release(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Publish a withheld paper, by the decision it waited for."""
    return _said(request, (body, slug, paper), PublishForm, "published", "Publish the paper")


def _said(
    request: Looking, at: tuple[str, str, str], kind: type[GovukForm], state: str, title: str
) -> HttpResponse:
    found = access_paper(request.viewer, *at)
    if not can_run(request.viewer, found.item.meeting):
        raise Http404("This page is for the board's secretary.")
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_paper_state(
                by=request.viewer.actor,
                paper=found,
                state=state,
                on=clock.today(),
                **form.cleaned_data,
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"The paper is now {PAPER_STATES[state].lower()}.")
            return redirect(found)
    return _form(request, found, form, title, title)


def original(request: Looking, body: str, slug: str, paper: str) -> FileResponse:
    """The file a paper came as, for download only: a browser never runs what somebody uploaded."""
    found = access_paper(request.viewer, body, slug, paper)
    if not found.original:
        raise Http404("This paper was written here; there is no file.")
    response = FileResponse(
        found.original.open("rb"),
        as_attachment=True,
        filename=found.original_name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def pack(request: Looking, body: str, slug: str, edition: str, kind: str) -> HttpResponse:
    """A meeting's pack: members' or public, as PDF, Word or a web page."""
    meeting = access_meeting(body, slug)
    chosen = _edition(request.viewer, meeting, edition)
    try:
        content = board_pack(meeting, Reader(request.viewer, chosen))
    except LookupError as error:
        raise Http404(str(error)) from error
    if kind == "pdf":
        data: bytes | str = pack_pdf(content)
    elif kind == "docx":
        data = pack_docx(content)
    else:
        data = pack_html(content)
    response = HttpResponse(data, content_type=TYPES[kind])
    name = f"{meeting.body.slug}-{meeting.slug}-{edition}.{kind}"
    how = "inline" if kind != "docx" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    if kind == "html":
        # The page carries its own small style sheet, so that it can be saved and sent whole.
        response._csp_update = {"style-src": "'unsafe-inline'"}  # type: ignore[attr-defined]
    return response


def _edition(viewer: Viewer, meeting: Meeting, edition: str) -> Edition:
    """The edition asked for, if this viewer may have it. Raises Http404."""
    if edition == "members" and can_read_members_pack(viewer, meeting):
        return MEMBERS
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
    return render(request, "meetings/form.html", context)
