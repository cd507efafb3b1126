"""Nobody goes on without a post: who holds none any more is signed out at their next click."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frankpledge.accounts import sessions
from frankpledge.accounts.models import Account
from frankpledge.partnership.models import PostHolding
from frankpledge.partnership.people import PUBLIC, Viewer
from frankpledge.partnership.requests import View
from frankpledge.shared import clock
from frankpledge.shared.words import spell_day

Respond = Callable[[HttpRequest], HttpResponse]


def without_a_post(view: View) -> View:
    """Mark a page that is for people who hold no post, such as an invitation to one."""
    view.without_a_post = True  # type: ignore[attr-defined]
    return view


class NobodyWithoutAPost:
    """Signs out whoever holds no post on the day, in every browser, at its next request.

    By date alone: it holds for a post that was ended a second ago and for one whose last day was
    yesterday. The request itself does nothing, and its page says why.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Say politely that it is over, where the person at the page holds no post today."""
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.account is None or viewer.areas or getattr(view, "without_a_post", False):
            return None
        context = {
            "reason": why_not(viewer.account, clock.today()),
            "sent": request.method == "POST",
        }
        sessions.end(request)
        request.viewer, request.link = PUBLIC, None  # type: ignore[attr-defined]
        return render(request, "partnership/left.html", context, status=403)


def why_not(account: Account, on: date) -> str:
    """Why an account's holder holds no post on a day, in a sentence."""
    posts = PostHolding.objects.filter(account=account)
    later = posts.filter(starts__gt=on, taken_back=False).order_by("starts").first()
    if later:
        return f"Your post, {later.title}, begins on {spell_day(later.starts)}."
    last = posts.filter(Q(ends__lt=on) | Q(taken_back=True)).order_by("-ends").first()
    if last:
        return f"Your post, {last.title}, ended on {spell_day(last.ends)}."
    return "You hold no post here."
