"""Signing agreements."""

from datetime import date

from frankpledge.planning.models import Signature
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import spell_day


@operation("Signed the agreement")
def sign(*, by: Actor, signature: Signature, post: str, on: date) -> None:
    """Record a signature by a post on a day. Raises Refused where the slot is already signed."""
    if signature.signed:
        require(
            refused(f"Already signed on {spell_day(signature.signed)} by {signature.signed_by}.")
        )
    if not post.strip():
        require(refused("Say which post is signing."))
    signature.signed, signature.signed_by = on, post.strip()
    signature.save()
