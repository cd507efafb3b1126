"""The mail that brings an invitation, and the one that tells who asked that it was taken up."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.outbox.operations import Draft
from frankpledge.partnership.invitations.rules import last_day
from frankpledge.partnership.invitations.tokens import address_of
from frankpledge.partnership.models import Contact, Invitation
from frankpledge.shared.address import absolute
from frankpledge.shared.words import spell_day

INVITED = """\
{by} asks you to take up a post on Frankpledge, the shared record of the partnership:

{post}, for {body}

Take it up here, until {until}:
{address}

You choose how you sign in; nothing else is asked. The link is for you alone and works once, so
do not pass it on. If you did not expect it, leave it: it lapses by itself, and this address is
then forgotten.
"""
TAKEN_UP = """\
{post} has taken up the post that they were invited to, for {body}.

If that was not who you meant, end the post here at once:
{address}
"""


def key_of(invitation: Invitation) -> str:
    """What the mail with the newest link is known by in the outbox."""
    return f"invitation:{invitation.pk}:{invitation.issue}"


def invited(invitation: Invitation, on: date) -> Draft:
    """The mail that brings the link. It keeps no quiet hours: somebody may be waiting for it."""
    body = invitation.body.name_on(on)
    text = INVITED.format(
        by=(invitation.asked_by or invitation.body).name_on(on),
        post=invitation.post,
        body=body,
        until=spell_day(last_day(invitation.expires)),
        address=address_of(invitation),
    )
    return Draft(
        key=key_of(invitation),
        to=invitation.email,
        subject=f"Take up your post: {invitation.post}",
        text=text,
        about="invitation",
    )


def taken_up(invitation: Invitation, contacts: Iterable[Contact], on: date) -> list[Draft]:
    """What those who asked are told, once."""
    text = TAKEN_UP.format(
        post=invitation.post,
        body=invitation.body.name_on(on),
        address=absolute(reverse("partnership:people", args=[invitation.body.slug])),
    )
    return [
        Draft(
            key=f"invitation-taken-up:{invitation.pk}:{contact.pk}",
            to=contact.email,
            to_name=contact.post,
            subject=f"Taken up: {invitation.post}",
            text=text,
            about="invitation",
        )
        for contact in contacts
    ]
