"""The page of a body's people, and ending or changing what they hold."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frankpledge.accounts.life import life_of_account
from frankpledge.accounts.models import Account
from frankpledge.history.queries import entries_about
from frankpledge.partnership.models import Body, Invitation, Membership, PostHolding
from frankpledge.partnership.operations import end_membership
from frankpledge.partnership.permissions import (
    can_keep_people,
    can_reset_second_step,
    can_see_people,
    duties_to_give,
    kept_as_secretary,
)
from frankpledge.partnership.posts.forms import (
    EndPostForm,
    EndSeatForm,
    MovePostForm,
    ends_in_words,
)
from frankpledge.partnership.posts.leaving import what_ends
from frankpledge.partnership.posts.operations import (
    close_empty_account,
    end_post,
    move_post,
    reset_lost_step,
)
from frankpledge.partnership.posts.queries import people_of
from frankpledge.partnership.posts.rules import ONE_DAY, may_give
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused, require
from frankpledge.shared.words import spell_list

RESET = "The second step is reset, and whoever was signed in there is signed out. "
MAILED = "Its holder is told by mail."
TELL_THEM = "No address is kept under the name of the post, so tell its holder yourself."


def access_people(request: Looking, slug: str) -> Body:
    """The body, for those who may see who holds its posts. Raises Http404 for anybody else."""
    body = access_body(slug)
    if not can_see_people(request.viewer, body, clock.today()):
        raise Http404("Who holds which post is for the body’s own people and its secretary.")
    return body


def access_kept_people(request: Looking, slug: str) -> Body:
    """The same for those who keep them. Raises PermissionDenied for those who may only see."""
    body = access_people(request, slug)
    if not can_keep_people(request.viewer, body, clock.today()):
        raise PermissionDenied
    return body


def people_crumbs(body: Body, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a body's people, and on."""
    return [
        ("Home", "/"),
        ("Partnership", reverse("partnership:index")),
        (body.short_on(clock.today()), body.get_absolute_url()),
        *more,
    ]


def to_people(body: Body) -> tuple[str, str]:
    """The page of a body's people, as a step of the way."""
    return "People", reverse("partnership:people", args=[body.slug])


@require_safe
@signed_in
def people(request: Looking, slug: str) -> HttpResponse:
    """Who holds which post of a body, who is invited, and who has left."""
    body, today = access_people(request, slug), clock.today()
    given = duties_to_give(request.viewer, body, today)
    found = people_of(body, today, clock.now())
    context = {
        "breadcrumbs": people_crumbs(body),
        "people": found,
        "given": given,
        "history": _history(body) if given else [],
    }
    return render(request, "partnership/people.html", context)


def _history(body: Body) -> list[dict[str, Any]]:
    """What happened to a body's posts and invitations, the newest first."""
    posts = entries_about(*PostHolding.objects.filter(body=body))
    # An invitation's details are an address that is kept secret, and its state.
    invitations = entries_about(*Invitation.objects.filter(body=body))
    plain = [{**one, "detail": ""} for one in invitations]
    return sorted([*posts, *plain], key=lambda one: one["when"], reverse=True)


def _post(request: Looking, slug: str, pk: int) -> tuple[Body, PostHolding]:
    """A post that the viewer may end or change. Raises Http404, PermissionDenied or Refused."""
    body = access_kept_people(request, slug)
    found = PostHolding.objects.select_related("account", "body", "through")
    post = get_object_or_404(found, body=body, pk=pk)
    require(may_give(post.duty, duties_to_give(request.viewer, body, clock.today())))
    return body, post


@signed_in
def end(request: Looking, slug: str, pk: int) -> HttpResponse:
    """End a post, at once or after a day, with all that it gave."""
    body, post = _post(request, slug, pk)
    form = EndPostForm(post, clock.today(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        last, own = form.cleaned_data["last"], post.account_id == _own(request)
        try:
            told = end_post(
                by=request.viewer.actor,
                post=post,
                last=last,
                contacts=form.cleaned_data.get("contacts", ()),
            )
        except Refused as no:
            form.add_error("last" if last else "when", no.reason)
        else:
            messages.success(
                request, _said(f"The post “{post.title}” {ends_in_words(last)}.", told)
            )
            return redirect("/") if own else redirect("partnership:people", slug)
    context = {
        "breadcrumbs": people_crumbs(body, to_people(body)),
        "form": form,
        "body": body,
        "name": body.name_on(clock.today()),
        "title": f"End the post: {post.title}",
        "duty": post.get_duty_display(),
        "period": post.period,
        "what_ends": what_ends(),
        "move_url": reverse("partnership:move-post", args=[slug, pk]),
        "button": "End this post",
    }
    return render(request, "partnership/end_post.html", context)


def _own(request: Looking) -> int | None:
    return request.viewer.account.pk if request.viewer.account else None


def _said(first: str, told: tuple[str, ...]) -> str:
    return f"{first} With it ended {spell_list(told)}." if told else first


@signed_in
def move(request: Looking, slug: str, pk: int) -> HttpResponse:
    """Change a post into another from a day: another duty, another body."""
    body, post = _post(request, slug, pk)
    bodies = _bodies_kept(request, body)
    given = duties_to_give(request.viewer, body, clock.today())
    initial = {"post": post.title, "body": body.slug, "duty": post.duty}
    form = MovePostForm(bodies, given, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            require(
                may_give(data["duty"], duties_to_give(request.viewer, data["body"], clock.today()))
            )
            move_post(
                by=request.viewer.actor,
                post=post,
                body=data["body"],
                duty=data["duty"],
                title=data["post"],
                starts=data["starts"],
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"The post is “{data['post']}” from then on.")
            return redirect("partnership:people", slug)
    context = {
        "breadcrumbs": people_crumbs(body, to_people(body)),
        "form": form,
        "name": body.name_on(clock.today()),
        "title": f"Change the post: {post.title}",
        "duty": post.get_duty_display(),
        "period": post.period,
        "button": "Change this post",
    }
    return render(request, "partnership/move_post.html", context)


def _bodies_kept(request: Looking, here: Body) -> list[Body]:
    keys = {here.pk, *kept_as_secretary(request.viewer, clock.today()), *request.viewer.chair_of}
    return list(Body.objects.with_names().filter(pk__in=keys))


@signed_in
def end_seat(request: Looking, slug: str, pk: int) -> HttpResponse:
    """End a membership that needs no decision, such as by a resignation."""
    body = access_kept_people(request, slug)
    found = Membership.objects.on(clock.today()).filter(seat__body=body)
    seat = get_object_or_404(found.select_related("seat__body", "represents"), pk=pk)
    require(may_give("secretary", duties_to_give(request.viewer, body, clock.today())))
    form = EndSeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        last: date = form.cleaned_data["last"] or clock.today() - ONE_DAY
        try:
            told = end_membership(
                by=request.viewer.actor,
                membership=seat,
                ends=last,
                decision=form.cleaned_data["why"],
            )
        except Refused as no:
            form.add_error("last" if form.cleaned_data["last"] else "when", no.reason)
        else:
            said = f"The membership of {seat.post} {ends_in_words(form.cleaned_data['last'])}."
            messages.success(request, _said(said, told))
            return redirect("partnership:people", slug)
    context: dict[str, Any] = {
        "breadcrumbs": people_crumbs(body, to_people(body)),
        "form": form,
        "body": body,
        "name": body.name_on(clock.today()),
        "title": f"End the membership: {seat.post}",
        "duty": f"{seat.seat.title}, for {seat.represents.name_on(clock.today())}",
        "period": seat.period,
        "what_ends": what_ends(),
        "button": "End this membership",
    }
    return render(request, "partnership/end_post.html", context)


@require_POST
@signed_in
def close(request: Looking, slug: str, pk: int) -> HttpResponse:
    """Close the account of somebody who has left, and holds no post anywhere."""
    body = access_kept_people(request, slug)
    account = get_object_or_404(Account.objects.filter(posts__body=body).distinct(), pk=pk)
    require(may_give("secretary", duties_to_give(request.viewer, body, clock.today())))
    close_empty_account(by=request.viewer.actor, account=account)
    messages.success(
        request, f"The account of {account.post} is closed. What it did stays on record."
    )
    return redirect("partnership:people", slug)


@signed_in
def sign_in_of(request: Looking, slug: str, pk: int) -> HttpResponse:
    """How a post's holder signs in, and what happened to that; and resetting a lost second step."""
    body, post = _post(request, slug, pk)
    account = post.account
    verdict = can_reset_second_step(request.viewer, account, clock.today())
    if request.method == "POST":
        require(verdict)
        told = reset_lost_step(by=request.viewer.actor, account=account)
        messages.success(request, RESET + (MAILED if told else TELL_THEM))
        return redirect("partnership:sign-in-of", slug, pk)
    context = {
        "breadcrumbs": people_crumbs(body, to_people(body)),
        "name": body.name_on(clock.today()),
        "post": post.title,
        "holder": account,
        "refused": verdict.reason,
        "history": life_of_account(account),
    }
    return render(request, "partnership/sign_in_of.html", context)
