"""What members are sent: the pack, each addendum, papers as they went out; and publication."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frankpledge.meetings.access import access_run_meeting, access_run_paper
from frankpledge.meetings.access_members import access_circulation, access_sent_paper
from frankpledge.meetings.addenda import addendum_pack
from frankpledge.meetings.forms.circulation import LateForm, ReviseForm
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.operations import circulate, publish, publish_due, revise_paper
from frankpledge.meetings.paper_content import hands_out_file, looker_at, sent_blocks
from frankpledge.meetings.queries.circulation import (
    circulation_page,
    circulations_of,
    going_out,
    latest_sent,
    sent_url,
)
from frankpledge.meetings.queries.page import waiting_papers
from frankpledge.meetings.views.agenda import crumbs, page_about
from frankpledge.meetings.views.files import pack_file
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.uploads.serving import download
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of, spell_list


@signed_in
def send_out(request: Looking, body: str, slug: str) -> HttpResponse:
    """Circulate what is in: the pack with one press; an addendum once it is said why it is late."""
    found = access_run_meeting(request.viewer, body, slug)
    if found.circulated is None and request.method == "POST":
        count = circulate(by=request.viewer.actor, meeting=found, on=clock.today())
        messages.success(
            request,
            f"{count_of(count, 'paper')} circulated. Agenda numbers are fixed from now on.",
        )
        return redirect(found)
    if found.circulated is None:
        return redirect(found)
    return _send_addendum(request, found)


def _send_addendum(request: Looking, meeting: Meeting) -> HttpResponse:
    form = LateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            circulate(
                by=request.viewer.actor,
                meeting=meeting,
                on=clock.today(),
                why=form.cleaned_data["why"],
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            line = circulations_of(meeting)[-1]
            messages.success(request, f"{line.name} is out, with {count_of(line.papers, 'paper')}.")
            return redirect(line.circulation)
    papers = going_out(meeting)
    context = {
        "breadcrumbs": crumbs(meeting, inside=True),
        "meeting": meeting,
        "form": form,
        "papers": papers,
        "button": f"Send out {count_of(len(papers), 'late paper')}",
    }
    return render(request, "meetings/circulate.html", context)


@signed_in
def circulation(request: Looking, body: str, slug: str, number: int) -> HttpResponse:
    """The pack or an addendum: what was new, what it replaced and how, what was awaited."""
    found = access_circulation(request.viewer, body, slug, number)
    context = {
        "breadcrumbs": crumbs(found.meeting, inside=True),
        "page": circulation_page(found, request.viewer),
        "meeting": found.meeting,
        "others": [one for one in circulations_of(found.meeting) if one.circulation != found],
    }
    return render(request, "meetings/circulation.html", context)


@signed_in
def addendum(request: Looking, body: str, slug: str, number: str, kind: str) -> HttpResponse:
    """One circulation by itself as PDF, Word or a web page."""
    found = access_circulation(request.viewer, body, slug, int(number))
    try:
        content = addendum_pack(found, request.viewer)
    except LookupError as error:
        raise Http404(str(error)) from error
    part = f"addendum-{found.number}" if found.number else "pack-as-sent"
    return pack_file(content, kind, f"{body}-{slug}-{part}")


@signed_in
def sent_paper(request: Looking, body: str, slug: str, paper: str, number: int) -> HttpResponse:
    """A paper as members were sent it, whatever has become of it since."""
    found = access_sent_paper(request.viewer, body, slug, paper, number)
    latest = latest_sent(found.paper)
    looker = looker_at(found.paper, request.viewer)
    has_file = hands_out_file(found, looker)
    day = found.circulation.meeting.date or clock.today()
    context = {
        "breadcrumbs": crumbs(found.circulation.meeting, inside=True),
        "sent": found,
        "marking_line": found.paper.marking.line,
        "author": found.paper.author_body.name_on(day),
        "blocks": sent_blocks(found, looker),
        "later_url": sent_url(latest) if latest and latest != found else "",
        "being_revised": found == latest and found.paper.state in {"received", "draft"},
        "original_url": f"{sent_url(found)}original/" if has_file else "",
    }
    return render(request, "meetings/sent_paper.html", context)


@signed_in
def sent_original(request: Looking, body: str, slug: str, paper: str, number: int) -> FileResponse:
    """The file of a paper as members were sent it."""
    found = access_sent_paper(request.viewer, body, slug, paper, number)
    if not hands_out_file(found, looker_at(found.paper, request.viewer)):
        raise Http404("The file is for those who made this paper: read the paper itself.")
    return download(found.original, found.original_name)


@signed_in
def revise(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Take back a paper that members have, with the reason that they will be told."""
    found = access_run_paper(request.viewer, body, slug, paper)
    form = ReviseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revise_paper(
                by=request.viewer.actor,
                paper=found,
                why=form.cleaned_data["why"],
                on=clock.today(),
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(
                request,
                "The paper can be changed again. Members keep the version they have until you "
                "send out the new one.",
            )
            return redirect(found)
    return page_about(request, found.item.meeting, form, f"Revise “{found.title}”", "Take it back")


@signed_in
@require_POST
def make_public(request: Looking, body: str, slug: str) -> HttpResponse:
    """Publish the circulated papers; what is withheld stays withheld, and is named."""
    found = access_run_meeting(request.viewer, body, slug)
    count = publish(by=request.viewer.actor, meeting=found, on=clock.today())
    told = f"{count_of(count, 'paper')} published."
    if waiting := waiting_papers(found):
        told += f" Still waiting: {spell_list(waiting)}."
    messages.success(request, told)
    return redirect(found)


@signed_in
@require_POST
def make_due_public(request: Looking, body: str, slug: str) -> HttpResponse:
    """Publish the papers that were withheld until a day that has come."""
    found = access_run_meeting(request.viewer, body, slug)
    count = publish_due(by=request.viewer.actor, meeting=found, on=clock.today())
    messages.success(request, f"{count_of(count, 'paper')} published.")
    return redirect(found)
