"""Whom single sign-on brings that no account is linked to.

Such a person gets a page that says what to do, and no account. A part of the system above may know
better: an invitation that this browser has opened says whose account it is to be. It registers
here when Django starts.
"""

from collections.abc import Callable

from django.http import HttpRequest

from frankpledge.accounts.models import Account

# Given the request, the provider's short name and the provider's lasting name for the person, it
# opens and links an account and returns it, or returns None where it knows nothing.
Welcome = Callable[[HttpRequest, str, str], Account | None]
_welcomes: list[Welcome] = []


def welcomes(source: Welcome) -> Welcome:
    """Register somebody who may know whom single sign-on has brought."""
    if source not in _welcomes:
        _welcomes.append(source)
    return source


def welcomed(request: HttpRequest, provider: str, subject: str) -> Account | None:
    """The account that a registered source has opened or found, or None."""
    for source in _welcomes:
        if account := source(request, provider, subject):
            return account
    return None
