"""Pages of requirements: the matrix of a board's groups, one group's, and saying what there is."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.history.queries import entries_about
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.requirements.access import (
    Place,
    access_group,
    access_matrix,
    access_place,
)
from frankpledge.review.requirements.forms import AcceptForm, EndForm, EvidenceForm
from frankpledge.review.requirements.models import Evidence, RequirementException
from frankpledge.review.requirements.operations import (
    accept_exception,
    add_evidence,
    end_exception,
)
from frankpledge.review.requirements.permissions import can_accept, can_state
from frankpledge.review.requirements.queries.matrix import Cell, Compliance, compliance
from frankpledge.review.requirements.rules import TO_DO
from frankpledge.review.requirements.tables import columns_of, csv_rows, grid_rows
from frankpledge.shared import clock
from frankpledge.shared.asking import asked_day
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.pages import form_page
from frankpledge.shared.tables import csv_response
from frankpledge.shared.verdict import Refused

HOME = ("Home", "/")


def _crumbs(board: Body | None = None) -> list[tuple[str, str]]:
    trail = [HOME, ("Review", reverse("review:index"))]
    if board:
        name = f"Requirements of {board.short_on(clock.today())}"
        trail.append((name, reverse("requirements:matrix", args=[board.slug])))
    return trail


def _found(request: Looking, board: str) -> Compliance:
    day = asked_day(request).day
    found, groups = access_matrix(request.viewer, board, day)
    return compliance(found, day, request.viewer, only=groups)


def matrix(request: Looking, board: str) -> HttpResponse:
    """A board's groups and what it asks of them, on a day."""
    asked = asked_day(request)
    found = _found(request, board)
    here = reverse("requirements:matrix", args=[board])
    day = [("on", asked.day.isoformat())] if asked.query else []
    listed = "&".join([*(f"{key}={value}" for key, value in day), "as=list"])
    whole = found.board.pk in request.viewer.boards | request.viewer.secretary_of
    context = {
        "breadcrumbs": _crumbs(),
        "asked": asked,
        "found": found,
        "whole": whole,
        "columns": columns_of(found),
        "rows": grid_rows(found, asked.query),
        "as_list": request.GET.get("as") == "list",
        "grid_url": f"{here}{asked.query}",
        "list_url": f"{here}?{listed}",
        "csv_url": f"{reverse('requirements:matrix-csv', args=[board])}{asked.query}",
        "met": sum(row.met for row in found.rows),
        "of": sum(len(row.cells) for row in found.rows),
    }
    return render(request, "requirements/matrix.html", context)


def matrix_csv(request: Looking, board: str) -> HttpResponse:
    """The matrix as a file for a spreadsheet."""
    found = _found(request, board)
    return csv_response(f"{board}-requirements-{found.on.isoformat()}.csv", csv_rows(found))


def group(request: Looking, board: str, group: str) -> HttpResponse:
    """What is asked of one group: how each stands, its evidence through time, what to do next."""
    asked, viewer = asked_day(request), request.viewer
    found, one = access_group(viewer, board, group, asked.day)
    rows = compliance(found, asked.day, viewer, only=[one]).rows
    if not rows:
        raise Http404("Nothing is asked of this group.")
    (row,) = rows
    evidence = list(
        Evidence.objects.filter(group=one, requirement__board=found, recorded__lte=asked.day)
        .visible_to(viewer)
        .order_by("-recorded", "-pk")
    )
    exceptions = list(
        RequirementException.objects.filter(
            group=one, requirement__board=found, starts__lte=asked.day
        ).select_related("decision__meeting__body")
    )
    today = not asked.query
    context = {
        "breadcrumbs": _crumbs(found),
        "asked": asked,
        "board": found,
        "board_name": found.name_on(asked.day),
        "group": one,
        "row": row,
        "places": [_place(cell, evidence, exceptions) for cell in row.cells],
        "states": today and bool(can_state(viewer, found, one)),
        "accepts": today and bool(can_accept(viewer, found)),
        "mine": one.pk in viewer.bodies,
        "history": entries_about(*evidence, *exceptions) if can_state(viewer, found, one) else [],
    }
    return render(request, "requirements/group.html", context)


def _place(
    cell: Cell, evidence: list[Evidence], exceptions: list[RequirementException]
) -> dict[str, Any]:
    key = cell.requirement.pk
    return {
        "cell": cell,
        "to_do": "" if cell.met else TO_DO[cell.state],
        "said": [one for one in evidence if one.requirement_id == key],
        "exceptions": [one for one in exceptions if one.requirement_id == key],
    }


def _form_page(
    request: Looking, place: Place, form: GovukForm, title: str, button: str
) -> HttpResponse:
    url = reverse("requirements:group", args=[place.board.slug, place.group.slug])
    name = place.group.short_on(clock.today())
    trail = [*_crumbs(place.board), (name, url)]
    caption = f"{name}: {place.requirement.title.lower()}"
    return form_page(request, form, title, button, trail, caption)


def _back(place: Place) -> HttpResponse:
    return redirect("requirements:group", place.board.slug, place.group.slug)


@signed_in
def add(request: Looking, board: str, group: str, requirement: str) -> HttpResponse:
    """Say what there is for a requirement."""
    today = clock.today()
    place = access_place(request.viewer, board, group, requirement, today)
    form = EvidenceForm(today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        add_evidence(
            by=request.viewer.actor,
            requirement=place.requirement,
            group=place.group,
            recorded=today,
            text=data["text"],
            known=data["dated"],
            link=data["link"],
        )
        messages.success(request, f"The evidence for “{place.requirement.title}” is added.")
        return _back(place)
    return _form_page(request, place, form, "Say what there is", "Add the evidence")


@signed_in
def accept(request: Looking, board: str, group: str, requirement: str) -> HttpResponse:
    """Accept that a requirement does not apply to a group."""
    today = clock.today()
    place = access_place(request.viewer, board, group, requirement, today, accepts=True)
    form = AcceptForm(place.board, request.POST or None, initial={"starts": today})
    if request.method == "POST" and form.is_valid():
        try:
            accept_exception(
                by=request.viewer.actor,
                requirement=place.requirement,
                group=place.group,
                **form.cleaned_data,
            )
        except Refused as no:
            form.add_error("by_post" if "post" in no.reason else None, no.reason)
        else:
            messages.success(request, f"“{place.requirement.title}” is accepted as it is.")
            return _back(place)
    title = "Accept that it does not apply"
    return _form_page(request, place, form, title, "Record that it is accepted")


@signed_in
def end(request: Looking, board: str, group: str, requirement: str) -> HttpResponse:
    """End what was accepted: from the next day the requirement applies again."""
    today = clock.today()
    place = access_place(request.viewer, board, group, requirement, today, accepts=True)
    found = (
        RequirementException.objects.on(today)
        .filter(requirement=place.requirement, group=place.group)
        .first()
    )
    if found is None:
        raise Http404("Nothing is accepted here.")
    form = EndForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            end_exception(by=request.viewer.actor, exception=found, on=form.cleaned_data["on"])
        except Refused as no:
            form.add_error("on", no.reason)
        else:
            messages.success(request, f"“{place.requirement.title}” applies again after that day.")
            return _back(place)
    return _form_page(request, place, form, "Let it apply again", "End what was accepted")
