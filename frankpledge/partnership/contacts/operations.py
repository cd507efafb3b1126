"""Changing to whom a body's mail goes."""

from datetime import date, timedelta

from frankpledge.partnership.models import Body, Contact
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require


@operation("Added a contact")
def add_contact(
    *, by: Actor, body: Body, purpose: str, post: str, email: str, starts: date
) -> Contact:
    """A post gets the body's mail of one purpose from a day on. Raises Refused where it does."""
    same = Contact.objects.on(starts).filter(body=body, purpose=purpose, email__iexact=email)
    if same.exists():
        require(refused(f"{email} gets this mail already. Give another address."))
    contact = Contact(body=body, purpose=purpose, post=post, email=email, starts=starts)
    contact.save()
    return contact


@operation("Ended a contact")
def end_contact(*, by: Actor, contact: Contact, on: date) -> None:
    """Nothing is sent to it from this day on; one that has only just begun is removed."""
    if contact.starts and contact.starts >= on:
        contact.delete()
        return
    contact.ends = on - timedelta(days=1)
    contact.save()
