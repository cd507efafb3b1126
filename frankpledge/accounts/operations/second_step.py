"""A second step set up, removed or reset: allauth keeps it, the history tells of it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from allauth.mfa.models import Authenticator

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations.sessions import end_sessions
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import count_of, spell_list

R = TypeVar("R")


@operation("Changed the second step")
def change_second_step(*, by: Actor, account: Account, change: Callable[[], R]) -> R:
    """Have something done that may change it, and keep what is set up then; returns its answer.

    Where nothing was changed after all, such as after a wrong code, nothing is kept.
    """
    done = change()
    _keep(account)
    return done


@operation("Reset the second step")
def reset_second_step(*, by: Actor, account: Account) -> None:
    """Remove passkeys, one-time codes and recovery codes, for somebody who has lost them.

    Whoever is signed in as that account is signed out. Raises Refused for one's own account, and
    where there is nothing to remove.
    """
    if by.account_id == account.pk:
        require(refused("Nobody resets their own second step. Ask somebody else who may."))
    found = Authenticator.objects.filter(user=account)
    if not found.exists():
        require(refused("No second step is set up here, so there is nothing to reset."))
    found.delete()
    _keep(account)
    end_sessions(by=by, account=account)


def _keep(account: Account) -> None:
    """Note on the account what is set up now."""
    kept = Account.objects.select_for_update().get(pk=account.pk)
    kept.second_step, kept.recovery_codes_made = _set_up(account)
    kept.save()


def _set_up(account: Account) -> tuple[str, datetime | None]:
    """What is set up, in words without names or secrets; and since when the recovery codes are."""
    found = list(Authenticator.objects.filter(user=account))
    kinds = [one.type for one in found]
    parts = ["one-time codes"] if Authenticator.Type.TOTP in kinds else []
    if passkeys := kinds.count(Authenticator.Type.WEBAUTHN):
        parts.append(count_of(passkeys, "passkey"))
    made = [one.created_at for one in found if one.type == Authenticator.Type.RECOVERY_CODES]
    return spell_list(parts), (made[0] if made else None)
