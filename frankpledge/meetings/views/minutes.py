"""The minutes of a meeting: reading them, comments, publication."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.documents.pdf import pack_pdf
from frankpledge.documents.word import pack_docx
from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import access_minutes, access_run_meeting, access_taken_minutes
from frankpledge.meetings.forms.minutes import AnswerForm, CommentForm, CommentsUntilForm
from frankpledge.meetings.minutes_paper import minutes_blocks, minutes_pack
from frankpledge.meetings.models import Decision, MinuteNote, Minutes, MinutesComment
from frankpledge.meetings.operations import (
    answer_comment,
    comment,
    publish_minutes,
    send_for_comments,
    start_minutes,
    take_back,
)
from frankpledge.meetings.permissions import can_run
from frankpledge.meetings.queries.attendance import roll
from frankpledge.meetings.queries.decisions import is_outside
from frankpledge.meetings.queries.minutes import MinutesPage, minutes_page, state_words
from frankpledge.meetings.rules.minutes import may_comment
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.verdict import Refused

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _page(viewer: Viewer, minutes: Minutes) -> MinutesPage:
    return minutes_page(minutes, public=is_outside(viewer, minutes.meeting.body))


def minutes(request: Looking, body: str, slug: str) -> HttpResponse:
    """The minutes as far as they may be read yet, and what may be done with them."""
    found = access_minutes(request.viewer, body, slug)
    page = _page(request.viewer, found)
    runs = bool(can_run(request.viewer, found.meeting))
    papers = list(found.meeting.papers_of_minutes.visible_to(request.viewer))
    context = {
        "breadcrumbs": crumbs(found.meeting, inside=True),
        "page": page,
        "state_words": state_words(found),
        "approval_url": _approval_url(request.viewer, found),
        "blocks": minutes_blocks(page),
        "papers": papers if page.by_paper else [],
        "runs": runs,
        "may_comment": bool(_speaks_for(request.viewer, found))
        and bool(may_comment(found.state, found.comments_until, clock.today())),
        "history": entries_about(found, *_notes(found)) if runs else [],
    }
    return render(request, "meetings/minutes.html", context)


def _approval_url(viewer: Viewer, minutes: Minutes) -> str:
    """The page of the decision that approved them: public only with the minutes of its meeting."""
    approved = minutes.approved_by
    if approved is None or not Decision.objects.visible_to(viewer).filter(pk=approved.pk).exists():
        return ""
    return approved.get_absolute_url()


def _notes(minutes: Minutes) -> list[MinuteNote]:
    return list(MinuteNote.objects.filter(minutes=minutes))


def _speaks_for(viewer: Viewer, minutes: Minutes) -> Body | None:
    """The body for which a viewer comments: the first of theirs with a seat at that meeting."""
    mine = roll(minutes.meeting).mine(viewer)
    return mine[0].membership.represents if mine else None


def document(request: Looking, body: str, slug: str, kind: str) -> HttpResponse:
    """The minutes as a PDF or a Word file."""
    found = access_minutes(request.viewer, body, slug)
    content = minutes_pack(_page(request.viewer, found))
    data = pack_pdf(content) if kind == "pdf" else pack_docx(content)
    response = HttpResponse(data, content_type=TYPES[kind])
    how = "inline" if kind == "pdf" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{body}-{slug}-minutes.{kind}"'
    return response


@signed_in
@require_POST
def start(request: Looking, body: str, slug: str) -> HttpResponse:
    """Begin the minutes, or go on with those that were begun."""
    meeting = access_run_meeting(request.viewer, body, slug)
    start_minutes(by=request.viewer.actor, meeting=meeting, on=clock.today())
    return redirect("meetings:take-minutes", body, slug)


@signed_in
def send_out(request: Looking, body: str, slug: str) -> HttpResponse:
    """Send the draft out to members for comments until a day."""
    found = access_taken_minutes(request.viewer, body, slug)
    form = CommentsUntilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        try:
            send_for_comments(by=request.viewer.actor, minutes=found, until=until, on=clock.today())
        except Refused as no:
            form.add_error("until", no.reason)
        else:
            messages.success(request, "Members can read the minutes and comment on them.")
            return redirect(found)
    return _form(request, found, form, "Send the minutes out for comments", "Send them to members")


@signed_in
@require_POST
def back_to_draft(request: Looking, body: str, slug: str) -> HttpResponse:
    """Take the minutes back from members."""
    found = access_taken_minutes(request.viewer, body, slug)
    take_back(by=request.viewer.actor, minutes=found)
    messages.success(request, "The minutes are a draft again. Members no longer see them.")
    return redirect(found)


@signed_in
@require_POST
def publish(request: Looking, body: str, slug: str) -> HttpResponse:
    """Publish approved minutes."""
    found = access_taken_minutes(request.viewer, body, slug)
    publish_minutes(by=request.viewer.actor, minutes=found, on=clock.today())
    messages.success(request, "The minutes are published. Everybody can read them.")
    return redirect(found)


@signed_in
def say(request: Looking, body: str, slug: str) -> HttpResponse:
    """A member comments on the draft, or on one note in it."""
    found = access_minutes(request.viewer, body, slug)
    for_body = _speaks_for(request.viewer, found)
    if for_body is None:
        raise Http404("Comments are for those who sit on the board.")
    form = CommentForm(MinuteNote.objects.filter(minutes=found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            comment(
                by=request.viewer.actor,
                minutes=found,
                note=form.cleaned_data["note"],
                body=for_body,
                post=request.viewer.actor.name,
                text=form.cleaned_data["text"],
                on=clock.today(),
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "Your comment has gone to the board’s secretary.")
            return redirect(found)
    return _form(request, found, form, "Comment on the minutes", "Send your comment")


@signed_in
def answer(request: Looking, body: str, slug: str, number: int) -> HttpResponse:
    """The secretary says what came of a comment."""
    found = access_taken_minutes(request.viewer, body, slug)
    said = MinutesComment.objects.filter(minutes=found, pk=number).first()
    if said is None:
        raise Http404("There is no such comment.")
    form = AnswerForm(request.POST or None, initial={"answer": said.answer})
    if request.method == "POST" and form.is_valid():
        answer_comment(by=request.viewer.actor, comment=said, answer=form.cleaned_data["answer"])
        messages.success(request, "Your answer stands beside the comment.")
        return redirect(found)
    return _form(request, found, form, "Answer a comment", "Save the answer", quoted=said.text)


def _form(
    request: Looking, minutes: Minutes, form: GovukForm, title: str, button: str, quoted: str = ""
) -> HttpResponse:
    here = reverse("meetings:minutes", args=[minutes.meeting.body.slug, minutes.meeting.slug])
    context = {
        "breadcrumbs": [*crumbs(minutes.meeting, inside=True), ("Minutes", here)],
        "form": form,
        "title": title,
        "button": button,
        "caption": f"Minutes of {minutes.meeting.when}",
        "quoted": quoted,
    }
    return render(request, "meetings/minutes_form.html", context)
