"""What is sent: an invitation's key and issue with the service's signature over them."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from frankpledge.partnership.models import Invitation
from frankpledge.shared.address import absolute

# Its own salt: nothing else that the service signs can be passed off as an invitation. A dot
# between key and signature, because mail programs break addresses at a colon.
_signer = Signer(salt="frankpledge.partnership.invitation", sep=".")


def token_of(invitation: Invitation) -> str:
    """What stands in the address of the newest link."""
    return _signer.sign(f"{invitation.pk}-{invitation.issue}")


def invitation_sent_as(token: str) -> tuple[Invitation, bool]:
    """The invitation that a link was sent for, and whether none was sent after it.

    Raises LookupError for anything that was never sent.
    """
    try:
        key, _, issue = _signer.unsign(token).partition("-")
    except BadSignature as error:
        raise LookupError("That is no invitation that was ever sent.") from error
    found = (
        Invitation.objects.select_related("body", "through", "asked_by")
        .filter(pk=int(key), issue__gte=int(issue))
        .first()
    )
    if found is None:
        raise LookupError("That invitation is not here.")
    return found, found.issue == int(issue)


def address_of(invitation: Invitation) -> str:
    """The whole address, as it stands in the mail."""
    return absolute(reverse("partnership:take-up", args=[token_of(invitation)]))
