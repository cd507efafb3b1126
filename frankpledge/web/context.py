"""What the shell of every page needs: who is looking, where they are, what day it is."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from frankpledge.accounts.sessions import is_loud
from frankpledge.answering.links.rules import last_day
from frankpledge.answering.links.tokens import token_of
from frankpledge.answering.models import AnswerLink
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import PUBLIC, Viewer
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.web.kept import waits_for_sign_in

# Along the commissioning cycle: who, understand, plan, decide, review.
NAVIGATION = (
    ("Home", "web:home"),
    ("Partnership", "partnership:index"),
    ("Evidence", "explorer:index"),
    ("Priorities and agreement", "planning:index"),
    ("Meetings", "meetings:index"),
    ("Actions", "actions:index"),
    ("Review", "review:index"),
)
# The parts of review have addresses of their own.
REVIEW = ("/review/", "/screen/", "/requirements/", "/risks/", "/requests/", "/indicators/")


def acting_bodies(viewer: Viewer) -> list[Body]:
    """The bodies a person acts for or runs as secretary, with their names."""
    keys = viewer.bodies | viewer.secretary_of
    return list(Body.objects.with_names().filter(pk__in=keys)) if keys else []


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of layout.html. Error pages may have no viewer: they show the public shell."""
    viewer: Viewer = getattr(request, "viewer", PUBLIC)
    areas = list(Area.objects.all()[:2])
    here = request.path
    found: dict[str, Any] = {
        "area_name": areas[0].name if len(areas) == 1 else "",
        "demo_today": clock.demonstration_day(),
        "viewer": viewer,
        "today": clock.today(),
        "navigation": [
            {"label": label, "url": reverse(name), "current": _is_current(here, reverse(name))}
            for label, name in NAVIGATION
        ],
        "footer_links": [
            {"label": "Calendars and open data", "url": reverse("publication:index")},
            {"label": "Accessibility", "url": reverse("web:accessibility")},
            {"label": "About Frankpledge", "url": reverse("web:about")},
        ],
        "account": {"sign_in_url": reverse("accounts:sign-in")},
    }
    if viewer.account:
        found["account"] = {
            "name": viewer.actor.name,
            "url": reverse("accounts:index"),
            "break_glass": is_loud(request),
            "sign_out_url": reverse("accounts:sign-out"),
            "owed_url": reverse("web:home"),
        }
    link: AnswerLink | None = getattr(request, "link", None)
    found |= _drafts(request, viewer, link)
    if link:
        found["by_link"] = _by_link(link)
        if not viewer.account:
            found["account"] = {
                "name": f"{link.body.short_on(clock.today())}, by a link",
                "sign_out_url": reverse("answering:leave"),
            }
    return found


def _drafts(request: HttpRequest, viewer: Viewer, link: AnswerLink | None) -> dict[str, Any]:
    """Whose drafts the browser may keep here, and what waits in the session."""
    whose = f"account {viewer.account.pk}" if viewer.account else f"link {link.pk}" if link else ""
    told: dict[str, Any] = {
        "keeps_drafts": settings.DRAFTS,
        "drafts_of": salted_hmac("frankpledge.drafts", whose).hexdigest()[:16] if whose else "",
    }
    told["words_wait"] = waits_for_sign_in(request)
    kept = getattr(request, "kept", None)
    if kept and request.path != reverse("web:kept"):
        told["kept_words"] = {
            "at": datetime.fromisoformat(kept["at"]),
            "here": kept["page"] == request.get_full_path() and request.method == "GET",
            "files": kept["files"],
            "url": reverse("web:kept"),
        }
    return told


def _by_link(link: AnswerLink) -> dict[str, Any]:
    """What a page that a signed link opens says of the link."""
    return {
        "body": link.body.name_on(clock.today()),
        "until": last_day(link.expires),
        "pass_url": reverse("answering:pass", args=[token_of(link)]),
    }


def _is_current(here: str, url: str) -> bool:
    places = REVIEW if url == reverse("review:index") else (url,)
    return here == url if url == "/" else here.startswith(places)
