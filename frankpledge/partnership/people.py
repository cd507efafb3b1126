"""Who is looking: what a signed-in person's posts give them on a day, worked out once a request."""

from dataclasses import dataclass
from datetime import date

from frankpledge.accounts.models import Account
from frankpledge.partnership.models import Membership, PostHolding
from frankpledge.partnership.posts.rules import ACTS_FOR
from frankpledge.shared.door import Actor


@dataclass(frozen=True)
class Viewer:
    """A person at a page. Body keys only: a public visitor has none.

    `bodies` are those they act for; `boards` those whose papers they get, as a member, through a
    body that holds a seat, or as secretary; `secretary_of` and `chair_of` what they run. `areas`
    are those where any post of theirs is; `analyst_in` those whose evidence they keep, for the
    bodies in `analyst_for`. `post` is what the post that they took up last is called.
    `by_link`: somebody without an account who holds a signed link, as operations name them; they
    act for one body, at one address.
    """

    account: Account | None = None
    post: str = ""
    by_link: Actor | None = None
    bodies: frozenset[int] = frozenset()
    boards: frozenset[int] = frozenset()
    secretary_of: frozenset[int] = frozenset()
    chair_of: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    analyst_in: frozenset[int] = frozenset()
    analyst_for: frozenset[int] = frozenset()
    scrutinises: frozenset[int] = frozenset()

    @property
    def reads_for(self) -> frozenset[int]:
        """The bodies for which they may read what is for named bodies only."""
        return self.bodies | self.scrutinises

    @property
    def is_public(self) -> bool:
        """Whether nobody is signed in, and no signed link is held."""
        return self.account is None and self.by_link is None

    @property
    def actor(self) -> Actor:
        """The person as operations name them. Raises ValueError for a public visitor."""
        if self.account is not None:
            return Actor(self.post or self.account.post, self.account.pk)
        if self.by_link is not None:
            return self.by_link
        raise ValueError("a public visitor cannot act")


PUBLIC = Viewer()


def holds_a_post(account: Account, on: date) -> bool:
    """Whether the account's holder holds any post on a day."""
    return bool(PostHolding.objects.on(on).filter(account=account).exists())


def viewer_for(account: Account, on: date) -> Viewer:
    """What the account's posts give its holder on a day."""
    posts = PostHolding.objects.on(on).filter(account=account).newest_first()
    held = list(posts.values_list("body", "duty", "body__area", "post"))
    bodies = frozenset(body for body, duty, *_ in held if duty in ACTS_FOR)
    secretary_of = frozenset(body for body, duty, *_ in held if duty == "secretary")
    seated = Membership.objects.on(on).filter(represents__in=bodies)
    boards = frozenset(seated.values_list("seat__body", flat=True))
    return Viewer(
        account=account,
        post=(held[0][3] if held else "") or account.post,
        bodies=bodies,
        boards=boards | secretary_of | bodies,
        secretary_of=secretary_of,
        chair_of=frozenset(body for body, duty, *_ in held if duty == "chair"),
        areas=frozenset(area for _, _, area, _ in held),
        analyst_in=frozenset(area for _, duty, area, _ in held if duty == "analyst"),
        analyst_for=frozenset(body for body, duty, *_ in held if duty == "analyst"),
        scrutinises=frozenset(body for body, duty, *_ in held if duty == "scrutiny"),
    )
