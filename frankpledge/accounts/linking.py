"""Linking one's own account to single sign-on: asked for at a page, answered by the provider.

The question is kept here beside the state, so only the browser and the account that asked get the
answer; and the provider's lasting name for the person is all that is looked at.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frankpledge.accounts.models import Account, Identity
from frankpledge.accounts.operations import link_identity
from frankpledge.shared import clock
from frankpledge.shared.verdict import ALLOWED, Refused, Verdict, refused

LINKING = "link"
# Long enough for a password and a second step there, too short for the next at this computer.
SOON = timedelta(minutes=15)


def asks_to_link(account: Account) -> dict[str, tuple[int, float]]:
    """What is kept here while the browser is at the provider: whose account, and since when."""
    return {LINKING: (account.pk, clock.real_moment().timestamp())}


def link_own(
    request: HttpRequest, asked: tuple[int, float], slug: str, subject: str
) -> HttpResponse:
    """Link the account that asked to the subject that the provider has named, or say why not."""
    pk, at = asked
    late = clock.real_moment().timestamp() - at > SOON.total_seconds()
    if late or not request.user.is_authenticated or request.user.pk != pk:
        return did_not_work(request)
    account = Account.objects.get(pk=pk)
    try:
        link_identity(by=account.actor, account=account, provider=slug, subject=subject)
    except Refused as no:
        messages.error(request, no.reason)
    else:
        messages.success(request, "From now on you can sign in by single sign-on too.")
    return redirect("accounts:linked")


def may_unlink(identity: Identity) -> Verdict:
    """Whether its holder can still sign in without it: by a password, or at another provider."""
    account = identity.account
    if account.has_usable_password() and may_come_locally(account):
        return ALLOWED
    slugs = [provider.slug for provider in settings.SIGN_IN.providers]
    others = account.identities.filter(provider__in=slugs).exclude(pk=identity.pk)
    if others.exists():
        return ALLOWED
    return refused("This is your only way in. Link another before you unlink it.")


def may_come_locally(account: Account) -> bool:
    """Whether an account may sign in other than by single sign-on."""
    if settings.SIGN_IN.passwords or account.break_glass:
        return True
    return account.demonstration and clock.demonstration_day() is not None


def did_not_work(request: HttpRequest) -> HttpResponse:
    """The page for a single sign-on that failed, was given up or was tampered with."""
    return render(request, "accounts/did_not_work.html", status=403)
