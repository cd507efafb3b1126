"""Papers, actions, contacts and hours, for tests of reminders and links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from frankpledge.actions.models import Action
from frankpledge.chasing.models import ChasingRule
from frankpledge.partnership.models import Body, BodyName, Contact
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, operation
from tests.support.county import SECRETARY, board


@operation("Set the hours")
def _set_hours(*, by: Actor, area: Area) -> None:
    ChasingRule(area=area, opens=time(0), closes=time(23, 59, 59)).save()


def write_at_any_hour() -> None:
    """No quiet hours, so that a test passes by night as by day."""
    for area in Area.objects.all():
        _set_hours(by=SECRETARY, area=area)


@operation("Gave a contact")
def give_contact(*, by: Actor, body: Body, purpose: str = "answers", email: str = "") -> Contact:
    """A post to write to."""
    contact = Contact(
        body=body, purpose=purpose, post="Officer", email=email or f"{body.slug}@example.org"
    )
    contact.save()
    return contact


@operation("Took contacts away")
def take_contacts(*, by: Actor, slug: str) -> None:
    """Nobody to write to."""
    for contact in Contact.objects.filter(body__slug=slug):
        contact.delete()


@operation("Made bodies")
def make_bodies(*, by: Actor, area: Area, count: int) -> list[Body]:
    """So many bodies with a name and a contact each."""
    bodies = Body.objects.add_all(
        [Body(area=area, slug=f"body-{n}", sort=200 + n) for n in range(count)]
    )
    BodyName.objects.add_all([BodyName(body=body, name=f"Body {body.slug}") for body in bodies])
    Contact.objects.add_all(
        [
            Contact(body=body, purpose="answers", post="Officer", email=f"{body.slug}@example.org")
            for body in bodies
        ]
    )
    return bodies


@operation("Asked for much")
def ask_for(*, by: Actor, owners: Sequence[Body], due: date, count: int) -> None:
    """So many actions in the board's register, shared out among their owners."""
    register = board()
    last = Action.objects.filter(register=register).count()
    Action.objects.add_all(
        [
            Action(
                register=register,
                number=last + n,
                text=f"Do thing {n}",
                owner=owners[n % len(owners)],
                due=due,
                asked=date(2018, 7, 19),
                asked_at="the meeting of 19 July 2018",
            )
            for n in range(1, count + 1)
        ]
    )
