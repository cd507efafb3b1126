"""What the page of a body's people, its command and the yearly review need to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q

from frankpledge.accounts.models import SignIn
from frankpledge.history.models import Entry
from frankpledge.partnership.invitations.rules import last_day
from frankpledge.partnership.models import DUTIES, Body, Invitation, Membership, PostHolding
from frankpledge.partnership.models.terms import add_months
from frankpledge.shared.clock import LONDON

# Who has left is shown for so long; the history keeps it for good.
LEFT_SHOWN = 24
# A review looks so far ahead for what ends soon, and so far back for what nobody has used.
ENDS_SOON = timedelta(days=60)
UNUSED_AFTER = 180


@dataclass(frozen=True)
class PostLine:
    """A post of a body: what it is called and does, since when, until when."""

    holding: PostHolding
    title: str
    duty: str
    duty_name: str
    starts: date | None
    ends: date | None
    seat: str
    can_close: bool = False
    """Its holder has no post left anywhere, and an account that could still sign in."""

    @property
    def username(self) -> str:
        """What its holder signs in with."""
        return self.holding.account.username


@dataclass(frozen=True)
class SeatHeld:
    """A seat that is held on a board: by which post, for which body, since when, until when."""

    membership: Membership
    title: str
    post: str
    body_name: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class InvitedLine:
    """An invitation that is open."""

    invitation: Invitation
    post: str
    duty: str
    email: str
    works_until: date
    over: bool


@dataclass(frozen=True)
class People:
    """Who holds which post of a body on a day, who will, who did, and who is invited."""

    body: Body
    name: str
    on: date
    now: tuple[PostLine, ...]
    later: tuple[PostLine, ...]
    left: tuple[PostLine, ...]
    seats: tuple[SeatHeld, ...]
    invited: tuple[InvitedLine, ...]


def people_of(body: Body, on: date, now: datetime) -> People:
    """A body's people as they stand on a day, those who left in the two years before included."""
    since = add_months(on, -LEFT_SHOWN)
    posts = list(
        PostHolding.objects.filter(Q(ends__isnull=True) | Q(ends__gte=since), body=body)
        .select_related("account", "body", "through__seat")
        .newest_first()
    )
    lines = _lines(posts, on)
    order = list(DUTIES)
    current = [line for line in lines if line.holding.holds_on(on)]
    return People(
        body=body,
        name=body.name_on(on),
        on=on,
        now=tuple(sorted(current, key=lambda one: (order.index(one.duty), one.title))),
        later=tuple(one for one in lines if _is_to_begin(one, on)),
        left=tuple(one for one in lines if one.holding.over and one.holding.over < on),
        seats=_seats(body, on),
        invited=_invited(body, now),
    )


def _is_to_begin(line: PostLine, on: date) -> bool:
    return line.starts is not None and line.starts > on and not line.holding.taken_back


def _lines(posts: list[PostHolding], on: date) -> list[PostLine]:
    accounts = {one.account_id for one in posts}
    lasting = PostHolding.objects.lasting(on).filter(account__in=accounts)
    holding = set(lasting.values_list("account", flat=True))
    return [
        PostLine(
            holding=one,
            title=one.title,
            duty=one.duty,
            duty_name=DUTIES[one.duty].split(":")[0],
            starts=one.starts,
            ends=one.ends,
            seat=one.through.seat.title if one.through else "",
            can_close=one.account.is_active and one.account_id not in holding,
        )
        for one in posts
    ]


def _seats(body: Body, on: date) -> tuple[SeatHeld, ...]:
    held = list(
        Membership.objects.on(on)
        .filter(seat__body=body)
        .select_related("seat")
        .order_by("seat__sort", "pk")
    )
    bodies = Body.objects.with_names().in_bulk([one.represents_id for one in held])
    return tuple(
        SeatHeld(
            membership=one,
            title=one.seat.title,
            post=one.post,
            body_name=bodies[one.represents_id].name_on(on),
            starts=one.starts,
            ends=one.ends,
        )
        for one in held
    )


def _invited(body: Body, now: datetime) -> tuple[InvitedLine, ...]:
    return tuple(
        InvitedLine(
            invitation=one,
            post=one.post,
            duty=DUTIES[one.duty].split(":")[0],
            email=one.email,
            works_until=last_day(one.expires),
            over=one.expires <= now,
        )
        for one in Invitation.objects.open().filter(body=body)
    )


@dataclass(frozen=True)
class Reviewed:
    """A post whose holder should perhaps not have it any more, and why."""

    line: PostLine
    last_seen: date | None
    ends_soon: bool
    unused: bool


def review_access(body: Body, on: date, now: datetime, unused: int) -> tuple[Reviewed, ...]:
    """Every post of a body on a day, for its yearly review: when its holder was last here.

    `unused` counts days: a post is unused whose holder neither signed in nor changed anything
    for so long, nor took it up since.
    """
    people = people_of(body, on, now)
    seen = last_seen(line.holding.account_id for line in people.now)
    early = on - timedelta(days=unused)
    found = []
    for line in people.now:
        day = seen.get(line.holding.account_id)
        new = line.starts is not None and line.starts > early
        soon = line.ends is not None and line.ends <= on + ENDS_SOON
        found.append(Reviewed(line, day, soon, not new and (day is None or day < early)))
    return tuple(found)


def last_seen(accounts: Iterable[int]) -> dict[int, date]:
    """The day on which each account's holder was last here: at a page, or changing something.

    Sign-ins are forgotten after a while; what somebody changed is on record for good.
    """
    keys = set(accounts)
    found: dict[int, date] = {}
    here = SignIn.objects.filter(account__in=keys).values_list("account").annotate(Max("seen"))
    changed = Entry.objects.filter(account__in=keys).values_list("account").annotate(Max("at"))
    for key, at in (*here, *changed):
        day = at.astimezone(LONDON).date()
        found[key] = max(day, found.get(key, day))
    return found
