"""Keeping a finding, changing its words, agreeing, looking again, withdrawing, checking all."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.analytics.measures import Question
from frankpledge.documents.pandoc import UnreadableDocument
from frankpledge.evidence.access import access_kept_area
from frankpledge.evidence.findings.access import access_kept_finding
from frankpledge.evidence.findings.asking import Asked, ask_now
from frankpledge.evidence.findings.forms import (
    KeepForm,
    LookForm,
    WithdrawForm,
    WordsForm,
    initial_of,
)
from frankpledge.evidence.findings.operations import (
    agree_finding,
    change_words,
    check_findings,
    keep_finding,
    look_again,
    withdraw_finding,
)
from frankpledge.evidence.findings.question import question_from_query
from frankpledge.evidence.findings.rules.wording import sentence_of
from frankpledge.evidence.findings.views.finding import (
    BESIDE,
    figure_columns,
    figure_rows,
    newer_beside,
)
from frankpledge.evidence.findings.views.trail import crumbs
from frankpledge.partnership.marking.views import mark_page
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused

NO_QUESTION = (
    "A finding is kept from a question in the explorer: choose a measure, and what it is split "
    "by, and keep what you find."
)


@signed_in
def keep(request: Looking) -> HttpResponse:
    """Keep the answer to the question in the address as a finding, in draft."""
    area = access_kept_area(request.viewer)
    question, asked, problem = _asked(request, area)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and question and asked and form.is_valid():
        try:
            made = keep_finding(
                by=request.viewer.actor,
                area=area,
                question=question,
                now=clock.now(),
                asked=asked,
                **form.cleaned_data,
            )
        except Refused as no:
            form.add_error("title", no.reason)
        except UnreadableDocument as error:
            form.add_error("words", str(error))
        else:
            messages.success(request, f"Kept as finding {made.number}, in draft.")
            return redirect(made)
    context = {
        "breadcrumbs": crumbs(),
        "form": form,
        "problem": problem,
        "sentence": sentence_of(asked.figures) if asked else "",
        "columns": figure_columns(asked.figures) if asked else [],
        "rows": figure_rows(asked.figures) if asked else [],
        "notes": asked.figures.notes if asked else (),
    }
    return render(request, "findings/keep.html", context)


def _asked(request: Looking, area: Area) -> tuple[Question | None, Asked | None, str]:
    """The question in the address and its answer, or what is wrong with it in words."""
    try:
        question = question_from_query(request.GET)
    except ValueError:
        return None, None, "The address names a month that is none. Give one such as 2018-03."
    if question is None:
        return None, None, NO_QUESTION
    try:
        return question, ask_now(question, area), ""
    except Refused as no:
        return question, None, no.reason


@signed_in
def change(request: Looking, area: str, number: int) -> HttpResponse:
    """Change what a finding says. Its figures stay."""
    found = access_kept_finding(request.viewer, area, number)
    form = WordsForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change_words(by=request.viewer.actor, finding=found, **data)
        except Refused as no:
            form.add_error("title", no.reason)
        except UnreadableDocument as error:
            form.add_error("words", str(error))
        else:
            messages.success(request, "The words are changed.")
            return redirect(found)
    return form_page(
        request, form, "Change the words of the finding", "Save the words", crumbs(found)
    )


@signed_in
def mark_it(request: Looking, area: str, number: int) -> HttpResponse:
    """Mark a finding, and say who of those in its area may read it."""
    found = access_kept_finding(request.viewer, area, number)
    return mark_page(request, found, area=found.area_id, on=clock.today(), trail=crumbs(found))


@signed_in
@require_POST
def agree(request: Looking, area: str, number: int) -> HttpResponse:
    """Agree a draft, so that assessments may rest on it."""
    found = access_kept_finding(request.viewer, area, number)
    version = request.POST.get("version", "")
    try:
        agree_finding(
            by=request.viewer.actor,
            finding=found,
            version=int(version) if version.isdecimal() and len(version) < 9 else None,
        )
    except Refused as no:
        messages.error(request, no.reason)
    except StaleRecord:
        messages.error(request, "Somebody changed this finding while you read it. Read it again.")
    else:
        messages.success(request, "The finding is agreed.")
    return redirect(found)


@signed_in
def look(request: Looking, area: str, number: int) -> HttpResponseBase:
    """Look at figures that a release changed: keep the words, write new ones, or withdraw it."""
    found = access_kept_finding(request.viewer, area, number)
    if not found.newer:
        messages.info(request, "Its figures have not changed since it was last looked at.")
        return redirect(found)
    form = LookForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        account = request.viewer.account
        try:
            look_again(
                by=request.viewer.actor,
                finding=found,
                who=account.post if account else "",
                on=clock.today(),
                **data,
            )
        except Refused as no:
            form.add_error("decided", no.reason)
        except UnreadableDocument as error:
            form.add_error("words", str(error))
        else:
            messages.success(request, "What you decided is recorded.")
            return redirect(found)
    context = {
        "breadcrumbs": crumbs(found),
        "form": form,
        "finding": found,
        "newer_sentence": found.newer.get("sentence", ""),
        "columns": BESIDE,
        "rows": newer_beside(found),
    }
    return render(request, "findings/look.html", context)


@signed_in
def withdraw(request: Looking, area: str, number: int) -> HttpResponse:
    """Withdraw a finding, with the reason."""
    found = access_kept_finding(request.viewer, area, number)
    form = WithdrawForm(request.POST or None, initial={"version": found})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_finding(by=request.viewer.actor, finding=found, **form.cleaned_data)
        except Refused as no:
            form.add_error("why", no.reason)
        else:
            messages.success(request, "The finding is withdrawn.")
            return redirect(found)
    return form_page(request, form, "Withdraw the finding", "Withdraw it", crumbs(found))


@signed_in
@require_POST
def check(request: Looking) -> HttpResponse:
    """Work out every finding anew with the current releases."""
    area = access_kept_area(request.viewer)
    done = check_findings(by=request.viewer.actor, area=area, now=clock.now())
    messages.success(request, done.words)
    return redirect(reverse("findings:index"))
