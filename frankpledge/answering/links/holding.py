"""Who holds a link: the session remembers those opened; each counts only where it leads."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from frankpledge.answering.links.operations import note_use
from frankpledge.answering.links.queries import links_held
from frankpledge.answering.links.rules import covers
from frankpledge.answering.models import AnswerLink
from frankpledge.partnership.people import Viewer
from frankpledge.shared import clock
from frankpledge.shared.door import Actor

SESSION_KEY = "answer_links"
READING = ("GET", "HEAD", "OPTIONS")


def hold(request: HttpRequest, link: AnswerLink) -> None:
    """Remember in the session that this link was opened; it may hold several."""
    # A new key for the session: whoever knew the old one has not opened the link.
    request.session.cycle_key()
    held = [key for key in request.session.get(SESSION_KEY, []) if key != link.pk]
    request.session[SESSION_KEY] = [*held, link.pk]


def let_go_of_links(request: HttpRequest) -> None:
    """Forget every link on this computer; those who still have the mail can open it again."""
    request.session.pop(SESSION_KEY, None)


def link_at(request: HttpRequest, viewer: Viewer) -> AnswerLink | None:
    """The link that opens the page asked for, if this person holds one and needs it there."""
    keys = request.session.get(SESSION_KEY)
    if not keys:
        return None
    held = (link for link in links_held(keys, clock.now()) if covers(link.opens, request.path))
    return next((link for link in held if link.body_id not in viewer.bodies), None)


def viewer_through(link: AnswerLink, viewer: Viewer) -> Viewer:
    """The same person, who acts for the link's body too: in their own name where signed in."""
    bodies = viewer.bodies | {link.body_id}
    if viewer.account:
        return replace(viewer, bodies=bodies)
    return replace(viewer, bodies=bodies, by_link=holder_of(link))


def holder_of(link: AnswerLink) -> Actor:
    """How operations name whoever holds a link: nobody knows who they are, only for whom."""
    name = link.body.short_on(clock.today())
    return Actor(f"{name}, by a signed link{' passed on' if link.passed_to else ''}")


def note_written(
    request: HttpRequest, response: HttpResponse, link: AnswerLink, viewer: Viewer
) -> None:
    """Keep in the link's log that something was sent through it, and keep its pages to its holder.

    A form with mistakes comes back as a page; what was taken leads on to another.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    if request.method not in READING and 300 <= response.status_code < 400:
        note_use(by=viewer.actor, link=link, did=f"Sent what was asked at {request.path}")
