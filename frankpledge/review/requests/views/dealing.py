"""What becomes of a request: an owner, an answer, an end, an action."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from frankpledge.meetings.queries.calendar import next_meeting
from frankpledge.partnership.marking.views import mark_page
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.review.requests.access import access_kept_request, access_request
from frankpledge.review.requests.forms import (
    AnswerForm,
    CloseForm,
    MakeActionForm,
    OwnerForm,
    action_initial,
    owner_initial,
)
from frankpledge.review.requests.operations import (
    answer,
    close_request,
    give_owner,
    turn_into_action,
)
from frankpledge.review.requests.permissions import can_answer
from frankpledge.review.requests.views.trail import crumbs, page_about
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused


@signed_in
def give_answer(request: Looking, body: str, number: int) -> HttpResponse:
    """Answer a request, by its owner, or by the secretary for what the board says."""
    found = access_request(request.viewer, body, number)
    if not can_answer(request.viewer, found):
        raise Http404("The body that was given this request answers it.")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        owns = found.owner_id in request.viewer.bodies
        try:
            answer(
                by=request.viewer.actor,
                request=found,
                on=clock.today(),
                text=form.cleaned_data["text"],
                by_body=found.owner if owns else found.board,
                post=request.viewer.actor.name,
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "Your answer is kept. The group sees it in its next update.")
            return redirect(found)
    title = f"Answer request {number}"
    return page_about(request, form, title, "Send the answer", found)


@signed_in
def mark_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Mark a request, and say who of those who could see it may."""
    found = access_kept_request(request.viewer, body, number)
    trail = crumbs(found.board, found)
    return mark_page(request, found, area=found.board.area_id, on=clock.today(), trail=trail)


@signed_in
def choose_owner(request: Looking, body: str, number: int) -> HttpResponse:
    """Say who answers a request, and by when."""
    found = access_kept_request(request.viewer, body, number)
    after = next_meeting(found.board, clock.today())
    initial = owner_initial(found, after.date if after else None)
    form = OwnerForm(found, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            give_owner(by=request.viewer.actor, request=found, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"Request {number} has its owner.")
            return redirect(found)
    title = f"Who answers request {number}"
    return page_about(request, form, title, "Give it to this body", found)


@signed_in
def close_it(request: Looking, body: str, number: int) -> HttpResponse:
    """Close a request with the reason."""
    found = access_kept_request(request.viewer, body, number)
    form = CloseForm(request.POST or None, initial={"version": found})
    if request.method == "POST" and form.is_valid():
        try:
            close_request(
                by=request.viewer.actor,
                request=found,
                on=clock.today(),
                by_body=found.board,
                post=request.viewer.actor.name,
                **form.cleaned_data,
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"Request {number} is closed.")
            return redirect(found)
    return page_about(request, form, f"Close request {number}", "Close the request", found)


@signed_in
def make_action(request: Looking, body: str, number: int) -> HttpResponse:
    """Make a request an action of the board's register."""
    found = access_kept_request(request.viewer, body, number)
    form = MakeActionForm(found.board, request.POST or None, initial=action_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            made = turn_into_action(
                by=request.viewer.actor, request=found, on=clock.today(), **form.cleaned_data
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"It is action {made.number}.")
            return redirect(found)
    title = f"Make request {number} an action"
    return page_about(request, form, title, "Add to the register", found)
