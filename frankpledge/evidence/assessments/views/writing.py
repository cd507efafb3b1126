"""Beginning an assessment, writing its sections, and placing findings in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from frankpledge.documents.pandoc import UnreadableDocument
from frankpledge.evidence.assessments.access import (
    access_placed,
    access_section,
    access_startable,
    access_written,
)
from frankpledge.evidence.assessments.forms import (
    AddFindingForm,
    BeginForm,
    DetailsForm,
    InputsForm,
    SectionForm,
    details_of,
)
from frankpledge.evidence.assessments.forms_people import AddQuestionForm
from frankpledge.evidence.assessments.models import (
    Assessment,
    Production,
    SectionFinding,
    SectionQuestion,
)
from frankpledge.evidence.assessments.operations import (
    add_finding,
    change_assessment,
    draft_assessment,
    drop_finding,
    move_finding,
    name_inputs,
    start_assessment,
    write_section,
)
from frankpledge.evidence.assessments.queries.basis import inputs_for
from frankpledge.evidence.assessments.queries.page import findings_to_add, questions_to_add
from frankpledge.evidence.assessments.rules.cycle import Period, periods_of, year_of
from frankpledge.evidence.assessments.views.trail import crumbs
from frankpledge.partnership.models import Body
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused


@signed_in
def begin(request: Looking, body: str) -> HttpResponse:
    """Begin an assessment, empty or drafted from the data."""
    found = access_startable(request.viewer, body)
    today = clock.today()
    form = BeginForm(request.POST or None, initial=_likely(found, today))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        told = {
            "by": request.viewer.actor,
            "body": found,
            "period": Period(data["starts"], data["ends"]),
            "title": data["title"],
        }
        try:
            if data["draft"]:
                drafted = draft_assessment(**told, now=clock.now())
                made, words = drafted.assessment, drafted.words
            else:
                made, words = start_assessment(**told, on=today), "It is begun."
        except Refused as no:
            form.add_error("starts", no.reason)
        else:
            messages.success(request, words)
            return redirect(made)
    return form_page(request, form, "Begin a strategic assessment", "Begin it", crumbs(found))


def _likely(body: Body, today: date) -> dict[str, Any]:
    """The period that ended last, by the body's own cycle."""
    production = Production.objects.on(today).filter(body=body).newest_first().first()
    cycle = production.cycle if production else "annual"
    start = int(year_of(today)[:4])
    years = [f"{one}/{(one + 1) % 100:02}" for one in (start - 1, start)]
    over = [p for year in years for p in periods_of(cycle, year) if p.ends < today]
    return {"starts": over[-1].starts, "ends": over[-1].ends, "draft": True} if over else {}


@signed_in
def details(request: Looking, body: str, number: int) -> HttpResponse:
    """What an assessment is called, who pays for it, and the data it used."""
    found = access_written(request.viewer, body, number)
    bodies = list(Body.objects.filter(area=found.body.area))
    form = DetailsForm(bodies, request.POST or None, initial=details_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_assessment(by=request.viewer.actor, assessment=found, **form.cleaned_data)
        except Refused as no:
            form.add_error("shares", no.reason)
        else:
            messages.success(request, "It is saved.")
            return redirect(found)
    trail = crumbs(found.body, found)
    return form_page(request, form, "Change what the assessment is", "Save it", trail)


@signed_in
def inputs(request: Looking, body: str, number: int) -> HttpResponse:
    """The assessments of the partnerships that a county's rests on."""
    found = access_written(request.viewer, body, number)
    offered = inputs_for(found)
    chosen = list(found.inputs.values_list("part", flat=True)) or [one.pk for one in offered]
    form = InputsForm(offered, request.POST or None, initial={"parts": chosen, "version": found})
    if request.method == "POST" and form.is_valid():
        parts = [one for one in offered if one.pk in form.cleaned_data["parts"]]
        try:
            name_inputs(by=request.viewer.actor, assessment=found, parts=parts)
        except Refused as no:
            form.add_error("parts", no.reason)
        else:
            messages.success(request, "What it rests on is named.")
            return redirect(found)
    trail = crumbs(found.body, found)
    return form_page(request, form, "Name what the assessment rests on", "Save it", trail)


@signed_in
def section(request: Looking, body: str, number: int, section: str) -> HttpResponse:
    """Write a section, and order its findings."""
    found = access_written(request.viewer, body, number)
    part = access_section(found, section)
    form = SectionForm(request.POST or None, initial={"text": part.text, "version": part})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            write_section(
                by=request.viewer.actor, section=part, text=data["text"], version=data["version"]
            )
        except Refused as no:
            form.add_error("text", no.reason)
        except UnreadableDocument as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, f"“{part.heading}” is saved.")
            return redirect(f"{found.get_absolute_url()}#{part.slug}")
    placed = list(SectionFinding.objects.filter(section=part).select_related("finding__area"))
    there = {one.finding_id for one in placed}
    offered = [one for one in findings_to_add(found, request.viewer) if one.pk not in there]
    questions = questions_to_add(found, request.viewer)
    context = {
        "breadcrumbs": crumbs(found.body, found),
        "assessment": found,
        "section": part,
        "form": form,
        "placed": placed,
        "adding": AddFindingForm(offered) if offered else None,
        "asked": SectionQuestion.objects.filter(section=part).select_related(
            "question__survey__area"
        ),
        "asking": AddQuestionForm(questions) if questions else None,
    }
    return render(request, "assessments/section.html", context)


def _to_section(found: Assessment, slug: str) -> HttpResponseRedirect:
    return redirect("assessments:section", found.body.slug, found.number, slug)


@signed_in
@require_POST
def add(request: Looking, body: str, number: int, section: str) -> HttpResponse:
    """Put a finding at the end of a section."""
    found = access_written(request.viewer, body, number)
    part = access_section(found, section)
    form = AddFindingForm(findings_to_add(found, request.viewer), request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a finding to add.")
        return _to_section(found, section)
    try:
        added = add_finding(by=request.viewer.actor, section=part, finding=form.chosen)
    except Refused as no:
        messages.error(request, no.reason)
    else:
        messages.success(request, f"Finding {added.finding.number} is added.")
    return _to_section(found, section)


@signed_in
@require_POST
def drop(request: Looking, body: str, number: int, section: str, finding: int) -> HttpResponse:
    """Take a finding out of a section."""
    found = access_written(request.viewer, body, number)
    placed = access_placed(access_section(found, section), finding)
    try:
        drop_finding(by=request.viewer.actor, placed=placed)
    except Refused as no:
        messages.error(request, no.reason)
    else:
        messages.success(request, f"Finding {finding} is taken out. It stays a finding.")
    return _to_section(found, section)


@signed_in
@require_POST
def move(request: Looking, body: str, number: int, section: str, finding: int) -> HttpResponse:
    """Move a finding earlier or later in its section."""
    found = access_written(request.viewer, body, number)
    placed = access_placed(access_section(found, section), finding)
    earlier = request.POST.get("way") != "later"
    try:
        move_finding(by=request.viewer.actor, placed=placed, earlier=earlier)
    except Refused as no:
        messages.error(request, no.reason)
    return _to_section(found, section)
