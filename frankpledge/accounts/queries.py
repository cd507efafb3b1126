"""What the pages about one's own account show."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings

from frankpledge.accounts.models import Account, BreakGlassUse, SignIn
from frankpledge.accounts.rules import SIGN_INS_KEPT
from frankpledge.shared import clock


@dataclass(frozen=True)
class Entry:
    """One sign-in, as its account's holder is shown it."""

    key: int
    at: datetime
    seen: datetime
    how: str
    device: str
    here: bool
    open: bool


def sign_ins_of(account: Account, session: str) -> tuple[Entry, ...]:
    """An account's sign-ins that are not forgotten, the newest first; `session` is this one."""
    now = clock.real_moment()
    kept = SignIn.objects.filter(account=account, at__gt=now - SIGN_INS_KEPT).order_by("-pk")
    return tuple(
        Entry(
            one.pk,
            one.at,
            one.seen,
            one.how,
            one.device,
            bool(session) and one.session == session,
            bool(one.session) and one.until > now and one.seen > now - settings.SESSION_IDLE,
        )
        for one in kept[:200]
    )


@dataclass(frozen=True)
class SecondStepOf:
    """What an account has set up for its second step."""

    codes: bool
    recovery: int
    passkeys: tuple[tuple[int, str, datetime, datetime | None], ...]

    @property
    def any(self) -> bool:
        """Whether there is a second step at all."""
        return self.codes or bool(self.passkeys)


def second_step_of(account: Account) -> SecondStepOf:
    """What an account has set up: codes, how many recovery codes are left, passkeys by name."""
    found = list(Authenticator.objects.filter(user=account).order_by("pk"))
    recovery = [one for one in found if one.type == Authenticator.Type.RECOVERY_CODES]
    return SecondStepOf(
        codes=any(one.type == Authenticator.Type.TOTP for one in found),
        recovery=len(recovery[0].wrap().get_unused_codes()) if recovery else 0,
        passkeys=tuple(
            (one.pk, one.wrap().name, one.created_at, one.last_used_at)
            for one in found
            if one.type == Authenticator.Type.WEBAUTHN
        ),
    )


def break_glass_uses() -> tuple[BreakGlassUse, ...]:
    """When break-glass access was used in the last year, the newest first."""
    since = clock.real_moment() - timedelta(days=365)
    uses = BreakGlassUse.objects.filter(at__gt=since).select_related("account").order_by("-at")
    return tuple(uses)
