"""One's own links to single sign-on: seen, added and removed by somebody with a password."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from frankpledge.accounts.linking import asks_to_link, may_unlink
from frankpledge.accounts.models import Identity
from frankpledge.accounts.operations import unlink_identity
from frankpledge.accounts.views.entering import to_provider
from frankpledge.accounts.views.own import CRUMBS, local, own_account
from frankpledge.shared.verdict import refused, require


@require_safe
@local
@never_cache
def linked(request: HttpRequest) -> HttpResponse:
    """The providers of single sign-on, and which of them one can sign in with."""
    held = {one.provider: one for one in own_account(request).identities.all()}
    context = {
        "providers": [(one, held.get(one.slug)) for one in settings.SIGN_IN.providers],
        "breadcrumbs": CRUMBS,
    }
    return render(request, "accounts/linked.html", context)


@require_POST
@local
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def link(request: HttpRequest, slug: str) -> HttpResponse:
    """Go to a provider, to come back with its lasting name for oneself."""
    account = own_account(request)
    if account.identities.filter(provider=slug).exists():
        require(refused("Your account is linked there already. Unlink it first."))
    return to_provider(request, slug, reverse("accounts:linked"), **asks_to_link(account))


@require_POST
@local
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def unlink(request: HttpRequest, slug: str) -> HttpResponse:
    """Remove a link of one's own; every other session ends. Raises Refused for the only way in."""
    account = own_account(request)
    identity = get_object_or_404(Identity, account=account, provider=slug)
    require(may_unlink(identity))
    unlink_identity(by=account.actor, identity=identity, keep=request.session.session_key or "")
    messages.success(request, "Unlinked. You are signed out everywhere else.")
    return redirect("accounts:linked")
