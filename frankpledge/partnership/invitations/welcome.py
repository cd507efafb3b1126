"""Somebody whom single sign-on brings with an invitation that they pressed to take up."""

from datetime import timedelta

from django.http import HttpRequest

from frankpledge.accounts.models import Account
from frankpledge.accounts.welcome import welcomes
from frankpledge.partnership.invitations.names import free_name
from frankpledge.partnership.invitations.operations import take_up_by_single_sign_on
from frankpledge.partnership.invitations.rules import may_take_up
from frankpledge.partnership.invitations.tokens import invitation_sent_as
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, StaleRecord
from frankpledge.shared.verdict import Refused

SESSION_KEY = "invitation"
# Long enough for a password and a second step there, too short for the next at this computer.
SOON = timedelta(minutes=15)


def remember(request: HttpRequest, token: str) -> None:
    """Keep in the session which invitation is to be taken up by whoever comes back soon."""
    request.session[SESSION_KEY] = (token, clock.real_moment().timestamp())


@welcomes
def by_invitation(request: HttpRequest, provider: str, subject: str) -> Account | None:
    """Open an account that this subject signs in with, and give it the post; or None.

    None where this browser pressed none lately, or where it has died since.
    """
    token, pressed = request.session.pop(SESSION_KEY, ("", 0.0))
    if clock.real_moment().timestamp() - pressed > SOON.total_seconds():
        return None
    try:
        invitation, newest = invitation_sent_as(token)
        if not may_take_up(invitation.state, newest, invitation.expires, clock.now()):
            return None
        held = take_up_by_single_sign_on(
            by=Actor(invitation.post),
            invitation=invitation,
            username=free_name(invitation.post),
            provider=provider,
            subject=subject,
        )
    except (LookupError, Refused, StaleRecord):
        return None
    return held.account
