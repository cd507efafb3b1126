"""To whom a body's mail goes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from frankpledge.partnership.models import Body, Contact


@dataclass(frozen=True)
class Contacts:
    """The contacts of some bodies on a day."""

    by_body: dict[tuple[int, str], list[Contact]] = field(default_factory=dict)

    def of(self, body: int, *purposes: str) -> tuple[Contact, ...]:
        """A body's contacts for the first of these purposes that it has any for."""
        found = (self.by_body.get((body, purpose)) for purpose in purposes)
        return tuple(next((contacts for contacts in found if contacts), ()))


def contacts_on(day: date, bodies: Iterable[Body]) -> Contacts:
    """Who is written to on a day for each of these bodies, in one query."""
    found = Contacts()
    for contact in Contact.objects.on(day).filter(body__in=[body.pk for body in bodies]):
        found.by_body.setdefault((contact.body_id, contact.purpose), []).append(contact)
    return found
