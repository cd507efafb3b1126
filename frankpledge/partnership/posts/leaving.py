"""What else ends when a post or a membership does: the apps above say so here (decision 0038).

An app that gives people something because of a post registers, when Django starts, how it ends:

    @ends_with_a_post("Signed links that the body's people may still have in their mail")
    def withdraw_links(by: Actor, left: Left) -> str: ...

It is called inside the operation that ends the post, so that both are recorded or neither, and
again on the day after a post ended by its own date. So it must do no harm when it is called twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from frankpledge.accounts.models import Account
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor


@dataclass(frozen=True)
class Left:
    """Who no longer has what, since which moment.

    `account`: whose post ended; None where a body's membership of a `board` did. `stopped_acting`:
    the account, or the body at that board, no longer acts for `body` by any other post or seat.
    `nothing_left`: the account holds no post anywhere, today or later.
    """

    body: Body
    at: datetime
    account: Account | None = None
    board: Body | None = None
    stopped_acting: bool = False
    nothing_left: bool = False


# Ends it, and says in a few words what ended: "3 signed links". Nothing where there was nothing.
Ending = Callable[[Actor, Left], str]
_endings: dict[str, Ending] = {}


def ends_with_a_post(what: str) -> Callable[[Ending], Ending]:
    """Register how something ends; `what` says to the secretary what it is."""

    def register(ending: Ending) -> Ending:
        _endings[what] = ending
        return ending

    return register


def what_ends() -> tuple[str, ...]:
    """What ends with a post besides the post itself, in words for the page that ends it."""
    return tuple(_endings)


def end_what_it_gave(by: Actor, left: Left) -> tuple[str, ...]:
    """Have everything end that goes with it; says what there was. Called inside an operation."""
    return tuple(filter(None, (ending(by, left) for ending in _endings.values())))
