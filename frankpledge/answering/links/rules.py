"""Whether, not who: how long a link works, and whether it may be passed on. No database."""

from datetime import date, datetime, time, timedelta

from frankpledge.shared.clock import LONDON
from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

# A link works for a month, and for a fortnight after what it answers is due.
AFTER_ISSUE = timedelta(days=30)
AFTER_DUE = timedelta(days=14)
# A reminder brings a link that works at least so long; an older one is replaced.
AFTER_REMINDER = timedelta(days=14)
ONE_DAY = timedelta(days=1)
# Enough for any team, and no way to send mail to the world.
MOST_PASSED_ON = 10


def _end_of(day: date) -> datetime:
    return datetime.combine(day + ONE_DAY, time(0), tzinfo=LONDON)


def expiry(due: date | None, issued: date) -> datetime:
    """When a link stops working: the end of its last day, in London."""
    return max(_end_of(issued + AFTER_ISSUE), _end_of((due or issued) + AFTER_DUE))


def lasts(expires: datetime, due: date | None, on: date) -> bool:
    """Whether a reminder sent on a day can still carry a link that expires then."""
    return expires >= max(_end_of(on + AFTER_REMINDER), _end_of((due or on) + AFTER_DUE))


def last_day(expires: datetime) -> date:
    """The last day on which a link works."""
    return (expires.astimezone(LONDON) - timedelta(microseconds=1)).date()


def covers(opens: str, path: str) -> bool:
    """Whether an address is the one that a link opens, or lies below it.

    A link to nothing opens nothing: below the first page lie all the others.
    """
    return opens.strip("/") != "" and (path == opens or path.startswith(f"{opens.rstrip('/')}/"))


def may_open(withdrawn: datetime | None, expires: datetime, now: datetime) -> Verdict:
    """Whether a link still opens anything; if not, what happened to it."""
    if withdrawn:
        return refused(f"This link was withdrawn on {spell_day(withdrawn.astimezone(LONDON))}.")
    if now >= expires:
        return refused(f"This link stopped working after {spell_day(last_day(expires))}.")
    return ALLOWED


def may_pass_on(passed_on: int) -> Verdict:
    """Whether a link that has been passed on so often may be passed on once more."""
    if passed_on < MOST_PASSED_ON:
        return ALLOWED
    return refused(
        f"This link has been passed on {MOST_PASSED_ON} times already. "
        "Ask the board’s secretary for another."
    )
