"""Who may read a paper: its marking, its audience, and the parts of it that are withheld."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from frankpledge.meetings.access import access_run_paper
from frankpledge.meetings.forms.marking import AgainForm, PartForm, ReleasePartForm, bodies_of
from frankpledge.meetings.models import Paper, Withholding
from frankpledge.meetings.operations.marking import (
    choose_again,
    mark_paper,
    release_part,
    withhold_part,
)
from frankpledge.meetings.queries.marking import paragraphs_of, parts_of_paper, readings
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.partnership.marking.forms import MarkForm, mark_initial
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.marking import AUDIENCES
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused


@signed_in
def mark(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Mark a paper and say who may read it."""
    found = access_run_paper(request.viewer, body, slug, paper)
    form = MarkForm(
        *bodies_of(found), request.POST or None, audiences=AUDIENCES, initial=mark_initial(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            mark_paper(
                by=request.viewer.actor,
                paper=found,
                marking=form.marking(),
                audience=form.cleaned_data["audience"],
                named=form.cleaned_data["named"],
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "The paper’s marking and readers are saved.")
            return redirect(found)
    return _form(request, found, form, "Who may read this paper", "Save marking and readers")


@signed_in
def parts(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """What of a paper is withheld, how it reads to others, and paragraphs to withhold."""
    found = access_run_paper(request.viewer, body, slug, paper)
    form = PartForm(found, paragraphs_of(found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withhold_part(by=request.viewer.actor, paper=found, part=form.part(), on=clock.today())
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "Withheld. Below is how the paper now reads to others.")
            return redirect(request.path)
    context = {
        "breadcrumbs": _trail(found),
        "paper": found,
        "form": form,
        "lines": parts_of_paper(found, found.item.meeting.date or clock.today()),
        "readings": readings(found) if found.content else (),
    }
    return render(request, "meetings/parts.html", context)


@signed_in
def again(request: Looking, body: str, slug: str, paper: str, number: int) -> HttpResponse:
    """Choose the withheld paragraphs of a changed paper again."""
    found = access_run_paper(request.viewer, body, slug, paper)
    part = _part(found, number)
    paragraphs = paragraphs_of(found)
    chosen = [one.mark for one in paragraphs if one.mark in part.marks]
    # None chosen is an answer too: the paper no longer holds them.
    told = request.POST if request.method == "POST" else None
    form = AgainForm(paragraphs, told, initial={"marks": chosen, "version": part})
    if request.method == "POST" and form.is_valid():
        choose_again(by=request.viewer.actor, withholding=part, marks=form.cleaned_data["marks"])
        messages.success(request, "Saved. Look below at how the paper now reads to others.")
        return redirect("meetings:withhold-parts", body, slug, paper)
    return _form(request, found, form, "Choose the withheld paragraphs again", "Withhold these")


@signed_in
def release(request: Looking, body: str, slug: str, paper: str, number: int) -> HttpResponse:
    """Show withheld paragraphs to whoever may read their paper."""
    found = access_run_paper(request.viewer, body, slug, paper)
    part = _part(found, number)
    told = request.POST if request.method == "POST" else None
    form = ReleasePartForm(part, told, initial={"version": part})
    if request.method == "POST" and form.is_valid():
        try:
            release_part(
                by=request.viewer.actor,
                withholding=part,
                on=clock.today(),
                decision=form.cleaned_data.get("decision"),
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "Released: whoever may read the paper reads this part too.")
            return redirect("meetings:withhold-parts", body, slug, paper)
    return _form(request, found, form, "Release what is withheld", "Release this part")


def _part(paper: Paper, number: int) -> Withholding:
    found: Withholding | None = (
        Withholding.objects.standing().filter(paper=paper, pk=number).first()
    )
    if found is None:
        raise Http404("There is no such withheld part.")
    found.paper = paper
    return found


def _trail(paper: Paper) -> list[tuple[str, str]]:
    trail = crumbs(paper.item.meeting, inside=True)
    return [*trail, (f"Item {paper.item.label}", paper.get_absolute_url())]


def _form(request: Looking, paper: Paper, form: GovukForm, title: str, button: str) -> HttpResponse:
    return form_page(request, form, title, button, _trail(paper), paper.title)
