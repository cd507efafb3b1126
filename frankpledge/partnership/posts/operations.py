"""Ending a post, or changing it into another; with all that it gave, in the same transaction."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import close_account, reset_second_step
from frankpledge.outbox.operations import queue
from frankpledge.partnership.contacts.operations import end_contact
from frankpledge.partnership.models import Body, Contact, Membership, PostHolding
from frankpledge.partnership.posts.leaving import Left, end_what_it_gave
from frankpledge.partnership.posts.mails import was_reset
from frankpledge.partnership.posts.rules import (
    ACTS_FOR,
    ONE_DAY,
    may_close,
    may_end,
    may_leave,
    may_move,
)
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require

# For so long what ended by its own date is looked at again: a worker may have been down.
LOOKED_AT_AGAIN = timedelta(days=8)


@operation("Ended a post")
def end_post(
    *, by: Actor, post: PostHolding, last: date | None, contacts: Iterable[Contact] = ()
) -> tuple[str, ...]:
    """The post ends after `last`; None: at once, and one that began only today is taken back.

    `contacts` of its body are written to no more from the same day. Once it is over, all that it
    gave ends too: returns what there was, in words. Raises Refused.
    """
    today = clock.today()
    ends = last or today - ONE_DAY
    require(may_end(post.starts, post.over, last, today))
    require(may_leave(post.duty, _other_secretaries(post, ends + ONE_DAY)))
    for contact in contacts:
        end_contact(by=by, contact=contact, on=ends + ONE_DAY)
    return _end(by, post, ends)


def _other_secretaries(post: PostHolding, on: date) -> bool:
    others = PostHolding.objects.on(on).filter(body=post.body_id, duty="secretary")
    return bool(others.exclude(pk=post.pk).exists())


def _end(by: Actor, post: PostHolding, ends: date) -> tuple[str, ...]:
    post.taken_back = bool(post.starts and post.starts > ends)
    post.ends = post.starts if post.taken_back else ends
    post.save()
    return _gone(by, post, clock.now()) if ends < clock.today() else ()


@operation("Changed a post")
def move_post(
    *, by: Actor, post: PostHolding, body: Body, duty: str, title: str, starts: date
) -> PostHolding:
    """From a day on its holder does another duty, or does it for another body.

    The old post ends the day before, with what it gave. Raises Refused for a day out of order,
    and where nothing would change or the holder has the new post already.
    """
    today = clock.today()
    require(may_move(post.starts, post.over, starts, today))
    require(may_leave(post.duty, _other_secretaries(post, starts)))
    if (body.pk, duty, title) == (post.body_id, post.duty, post.title):
        require(refused("That is what the post is already. Change its body, its duty or its name."))
    same = PostHolding.objects.filter(account=post.account_id, body=body, duty=duty)
    others = same.exclude(pk=post.pk)
    if others.lasting(starts).exists() or others.filter(starts=starts).exists():
        require(refused("Its holder has that post already. End this one instead."))
    new = PostHolding(account=post.account, body=body, duty=duty, post=title, starts=starts)
    new.through = post.through if body.pk == post.body_id else None
    new.save()
    _end(by, post, starts - ONE_DAY)
    return new


def _gone(by: Actor, post: PostHolding, at: datetime) -> tuple[str, ...]:
    """End what a post that is over had given its holder."""
    today = clock.today()
    posts = PostHolding.objects.filter(account=post.account_id)
    acts = posts.on(today).filter(body=post.body_id, duty__in=ACTS_FOR)
    left = Left(
        body=post.body,
        at=at,
        account=post.account,
        stopped_acting=post.duty in ACTS_FOR and not acts.exists(),
        nothing_left=not posts.lasting(today).exists(),
    )
    return end_what_it_gave(by, left)


@operation("Ended what a seat had given")
def end_what_a_seat_gave(*, by: Actor, membership: Membership) -> tuple[str, ...]:
    """The membership has a last day: the posts that came with it have the same one.

    Once that day is over, all that they and the seat gave ends. Returns what there was, in words.
    """
    last, told = membership.ends, set[str]()
    if last is None:
        return ()
    for post in PostHolding.objects.lasting(last + ONE_DAY).filter(through=membership):
        told |= set(_end(by, post, last))
    if last < clock.today():
        told |= set(_unseated(by, membership, clock.now()))
    return tuple(sorted(told))


def _unseated(by: Actor, membership: Membership, at: datetime) -> tuple[str, ...]:
    board = membership.seat.body
    still = Membership.objects.on(clock.today()).filter(
        represents=membership.represents_id, seat__body=board
    )
    left = Left(membership.represents, at, board=board, stopped_acting=not still.exists())
    return end_what_it_gave(by, left)


@operation("Ended what posts gave whose last day is over")
def settle_what_ended(*, by: Actor, today: date) -> None:
    """Posts and memberships that ended by their own date: what they gave ends too. Do it daily.

    What they give by date alone has ended already; this is for what somebody holds, such as a link.
    """
    lately = {"ends__lt": today, "ends__gte": today - LOOKED_AT_AGAIN}
    over = PostHolding.objects.filter(**lately, taken_back=False)
    for post in over.select_related("account", "body"):
        _gone(by, post, _after(post.ends))
    seats = Membership.objects.filter(**lately).select_related("represents", "seat__body")
    for membership in seats:
        _unseated(by, membership, _after(membership.ends))


def _after(last: date) -> datetime:
    return datetime.combine(last + ONE_DAY, time(), tzinfo=clock.LONDON)


@operation("Closed an account that held nothing")
def close_empty_account(*, by: Actor, account: Account) -> None:
    """Nobody signs in with it again. Raises Refused while it holds a post, today or later."""
    held = PostHolding.objects.lasting(clock.today()).filter(account=account)
    require(may_close(held.exists()))
    close_account(by=by, account=account)


@operation("Ended every post and closed the account")
def close_with_posts(*, by: Actor, account: Account) -> tuple[str, ...]:
    """Every post of an account ends at once, with all that it gave, and the account is closed.

    Returns what ended, in words. For whoever runs the service: a body may be left with nobody.
    """
    told = set[str]()
    for post in PostHolding.objects.lasting(clock.today()).filter(account=account):
        told |= set(_end(by, post, clock.today() - ONE_DAY))
    close_account(by=by, account=account)
    return tuple(sorted(told))


@operation("Reset a lost second step")
def reset_lost_step(*, by: Actor, account: Account) -> bool:
    """Remove every second step of an account and sign it out; tell its holder by mail.

    Returns whether there was an address to write to: an account has none, so it is that of a
    contact of the same name as one of the holder's posts. Raises Refused as `reset_second_step`.
    """
    reset_second_step(by=by, account=account)
    drafts = was_reset(account, clock.today(), clock.now())
    queue(by=by, messages=drafts)
    return bool(drafts)
