"""Inviting somebody, and what the link in their mail opens."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from frankpledge.accounts.models import Account
from frankpledge.partnership.invitations.forms import InviteForm, TakeUpForm
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
    form = (
        None if account else TakeUpForm(invitation.post, *_sent(request), initial=_name(invitation))
    )
    if request.method == "POST":
        try:
            if account:
                take_up(by=request.viewer.actor, invitation=invitation, account=account)
                return _welcome(request, invitation)
            if form and form.is_valid():
                _open_account(request, invitation, form.cleaned_data)
                return _welcome(request, invitation)
        except StaleRecord:
            return redirect("partnership:take-up", token)
        except Refused as no:
            if form is None:
                return _closed(request, no.reason, status=410)
            form.add_error("username", no.reason)
    return _offer(request, invitation, form)


def _sent(request: Looking) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


def _name(invitation: Invitation) -> dict[str, str]:
    """A user name that nobody has, from the post's own."""
    first = slugify(invitation.post)[:50].strip("-")
    taken = set(
        Account.objects.filter(username__startswith=first).values_list("username", flat=True)
    )
    names = (first, *(f"{first}-{number}" for number in range(2, len(taken) + 3)))
    return {"username": next(name for name in names if name not in taken) if first else ""}


def _open_account(request: Looking, invitation: Invitation, data: dict[str, Any]) -> None:
    held = take_up_anew(
        by=Actor(invitation.post),
        invitation=invitation,
        username=data["username"],
        password=data["password"],
    )
    login(request, held.account, backend="django.contrib.auth.backends.ModelBackend")


def _welcome(request: Looking, invitation: Invitation) -> HttpResponse:
    messages.success(request, f"You have taken up the post “{invitation.post}”.")
    return redirect(invitation.body)


def _offer(request: Looking, invitation: Invitation, form: TakeUpForm | None) -> HttpResponse:
    today = clock.today()
    context = {
        "form": form,
        "post": invitation.post,
        "body_name": invitation.body.name_on(today),
        "duty": DUTIES[invitation.duty],
        "starts": invitation.starts if invitation.starts and invitation.starts > today else None,
        "until": last_day(invitation.expires),
        "account": request.viewer.account,
        "sign_in_url": f"{reverse('accounts:sign-in')}?next={request.path}",
    }
    return render(request, "partnership/take_up.html", context)


def _closed(request: Looking, reason: str, *, status: int) -> HttpResponse:
    return render(request, "partnership/not_open.html", {"reason": reason}, status=status)
