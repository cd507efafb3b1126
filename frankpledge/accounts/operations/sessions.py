"""Signing in and out, as it is noted: which sessions hold, and how they are ended at once.

A sign-in is no change to the partnership's record, so none of this is kept in its history.
"""

from datetime import timedelta

from django.contrib.sessions.models import Session

from frankpledge.accounts.models import Account, SignIn
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation


@operation("Signed out elsewhere")
def end_sessions(*, by: Actor, account: Account, keep: str = "", only: int | None = None) -> int:
    """End an account's sessions at once, whatever their holders are doing; returns how many.

    `keep` is the key of a session that goes on, such as one's own; `only` ends that sign-in alone.
    """
    open_ones = SignIn.objects.filter(account=account).exclude(session="")
    if keep:
        open_ones = open_ones.exclude(session=keep)
    if only is not None:
        open_ones = open_ones.filter(pk=only)
    keys = list(open_ones.values_list("session", flat=True))
    # The session goes first: whoever holds it is signed out even if the note of it stays.
    Session.objects.filter(session_key__in=keys).delete()
    return SignIn.objects.filter(session__in=keys).update(session="")


def note_sign_in(
    *, account: Account, how: str, device: str, session: str, longest: timedelta
) -> SignIn:
    """Keep that an account has signed in, by what means and from what kind of device."""
    now = clock.real_moment()
    return SignIn.objects.create(
        account=account,
        at=now,
        seen=now,
        how=how[:100],
        device=device[:100],
        session=session,
        until=now + longest,
    )


def note_seen(*, session: str) -> None:
    """Keep that a session was used just now."""
    SignIn.objects.filter(session=session).update(seen=clock.real_moment())


def note_sign_out(*, session: str) -> None:
    """Keep that a session has ended."""
    SignIn.objects.filter(session=session).update(session="")
