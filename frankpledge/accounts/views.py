"""Signing in and out."""

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from frankpledge.accounts.forms import SignInForm
from frankpledge.accounts.models import Account


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else "/"


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a user name and password; a demonstration lists its accounts."""
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.account:
        login(request, form.account)
        return redirect(_next(request))
    demonstration = Account.objects.filter(demonstration=True, is_active=True).order_by("pk")
    context = {
        "form": form,
        "next": _next(request),
        "demonstration": [
            {"label": account.post, "username": account.username} for account in demonstration
        ],
        "breadcrumbs": [("Home", "/")],
    }
    return render(request, "accounts/sign_in.html", context)


@require_POST
def enter_demonstration(request: HttpRequest) -> HttpResponse:
    """Enter a demonstration account with one press. No other account can be entered so."""
    account = Account.objects.filter(
        demonstration=True, is_active=True, username=request.POST.get("username", "")
    ).first()
    if account is None:
        raise Http404("There is no such demonstration account.")
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("/")
