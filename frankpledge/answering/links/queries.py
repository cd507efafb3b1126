"""Finding links: one that was sent, those that work, and who used them last."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q

from frankpledge.answering.links.rules import last_day
from frankpledge.answering.links.tokens import key_in
from frankpledge.answering.models import AnswerLink
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer


def link_sent_as(token: str) -> AnswerLink:
    """The link that a token stands for, whether or not it still works. Raises LookupError."""
    found: AnswerLink | None = (
        AnswerLink.objects.select_related("body", "asked_by").filter(pk=key_in(token)).first()
    )
    if found is None:
        raise LookupError("That link is no longer known.")
    return found


def links_held(keys: Collection[int], now: datetime) -> list[AnswerLink]:
    """Those of these links that work at a moment, the newest first."""
    working = AnswerLink.objects.working(now).filter(pk__in=keys)
    return list(working.select_related("body").order_by("-pk"))


def links_of(bodies: Iterable[Body], now: datetime) -> dict[tuple[int, str], list[AnswerLink]]:
    """The links these bodies were sent that have not expired, by body and address, in one query.

    Withdrawn ones among them, for they too have been sent; those passed on to others left out.
    """
    found: dict[tuple[int, str], list[AnswerLink]] = {}
    sent = AnswerLink.objects.filter(
        body__in=[body.pk for body in bodies], expires__gt=now, passed_from__isnull=True
    )
    for link in sent.order_by("pk"):
        found.setdefault((link.body_id, link.opens), []).append(link)
    return found


@dataclass(frozen=True)
class LinkLine:
    """One link that works, as the list of links shows it."""

    link: AnswerLink
    body_name: str
    works_until: date
    last_used: datetime | None

    @property
    def passed_to(self) -> str:
        """To whom it was passed on; empty for one that a mail brought."""
        return self.link.passed_to

    @property
    def hidden(self) -> str:
        """What a screen reader is told that the button withdraws."""
        return f"the link of {self.body_name} to {self.link.what}"


def links_shown_to(viewer: Viewer, now: datetime, on: date) -> tuple[LinkLine, ...]:
    """The links that work and are a person's to watch over, those passed on after their own.

    A body's own people see the body's; a secretary those that answer the boards they run.
    """
    mine = Q(body__in=viewer.bodies) | Q(asked_by__in=viewer.secretary_of)
    found = list(
        AnswerLink.objects.working(now)
        .filter(mine)
        .annotate(last_used=Max("uses__at"))
        .order_by("body__sort", "body_id", "opens", "pk")
    )
    bodies = Body.objects.with_names().in_bulk({link.body_id for link in found})
    return tuple(
        LinkLine(
            link=link,
            body_name=bodies[link.body_id].name_on(on),
            works_until=last_day(link.expires),
            last_used=link.last_used,
        )
        for link in found
    )
