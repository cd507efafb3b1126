"""Telling bodies some news, once: a meeting has moved, papers have gone out."""

from collections.abc import Iterable
from datetime import date

from frankpledge.chasing.queries import chasing_in
from frankpledge.outbox.operations import Draft, queue
from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.contacts import contacts_on
from frankpledge.shared import clock
from frankpledge.shared.door import Actor


def tell(
    *,
    by: Actor,
    bodies: Iterable[Body],
    key: str,
    about: str,
    subject: str,
    text: str,
    on: date | None = None,
) -> int:
    """Queue one mail to each contact of these bodies. Returns how many are new.

    It goes to those who get a body's papers or, where it has none, to those who answer for it. Who
    answers for several bodies gets it once. `key` names the news, such as "moved:12:1": telling it
    again, to the same bodies, sends nothing. It takes as many queries for one body as for sixty.
    """
    told = list({body.pk: body for body in bodies}.values())
    contacts = contacts_on(on or clock.today(), told)
    chasing = chasing_in(body.area_id for body in told)
    drafts: dict[str, Draft] = {}
    for body in told:
        for contact in contacts.of(body.pk, "papers", "answers"):
            draft = Draft(
                key=f"{key}:{body.slug}:{contact.pk}",
                to=contact.email,
                to_name=contact.post,
                subject=subject,
                text=text,
                about=about,
                quiet=chasing[body.area_id].quiet,
            )
            drafts.setdefault(contact.email.casefold(), draft)
    return len(queue(by=by, messages=list(drafts.values())))
