"""A session from sign-in to its end: what is remembered in it, and why it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations.break_glass import note_break_glass
from frankpledge.accounts.operations.sessions import (
    note_seen,
    note_sign_in,
    note_sign_out,
)
from frankpledge.accounts.rules import (
    BREAK_GLASS_IDLE,
    BREAK_GLASS_LONGEST,
    NOTED_EVERY,
    device_of,
    ended,
)
from frankpledge.shared import clock
from frankpledge.shared.words import spell_length

HELD = "frankpledge_signed_in"


@dataclass(frozen=True)
class Held:
    """What a session remembers of its sign-in."""

    began: datetime
    seen: datetime
    loud: bool

    @property
    def limits(self) -> tuple[timedelta, timedelta]:
        """How long it holds without a page asked for, and how long at most."""
        return limits_of(loud=self.loud)


def limits_of(*, loud: bool) -> tuple[timedelta, timedelta]:
    """How long a session holds without a page asked for, and how long at most."""
    if loud:
        return BREAK_GLASS_IDLE, BREAK_GLASS_LONGEST
    return settings.SESSION_IDLE, settings.SESSION_LONGEST


def in_words() -> dict[str, str]:
    """The same of an ordinary sign-in, for a page: “12 hours”, “2 hours”."""
    idle, longest = limits_of(loud=False)
    return {"idle": spell_length(idle), "longest": spell_length(longest)}


def held(request: HttpRequest) -> Held | None:
    """What this request's session remembers of its sign-in; None for one that has none."""
    kept = request.session.get(HELD)
    if not kept:
        return None
    began, seen = (datetime.fromtimestamp(kept[part], clock.LONDON) for part in ("began", "seen"))
    return Held(began, seen, kept["loud"])


def start(request: HttpRequest, account: Account, how: str, *, loud: bool = False) -> None:
    """Sign an account in whose holder has shown in some other way who they are."""
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    begin(request, account, how, loud=loud)


def begin(request: HttpRequest, account: Account, how: str, *, loud: bool) -> None:
    """Start to count a session that Django has just signed in, under its new key."""
    device = device_of(request.headers.get("User-Agent", ""))
    now = clock.real_moment().timestamp()
    request.session[HELD] = {"began": now, "seen": now, "loud": loud}
    idle, longest = limits_of(loud=loud)
    # A little longer, so that whoever comes too late is told why they are signed out.
    request.session.set_expiry(int((longest + idle).total_seconds()))
    if request.session.session_key is None:
        request.session.cycle_key()
    if loud:
        note_break_glass(by=account.actor, account=account, device=device)
    note_sign_in(
        account=account,
        how=how,
        device=device,
        session=request.session.session_key or "",
        longest=longest,
    )


def why_over(request: HttpRequest) -> str:
    """Why this request's session is over, "idle" or "longest"; nothing while it holds."""
    mark = held(request)
    if mark is None:
        return ""
    now = clock.real_moment()
    idle, longest = mark.limits
    if why := ended(mark.began, mark.seen, now, idle, longest):
        return why
    if now - mark.seen >= NOTED_EVERY:
        request.session[HELD] = {**request.session[HELD], "seen": now.timestamp()}
        note_seen(session=request.session.session_key or "")
    return ""


def end(request: HttpRequest) -> None:
    """Sign this browser out."""
    if key := request.session.session_key:
        note_sign_out(session=key)
    logout(request)


def is_loud(request: HttpRequest) -> bool:
    """Whether this request's session was opened by break-glass access, which every page says."""
    mark = held(request) if hasattr(request, "session") else None
    return bool(mark and mark.loud)
