"""Opening and closing accounts, their passwords, and who they are to single sign-on."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from frankpledge.accounts.models import Account, Identity
from frankpledge.accounts.operations.sessions import end_sessions
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused


@operation("Opened an account")
def open_account(
    *,
    by: Actor,
    username: str,
    post: str,
    password: str = "",
    demonstration: bool = False,
    break_glass: bool = False,
) -> Account:
    """A new account, or the one of that user name brought into line.

    Without a password nobody can sign in by one: its holder comes by single sign-on
    (`link_identity`), or is given a password later (`set_password`). The caller has checked a
    password that is given here (`password_faults`).

    A demonstration account can be entered by anybody who reaches the sign-in page: it is only
    ever made by loading a demonstration.
    """
    account = Account.objects.filter(username=username).first() or Account(username=username)
    account.post = post
    account.demonstration = demonstration
    account.break_glass = break_glass
    if password and (account._state.adding or not account.check_password(password)):
        account.set_password(password)
    elif account._state.adding:
        account.set_unusable_password()
    account.save()
    return account


def password_faults(password: str, account: Account | None = None) -> list[str]:
    """What is wrong with a new password, in sentences; nothing when it may be used.

    `account`, saved or not, so that its user name and post are no password.
    """
    try:
        validate_password(password, account)
    except ValidationError as error:
        return list(error.messages)
    return []


@operation("Changed the password")
def set_password(*, by: Actor, account: Account, password: str) -> None:
    """Give an account a new password, and sign it out everywhere.

    Raises Refused, with the reason, for a password that is too short or too common.
    """
    if faults := password_faults(password, account):
        raise Refused(" ".join(faults))
    account.set_password(password)
    account.save()
    end_sessions(by=by, account=account)


@operation("Marked an account as break-glass")
def mark_break_glass(*, by: Actor, account: Account, break_glass: bool = True) -> None:
    """Let an account sign in by password when local passwords are off, loudly; or no longer."""
    account.break_glass = break_glass
    account.save()


@operation("Closed an account")
def close_account(*, by: Actor, account: Account) -> None:
    """The account can no longer sign in and is signed out; what it did stays on record."""
    account.is_active = False
    account.save()
    end_sessions(by=by, account=account)


@operation("Linked single sign-on")
def link_identity(*, by: Actor, account: Account, provider: str, subject: str) -> Identity:
    """From now on whoever the provider says is this subject signs in as this account.

    `provider` is its short name in the settings, `subject` the provider's own lasting name for
    the person, never an e-mail address. Linking the same again changes nothing.
    Raises Refused where the subject is empty, or belongs to another account.
    """
    if not subject.strip():
        raise Refused("The provider gave no lasting name for this person, so nothing was linked.")
    found = Identity.objects.filter(provider=provider, subject=subject).first()
    if found is None:
        identity = Identity(account=account, provider=provider, subject=subject)
        try:
            with transaction.atomic():
                identity.save()
        except IntegrityError:
            found = Identity.objects.get(provider=provider, subject=subject)
        else:
            return identity
    if found.account_id != account.pk:
        raise Refused(
            "This single sign-on belongs to another account already. "
            "Unlink it there first, or sign in as that account."
        )
    same: Identity = found
    return same


@operation("Unlinked single sign-on")
def unlink_identity(*, by: Actor, identity: Identity, keep: str = "") -> None:
    """That subject no longer signs in as this account, and the account is signed out.

    `keep` is the key of a session that goes on: that of the account's holder, at the page.
    """
    account = identity.account
    identity.delete()
    end_sessions(by=by, account=account, keep=keep)
