"""Approving an assessment by its body's decision, and publishing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.evidence.assessments.access import access_approved
from frankpledge.evidence.assessments.forms import ApproveForm, PublishForm
from frankpledge.evidence.assessments.models import Assessment, SectionFinding
from frankpledge.evidence.assessments.operations import approve_assessment, publish_assessment
from frankpledge.evidence.assessments.papers import content_now
from frankpledge.evidence.assessments.rules.states import may_go
from frankpledge.evidence.assessments.views.trail import crumbs
from frankpledge.evidence.findings.papers import shown_together
from frankpledge.evidence.findings.rules.public import quotes
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused


@signed_in
def approve(request: Looking, body: str, number: int) -> HttpResponse:
    """Record the decision of its body that approved it."""
    found = access_approved(request.viewer, body, number)
    chosen = request.GET.get("decision", "")
    initial = {"version": found} | ({"decision": chosen} if chosen.isdecimal() else {})
    form = ApproveForm(found.body, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            approve_assessment(by=request.viewer.actor, assessment=found, **form.cleaned_data)
        except Refused as no:
            form.add_error("decision", no.reason)
        else:
            messages.success(request, "It is approved. It can be published.")
            return redirect(found)
    context = {
        "breadcrumbs": crumbs(found.body, found),
        "form": form,
        "caption": str(found),
        "record_url": reverse("meetings:record-decision", args=[found.body.slug]),
    }
    return render(request, "assessments/approve.html", context)


@signed_in
def publish(request: Looking, body: str, number: int) -> HttpResponseBase:
    """Check what the public will see, and publish it."""
    found = access_approved(request.viewer, body, number)
    if not (verdict := may_go(found.state, "published")):
        messages.error(request, verdict.reason)
        return redirect(found)
    form = PublishForm(request.POST or None, initial={"version": found})
    if request.method == "POST" and form.is_valid():
        try:
            publish_assessment(
                by=request.viewer.actor,
                assessment=found,
                on=clock.today(),
                version=form.cleaned_data["version"],
            )
        except Refused as no:
            form.add_error("sure", no.reason)
        else:
            messages.success(request, "It is published.")
            return redirect(found)
    context = {
        "breadcrumbs": crumbs(found.body, found),
        "form": form,
        "assessment": found,
        "warnings": quoted_in(found),
        "parts": content_now(found, public=True),
    }
    return render(request, "assessments/publish.html", context)


def quoted_in(assessment: Assessment) -> list[str]:
    """Where words seem to quote a count that is held back: somebody is to look first."""
    placed = SectionFinding.objects.filter(section__assessment=assessment).select_related(
        "finding__area", "section"
    )
    shown = shown_together([one.finding for one in placed], assessment.threshold)
    warnings = []
    for one in placed:
        finding = one.finding
        held = shown[finding.pk].held
        told = [finding.title, finding.words, finding.hedge, one.section.text]
        if found := quotes(told, held):
            numbers = ", ".join(found)
            warnings.append(
                f"Finding {finding.number}, “{finding.title}”: its words, or those of "
                f"“{one.section.heading}”, have {numbers}, and counts of that size are held back."
            )
    return warnings
