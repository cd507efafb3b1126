"""What a leaver has offered to others ends with the post by which they offered it."""

from frankpledge.partnership.invitations.operations import withdraw_invitation
from frankpledge.partnership.models import Invitation
from frankpledge.partnership.posts.leaving import Left, ends_with_a_post
from frankpledge.shared.door import Actor
from frankpledge.shared.words import count_of


@ends_with_a_post("invitations that the leaver sent for this body and nobody has taken up")
def withdraw_their_invitations(by: Actor, left: Left) -> str:
    """Withdraw them: nobody leaves a door open behind them."""
    if left.account is None:
        return ""
    theirs = Invitation.objects.open().filter(
        invited_by=left.account, asked_by=left.body, issued__lte=left.at
    )
    found = list(theirs)
    for invitation in found:
        withdraw_invitation(by=by, invitation=invitation)
    return count_of(len(found), "invitation") if found else ""
