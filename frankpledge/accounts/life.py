"""What has happened to an account, for its page. The history knows, and is a part above: it
registers here when Django starts."""

from collections.abc import Callable
from typing import Any

from frankpledge.accounts.models import Account

# The entries of one account as the history component shows them, the newest first.
Life = Callable[[Account], list[dict[str, Any]]]
_tells: list[Life] = []


def tells_lives(source: Life) -> Life:
    """Register who knows what has happened to an account."""
    _tells[:] = [source]
    return source


def life_of_account(account: Account) -> list[dict[str, Any]]:
    """What has happened to an account, in plain words, the newest first."""
    return [entry for source in _tells for entry in source(account)]
