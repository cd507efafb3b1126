"""One meeting: its page and its agenda."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import access_item, access_meeting, access_run_meeting
from frankpledge.meetings.forms import AddItemForm, ItemForm
from frankpledge.meetings.models import AgendaItem, Meeting
from frankpledge.meetings.operations import (
    add_item,
    change_item,
    draft_agenda,
)
from frankpledge.meetings.permissions import can_run
from frankpledge.meetings.queries.page import meeting_page
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.pages import form_page
from frankpledge.shared.words import count_of

Crumbs = list[tuple[str, str]]


def crumbs(meeting: Meeting, *, inside: bool = False) -> Crumbs:
    """Where a meeting's page stands; `inside` for a page below it."""
    body = meeting.body
    trail = [
        ("Home", "/"),
        ("Meetings", reverse("meetings:index")),
        (body.short_on(meeting.date or clock.today()), reverse("meetings:board", args=[body.slug])),
    ]
    return [*trail, (meeting.when, meeting.get_absolute_url())] if inside else trail


def meeting(request: Looking, body: str, slug: str) -> HttpResponse:
    """A meeting: its deadlines, agenda, papers, and for the secretary what to do next."""
    found = access_meeting(body, slug)
    page = meeting_page(found, request.viewer, clock.today())
    records = (line.item for line in page.items)
    context = {
        "breadcrumbs": crumbs(found),
        "page": page,
        "history": entries_about(found, *records) if page.runs else [],
    }
    return render(request, "meetings/meeting.html", context)


def item(request: Looking, body: str, slug: str, item: str) -> HttpResponse:
    """One agenda item: its papers, and for the secretary its words and a paper to commission."""
    found = access_item(request.viewer, body, slug, item)
    runs = bool(can_run(request.viewer, found.meeting))
    page = meeting_page(found.meeting, request.viewer, clock.today())
    line = next(one for one in page.items if one.item.pk == found.pk)
    asks = page.questions_close is not None and clock.today() <= page.questions_close
    context = {
        "breadcrumbs": crumbs(found.meeting, inside=True),
        "item": found,
        "line": line,
        "runs": runs,
        "ask_url": f"{found.get_absolute_url()}ask/" if asks else "",
        "history": entries_about(found) if runs else [],
    }
    return render(request, "meetings/item.html", context)


@signed_in
def change(request: Looking, body: str, slug: str, item: str) -> HttpResponse:
    """Change an item's words and time."""
    found = access_run_meeting(request.viewer, body, slug)
    one = access_item(request.viewer, body, slug, item)
    kept = {"title": one.title, "minutes": one.minutes, "lead_post": one.lead_post}
    form = ItemForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        change_item(by=request.viewer.actor, item=one, **form.cleaned_data)
        return redirect(one)
    return page_about(request, found, form, f"Change item {one.label}", "Save the item")


@signed_in
def add(request: Looking, body: str, slug: str) -> HttpResponse:
    """Put an item on the agenda. Once papers have gone out it takes a letter: 7A."""
    found = access_run_meeting(request.viewer, body, slug)
    last = AgendaItem.objects.filter(meeting=found).last()
    form = AddItemForm(found, request.POST or None, initial={"after": last})
    if request.method == "POST" and form.is_valid():
        added = add_item(by=request.viewer.actor, meeting=found, **form.cleaned_data)
        messages.success(request, f"“{added.title}” is item {added.label}.")
        return redirect(found)
    return page_about(request, found, form, "Add an agenda item", "Add the item")


@signed_in
@require_POST
def draft(request: Looking, body: str, slug: str) -> HttpResponse:
    """Draft the agenda from the board's template and forward plan."""
    found = access_run_meeting(request.viewer, body, slug)
    items = draft_agenda(by=request.viewer.actor, meeting=found)
    messages.success(request, f"{count_of(len(items), 'item')} drafted from the forward plan.")
    return redirect(found)


def page_about(
    request: Looking, meeting: Meeting, form: GovukForm, title: str, button: str
) -> HttpResponse:
    """A page with one form about a meeting."""
    trail = crumbs(meeting, inside=True)
    return form_page(request, form, title, button, trail, meeting.when)
