"""What is forgotten by itself: old sign-ins, and sessions that are over with what they held."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore

from frankpledge.accounts.operations.sessions import forget_sign_ins
from frankpledge.accounts.rules import SIGN_INS_KEPT
from frankpledge.outbox.jobs import periodic


@periodic("forget old sessions", every=timedelta(days=1))
def forget_old_sessions(now: datetime) -> None:
    """Words that were kept (kept.py) lie in the session: they go when it is over."""
    SessionStore.clear_expired()
    forget_sign_ins(older_than=SIGN_INS_KEPT)
