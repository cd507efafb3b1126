"""Inviting somebody, and what the link in their mail opens."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from frankpledge.accounts.adapters import enter
from frankpledge.accounts.views.entering import single_sign_on
from frankpledge.partnership.invitations.forms import InviteForm, TakeUpForm
from frankpledge.partnership.invitations.names import free_name
from frankpledge.partnership.invitations.operations import (
    Offer,
    invite,
    send_again,
    take_up,
    take_up_anew,
    withdraw_invitation,
)
from frankpledge.partnership.invitations.rules import last_day, may_take_up
from frankpledge.partnership.invitations.tokens import invitation_sent_as
from frankpledge.partnership.invitations.welcome import remember
from frankpledge.partnership.models import DUTIES, Body, Invitation
from frankpledge.partnership.permissions import duties_to_give, secretary_for
from frankpledge.partnership.posts.middleware import without_a_post
from frankpledge.partnership.posts.rules import may_give
from frankpledge.partnership.posts.views import access_kept_people, people_crumbs, to_people
from frankpledge.partnership.requests import Looking, View, signed_in
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, StaleRecord
from frankpledge.shared.verdict import Refused, require

GARBLED = (
    "This link is not complete. Copy the whole line from the mail into your browser, or open the "
    "mail on another device and press the link there."
)


@signed_in
def invite_somebody(request: Looking, slug: str) -> HttpResponse:
    """Invite somebody to a post of a body, by its duty and an address."""
    body, today = access_kept_people(request, slug), clock.today()
    given = duties_to_give(request.viewer, body, today)
    form = InviteForm(body, given, today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        offer = Offer(body, data["duty"], data["post"], data["starts"], data.get("through"))
        try:
            asked_by = Body.objects.get(pk=secretary_for(request.viewer, body, today) or body.pk)
            invite(by=request.viewer.actor, offer=offer, email=data["email"], asked_by=asked_by)
        except Refused as no:
            form.add_error("email", no.reason)
        else:
            messages.success(request, f"An invitation is on its way to {data['email']}.")
            return redirect("partnership:people", slug)
    context = {
        "breadcrumbs": people_crumbs(body, to_people(body)),
        "form": form,
        "name": body.name_on(today),
    }
    return render(request, "partnership/invite.html", context)


def _open(request: Looking, slug: str, pk: int) -> Invitation:
    body = access_kept_people(request, slug)
    invitation = get_object_or_404(Invitation, body=body, pk=pk)
    require(may_give(invitation.duty, duties_to_give(request.viewer, body, clock.today())))
    return invitation


@require_POST
@signed_in
def again(request: Looking, slug: str, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    invitation = _open(request, slug, pk)
    send_again(by=request.viewer.actor, invitation=invitation)
    messages.success(request, f"A new link is on its way to {invitation.email}.")
    return redirect("partnership:people", slug)


@require_POST
@signed_in
def withdraw(request: Looking, slug: str, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    invitation = _open(request, slug, pk)
    withdraw_invitation(by=request.viewer.actor, invitation=invitation)
    messages.success(request, f"The invitation to “{invitation.post}” is withdrawn.")
    return redirect("partnership:people", slug)


def _apart(view: View) -> View:
    """A page whose address holds a link: no cache keeps it and no search engine lists it."""

    @wraps(view)
    def inside(request: Looking, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = never_cache(view)(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return inside


@without_a_post
@_apart
@sensitive_post_parameters("password", "again")
def take_up_post(request: Looking, token: str) -> HttpResponse:
    """Take up the post that a link offers, or say what has happened to it and nothing else."""
    try:
        invitation, newest = invitation_sent_as(token)
    except LookupError:
        return _closed(request, GARBLED, status=404)
    verdict = may_take_up(invitation.state, newest, invitation.expires, clock.now())
    if not verdict:
        return _closed(request, verdict.reason, status=410)
    account = request.viewer.account
    form = _form(request, invitation)
    if request.method == "POST":
        if not account and "provider" in request.POST:
            remember(request, token)
            return single_sign_on(request, request.POST["provider"])
        try:
            if account:
                take_up(by=request.viewer.actor, invitation=invitation, account=account)
                _say(request, invitation)
                return redirect(invitation.body)
            if form and form.is_valid():
                return _open_account(request, invitation, form.cleaned_data)
        except StaleRecord:
            return redirect("partnership:take-up", token)
        except Refused as no:
            if form is None:
                return _closed(request, no.reason, status=410)
            form.add_error("username", no.reason)
    return _offer(request, invitation, form)


def _form(request: Looking, invitation: Invitation) -> TakeUpForm | None:
    """The form for a new account; None for one who has an account, or where passwords are off."""
    if request.viewer.account or not settings.SIGN_IN.passwords:
        return None
    known = {"username": free_name(invitation.post)}
    sent = request.POST if request.method == "POST" else None
    return TakeUpForm(invitation.post, sent, initial=known)


def _open_account(request: Looking, invitation: Invitation, data: dict[str, Any]) -> HttpResponse:
    username = data["username"]
    held = take_up_anew(
        by=Actor(invitation.post),
        invitation=invitation,
        username=username,
        password=data["password"],
    )
    _say(request, invitation)
    body = invitation.body.get_absolute_url()
    return enter(request, held.account, method="password", next_url=body, username=username)


def _say(request: Looking, invitation: Invitation) -> None:
    messages.success(request, f"You have taken up the post “{invitation.post}”.")


def _offer(request: Looking, invitation: Invitation, form: TakeUpForm | None) -> HttpResponse:
    today = clock.today()
    context = {
        "form": form,
        "post": invitation.post,
        "body_name": invitation.body.name_on(today),
        "duty": DUTIES[invitation.duty],
        "starts": invitation.starts if invitation.starts and invitation.starts > today else None,
        "until": last_day(invitation.expires),
        "holder": request.viewer.account,
        "providers": settings.SIGN_IN.providers,
        "sign_in_url": f"{reverse('accounts:sign-in')}?next={request.path}",
    }
    return render(request, "partnership/take_up.html", context)


def _closed(request: Looking, reason: str, *, status: int) -> HttpResponse:
    return render(request, "partnership/not_open.html", {"reason": reason}, status=status)
