"""Whether, not who: how long an invitation holds, and what may become of it. No database."""

from datetime import date, datetime, time, timedelta

from frankpledge.shared.clock import LONDON
from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

LASTS = timedelta(days=14)
INVITATION_TRANSITIONS: dict[str, dict[str, str]] = {
    "open": {
        "taken-up": "Take up this post",
        "withdrawn": "Withdraw",
        "lapsed": "nobody has, in 14 days",
    },
}


def expiry(issued: date) -> datetime:
    """When an invitation sent on a day stops working: the end of the fourteenth day after."""
    return datetime.combine(issued + LASTS + timedelta(days=1), time(), tzinfo=LONDON)


def last_day(expires: datetime) -> date:
    """The last day on which it works."""
    return (expires.astimezone(LONDON) - timedelta(microseconds=1)).date()


def may_take_up(state: str, newest: bool, expires: datetime, now: datetime) -> Verdict:
    """Whether a link opens an invitation; if not, what happened to it, and nothing else of it.

    `newest`: no other link was sent after it.
    """
    if state == "taken-up":
        return refused("This invitation has been taken up. Its link works once.")
    if state == "withdrawn":
        return refused("This invitation was withdrawn.")
    if state == "lapsed" or now >= expires:
        return refused(f"This invitation stopped working after {spell_day(last_day(expires))}.")
    if not newest:
        return refused("A newer link was sent in place of this one. Use the newest mail.")
    return ALLOWED


def may_change(state: str) -> Verdict:
    """Whether an invitation in this state can be sent again or withdrawn."""
    if state in INVITATION_TRANSITIONS:
        return ALLOWED
    reason = {
        "taken-up": "This invitation has been taken up. End the post instead.",
        "withdrawn": "This invitation has been withdrawn already.",
        "lapsed": "This invitation has lapsed, and its address is not kept. Invite them anew.",
    }
    return refused(reason[state])
