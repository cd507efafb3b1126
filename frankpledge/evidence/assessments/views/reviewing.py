"""Review: sending, commenting, dealing with comments, taking back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from frankpledge.evidence.assessments.access import (
    access_assessment,
    access_comment,
    access_section,
    access_written,
)
from frankpledge.evidence.assessments.forms import CommentForm, SettleForm
from frankpledge.evidence.assessments.operations import (
    comment_on_section,
    send_for_review,
    settle_comment,
    take_back,
)
from frankpledge.evidence.assessments.permissions import can_comment
from frankpledge.evidence.assessments.views.trail import crumbs, version_in
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused

SOMEBODY = "Somebody changed this assessment while you read it. Read it again."


@signed_in
@require_POST
def send(request: Looking, body: str, number: int) -> HttpResponse:
    """Send a draft for review."""
    found = access_written(request.viewer, body, number)
    try:
        send_for_review(by=request.viewer.actor, assessment=found, version=version_in(request))
    except Refused as no:
        messages.error(request, no.reason)
    except StaleRecord:
        messages.error(request, SOMEBODY)
    else:
        messages.success(request, "It is in review: whoever sits on its body may comment.")
    return redirect(found)


@signed_in
@require_POST
def back(request: Looking, body: str, number: int) -> HttpResponse:
    """Take it back from review, to change it."""
    found = access_written(request.viewer, body, number)
    try:
        take_back(by=request.viewer.actor, assessment=found, version=version_in(request))
    except Refused as no:
        messages.error(request, no.reason)
    except StaleRecord:
        messages.error(request, SOMEBODY)
    else:
        messages.success(request, "It is a draft again.")
    return redirect(found)


@signed_in
def comment(request: Looking, body: str, number: int, section: str) -> HttpResponse:
    """Comment on a section."""
    found = access_assessment(request.viewer, body, number)
    if not can_comment(request.viewer, found):
        raise Http404("Those who sit on its body comment on an assessment.")
    part = access_section(found, section)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = request.viewer.account
        try:
            comment_on_section(
                by=request.viewer.actor,
                section=part,
                text=form.cleaned_data["text"],
                on=clock.today(),
                post=account.post if account else "",
            )
        except Refused as no:
            form.add_error("text", no.reason)
        else:
            messages.success(request, "Your comment is kept.")
            return redirect(f"{found.get_absolute_url()}#{part.slug}")
    trail = crumbs(found.body, found)
    return form_page(request, form, f"Comment on “{part.heading}”", "Keep the comment", trail)


@signed_in
def settle(request: Looking, body: str, number: int, pk: int) -> HttpResponse:
    """Say what came of a comment."""
    found = access_written(request.viewer, body, number)
    one = access_comment(found, pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settle_comment(
                by=request.viewer.actor,
                comment=one,
                answer=form.cleaned_data["answer"],
                on=clock.today(),
            )
        except Refused as no:
            form.add_error("answer", no.reason)
        else:
            messages.success(request, "The comment is dealt with.")
            return redirect(f"{found.get_absolute_url()}#{one.section.slug}")
    trail = crumbs(found.body, found)
    title = f"Deal with the comment: “{one.text[:80]}”"
    return form_page(request, form, title, "Record what came of it", trail)
