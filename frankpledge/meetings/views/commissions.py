"""Commissioning: a report asked for, the time its author has, and how all of them stand."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.meetings.access import (
    access_followed_meeting,
    access_item,
    access_paper,
    access_run_meeting,
)
from frankpledge.meetings.forms import CommissionForm, MoreTimeForm
from frankpledge.meetings.models import AgendaItem, Paper, PlanEntry
from frankpledge.meetings.models.deadlines import KINDS
from frankpledge.meetings.operations import commission_paper, give_more_time, set_deadlines
from frankpledge.meetings.permissions import can_run
from frankpledge.meetings.queries.status import PaperStatus, meeting_status
from frankpledge.meetings.views.agenda import crumbs, page_about
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.asking import asked_day
from frankpledge.shared.words import spell_day, spell_list

COLUMNS = ("Paper", "Commissioned", "Due", "Received", "Circulated", "Published", "State")


@signed_in
def commission(request: Looking, body: str, slug: str, item: str) -> HttpResponse:
    """Commission a paper for an item, with what it is to cover."""
    found = access_run_meeting(request.viewer, body, slug)
    one = access_item(request.viewer, body, slug, item)
    form = CommissionForm(found, request.POST or None, initial=_known(one))
    if request.method == "POST" and form.is_valid():
        paper = commission_paper(
            by=request.viewer.actor, item=one, commissioned=clock.today(), **form.cleaned_data
        )
        messages.success(request, f"“{paper.title}” is now among what its author body owes.")
        return redirect(one)
    title = f"Commission a paper for item {one.label}"
    return page_about(request, found, form, title, "Commission it")


def _known(item: AgendaItem) -> dict[str, object]:
    """What the plan says already of the item's report: nothing is typed twice."""
    entry = (
        PlanEntry.objects.select_related("author", "about")
        .filter(meeting=item.meeting, slot=item.slot_id)
        .first()
        if item.slot_id
        else None
    )
    author = (entry.author or entry.about) if entry else item.lead_body
    brief = (entry.brief if entry else "") or (item.slot.brief if item.slot else "")
    return {
        "title": item.title,
        "author_body": author.slug if author else None,
        "brief": brief,
    }


@signed_in
def more_time(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Give a paper's author a later day than the meeting's deadline."""
    meeting = access_run_meeting(request.viewer, body, slug)
    found = access_paper(request.viewer, body, slug, paper)
    kept = {"until": found.extended_to, "reason": found.extended_why, "version": found}
    form = MoreTimeForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        give_more_time(by=request.viewer.actor, paper=found, on=clock.today(), **form.values)
        until = spell_day(form.cleaned_data["until"])
        messages.success(request, f"“{found.title}” is now due by {until}.")
        return redirect("meetings:status", body, meeting.slug)
    return page_about(
        request, meeting, form, f"Give more time for “{found.title}”", "Give more time"
    )


@signed_in
def status(request: Looking, body: str, slug: str) -> HttpResponse:
    """How each paper of a meeting stands on a day, and who is late."""
    found = access_followed_meeting(request.viewer, body, slug)
    asked = asked_day(request)
    runs = bool(can_run(request.viewer, found))
    page = meeting_status(found, asked.day)
    context = {
        "breadcrumbs": crumbs(found, inside=True),
        "asked": asked,
        "status": page,
        "columns": COLUMNS,
        "rows": [_row(line, line.paper, runs) for line in page.lines if line.paper],
        "without": spell_list([line.item.label for line in page.lines if not line.paper]),
        "deadlines": [(KINDS[kind], one) for kind, one in page.deadlines.items()],
        "runs": runs,
    }
    return render(request, "meetings/status.html", context)


def _row(line: PaperStatus, paper: Paper, runs: bool) -> list[object]:
    """A line of the status table; the secretary may give time for what has not come in."""
    name = {"text": f"{line.item.label}. {paper.title}", "url": paper.get_absolute_url()}
    state: list[object] = [{"status": line.state, "note": line.lateness}]
    if runs and line.waits:
        state.append({"text": "Give more time", "url": _time_url(paper)})
    return [
        [name, line.author],
        line.commissioned,
        [line.due, line.why] if paper.extended_to else line.due,
        line.received,
        line.circulated,
        line.published,
        state,
    ]


def _time_url(paper: Paper) -> str:
    meeting = paper.item.meeting
    return reverse("meetings:more-time", args=[meeting.body.slug, meeting.slug, paper.slug])


@signed_in
@require_POST
def count_again(request: Looking, body: str, slug: str) -> HttpResponse:
    """Count a meeting's deadlines again, by the terms of reference as they are now."""
    found = access_run_meeting(request.viewer, body, slug)
    if found.date is None:
        raise Http404("This meeting has no day to count from.")
    set_deadlines(by=request.viewer.actor, meeting=found)
    messages.success(request, "The deadlines are those that the terms of reference give now.")
    return redirect("meetings:status", body, found.slug)
