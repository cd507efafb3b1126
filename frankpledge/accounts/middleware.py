"""What holds of every page: a session that is over ends, and too many tries must wait."""

import math
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from frankpledge.accounts import sessions
from frankpledge.accounts.adapters import SECOND_STEP_DUE
from frankpledge.accounts.operations.attempts import TooManyTries
from frankpledge.shared.words import count_of

Respond = Callable[[HttpRequest], HttpResponse]


class SessionsEnd:
    """Ends a session that is old or unused, and asks for a second step that is due."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless its session is over."""
        if request.user.is_authenticated and (why := sessions.why_over(request)):
            sessions.end(request)
            back = request.get_full_path() if request.method == "GET" else "/"
            asked = urlencode({"next": back, "over": why})
            return redirect(f"{reverse('accounts:sign-in')}?{asked}")
        return self.respond(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Let somebody who owes a second step to nothing but setting it up, and signing out."""
        if not (request.user.is_authenticated and request.session.get(SECOND_STEP_DUE)):
            return None
        if is_mfa_enabled(request.user):
            del request.session[SECOND_STEP_DUE]
            return None
        if request.path.startswith(reverse("accounts:index")):
            return None
        messages.warning(request, "Set up a second step first. This service asks it of everybody.")
        return redirect("mfa_index")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say how long somebody is to wait who has tried too often."""
        if not isinstance(error, TooManyTries):
            return None
        seconds = math.ceil(error.wait.total_seconds())
        context = {"wait": count_of(math.ceil(seconds / 60), "minute")}
        response = render(request, "accounts/too_many.html", context, status=429)
        response["Retry-After"] = str(seconds)
        return response
