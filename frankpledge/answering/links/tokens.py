"""What is sent: a link's key with a signature over it, made with the service's own secret key."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from frankpledge.answering.models import AnswerLink
from frankpledge.shared.address import absolute


def _signer() -> Signer:
    # Its own salt: nothing else that the service signs can be passed off as a link. A dot between
    # key and signature, because mail programs break addresses at a colon.
    return Signer(salt="frankpledge.answering.link", sep=".")


def token_of(link: AnswerLink) -> str:
    """What stands in the address of a link."""
    return _signer().sign(str(link.pk))


def key_in(token: str) -> int:
    """The key of the link that was signed so. Raises LookupError for anything else."""
    try:
        return int(_signer().unsign(token))
    except (BadSignature, ValueError) as error:
        raise LookupError("That is no link that was ever sent.") from error


def address_of(link: AnswerLink) -> str:
    """The whole address, as it stands in a mail."""
    return absolute(reverse("answering:open", args=[token_of(link)]))
