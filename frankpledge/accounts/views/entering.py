"""Signing in and out."""

import logging
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from frankpledge.accounts import sessions
from frankpledge.accounts.adapters import enter
from frankpledge.accounts.forms import SignInForm
from frankpledge.accounts.linking import may_come_locally
from frankpledge.accounts.models import Account
from frankpledge.accounts.provider import Talk

logger = logging.getLogger(__name__)
OVER = {
    "idle": "You were signed out because no page was asked for in a while. Sign in to go on.",
    "longest": "You were signed out because you had been signed in for long. Sign in to go on.",
}


def next_page(request: HttpRequest) -> str:
    """Where somebody wanted to go: a page of this site, else the start page."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else "/"


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by single sign-on, passkey or password; a demonstration lists its accounts."""
    by_password = settings.SIGN_IN.passwords
    form = SignInForm(request, (by_password and request.POST) or None)
    if request.method == "POST" and form.is_valid() and form.account:
        return enter(
            request,
            form.account,
            method="password",
            next_url=next_page(request),
            username=form.account.username,
        )
    demonstration = Account.objects.filter(demonstration=True, is_active=True).order_by("pk")
    context = {
        "form": form if by_password else None,
        "next": next_page(request),
        "over": OVER.get(request.GET.get("over", ""), ""),
        "providers": settings.SIGN_IN.providers,
        "demonstration": [
            {"label": account.post, "username": account.username}
            for account in demonstration
            if may_come_locally(account)
        ],
        "breadcrumbs": [("Home", "/")],
        **sessions.in_words(),
    }
    return render(request, "accounts/sign_in.html", context)


@require_GET
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Where allauth sends people who must sign in: to the one page for it."""
    asked = urlencode({"next": next_page(request)})
    return redirect(f"{reverse('accounts:sign-in')}?{asked}")


@never_cache
@sensitive_post_parameters("password")
def break_glass(request: HttpRequest) -> HttpResponse:
    """The way in for the day when single sign-on is down: for break-glass accounts alone."""
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.account:
        return enter(
            request,
            form.account,
            method="password",
            next_url=next_page(request),
            username=form.account.username,
        )
    context = {
        "form": form,
        "breadcrumbs": [("Home", "/"), ("Sign in", reverse("accounts:sign-in"))],
    }
    return render(request, "accounts/break_glass.html", context)


@require_POST
def enter_demonstration(request: HttpRequest) -> HttpResponse:
    """Enter a demonstration account with one press. No other account can be entered so."""
    account = Account.objects.filter(
        demonstration=True, is_active=True, username=request.POST.get("username", "")
    ).first()
    if account is None or not may_come_locally(account):
        raise Http404("There is no such demonstration account.")
    return enter(request, account, method="demonstration", next_url=next_page(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out of this service. Whoever came by single sign-on stays signed in there."""
    sessions.end(request)
    return redirect("/")


def _provider(request: HttpRequest, slug: str) -> Any:
    if slug not in {provider.slug for provider in settings.SIGN_IN.providers}:
        raise Http404("There is no such provider of single sign-on.")
    return get_adapter().get_provider(request, provider=slug)


@require_POST
def single_sign_on(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the browser to a provider of single sign-on. Raises Http404 for one that is none."""
    return to_provider(request, slug, next_page(request))


def to_provider(request: HttpRequest, slug: str, next_url: str, **kept: Any) -> HttpResponse:
    """The same, for whoever keeps more beside the question than where to go then."""
    provider = _provider(request, slug)
    try:
        response: HttpResponse = provider.ask(request, next_url, **kept)
    except (OAuth2Error, RequestException) as error:
        logger.warning("Single sign-on by %s cannot be reached: %s", slug, type(error).__name__)
        context = {"provider": provider.name}
        return render(request, "accounts/not_reached.html", context, status=503)
    return response


@never_cache
@require_GET
def single_sign_on_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a provider sends people back to. Raises Http404 for one that is none."""
    _provider(request, slug)
    response: HttpResponse = OAuth2CallbackView.adapter_view(Talk(request, slug))(request)
    return response
