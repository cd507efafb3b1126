"""What was typed and could not be saved waits in the session, and is put back into its form.

So it is when somebody was signed out while typing, and when what was sent is refused. It waits for
the account that typed it, for a few hours; whoever else signs in never sees it. Passwords and
files are not kept, and nothing of the pages of sign-in.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages import ERROR
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.shared import clock
from frankpledge.web.conflicts import NOT_TYPED, PRESSED

SESSION_KEY = "kept_words"
# Whose browser it is, signed: it outlives the session, so that words wait for one account alone.
WHOSE = f"{'__Host-' if settings.SECURE else ''}frankpledge-whose"
WHOSE_FOR = timedelta(days=30)
# Tells the script which of its drafts has been saved.
SAVED = f"{'__Host-' if settings.SECURE else ''}frankpledge-saved"
KEPT_FOR = timedelta(hours=12)
LARGEST = 600_000
NEVER = "/account/"

Respond = Callable[[HttpRequest], HttpResponse]


class WordsAreKept:
    """Keeps what could not be saved, and puts it back when its page is opened again."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; a form that was kept is filled in again, and not sent."""
        before = request.user.pk
        request.kept = kept = kept_of(request)  # type: ignore[attr-defined]
        if kept and request.method == "GET" and kept["page"] == request.get_full_path():
            request.POST = QueryDict(kept["sent"])
        response = self.respond(request)
        if request.method == "POST" and not request.path.startswith(NEVER):
            _after(request, response)
        _remember_whose(request, response, before)
        return response


def kept_of(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for whoever looks. What is another account's, or too old, is thrown away."""
    kept: dict[str, Any] | None = request.session.get(SESSION_KEY)
    if kept is None:
        return None
    if clock.now() - datetime.fromisoformat(kept["at"]) > KEPT_FOR:
        del request.session[SESSION_KEY]
        return None
    if kept["owner"] == (request.user.pk or 0):
        return kept
    if request.user.is_authenticated:
        del request.session[SESSION_KEY]
    return None


def waits_for_sign_in(request: HttpRequest) -> bool:
    """Whether words that an account typed wait here, until that account signs in again."""
    # A request that was refused before its session was looked up has none.
    session = getattr(request, "session", None)
    kept: dict[str, Any] | None = session.get(SESSION_KEY) if session is not None else None
    return bool(kept and kept["owner"] and not request.user.is_authenticated)


def _owner(request: HttpRequest) -> int | None:
    """Whose words these are: an account's, a link's holder's (0), or nobody's that is known."""
    if request.user.is_authenticated:
        return int(request.user.pk)
    whose = _whose(request)
    return whose or (0 if getattr(request, "link", None) else None)


def _whose(request: HttpRequest) -> int:
    told = request.get_signed_cookie(WHOSE, default="", salt=WHOSE, max_age=WHOSE_FOR) or ""
    return int(told) if told.isdecimal() else 0


def _after(request: HttpRequest, response: HttpResponse) -> None:
    """A page shows what was typed; one that leads elsewhere has saved it, or it is kept."""
    if not 300 <= response.status_code < 400:
        return
    sent_away = response["Location"].startswith(reverse(settings.LOGIN_URL))
    if sent_away and request.user.is_anonymous:
        kept = keep(request)
        if kept and kept["page"] != request.get_full_path():
            response["Location"] = redirect_to_login(reverse("web:kept")).url
    elif _was_refused(request):
        keep(request)
    else:
        _saved(request, response)


def _was_refused(request: HttpRequest) -> bool:
    queued = getattr(request, "_messages", None)
    return any(one.level >= ERROR for one in getattr(queued, "_queued_messages", ()))


def _saved(request: HttpRequest, response: HttpResponse) -> None:
    kept = request.session.get(SESSION_KEY)
    if kept and kept["action"] == request.get_full_path():
        del request.session[SESSION_KEY]
    draft = request.POST.get("draft", "")
    if draft.isalnum() and len(draft) <= 32:
        response.set_cookie(
            SAVED, draft, max_age=3600, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )


def typed_in(sent: QueryDict) -> QueryDict:
    """What was sent, without tokens and passwords."""
    typed = sent.copy()
    for name in [one for one in typed if one == "csrfmiddlewaretoken" or "password" in one]:
        del typed[name]
    return typed


def words_in(sent: QueryDict) -> list[str]:
    """The words among what was sent, for a page that shows them by themselves."""
    return [
        value
        for name, values in typed_in(sent).lists()
        if name not in NOT_TYPED
        for value in values
        if value.strip() not in PRESSED
    ]


def keep(request: HttpRequest) -> dict[str, Any] | None:
    """Keep what was typed for whoever typed it; None where there is nothing, or too much."""
    owner, typed = _owner(request), typed_in(request.POST)
    sent = typed.urlencode()
    if owner is None or not words_in(request.POST) or len(sent) > LARGEST:
        return None
    came = urlsplit(request.headers.get("Referer", ""))
    back = f"{came.path}?{came.query}" if came.query else came.path
    ours = came.netloc == request.get_host() and bool(back)
    kept = {
        "owner": owner,
        "at": clock.now().isoformat(),
        "action": request.get_full_path(),
        # The page that its form stands on: put back there, where it is sent to the same address.
        "page": request.get_full_path() if ours and came.path == request.path else "",
        "back": back if ours else "",
        "sent": sent,
        "files": [one.name for _, files in request.FILES.lists() for one in files],
    }
    request.session[SESSION_KEY] = kept
    return kept


def _remember_whose(request: HttpRequest, response: HttpResponse, before: Any) -> None:
    if request.user.is_authenticated:
        if _whose(request) != request.user.pk:
            response.set_signed_cookie(
                WHOSE,
                str(request.user.pk),
                salt=WHOSE,
                max_age=WHOSE_FOR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    elif before and WHOSE in request.COOKIES:
        # Signed out by a press, not by time: the browser may be anybody's from now on.
        response.delete_cookie(WHOSE)


# ------------------------------------------------------------------------------------ the pages


def kept(request: HttpRequest) -> HttpResponse:
    """What waits, by itself: to be sent after all, to go back to its form, to be thrown away."""
    found = kept_of(request)
    if request.method == "POST":
        request.session.pop(SESSION_KEY, None)
        return redirect(found["back"] or "/" if found else "/")
    context: dict[str, Any] = {"breadcrumbs": [("Home", "/")], "found": found}
    if found:
        sent = QueryDict(found["sent"])
        context |= {"words": words_in(sent), "send": _pairs(sent)}
    return render(request, "web/kept.html", context)


def _pairs(sent: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in typed_in(sent).lists() for value in values]


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Another page's form, or one that was open while its reader signed in anew.

    Only what our own page sent is offered to be sent again: a stranger's words would else be one
    press away from being taken for the reader's.
    """
    context: dict[str, Any] = {"breadcrumbs": [("Home", "/")]}
    words = words_in(request.POST)
    if words and _is_ours(request) and not request.path.startswith(NEVER):
        context |= {
            "words": words,
            "send": _pairs(request.POST),
            "action": request.get_full_path(),
            "files": [one.name for _, files in request.FILES.lists() for one in files],
        }
    return render(request, "403_csrf.html", context, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this; browsers do, pages cannot."""
    here = f"{request.scheme}://{request.get_host()}"
    if origin := request.headers.get("Origin"):
        return origin == here
    return request.headers.get("Referer", "").startswith(f"{here}/")
