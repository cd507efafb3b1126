"""Who is counted when a secret is tried: the account and the network address that it came from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from frankpledge.accounts.operations.attempts import forget_tries, take_back_try, take_try
from frankpledge.accounts.rules import BY_ACCOUNT, BY_ADDRESS, Limit


def by_account() -> Limit:
    """How often an account's secrets may be tried."""
    return Limit(settings.TRIES_BY_ACCOUNT, BY_ACCOUNT.within)


def by_address() -> Limit:
    """How often secrets may be tried from one network address."""
    return Limit(settings.TRIES_BY_ADDRESS, BY_ADDRESS.within)


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from; one household or office in IPv6 is one.

    Behind a proxy it is who asked the proxy: see monitoring/middleware.py.
    """
    given: str = request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return str(address)


def try_secret(request: HttpRequest, kind: str, who: str) -> None:
    """Count a try at a secret of `who`, such as a user name. Raises TooManyTries."""
    take_try(
        (f"{kind}:{who}", by_account()),
        (f"address:{address_of(request)}", by_address()),
    )


def try_from_here(request: HttpRequest) -> None:
    """Count a try by address alone, where nobody says whose secret it is. Raises TooManyTries."""
    take_try((f"address:{address_of(request)}", by_address()))


def knew_secret(request: HttpRequest, kind: str, who: str) -> None:
    """Forget how often this account was tried: its holder has come.

    At the address only this try is forgotten. A whole office signs in from one address, and so may
    somebody who guesses.
    """
    forget_tries(f"{kind}:{who}")
    take_back_try(f"address:{address_of(request)}")
