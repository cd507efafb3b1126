"""What one sees and changes about one's own way in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from frankpledge.accounts import sessions
from frankpledge.accounts.adapters import SECOND_STEP_DUE
from frankpledge.accounts.forms import PasswordForm
from frankpledge.accounts.life import life_of_account
from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import change_second_step, end_sessions, set_password
from frankpledge.accounts.queries import break_glass_uses as uses
from frankpledge.accounts.queries import second_step_of, sign_ins_of
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of

View = Callable[..., HttpResponseBase]
CRUMBS = [("Home", "/"), ("Your account", "/account/")]


def local(view: View) -> View:
    """A page for an account of one's own with a password. Raises Refused for any other.

    A demonstration account is everybody's: whoever changed how it is entered would shut the
    others out.
    """

    @login_required
    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        account = request.user
        assert isinstance(account, Account)
        if account.demonstration:
            raise Refused(
                "Everybody who looks at this demonstration uses this account, so nobody can "
                "change how it is entered."
            )
        if not account.has_usable_password():
            raise Refused(
                "You sign in by single sign-on, and your organisation looks after your password "
                "and second step. Change them there."
            )
        return view(request, *args, **kwargs)

    return inside


def recorded(view: View) -> View:
    """A page on which one's second step may change: if it does, the history tells of it."""

    @local
    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        account = own_account(request)
        return change_second_step(
            by=account.actor, account=account, change=lambda: view(request, *args, **kwargs)
        )

    return inside


def under(*crumbs: tuple[str, str]) -> Callable[[View], View]:
    """One of allauth's pages, with the way to it above its heading like every other page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.context_data = {**(response.context_data or {}), "breadcrumbs": crumbs}
            return response

        return inside

    return decorate


def numbered(view: View) -> View:
    """A page of one of one's passkeys. Raises Http404 where the database keeps no such number."""

    @login_required
    @wraps(view)
    def inside(request: HttpRequest, pk: int) -> HttpResponseBase:
        if pk > BigIntegerField.MAX_BIGINT:
            raise Http404("There is no such passkey.")
        return view(request, pk=pk)

    return inside


def own_account(request: HttpRequest) -> Account:
    """Who is signed in, as a record."""
    assert isinstance(request.user, Account)
    # The lazy stand-in is no record: an operation is handed the record itself.
    return Account.objects.get(pk=request.user.pk)


@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """One's account: how one signs in, and when one did."""
    account = own_account(request)
    names = {provider.slug: provider.name for provider in settings.SIGN_IN.providers}
    context = {
        "own": account,
        "identities": [
            names.get(slug, slug) for slug in account.identities.values_list("provider", flat=True)
        ],
        "providers": settings.SIGN_IN.providers,
        "local": account.has_usable_password() and not account.demonstration,
        "second": second_step_of(account),
        "entries": sign_ins_of(account, request.session.session_key or ""),
        "history": life_of_account(account),
        "breadcrumbs": CRUMBS[:1],
    }
    return render(request, "accounts/index.html", context)


@login_required
@never_cache
def where(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    entries = sign_ins_of(own_account(request), request.session.session_key or "")
    context = {
        "entries": [one for one in entries if one.open],
        "breadcrumbs": CRUMBS,
        **sessions.in_words(),
    }
    return render(request, "accounts/where.html", context)


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one session of one's own, or all others, at once."""
    account = own_account(request)
    if account.demonstration:
        raise Refused("Everybody uses this demonstration account, so nobody signs others out.")
    wanted = request.POST.get("sign_in", "")
    only = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else None
    if wanted and only is None:
        raise Refused("There is no such sign-in.")
    ended = end_sessions(
        by=account.actor, account=account, keep=request.session.session_key or "", only=only
    )
    messages.success(request, f"Signed out of {count_of(ended, 'other place')}.")
    return redirect("accounts:where")


@local
@never_cache
@sensitive_post_parameters("current", "new")
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; every other session ends."""
    account = own_account(request)
    form = PasswordForm(request, account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        mark = sessions.held(request)
        set_password(by=account.actor, account=account, password=form.cleaned_data["new"])
        due = request.session.get(SECOND_STEP_DUE)
        sessions.start(request, account, "Changed the password", loud=bool(mark and mark.loud))
        if due:
            request.session[SECOND_STEP_DUE] = True
        messages.success(request, "Your password is changed. You are signed out everywhere else.")
        return redirect("accounts:index")
    context = {
        "form": form,
        "title": "Change your password",
        "button": "Change the password",
        "breadcrumbs": CRUMBS,
    }
    return render(request, "form_page.html", context)


@local
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """One's passkeys, one-time codes and recovery codes."""
    context = {
        "second": second_step_of(own_account(request)),
        "required": settings.SIGN_IN.second_step_required,
        "breadcrumbs": CRUMBS,
    }
    return render(request, "accounts/second_step.html", context)


@login_required
@never_cache
def break_glass_uses(request: HttpRequest) -> HttpResponse:
    """When break-glass access was used: everybody who signs in may see it."""
    context = {"uses": uses(), "breadcrumbs": CRUMBS}
    return render(request, "accounts/break_glass_uses.html", context)


@local
def passkeys(request: HttpRequest) -> HttpResponse:
    """Where allauth sends people after a passkey is removed: to the one page for it."""
    return redirect(reverse("mfa_index"))
