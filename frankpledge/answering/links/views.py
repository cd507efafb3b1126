"""Pages of signed links: opening one, passing it on, and watching over those that work."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from frankpledge.answering.links.forms import PassOnForm
from frankpledge.answering.links.holding import hold, holder_of, let_go_of_links
from frankpledge.answering.links.mails import passed_on
from frankpledge.answering.links.operations import note_use, pass_on, withdraw_link
from frankpledge.answering.links.permissions import can_withdraw
from frankpledge.answering.links.queries import link_sent_as, links_shown_to
from frankpledge.answering.links.rules import last_day, may_open
from frankpledge.answering.models import AnswerLink
from frankpledge.outbox.operations import queue
from frankpledge.partnership.requests import Looking, View, signed_in
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of

GARBLED = (
    "This link is not complete. Copy the whole line from the mail into your browser, or open the "
    "mail on another device and press the link there."
)


def kept_apart(view: View) -> View:
    """A page whose address holds a link: no cache keeps it and no search engine lists it."""

    @wraps(view)
    def inside(request: Looking, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = never_cache(view)(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return inside


@kept_apart
@require_safe
def open_link(request: Looking, token: str) -> HttpResponse:
    """Open what a link is for, or say what has happened to it."""
    try:
        link = link_sent_as(token)
    except LookupError:
        return _closed(request, GARBLED, status=404)
    verdict = may_open(link.withdrawn, link.expires, clock.now())
    if not verdict:
        return _closed(request, verdict.reason, link, status=410)
    if link.body_id not in request.viewer.bodies:
        note_use(by=_who(request, link), link=link, did="Opened it")
        hold(request, link)
    return redirect(link.opens)


def _who(request: Looking, link: AnswerLink) -> Actor:
    return holder_of(link) if request.viewer.is_public else request.viewer.actor


def _closed(
    request: Looking, reason: str, link: AnswerLink | None = None, *, status: int
) -> HttpResponse:
    board = link.asked_by.name_on(clock.today()) if link and link.asked_by else ""
    context = {"reason": reason, "board": board, "known": link is not None}
    return render(request, "answering/closed.html", context, status=status)


@kept_apart
def pass_link(request: Looking, token: str) -> HttpResponse:
    """Give a colleague a link of their own to the same thing."""
    try:
        link = link_sent_as(token)
    except LookupError:
        return _closed(request, GARBLED, status=404)
    verdict = may_open(link.withdrawn, link.expires, clock.now())
    if not verdict:
        return _closed(request, verdict.reason, link, status=410)
    form = PassOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _pass(request, link, form.cleaned_data["email"])
        except Refused as no:
            form.add_error("email", no.reason)
        else:
            messages.success(request, f"A link is on its way to {form.cleaned_data['email']}.")
            return redirect("answering:open", token)
    context = {
        "form": form,
        "what": link.what,
        "name": link.body.name_on(clock.today()),
        "until": last_day(link.expires),
        "back_url": reverse("answering:open", args=[token]),
    }
    return render(request, "answering/pass.html", context)


def _pass(request: Looking, link: AnswerLink, email: str) -> None:
    by = _who(request, link)
    passed = pass_on(by=by, link=link, email=email)
    queue(by=by, messages=[passed_on(passed, clock.today())])
    note_use(by=by, link=link, did="Passed it on")


@require_POST
def leave(request: Looking) -> HttpResponse:
    """Forget the links that were opened on this computer."""
    let_go_of_links(request)
    messages.success(request, "This computer has forgotten the link. The mail still opens it.")
    return redirect("/")


@signed_in
def links(request: Looking) -> HttpResponse:
    """The links that work for a person's bodies and boards, with when each was last used."""
    found = links_shown_to(request.viewer, clock.now(), clock.today())
    narrowed = request.GET.get("body", "")
    context = {
        "breadcrumbs": [("Home", "/")],
        "lines": [line for line in found if narrowed in ("", line.link.body.slug)],
        "filters": _filters(found, narrowed),
    }
    return render(request, "answering/links.html", context)


def _filters(found: tuple[Any, ...], narrowed: str) -> list[dict[str, Any]]:
    here = reverse("answering:links")
    names = {line.link.body.slug: line.body_name for line in found}
    if len(names) < 2:
        return []
    options = [{"label": "All", "url": here, "current": not narrowed}]
    options += [
        {"label": name, "url": f"{here}?body={slug}", "current": slug == narrowed}
        for slug, name in names.items()
    ]
    return [{"label": "Body", "options": options}]


@signed_in
@require_POST
def withdraw(request: Looking, pk: int) -> HttpResponse:
    """Withdraw a link, and all that came of passing it on."""
    link = AnswerLink.objects.filter(pk=pk).first()
    if link is None or not can_withdraw(request.viewer, link):
        raise Http404("There is no such link.")
    count = withdraw_link(by=request.viewer.actor, link=link)
    messages.success(request, f"{count_of(count, 'link')} withdrawn.")
    return redirect("answering:links")
