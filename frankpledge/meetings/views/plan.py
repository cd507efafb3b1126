"""The forward plan: the grid, and the cell that its secretary fills, moves or empties."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.meetings.access import access_cell
from frankpledge.meetings.forms import EntryForm, MoveEntryForm, TakeOutForm
from frankpledge.meetings.models import AgendaItem, Meeting, PlanEntry, PlanSlot
from frankpledge.meetings.operations import move_entry, put_in_plan, take_out
from frankpledge.meetings.permissions import can_plan, can_propose
from frankpledge.meetings.queries.plan import Cell, Plan, forward_plan
from frankpledge.meetings.queries.planning import (
    FreePlace,
    changes_at,
    changes_of,
    free_places,
    grid_of,
    proposals_of,
)
from frankpledge.meetings.rules.plan import conflicts
from frankpledge.meetings.views.calendar import board_crumbs
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.words import spell_day


def plan(request: Looking, body: str) -> HttpResponse:
    """The forward plan as a grid or a list: whom it leaves out, and for insiders what clashes."""
    day = clock.today()
    found = access_body(body)
    inside = found.pk in request.viewer.boards
    page = forward_plan(found, day, public=not inside)
    plans = bool(can_plan(request.viewer, found))
    here = reverse("meetings:plan", args=[body])
    context = {
        "breadcrumbs": board_crumbs(found),
        "body": found,
        "name": found.name_on(day),
        "plan": page,
        "columns": _columns(page),
        "rows": [_row(row.slot, row.cells, plans) for row in page.rows],
        "as_list": request.GET.get("as") == "list",
        "grid_url": here,
        "list_url": f"{here}?as=list",
        "plans": plans,
    }
    if page.rows and can_propose(request.viewer, found):
        context |= _for_insiders(page, plans)
    return render(request, "meetings/plan.html", context)


def _for_insiders(page: Plan, plans: bool) -> dict[str, Any]:
    """What those who sit on the board see besides, and what its secretary may do about it."""
    day = clock.today()
    grid = grid_of(page, day)
    places = free_places(page, grid, day)
    return {
        "inside": True,
        "conflicts": conflicts(grid),
        "places": [{"place": one, "url": _give_url(one)} for one in places] if plans else [],
        "proposals": proposals_of(page.body),
        "changes": changes_of(page.body),
    }


def _give_url(place: FreePlace) -> str:
    """The form that gives somebody a turn, filled in as far as it can be."""
    if place.slot is None or place.meeting is None:
        return ""
    told = "theme" if place.turns.theme else "about"
    return f"{_cell_url(place.slot, place.meeting)}?{urlencode({told: place.turn.slug})}"


def _cell_url(slot: PlanSlot, meeting: Meeting, name: str = "plan-entry") -> str:
    return reverse(f"meetings:{name}", args=[meeting.body.slug, meeting.slug, slot.number])


def _columns(page: Plan) -> list[dict[str, str]]:
    return [{"label": "Slot"}, *({"label": _short(one)} for one in page.meetings)]


def _short(meeting: Meeting) -> str:
    when = spell_day(meeting.date) if meeting.date else meeting.label
    return f"{when} (cancelled)" if meeting.state == "cancelled" else when


def _row(slot: PlanSlot, cells: tuple[Cell, ...], plans: bool) -> list[object]:
    return [f"{slot.number}. {slot.label}", *(_shown(slot, cell, plans) for cell in cells)]


def _shown(slot: PlanSlot, cell: Cell, plans: bool) -> dict[str, str]:
    """A cell as the table shows it: for the secretary each leads to its form."""
    ahead = cell.meeting.state in {"planned", "called"}
    if not plans or slot.standing or not (cell.entry or ahead):
        return {"text": cell.words, "reason": "empty"}
    return {"text": cell.words or "Fill this slot", "url": _cell_url(slot, cell.meeting)}


@signed_in
def entry(request: Looking, body: str, slug: str, number: int) -> HttpResponse:
    """One cell: put something in, or change what stands there with a reason."""
    slot, meeting = access_cell(request.viewer, body, slug, number)
    there = _entry(slot, meeting)
    form = EntryForm(meeting.body, there, request.POST or None, initial=_initial(request, there))
    if request.method == "POST" and form.is_valid():
        put_in_plan(
            by=request.viewer.actor,
            slot=slot,
            meeting=meeting,
            on=clock.today(),
            **form.cleaned_data,
        )
        messages.success(request, _done(form.cleaned_data["title"], slot, meeting))
        return redirect("meetings:plan", body)
    context = {"entry": there, "changes": changes_at(slot, meeting)}
    title = "Change what stands here" if there else "Put something here"
    button = "Save the change" if there else "Put it in the plan"
    return _page(request, "meetings/plan_entry.html", slot, meeting, form, title, button, **context)


def _entry(slot: PlanSlot, meeting: Meeting) -> PlanEntry | None:
    found: PlanEntry | None = (
        PlanEntry.objects.select_related("about", "theme", "author", "slot", "meeting__body")
        .filter(slot=slot, meeting=meeting)
        .first()
    )
    return found


def _initial(request: Looking, there: PlanEntry | None) -> dict[str, Any]:
    """What the form starts from: what stands there, or whom a link says it is to be about."""
    if there:
        return EntryForm.initial_of(there)
    about, theme = request.GET.get("about", ""), request.GET.get("theme", "")
    body = Body.objects.with_names().filter(slug=about).first() if about else None
    title = body.short_on(clock.today()) if body else ""
    return {"version": 0, "about": about, "theme": theme, "title": title}


def _done(title: str, slot: PlanSlot, meeting: Meeting) -> str:
    said = f"“{title}” stands in slot {slot.number} at the meeting of {meeting.when}."
    if AgendaItem.objects.filter(meeting=meeting).exists():
        said += " The agenda of that meeting is drafted already: change it there too."
    return said


@signed_in
def move(request: Looking, body: str, slug: str, number: int) -> HttpResponse:
    """Move an item to another cell; what stands there comes back the other way."""
    slot, meeting = access_cell(request.viewer, body, slug, number)
    there = _standing(slot, meeting)
    kept = {"meeting": meeting.slug, "slot": slot.number, "version": there}
    form = MoveEntryForm(meeting.body, request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        title = there.title
        other = move_entry(by=request.viewer.actor, entry=there, on=clock.today(), **form.values)
        said = _done(title, form.cleaned_data["slot"], form.cleaned_data["meeting"])
        swapped = f" It changed places with “{there.title}”." if other else ""
        messages.success(request, f"{said}{swapped}")
        return redirect("meetings:plan", body)
    return _page(request, "form_page.html", slot, meeting, form, f"Move “{there.title}”", "Move it")


@signed_in
def out(request: Looking, body: str, slug: str, number: int) -> HttpResponse:
    """Take an item out of the plan, with the reason."""
    slot, meeting = access_cell(request.viewer, body, slug, number)
    there = _standing(slot, meeting)
    form = TakeOutForm(request.POST or None, initial={"version": there})
    if request.method == "POST" and form.is_valid():
        title = there.title
        take_out(by=request.viewer.actor, entry=there, on=clock.today(), **form.values)
        messages.success(request, f"“{title}” is out of the plan.")
        return redirect("meetings:plan", body)
    title = f"Take “{there.title}” out of the plan"
    return _page(request, "form_page.html", slot, meeting, form, title, "Take it out")


def _standing(slot: PlanSlot, meeting: Meeting) -> PlanEntry:
    """What stands in a cell. Raises Http404 where it is empty."""
    there = _entry(slot, meeting)
    if there is None:
        raise Http404("Nothing stands here.")
    return there


def _page(
    request: Looking,
    template: str,
    slot: PlanSlot,
    meeting: Meeting,
    form: GovukForm,
    title: str,
    button: str,
    **more: object,
) -> HttpResponse:
    context = {
        "breadcrumbs": board_crumbs(meeting.body, plan=True),
        "caption": f"Slot {slot.number}, {slot.label.lower()}: {_short(meeting)}",
        "slot": slot,
        "meeting": meeting,
        "form": form,
        "title": title,
        "button": button,
        **more,
    }
    return render(request, template, context)
