"""Changing who sits where and by what terms. The register itself is set up from an area file."""

from datetime import date, timedelta

from frankpledge.accounts.models import Account
from frankpledge.partnership.models import (
    Body,
    BodyRole,
    Membership,
    PostHolding,
    Seat,
    TermsOfReference,
)
from frankpledge.partnership.posts.operations import end_what_a_seat_gave
from frankpledge.partnership.queries.register import terms_in_force
from frankpledge.partnership.rules import SeatRule, may_hold
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused, refused, require


def seat_rule(seat: Seat) -> SeatRule:
    """What the rules need to know of a seat."""
    return SeatRule(
        title=seat.title,
        starts=seat.starts,
        ends=seat.ends,
        for_body=seat.for_body.slug if seat.for_body else "",
        for_role=seat.for_role,
    )


@operation("Appointed a member")
def appoint_member(
    *, by: Actor, board: Body, seat: str, represents: Body, post: str, starts: date, decision: str
) -> Membership:
    """Give a post a seat on a board for a body.

    `seat` is the seat's slug. Raises Refused where the board's terms of reference in force on
    `starts` provide no such seat, or the body may not hold it.
    """
    found = Seat.objects.on(starts).filter(body=board, slug=seat).first()
    if found and not found.provided_by.holds_on(starts) and not _carried_over(found, starts):
        found = None
    roles = list(BodyRole.objects.on(starts).filter(body=represents).values_list("role", flat=True))
    rule = seat_rule(found) if found else None
    require(may_hold(rule, starts, represents.slug, roles, board=board.name_on(starts)))
    if found is None:
        raise AssertionError("may_hold refuses a missing seat")
    taken = Membership.objects.on(starts).filter(seat=found).select_related("represents").first()
    if taken:
        require(refused(f"“{found.title}” is held by {taken.post}. End that membership first."))
    membership = Membership(
        seat=found, represents=represents, post=post, starts=starts, decision=decision
    )
    membership.save()
    return membership


def _carried_over(seat: Seat, on: date) -> bool:
    """A seat outlives the version that brought it in, for as long as later terms keep it."""
    return terms_in_force(seat.body, on) is not None


@operation("Ended a membership")
def end_membership(
    *, by: Actor, membership: Membership, ends: date, decision: str
) -> tuple[str, ...]:
    """The post holds the seat until `ends`, that day included. Raises Refused when too early.

    Posts that came with the seat end with it; returns what else did, in words.
    """
    if membership.starts and ends < membership.starts:
        require(refused("The last day is before the first. Change one of them."))
    membership.ends = ends
    membership.decision = decision or membership.decision
    membership.save()
    return end_what_a_seat_gave(by=by, membership=membership)


@operation("Amended the terms of reference")
def amend_terms(
    *, by: Actor, board: Body, slug: str, adopted: date, decision: str
) -> TermsOfReference:
    """A new version of a board's terms, the same as the last but for what is then changed in it.

    Raises Refused without a recorded decision, or where no terms are in force to amend.
    """
    if not decision.strip():
        require(refused("Record the board's decision: terms of reference change by no other way."))
    if TermsOfReference.objects.filter(body=board, slug=slug).exists():
        require(refused(f"There is a version “{slug}” already. Give the new one another name."))
    current = terms_in_force(board, adopted)
    if current is None:
        raise Refused(f"{board.name_on(adopted)} has no terms of reference in force to amend.")
    if TermsOfReference.objects.filter(body=board, starts__gte=adopted).exists():
        require(refused("Terms adopted that day or later are on record. Give a later day."))
    current.ends = adopted - timedelta(days=1)
    current.save()
    kept = {
        column.attname: getattr(current, column.attname)
        for column in TermsOfReference._meta.concrete_fields
        if column.name not in {"id", "version", "slug", "adopted", "starts", "ends", "decision"}
    }
    amended = TermsOfReference(
        **kept, slug=slug, adopted=adopted, starts=adopted, decision=decision
    )
    amended.save()
    return amended


@operation("Added a seat")
def add_seat(
    *,
    by: Actor,
    terms: TermsOfReference,
    slug: str,
    title: str,
    capacity: str = "member",
    for_role: str = "",
) -> Seat:
    """A seat that the given version of the terms brings in, from the day they are in force."""
    last = Seat.objects.filter(body=terms.body).order_by("sort").last()
    seat = Seat(
        body=terms.body,
        slug=slug,
        title=title,
        capacity=capacity,
        for_role=for_role,
        provided_by=terms,
        starts=terms.starts,
        sort=last.sort + 1 if last else 1,
    )
    seat.save()
    return seat


@operation("Amended the terms of reference")
def amend_terms_with_seat(
    *,
    by: Actor,
    board: Body,
    slug: str,
    adopted: date,
    decision: str,
    seat_slug: str = "",
    seat_title: str = "",
) -> TermsOfReference:
    """`amend_terms`, and the seat that the new version adds, in one stroke. Raises Refused."""
    if TermsOfReference.objects.filter(body=board, slug=slug).exists():
        require(refused(f"There is a version “{slug}” already. Give the new one another name."))
    if seat_slug and Seat.objects.filter(body=board, slug=seat_slug).exists():
        require(refused(f"There is a seat “{seat_slug}” already. Give the new one another name."))
    terms = amend_terms(by=by, board=board, slug=slug, adopted=adopted, decision=decision)
    if seat_slug:
        add_seat(by=by, terms=terms, slug=seat_slug, title=seat_title)
    return terms


@operation("Gave a post its duty")
def give_post(
    *,
    by: Actor,
    account: Account,
    body: Body,
    duty: str,
    starts: date | None = None,
    post: str = "",
    through: Membership | None = None,
) -> PostHolding:
    """An account's holder does a duty for a body from a day, or already does, without an end.

    `post` is what the post is called, where not as the account says; `through` the membership
    with which it ends.
    """
    same = PostHolding.objects.filter(account=account, body=body, duty=duty)
    lasting = same.lasting(starts) if starts else same.filter(ends__isnull=True)
    held: PostHolding | None = lasting.first() or same.filter(starts=starts).first()
    if held is None:
        given = "" if post == account.post else post
        held = PostHolding(
            account=account, body=body, duty=duty, starts=starts, post=given, through=through
        )
    held.ends, held.taken_back = None, False
    held.save()
    return held
