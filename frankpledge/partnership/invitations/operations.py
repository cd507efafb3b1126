"""Inviting, sending again, withdrawing, taking up: the only door for it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import link_identity, open_account
from frankpledge.outbox.operations import forget, queue
from frankpledge.partnership.invitations.mails import invited, key_of, taken_up
from frankpledge.partnership.invitations.rules import expiry, may_change, may_take_up
from frankpledge.partnership.models import Body, Invitation, Membership, PostHolding
from frankpledge.partnership.operations import give_post
from frankpledge.partnership.queries.contacts import contacts_on
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require

# Mail that was just being sent when its invitation was settled is forgotten a little later.
FORGOTTEN_WITHIN = timedelta(days=2)


@dataclass(frozen=True)
class Offer:
    """What somebody is invited to: a post, by its name, and its duty for a body."""

    body: Body
    duty: str
    post: str
    starts: date | None = None
    through: Membership | None = None


@operation("Invited somebody to a post")
def invite(*, by: Actor, offer: Offer, email: str, asked_by: Body | None = None) -> Invitation:
    """Offer a post to an address; the mail with the link leaves at once.

    `asked_by` is the body as whose secretary or whose people the inviter asks: its contacts are
    told when the post is taken up. Raises Refused where the same is on offer to that address.
    """
    same = Invitation.objects.open().filter(
        body=offer.body, duty=offer.duty, email__iexact=email, expires__gt=clock.now()
    )
    if same.exists():
        require(refused(f"{email} is invited to this already. Send that invitation again."))
    invitation = Invitation(
        body=offer.body,
        duty=offer.duty,
        post=offer.post,
        starts=offer.starts,
        through=offer.through,
        email=email,
        asked_by=asked_by,
        invited_by_id=by.account_id,
        issued=clock.now(),
        expires=expiry(clock.today()),
    )
    invitation.save()
    queue(by=by, messages=[invited(invitation, clock.today())])
    return invitation


@operation("Sent an invitation again")
def send_again(*, by: Actor, invitation: Invitation) -> None:
    """A new link to the same address, for another fortnight; those before it stop working.

    Raises Refused once it is taken up, withdrawn or lapsed.
    """
    require(may_change(invitation.state))
    forget(by=by, keys=[key_of(invitation)])
    invitation.issue += 1
    invitation.issued, invitation.expires = clock.now(), expiry(clock.today())
    invitation.save()
    queue(by=by, messages=[invited(invitation, clock.today())])


@operation("Withdrew an invitation")
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> None:
    """Its link stops working, and its address is forgotten. Raises Refused where it is settled."""
    require(may_change(invitation.state))
    _settle(by, invitation, "withdrawn")


def _settle(by: Actor, invitation: Invitation, state: str) -> None:
    invitation.state, invitation.settled, invitation.email = state, clock.now(), ""
    invitation.save()
    forget(by=by, keys=[key_of(invitation)])


@operation("Took up a post")
def take_up(*, by: Actor, invitation: Invitation, account: Account) -> PostHolding:
    """The account's holder has the post from today, or from its later day; who asked is told.

    Raises Refused where the invitation is settled or over, StaleRecord where somebody else took
    it up at the same moment: a link works once.
    """
    today = clock.today()
    require(may_take_up(invitation.state, True, invitation.expires, clock.now()))
    held = give_post(
        by=by,
        account=account,
        body=invitation.body,
        duty=invitation.duty,
        starts=max(today, invitation.starts or today),
        post=invitation.post,
        through=_lasting(invitation.through, today),
    )
    invitation.account = account
    _settle(by, invitation, "taken-up")
    if invitation.asked_by:
        told = contacts_on(today, [invitation.asked_by]).of(invitation.asked_by.pk, "answers")
        queue(by=by, messages=taken_up(invitation, told, today))
    return held


def _lasting(through: Membership | None, on: date) -> Membership | None:
    """The membership that a post came with. Raises Refused where that has ended meanwhile."""
    if through and through.ends and through.ends < on:
        require(refused("The seat that this post came with is held no more. Ask who invited you."))
    return through


@operation("Took up a post with a new account")
def take_up_anew(
    *, by: Actor, invitation: Invitation, username: str, password: str = ""
) -> PostHolding:
    """Open an account for whoever holds the link, and take the post up. Raises Refused.

    `password` has been checked (`password_faults`); empty for one who comes by single sign-on.
    """
    require(may_take_up(invitation.state, True, invitation.expires, clock.now()))
    taken = refused("Somebody has this user name. Choose another.")
    if Account.objects.filter(username=username).exists():
        require(taken)
    account = open_account(by=by, username=username, post=invitation.post, password=password)
    if account.version != 1:
        # Somebody opened one of this name at the same moment: theirs is not touched.
        require(taken)
    return take_up(by=Actor(account.post, account.pk), invitation=invitation, account=account)


@operation("Took up a post by single sign-on")
def take_up_by_single_sign_on(
    *, by: Actor, invitation: Invitation, username: str, provider: str, subject: str
) -> PostHolding:
    """Open an account that this subject of a provider signs in with, and take the post up.

    By provider and subject alone: no address is looked at. Raises Refused, as `take_up_anew` does.
    """
    held = take_up_anew(by=by, invitation=invitation, username=username)
    link_identity(by=by, account=held.account, provider=provider, subject=subject)
    return held


@operation("Let invitations lapse")
def lapse_invitations(*, by: Actor, now: datetime) -> None:
    """Forget the addresses of invitations that nobody took up in time. Do it daily."""
    for invitation in Invitation.objects.over(now):
        _settle(by, invitation, "lapsed")
    lately = Invitation.objects.filter(settled__gte=now - FORGOTTEN_WITHIN)
    forget(by=by, keys=[key_of(one) for one in lately])
