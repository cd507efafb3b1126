"""Opening and closing accounts."""

from frankpledge.accounts.models import Account
from frankpledge.shared.door import Actor, operation


@operation("Opened an account")
def open_account(
    *, by: Actor, username: str, post: str, password: str, demonstration: bool = False
) -> Account:
    """A new account, or the one of that user name brought into line.

    A demonstration account can be entered by anybody who reaches the sign-in page: it is only
    ever made by loading a demonstration.
    """
    account = Account.objects.filter(username=username).first() or Account(username=username)
    account.post = post
    account.demonstration = demonstration
    if account._state.adding or not account.check_password(password):
        account.set_password(password)
    account.save()
    return account


@operation("Closed an account")
def close_account(*, by: Actor, account: Account) -> None:
    """The account can no longer sign in; what it did stays on record."""
    account.is_active = False
    account.save()
