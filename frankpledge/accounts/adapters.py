"""How django-allauth is fitted in: it signs nobody up, links nobody and saves no account.

Allauth keeps the protocols (OpenID Connect, passkeys, one-time codes); whose account it is, how
long it is signed in and what is written down is decided here.
"""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    record_authentication,
)
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frankpledge.accounts import sessions
from frankpledge.accounts.linking import LINKING, did_not_work, link_own, may_come_locally
from frankpledge.accounts.models import Account, Identity
from frankpledge.accounts.sealing import CannotOpen, seal, unseal
from frankpledge.accounts.setting import Provider
from frankpledge.accounts.welcome import welcomed
from frankpledge.shared.words import spell_list

logger = logging.getLogger(__name__)

SECOND_STEP_DUE = "frankpledge_second_step_due"
FACTORS = {"totp": "one-time code", "recovery_codes": "recovery code", "webauthn": "passkey"}
NOT_HERE = "This account signs in by single sign-on only."
# What allauth says of itself is left out, but for these.
NEWS = {
    "mfa/messages/totp_activated.txt": "One-time codes are set up.",
    "mfa/messages/totp_deactivated.txt": "One-time codes are no longer asked for.",
    "mfa/messages/webauthn_added.txt": "The passkey is set up.",
    "mfa/messages/webauthn_removed.txt": "The passkey is removed.",
}
CLOSED = "This account is closed. If your work needs it, ask the board’s secretary."


def enter(
    request: HttpRequest, account: Account, *, method: str, next_url: str, **known: str
) -> HttpResponse:
    """Sign an account in that has shown who it is by `method`, by way of its second step if any."""
    record_authentication(request, account, method, **known)
    response: HttpResponse = perform_login(request, Login(user=account, redirect_url=next_url))
    return response


def how_signed_in(request: HttpRequest, account: Account) -> tuple[str, ...]:
    """By what means this session has shown who it is, in words, such as password, passkey."""
    names = {provider.slug: provider.name for provider in settings.SIGN_IN.providers}
    found = []
    for record in get_authentication_records(request, account):
        if record.get("reauthenticated"):
            continue
        method = record["method"]
        if method == "mfa":
            method = FACTORS.get(record.get("type", ""), "second step")
        elif method == "socialaccount":
            method = names.get(record.get("provider", ""), "single sign-on")
        found.append(method)
    return tuple(dict.fromkeys(found)) or ("password",)


def _is_local(request: HttpRequest, account: Account) -> bool:
    records = get_authentication_records(request, account)
    return not any(record["method"] == "socialaccount" for record in records)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Signing in and out."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": "This is not your password. Check it and try again.",
        "incorrect_code": "This code is not right. Wait for the next one and type that.",
    }

    def get_login_stages(self) -> list[str]:
        """A second step where the account has set one up, and nothing by e-mail or telephone."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Turn away a closed account, and a local sign-in where only single sign-on is allowed."""
        reason = "" if user.is_active else CLOSED
        if not reason and _is_local(request, user) and not may_come_locally(user):
            reason = NOT_HERE
        if not reason:
            return None
        messages.error(request, reason)
        return redirect("accounts:sign-in")

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in under a new session key, and note it."""
        how = how_signed_in(request, user)
        told = spell_list(how)
        local = _is_local(request, user)
        super().login(request, user)
        loud = user.break_glass and local
        sessions.begin(request, user, told[:1].upper() + told[1:], loud=loud)
        if settings.SIGN_IN.second_step_required and how == ("password",):
            request.session[SECOND_STEP_DUE] = True

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and note it."""
        sessions.end(request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what has happened, in our words; what needs no saying is left out."""
        if said := message or NEWS.get(message_template or ""):
            messages.add_message(request, level, said)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account for themselves."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail: an account has no address."""

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Whether this is the password of whoever is signed in."""
        return bool(user.check_password(password))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show again who one is, in our words."""
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a one-time code",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        found = super().get_reauthentication_methods(user)
        return [{**one, "description": words[one["id"]]} for one in found if one["id"] in words]


class SecondSteps(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys and one-time codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This was not accepted. Wait for the next code, or try again.",
    }

    def get_totp_issuer(self) -> str:
        """What an authenticator app calls this service."""
        return "Frankpledge"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A passkey's name where its holder gives it none."""
        return "My passkey"

    def encrypt(self, text: str) -> str:
        """A key of one-time codes or a recovery seed, as the database is to keep it."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The same as it was. One that cannot be opened becomes a key of nobody's: no code fits."""
        try:
            return unseal(encrypted_text)
        except CannotOpen:
            logger.warning("A second step was sealed under another SECRET_KEY; it opens nothing.")
            nobodys: str = generate_totp_secret()
            return nobodys


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whose account somebody is whom a provider of single sign-on has named."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The providers of the settings, and no others: none is kept in the database."""
        return [
            _app(one)
            for one in settings.SIGN_IN.providers
            if provider in {None, "oidc", one.slug} and client_id in {None, one.client_id}
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Sign in the account that this very subject is linked to, or say what to do.

        Raises ImmediateHttpResponse always: nothing of allauth's own linking or signing up, by
        e-mail or otherwise, is ever reached.
        """
        slug, subject = sociallogin.account.provider, sociallogin.account.uid
        if sociallogin.state.get("nonce") != sociallogin.account.extra_data.get("nonce"):
            raise ImmediateHttpResponse(did_not_work(request))
        if asked := sociallogin.state.get(LINKING):
            raise ImmediateHttpResponse(link_own(request, asked, slug, subject))
        identity = Identity.objects.filter(provider=slug, subject=subject).first()
        account = identity.account if identity else welcomed(request, slug, subject)
        if account is None:
            raise ImmediateHttpResponse(
                render(request, "accounts/unknown.html", _named(slug), status=403)
            )
        next_url = sociallogin.state.get("next") or "/"
        raise ImmediateHttpResponse(
            enter(request, account, method="socialaccount", next_url=next_url, provider=slug)
        )

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say in plain words that it did not work. Nobody is signed in."""
        raise ImmediateHttpResponse(did_not_work(request))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail: an account has no address."""


def _named(slug: str) -> dict[str, str]:
    names = {provider.slug: provider.name for provider in settings.SIGN_IN.providers}
    return {"provider": names.get(slug, slug)}


def _app(provider: Provider) -> SocialApp:
    # Never saved: allauth hands a provider's settings about in this form.
    return SocialApp(
        provider="oidc",
        provider_id=provider.slug,
        name=provider.name,
        client_id=provider.client_id,
        secret=provider.secret,
        settings={
            "server_url": f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
            "issuer": provider.issuer,
            "subject": provider.subject,
        },
    )
